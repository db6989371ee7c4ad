"""Importing a roster: read, shown row by row, confirmed, then all of it or nothing."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import roster as workbooks
from linli.people.actions.bases import basis_of
from linli.people.actions.residents import amend
from linli.people.actions.rows import Rows
from linli.people.models import Household, Roster
from linli.people.queries.rosters import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    Row,
    households_of,
    judged,
    packed,
    preview,
)
from linli.people.terms import LegalDuty, is_child


class ArticleMissing(Refused):
    words = gettext_lazy("请写明凭哪条法律登记这份名册；名册里有孩子时必须写。")
    remedy = gettext_lazy("例如：未成年人保护法第43条；用途写“掌握辖区居民基本情况”。")


class RegisterHasMoved(Refused):
    """Between preview and confirmation somebody changed the register."""

    words = gettext_lazy("您看过预览以后，登记又有了变化，有的行结果不同了，所以没有导入。")
    remedy = gettext_lazy("请再看一遍预览，然后确认。")


class AlreadyDecided(Refused):
    words = gettext_lazy("这份名册已经导入或放弃了。")


@transaction.atomic
def read_roster(
    *,
    content: bytes,
    place: str,
    article: str,
    purpose: str,
    by: Viewer,
    at: datetime.datetime,
) -> Roster:
    """Read a workbook and keep its rows, sealed, until somebody confirms.

    The register is untouched. Raises ``sheets.UnreadableSheet``, ``ArticleMissing``.
    """
    by.require(Permission.ROSTER_IMPORT, place=place)
    if not article.strip() or not purpose.strip():
        raise ArticleMissing
    read = workbooks.read(content)
    verdicts = judged(read.lines, place, by, timezone.localdate(at))
    roster = Roster(
        place_id=place,
        uploaded_by_id=by.user_id,
        uploaded_at=at,
        state=Roster.State.PREVIEWED,
        article=article.strip(),
        purpose=purpose.strip(),
        **_counts(verdicts),
    )
    seal(roster, "rows", packed(read.lines, read.ignored))
    roster.save(force_insert=True)
    _remember("roster.read", roster, by, at)
    return roster


@transaction.atomic
def import_roster(*, roster_id: UUID, seen: str, by: Viewer, at: datetime.datetime) -> Roster:
    """Write the new and the changed rows of a roster, in one transaction; its rows are forgotten.

    ``seen``: the seal of the preview that was confirmed. Refused rows stay out and were shown.
    Raises ``RegisterHasMoved``, ``AlreadyDecided``.
    """
    roster = _waiting(roster_id)
    on = timezone.localdate(at)
    verdicts = preview(by, roster_id, on)
    if verdicts.seal != seen:
        raise RegisterHasMoved
    written = Rows(roster.place_id, by, at, on, fictional=False)
    _add_new(verdicts.rows, LegalDuty(roster.article, roster.purpose), written)
    written.write()
    for row in verdicts.rows:
        if row.verdict == CHANGED:
            amend(row.resident, row.person, by=by, at=at)
    _decide(roster, Roster.State.IMPORTED, at, **_counts(verdicts.rows))
    _remember("roster.imported", roster, by, at)
    return roster


@transaction.atomic
def discard_roster(*, roster_id: UUID, by: Viewer, at: datetime.datetime) -> Roster:
    """Forget a roster without importing it."""
    roster = _waiting(roster_id)
    by.require(Permission.ROSTER_IMPORT, place=roster.place_id)
    _decide(roster, Roster.State.DISCARDED, at)
    _remember("roster.discarded", roster, by, at)
    return roster


def _add_new(verdicts: tuple[Row, ...], duty: LegalDuty, written: Rows) -> None:
    """The rows of new people, and of households, whoever joins them."""
    joining = [row for row in verdicts if row.joins and row.verdict in (NEW, CHANGED)]
    households = households_of(written.place, {row.household for row in joining})
    for row in verdicts:
        if row.verdict == NEW:
            resident = written.add_resident(row.person)
            if is_child(resident.born_on, written.on):
                basis = basis_of(resident, duty, (), by=written.by, on=written.on)
                resident.basis = basis.pk
                written.bases.append(basis)
        elif row.verdict == CHANGED:
            resident = row.resident
        else:
            continue
        if row.joins:
            written.add_membership(_home(row, households, written), resident, row.relation)


def _home(row: Row, households: dict[str, Household], written: Rows) -> Household:
    """The household a row names: registered, or new with the first row that names it."""
    if row.household not in households:
        cells = row.line.cells
        households[row.household] = written.add_household(
            row.household, cells.get("building", ""), cells.get("door", "")
        )
    return households[row.household]


def _counts(verdicts: list[Row] | tuple[Row, ...]) -> dict[str, int]:
    return {
        f"{verdict}_count": sum(row.verdict == verdict for row in verdicts)
        for verdict in (NEW, SAME, CHANGED, REFUSED)
    }


def _waiting(roster_id: UUID) -> Roster:
    roster = Roster.objects.select_for_update().filter(pk=roster_id).first()
    if roster is None:
        raise NotFound
    if roster.state != Roster.State.PREVIEWED:
        raise AlreadyDecided
    return roster


def _decide(roster: Roster, state: str, at: datetime.datetime, **counts: int) -> None:
    roster.state, roster.decided_at, roster.rows = state, at, None
    for name, count in counts.items():
        setattr(roster, name, count)
    roster.save()


def _remember(verb: str, roster: Roster, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("roster", roster.pk),
        place=roster.place_id,
        details={
            "new": roster.new_count,
            "changed": roster.changed_count,
            "same": roster.same_count,
            "refused": roster.refused_count,
        },
    )
