"""Gifts as their donors chose to be called, up to the last batch."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from linli.fund.models import Batch, Donation
from linli.fund.queries import PURPOSE_WORDS

GIFTS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Gift:
    """A gift. ``shown_as`` is empty for whoever wants no name (爱心人士)."""

    received_on: datetime.date
    amount_fen: int
    purpose: Any
    shown_as: str


def gifts(place: str, page: Any = 1) -> Page:
    """A page of ``Gift``, the newest first. A donor who is forgotten stands without a name."""
    last = Batch.objects.filter(fund__place=place).order_by("-published_at", "-number")
    told = Donation.objects.filter(fund__place=place, entry__lte=last.values("entry")[:1])
    rows = told.filter(taken_back=None)
    found = Paginator(rows.order_by("-received_on", "-entry"), GIFTS_A_PAGE).get_page(page)
    found.object_list = [
        Gift(each.received_on, each.amount_fen, PURPOSE_WORDS[each.purpose], each.shown_as)
        for each in found.object_list
    ]
    return found
