"""Providers and their papers: the desk's list, a file, and who somebody teaches for."""

import datetime
from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.kernel.tongues import as_read
from linli.papers import queries as papers
from linli.papers.queries import Sheet
from linli.providers import terms
from linli.providers.models import Credential, Provider

KIND_WORDS = {
    terms.PERSON: gettext_lazy("个人"),
    terms.BODY: gettext_lazy("单位"),
}
CREDENTIAL_WORDS = {
    "qualification": gettext_lazy("资格证书"),
    "title": gettext_lazy("职称、学历"),
    "health": gettext_lazy("健康证明"),
    terms.SAFEGUARDING: gettext_lazy("接触未成年人的从业查询"),
    "other": gettext_lazy("其他"),
}
STANDING_WORDS = {
    terms.VALID: gettext_lazy("有效"),
    terms.EXPIRED: gettext_lazy("过期了"),
    terms.MISSING: gettext_lazy("没有登记"),
}


class ProviderCard(NamedTuple):
    """A provider as the desk and its own people see it. ``safeguarding``: how its yearly check
    stands (``terms.VALID``, ``EXPIRED``, ``MISSING``)."""

    id: UUID
    place: str
    organisation_id: UUID
    body_name: str
    kind: str
    shown_name: str
    shown_name_en: str
    story: str
    skills: str
    released_at: datetime.datetime | None
    closed_on: datetime.date | None
    hall_permille: int | None
    safeguarding: str

    @property
    def name(self) -> str:
        """As it wishes to be called, in the reader's language."""
        return as_read(self.shown_name, self.shown_name_en)

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]

    @property
    def safeguarding_word(self) -> Any:
        return STANDING_WORDS[self.safeguarding]

    @property
    def hall_percent(self) -> int | None:
        return None if self.hall_permille is None else self.hall_permille // 10


class CredentialRow(NamedTuple):
    """A paper of a provider. ``standing``: as of the day it was asked."""

    id: UUID
    provider_id: UUID
    provider_name: str
    kind: str
    title: str
    number: str
    whose: str
    from_on: datetime.date
    until_on: datetime.date | None
    has_scan: bool
    standing: str

    @property
    def kind_word(self) -> Any:
        return CREDENTIAL_WORDS[self.kind]

    @property
    def standing_word(self) -> Any:
        return STANDING_WORDS[self.standing]


def providers(viewer: Viewer, on: datetime.date) -> list[ProviderCard]:
    """The providers of the viewer's communities, by name. Two queries."""
    here = viewer.communities(Permission.PROVIDER_SEE)
    return _cards(Provider.objects.filter(place__in=here), on)


def provider(viewer: Viewer, provider_id: UUID, on: datetime.date) -> ProviderCard:
    """One provider, for the desk of its community. Raises ``NotFound``."""
    for found in _cards(Provider.objects.filter(pk=provider_id), on):
        viewer.require(Permission.PROVIDER_SEE, place=found.place)
        return found
    raise NotFound


def mine(viewer: Viewer, on: datetime.date) -> list[ProviderCard]:
    """The providers in which the viewer holds a role."""
    bodies = viewer.organisations(Permission.TEACHING_SEE)
    return _cards(Provider.objects.filter(organisation__in=bodies), on) if bodies else []


def my_provider(viewer: Viewer, provider_id: UUID, on: datetime.date) -> ProviderCard:
    """One of the viewer's own. Raises ``NotFound``."""
    for found in mine(viewer, on):
        if found.id == provider_id:
            return found
    raise NotFound


def card(provider_id: UUID, on: datetime.date) -> ProviderCard:
    """One provider, for a room above that has asked who may see it. Raises ``NotFound``."""
    for found in _cards(Provider.objects.filter(pk=provider_id), on):
        return found
    raise NotFound


def body_choices(viewer: Viewer, place: str) -> list[tuple[UUID, str]]:
    """Organisations of kind "provider" at a place that no provider is yet, with their names."""
    viewer.require(Permission.PROVIDER_KEEP, place=place)
    taken = set(Provider.objects.filter(place=place).values_list("organisation_id", flat=True))
    return [
        (each.pk, each.name)
        for each in identity.organisations_at(place)
        if each.kind == "provider" and each.pk not in taken
    ]


