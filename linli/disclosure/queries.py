"""What may be asked of disclosure: the calendar, cut to whoever asks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.disclosure import terms
from linli.disclosure.models import CorrectionNote, DisclosureEntry, Undertaking
from linli.fund import published as fund
from linli.fund.published import PublishedFund
from linli.giving import published as giving
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound

LOOK_AHEAD_MONTHS = 12
STATE_WORDS = {
    "overdue": _("已经过期"),
    "soon": _("快到期了"),
    "later": _("还没到时候"),
    "published": _("已公开"),
    "late": _("晚公开了"),
}
STATE_TONES = {"overdue": "stop", "soon": "attention", "published": "good", "late": "attention"}
KIND_WORDS = {terms.CAMPAIGN: _("募捐活动"), terms.PROJECT: _("慈善项目")}


@dataclass(frozen=True, slots=True)
class Correction:
    """A note beside a disclosure."""

    words: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class DueRow:
    """A duty with what became of it. ``entry`` is empty until it was published.

    ``undertaking_id``: the project's, or where ``filed`` the plan's; None for the fund's own year.
    """

    fund: PublishedFund
    undertaking_id: UUID | None
    filed: bool
    title: str
    due: terms.Due
    state: str
    entry: DisclosureEntry | None
    corrections: tuple[Correction, ...]

    @property
    def rule(self) -> terms.Rule:
        return terms.RULES[self.due.rule]

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]

    @property
    def tone(self) -> str:
        return STATE_TONES.get(self.state, "")


@dataclass(frozen=True, slots=True)
class UndertakingRow:
    """A campaign or a project. ``number``: of the plan it was filed as; empty for what was entered
    by hand."""

    id: UUID
    fund: PublishedFund
    kind: str
    title: str
    began_on: datetime.date
    ends_on: datetime.date | None
    ended_on: datetime.date | None
    number: str = ""

    @property
    def filed(self) -> bool:
        """Whether it is a plan as filed: then giving keeps its days."""
        return bool(self.number)

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]


def calendar(viewer: Viewer, on: datetime.date) -> list[DueRow]:
    """Every duty up to a year ahead of the funds the viewer may see, the oldest open first."""
    rows = calendar_of(_funds(viewer, Permission.DISCLOSURE_SEE), on)
    return sorted(rows, key=lambda row: (row.entry is not None, row.due.due_on))


def calendar_of(funds: Iterable[PublishedFund], on: datetime.date) -> list[DueRow]:
    """The duties of some funds by the day they fall due."""
    funds, until = list(funds), terms.months_after(on, LOOK_AHEAD_MONTHS)
    entries = _entries(funds)
    corrections = _corrections(entries.values())
    rows = []
    for each in funds:
        duties: list[tuple[UUID | None, bool, str, terms.Due]] = [
            (None, False, each.name, due) for due in terms.dues_of_fund(each.opened_on, until)
        ]
        for one in _undertakings(each):
            dues = terms.dues_of_undertaking(one.began_on, one.ends_on, one.ended_on, until)
            duties += [(one.id, one.filed, one.title, due) for due in dues]
        for undertaking, filed, title, due in duties:
            entry = entries.get((each.id, undertaking, *due))
            state = terms.state(due.due_on, entry.published_on if entry else None, on)
            noted = corrections.get(entry.pk, ()) if entry else ()
            rows.append(DueRow(each, undertaking, filed, title, due, state, entry, tuple(noted)))
    return sorted(rows, key=lambda row: row.due.due_on)


def undertakings(viewer: Viewer) -> list[UndertakingRow]:
    """The campaigns and projects of the funds the viewer may see, the newest first."""
    funds = _funds(viewer, Permission.DISCLOSURE_SEE)
    rows = [one for each in funds for one in _undertakings(each)]
    return sorted(rows, key=lambda one: one.began_on, reverse=True)


def project(viewer: Viewer, undertaking_id: UUID) -> UndertakingRow:
    """One that was entered here by hand. Raises ``NotFound``."""
    for one in undertakings(viewer):
        if one.id == undertaking_id and not one.filed:
            return one
    raise NotFound


def funds_to_disclose(viewer: Viewer) -> list[PublishedFund]:
    """The funds for which the viewer may disclose."""
    return _funds(viewer, Permission.DISCLOSURE_WRITE)


def due_row(
    viewer: Viewer,
    on: datetime.date,
    fund_id: UUID,
    rule: str,
    due_on: datetime.date,
    undertaking_id: UUID | None = None,
) -> DueRow:
    """One duty. Raises ``NotFound``."""
    for row in calendar(viewer, on):
        if (row.fund.id, row.undertaking_id, *row.due) == (fund_id, undertaking_id, rule, due_on):
            return row
    raise NotFound


def entry_row(viewer: Viewer, on: datetime.date, entry_id: UUID) -> DueRow:
    """The duty that an entry has done. Raises ``NotFound``."""
    for row in calendar(viewer, on):
        if row.entry is not None and row.entry.pk == entry_id:
            return row
    raise NotFound


def overdue(viewer: Viewer, on: datetime.date) -> list[DueRow]:
    """What should have been told by now, for whoever watches."""
    return [row for row in calendar(viewer, on) if row.state == "overdue"]


def _undertakings(of: PublishedFund) -> list[UndertakingRow]:
    """What was entered here, and every filed plan: nobody types a campaign twice."""
    projects = [
        UndertakingRow(one.pk, of, one.kind, one.title, one.began_on, one.ends_on, one.ended_on)
        for one in Undertaking.objects.filter(fund=of.id)
    ]
    plans = [
        UndertakingRow(
            one.id, of, terms.CAMPAIGN, one.title, one.starts_on, one.ends_on, None, one.number
        )
        for one in giving.filed(of.id)
    ]
    return sorted([*projects, *plans], key=lambda one: (one.began_on, str(one.id)))


def _funds(viewer: Viewer, permission: Permission) -> list[PublishedFund]:
    here, held = viewer.communities(permission), viewer.organisations(permission)
    return [one for one in fund.funds() if one.place in here or one.holder_id in held]


Key = tuple[UUID, UUID | None, str, datetime.date]


def _entries(funds: Iterable[PublishedFund]) -> dict[Key, DisclosureEntry]:
    rows = DisclosureEntry.objects.filter(fund__in=[one.id for one in funds])
    return {
        (row.fund_id, row.undertaking_id or row.plan_id, row.rule, row.due_on): row for row in rows
    }


def _corrections(entries: Iterable[DisclosureEntry]) -> dict[UUID, list[Correction]]:
    noted: dict[UUID, list[Correction]] = {}
    rows = CorrectionNote.objects.filter(Q(entry__in=list(entries))).order_by("at")
    for row in rows:
        noted.setdefault(row.entry_id, []).append(Correction(row.words, row.on))
    return noted
