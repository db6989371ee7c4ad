"""What may be done: enter what must be told of, tell it, and correct it with a note."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.disclosure import queries
from linli.disclosure.models import CorrectionNote, DisclosureEntry, Undertaking
from linli.disclosure.terms import PROJECT
from linli.fund import published as fund
from linli.fund.published import PublishedFund
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused


class DaysNotPossible(Refused):
    """It would end before it began, or what has not come yet."""

    words = gettext_lazy("日子不对：结束不能早于开始，公开的日子不能在以后。")


class PublishedAlready(Refused):
    """This duty was done; what was told stands, and is corrected by a note."""

    words = gettext_lazy("这一次已经公开过了，不能重写。")
    remedy = gettext_lazy("写错了，请在那一条下面写更正说明，一并公布。")


class EndedAlready(Refused):
    """It has ended before."""

    words = gettext_lazy("它已经结束了。")


@transaction.atomic
def begin_undertaking(
    *,
    fund_id: UUID,
    title: str,
    began_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    ends_on: datetime.date | None = None,
) -> Undertaking:
    """Enter a project: its duties follow from its days. Raises ``DaysNotPossible``.

    A campaign is entered as its plan is filed, in giving, and stands here by itself.
    """
    of = _fund(fund_id, by)
    if earlier := pressed_before(Undertaking, key, fund_id=fund_id):
        return earlier
    if ends_on is not None and ends_on < began_on:
        raise DaysNotPossible
    made = Undertaking.objects.create(
        fund_id=of.id,
        place_id=of.place,
        kind=PROJECT,
        title=title,
        began_on=began_on,
        ends_on=ends_on,
        begun_by_id=by.user_id,
        begun_at=at,
        key=key,
    )
    _record("undertaking.begun", ("undertaking", made.pk), of, by, at)
    return made


@transaction.atomic
def end_undertaking(
    *, undertaking_id: UUID, ended_on: datetime.date, by: Viewer, at: datetime.datetime
) -> Undertaking:
    """It has ended: three months from that day all of it must be told. Raises ``EndedAlready``."""
    found = Undertaking.objects.select_for_update().filter(pk=undertaking_id).first()
    if found is None:
        raise NotFound
    of = _fund(found.fund_id, by)
    if found.ended_on is not None:
        raise EndedAlready
    if not found.began_on <= ended_on <= timezone.localdate(at):
        raise DaysNotPossible
    found.ended_on = ended_on
    found.save(update_fields=["ended_on"])
    _record("undertaking.ended", ("undertaking", found.pk), of, by, at)
    return found


@transaction.atomic
def disclose(
    *,
    fund_id: UUID,
    rule: str,
    due_on: datetime.date,
    published_on: datetime.date,
    words: str,
    link: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    undertaking_id: UUID | None = None,
) -> DisclosureEntry:
    """Write down that a duty was done: where anybody can read it, and since when.

    ``undertaking_id``: a project's or a filed plan's; None for the fund's own year.

    Raises ``PublishedAlready``, ``DaysNotPossible``, ``NotFound`` where there is no such duty.
    """
    of = _fund(fund_id, by)
    if earlier := pressed_before(DisclosureEntry, key, fund_id=fund_id, rule=rule):
        return earlier
    today = timezone.localdate(at)
    row = queries.due_row(by, today, fund_id, rule, due_on, undertaking_id)
    if row.entry is not None:
        raise PublishedAlready
    if published_on > today:
        raise DaysNotPossible
    made = DisclosureEntry.objects.create(
        fund_id=of.id,
        undertaking_id=None if row.filed else undertaking_id,
        plan_id=undertaking_id if row.filed else None,
        rule=rule,
        due_on=due_on,
        published_on=published_on,
        words=words,
        link=link,
        by_id=by.user_id,
        at=at,
        key=key,
    )
    _record("disclosure.published", ("disclosure", made.pk), of, by, at)
    return made


@transaction.atomic
def correct(
    *, entry_id: UUID, words: str, key: UUID, by: Viewer, at: datetime.datetime
) -> CorrectionNote:
    """Publish what was wrong and what is right, beside the entry, which stays as it was."""
    entry = DisclosureEntry.objects.filter(pk=entry_id).first()
    if entry is None:
        raise NotFound
    of = _fund(entry.fund_id, by)
    if earlier := pressed_before(CorrectionNote, key, entry_id=entry.pk, words=words):
        return earlier
    made = CorrectionNote.objects.create(
        entry=entry, words=words, on=timezone.localdate(at), by_id=by.user_id, at=at, key=key
    )
    _record("disclosure.corrected", ("disclosure", entry.pk), of, by, at)
    return made


def _fund(fund_id: UUID, by: Viewer) -> PublishedFund:
    of = next((one for one in fund.funds() if one.id == fund_id), None)
    if of is None:
        raise NotFound
    by.require(Permission.DISCLOSURE_WRITE, place=of.place, organisation=of.holder_id)
    return of


def _record(
    verb: str, subject: tuple[str, UUID], of: PublishedFund, by: Viewer, at: datetime.datetime
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=subject, place=of.place)