def safeguarding(provider_ids: set[UUID], on: datetime.date) -> dict[UUID, str]:
    """How the yearly check of several providers stands on a day. One query."""
    spans: dict[UUID, list[tuple[datetime.date, datetime.date | None]]] = defaultdict(list)
    checks = Credential.objects.filter(provider__in=provider_ids, kind=terms.SAFEGUARDING)
    for provider_id, start, end in checks.values_list("provider_id", "from_on", "until_on"):
        spans[provider_id].append((start, end))
    return {each: terms.standing_of(spans[each], on) for each in provider_ids}


def credentials_of(viewer: Viewer, provider_id: UUID, on: datetime.date) -> list[CredentialRow]:
    """A provider's papers with their numbers; who looks is written down. Newest first."""
    found = provider(viewer, provider_id, on)
    rows = Credential.objects.filter(provider=provider_id).select_related("provider")
    credentials = list(rows.order_by("-from_on", "-pk"))
    if any(each.number or each.whose for each in credentials):
        viewer.looked_at("provider", provider_id, "credentials", place=found.place)
    return [_credential(each, on, opened=True) for each in credentials]


def running_out(viewer: Viewer, on: datetime.date) -> list[CredentialRow]:
    """What has run out, or will within ``terms.RUNS_OUT_DAYS``, and was not renewed; soonest first.

    Of a body each person's check stands by itself. Numbers are left out. One query.
    """
    here = viewer.communities(Permission.PROVIDER_SEE)
    soon = on + datetime.timedelta(days=terms.RUNS_OUT_DAYS)
    rows = Credential.objects.filter(provider__place__in=here, provider__closed_on=None)
    newest: dict[tuple[UUID, str, str], Credential] = {}
    for each in rows.select_related("provider").order_by("from_on", "pk"):
        newest[each.provider_id, each.kind, _renewed(each)] = each
    due = [each for each in newest.values() if each.until_on and each.until_on <= soon]
    return [
        _credential(each, on, opened=False) for each in sorted(due, key=lambda row: row.until_on)
    ]


def _renewed(each: Credential) -> str:
    """Which papers of a provider, within a kind, renew each other: checks of the same person where
    it is a body, other papers with the same title."""
    if each.kind != terms.SAFEGUARDING:
        return each.title
    return (
        "".join((unseal(each, "whose") or "").split()) if each.provider.kind == terms.BODY else ""
    )


def credential_scan(viewer: Viewer, credential_id: UUID) -> Sheet:
    """The picture of a paper. Raises ``NotFound``."""
    found = Credential.objects.select_related("provider").filter(pk=credential_id).first()
    if found is None or found.paper_id is None:
        raise NotFound
    viewer.require(Permission.PROVIDER_SEE, place=found.provider.place_id)
    return papers.guarded_paper(viewer, found.paper_id, permission=Permission.PROVIDER_SEE)


def _cards(found: QuerySet[Provider], on: datetime.date) -> list[ProviderCard]:
    rows = list(found.select_related("organisation").order_by("shown_name", "pk"))
    checks = safeguarding({each.pk for each in rows}, on) if rows else {}
    return [
        ProviderCard(
            id=each.pk,
            place=each.place_id,
            organisation_id=each.organisation_id,
            body_name=each.organisation.name,
            kind=each.kind,
            shown_name=each.shown_name,
            shown_name_en=each.shown_name_en,
            story=each.story,
            skills=each.skills,
            released_at=each.released_at,
            closed_on=each.closed_on,
            hall_permille=each.hall_permille,
            safeguarding=checks[each.pk],
        )
        for each in rows
    ]


def _credential(each: Credential, on: datetime.date, *, opened: bool) -> CredentialRow:
    return CredentialRow(
        id=each.pk,
        provider_id=each.provider_id,
        provider_name=each.provider.shown_name,
        kind=each.kind,
        title=each.title,
        number=(unseal(each, "number") or "") if opened else "",
        whose=(unseal(each, "whose") or "") if opened else "",
        from_on=each.from_on,
        until_on=each.until_on,
        has_scan=each.paper_id is not None,
        standing=terms.standing_of([(each.from_on, each.until_on)], on),
    )


def lock(provider_id: UUID) -> None:
    """Hold a provider until the caller's transaction ends: two hands that settle it take turns."""
    if not Provider.objects.select_for_update().filter(pk=provider_id).values("pk"):
        raise NotFound
