"""Notices of fund aid (公示): a number, a class of reason, a band. Nobody could be found by one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone

from linli.fund.models import PublicNotice
from linli.fund.queries import BAND_WORDS, PURPOSE_WORDS, REASON_WORDS

ROWS_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice. ``reason`` and ``purpose`` are empty where too few households share them;
    ``month`` is that of the batch it came out with, not of the aid."""

    number: int
    purpose: Any
    reason: Any
    band: Any
    month: date
    batch: int


def notices(place: str, page: int | str = 1) -> Page:
    """A page of ``NoticeRow``, the newest batch first; within a batch in no order of days."""
    rows = PublicNotice.objects.filter(fund__place=place).select_related("batch")
    found = Paginator(rows.order_by("-number"), ROWS_A_PAGE).get_page(page)
    found.object_list = [_row(each) for each in found.object_list]
    return found


def _row(of: PublicNotice) -> NoticeRow:
    return NoticeRow(
        number=of.number,
        purpose=PURPOSE_WORDS[of.purpose] if of.purpose else "",
        reason=REASON_WORDS[of.reason] if of.reason else "",
        band=BAND_WORDS[of.band],
        month=timezone.localdate(of.batch.published_at).replace(day=1),
        batch=of.batch.number,
    )
