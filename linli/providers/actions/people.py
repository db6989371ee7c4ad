"""A provider is entered, tells of itself, shows itself on the street; its papers are kept."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity import organisations
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.papers import actions as papers
from linli.providers import terms
from linli.providers.actions.scope import either, is_own, kept, own
from linli.providers.models import Credential, Provider


class NotAProvider(Refused):
    """An organisation of another kind keeps funds or books, and teaches nobody."""

    words = gettext_lazy("这个单位不是服务输出者。")
    remedy = gettext_lazy("请管理员在“人员”里按“服务输出者”登记一个单位，再给老师开登录。")


class ProviderThere(Refused):
    """One organisation, one provider."""

    words = gettext_lazy("这个单位已经登记过了。")


class StoryMissing(Refused):
    """Nothing to show yet."""

    words = gettext_lazy("还没有写自己的故事，没有可以公开的。")
    remedy = gettext_lazy("先写几句：教什么、学过什么、为什么来这里。")


class NotYetChecked(Refused):
    """A check holds from the day on which it was made."""

    words = gettext_lazy("从业查询的日期还没有到：查过了才能登记。")


@transaction.atomic
def enter_provider(
    *,
    organisation_id: UUID,
    place: str,
    kind: str,
    shown_name: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    shown_name_en: str = "",
    story: str = "",
    skills: str = "",
) -> Provider:
    """Enter a person or a body that gives services here.

    Raises ``NotAProvider``, ``ProviderThere``.
    """
    by.require(Permission.PROVIDER_KEEP, place=place)
    if earlier := pressed_before(Provider, key, place_id=place):
        return earlier
    body = organisations.card(organisation_id)
    if body is None:
        raise NotFound
    if body.kind != "provider":
        raise NotAProvider
    if Provider.objects.filter(organisation_id=organisation_id).exists():
        raise ProviderThere
    provider = Provider.objects.create(
        place_id=place,
        organisation_id=organisation_id,
        kind=kind,
        shown_name=shown_name,
        shown_name_en=shown_name_en,
        story=story,
        skills=skills,
        entered_by_id=by.user_id,
        entered_at=at,
        key=key,
    )
    note("provider.entered", provider, by, at)
    return provider


@transaction.atomic
def describe(
    *,
    provider_id: UUID,
    shown_name: str,
    story: str,
    skills: str,
    by: Viewer,
    at: datetime.datetime,
    shown_name_en: str = "",
) -> Provider:
    """Tell of a provider. What it writes itself stays on the street; what the desk writes goes off
    the street until the provider has read it."""
    provider = either(provider_id, by)
    provider.shown_name, provider.shown_name_en = shown_name, shown_name_en
    provider.story, provider.skills = story, skills
    if not is_own(provider, by) or not story:
        provider.released_at = provider.released_by = None
    provider.save()
    note("provider.described", provider, by, at)
    return provider


@transaction.atomic
def release(*, provider_id: UUID, by: Viewer, at: datetime.datetime) -> Provider:
    """One of its own people lets the street read it. Raises ``StoryMissing``."""
    provider = own(provider_id, by, locked=True)
    if not provider.story:
        raise StoryMissing
    if provider.released_at is None:
        provider.released_at, provider.released_by_id = at, by.user_id
        provider.save(update_fields=["released_at", "released_by"])
        note("provider.released", provider, by, at)
    return provider


@transaction.atomic
def withdraw(*, provider_id: UUID, by: Viewer, at: datetime.datetime) -> Provider:
    """Off the street again, at once: as easy as it was put on."""
    provider = own(provider_id, by, locked=True)
    if provider.released_at is not None:
        provider.released_at = provider.released_by = None
        provider.save(update_fields=["released_at", "released_by"])
        note("provider.withdrawn", provider, by, at)
    return provider


@transaction.atomic
def tell_share(
    *, provider_id: UUID, hall_percent: int | None, by: Viewer, at: datetime.datetime
) -> Provider:
    """What part of its income comes from this hall, as the provider says; None: does not say."""
    provider = own(provider_id, by, locked=True)
    provider.hall_permille = None if hall_percent is None else hall_percent * 10
    provider.save(update_fields=["hall_permille"])
    note("provider.share_told", provider, by, at)
    return provider


@transaction.atomic
def keep_credential(
    *,
    provider_id: UUID,
    kind: str,
    title: str,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    until_on: datetime.date | None = None,
    number: str = "",
    whose: str = "",
    scan: bytes | None = None,
) -> Credential:
    """Keep a paper of a provider. A check of who works near minors holds for a year, whatever is
    written. ``scan``: its picture. Raises ``NotYetChecked``, and what ``papers.actions.keep``
    raises."""
    provider = kept(provider_id, by, locked=True)
    if earlier := pressed_before(Credential, key, provider_id=provider.pk, kind=kind):
        return earlier
    if kind == terms.SAFEGUARDING:
        if from_on > timezone.localdate(at):
            raise NotYetChecked
        until_on = terms.checked_until(from_on)
    paper = scan and papers.keep(
        content=scan,
        kind="other",
        retention="evidence",
        place=provider.place_id,
        guarded=True,
        by=by,
        at=at,
    )
    credential = Credential(
        provider=provider,
        kind=kind,
        title=title,
        from_on=from_on,
        until_on=until_on,
        paper=paper or None,
        kept_by_id=by.user_id,
        kept_at=at,
        key=key,
    )
    seal(credential, "number", number.strip() or None)
    seal(credential, "whose", whose.strip() or None)
    credential.save(force_insert=True)
    note("credential.kept", provider, by, at, kind=kind)
    return credential


def note(
    verb: str, provider: Provider, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    """Remember a deed about a provider."""
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("provider", provider.pk),
        place=provider.place_id,
        details=details,
    )
