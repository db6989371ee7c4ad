"""What happened to a claim, as lines people read: newest first."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from linli.claims.models import Arrival, Bill, Settlement, Step
from linli.claims.queries.reading import Written
from linli.claims.queries.wording import RHYTHM_WORDS, SEEN_WORDS, STEP_WORDS
from linli.identity import queries as identity
from linli.kernel.money import spoken
from linli.kernel.sealed import unseal
from linli.kernel.words import spoken_day, spoken_month


class Happened(NamedTuple):
    """One line. ``entry`` and ``entry_id`` name it for taking back, which only ``last`` may be."""

    at: datetime.datetime
    title: str
    text: str
    by: str
    entry: str
    entry_id: UUID
    photo_id: UUID | None
    last: bool


def history(one: Written) -> tuple[Happened, ...]:
    """Everything that happened to a claim."""
    entries = [*one.steps, *one.bills, *one.settlements, *one.arrivals]
    names = identity.names_of({entry.recorded_by_id for entry in entries})
    last_step = one.steps[-1].pk if one.steps else None
    told = [
        Happened(
            at=entry.recorded_at,
            title=_title(entry),
            text=" · ".join(part for part in _parts(entry) if part),
            by=names.get(entry.recorded_by_id, ""),
            entry=type(entry).__name__.lower(),
            entry_id=entry.pk,
            photo_id=getattr(entry, "photo_id", None),
            last=not isinstance(entry, Step) or entry.pk == last_step,
        )
        for entry in entries
    ]
    return tuple(sorted(told, key=lambda happened: happened.at, reverse=True))


def _title(entry: Step | Bill | Settlement | Arrival) -> str:
    match entry:
        case Step():
            return str(STEP_WORDS[entry.kind])
        case Bill():
            return _("记下一张票据")
        case Settlement():
            return _("票据交出去结算")
        case Arrival():
            return _("钱到了")


def _parts(entry: Step | Bill | Settlement | Arrival) -> Iterator[str]:
    match entry:
        case Step():
            yield from _step(entry)
        case Bill():
            yield spoken(entry.amount_fen)
            yield _months(entry.month, entry.month)
            yield unseal(entry, "institution") or ""
        case Settlement():
            yield _months(entry.first_month, entry.last_month)
            yield _day(entry.handed_in_on)
        case Arrival():
            yield spoken(entry.amount_fen)
            yield _months(entry.first_month, entry.last_month)
            yield str(SEEN_WORDS[entry.seen_as])


def _step(step: Step) -> Iterator[str]:
    if step.on != timezone.localdate(step.recorded_at):
        yield _day(step.on)
    yield unseal(step, "words") or ""
    if reference := unseal(step, "reference"):
        yield _("编号 %(number)s") % {"number": reference}
    if step.amount_fen is not None:
        yield _("每月最多 %(amount)s") % {"amount": spoken(step.amount_fen)}
        yield _("从%(month)s算起") % {"month": _months(step.from_month, step.from_month)}
    if step.yearly_cap_fen:
        yield _("全年最多 %(amount)s") % {"amount": spoken(step.yearly_cap_fen)}
    if step.rhythm:
        yield str(RHYTHM_WORDS[step.rhythm])
    if step.due_on:
        yield _("截止 %(day)s") % {"day": _day(step.due_on)}
    if step.until_on:
        yield _("到 %(day)s 为止") % {"day": _day(step.until_on)}


def _day(day: datetime.date) -> str:
    return spoken_day(day, language=get_language() or "zh-hans")


def _months(first: datetime.date, last: datetime.date) -> str:
    language = get_language() or "zh-hans"
    if first == last:
        return spoken_month(first, language)
    return f"{spoken_month(first, language)} – {spoken_month(last, language)}"
