"""By when what must be told: each rule beside the article it comes from. Pure.

慈善法 as amended on 2023-12-29, in force from 2024-09-05; 慈善组织信息公开办法 is order 81 of the
Ministry of Civil Affairs, in force from 2026-01-01. Days are worked out, never stored.
"""

import calendar
import datetime
from collections.abc import Mapping
from typing import Final, NamedTuple

from linli.rules.words import Words

CAMPAIGN, PROJECT = "campaign", "project"
KINDS = (CAMPAIGN, PROJECT)
MONTHS_APART = 3
LONG_MONTHS = 6
SOON_DAYS = 30
YEARLY_MONTH, YEARLY_DAY = 5, 31


class Rule(NamedTuple):
    """What must be told, and which article says so."""

    words: Words
    article: Words


THREE_MONTHLY, AFTER_END, YEARLY = "three_monthly", "after_end", "yearly"
RULES: Final[Mapping[str, Rule]] = {
    THREE_MONTHLY: Rule(
        Words("每三个月公开一次进展", "progress, every three months"),
        Words(
            "慈善法第七十九条：超过六个月的，至少每三个月公开一次",
            "Charity Law, article 79: at least every three months where it lasts over six",
        ),
    ),
    AFTER_END: Rule(
        Words("结束后三个月内全面公开", "in full, within three months of its end"),
        Words(
            "慈善法第七十九条：结束后三个月内全面、详细公开",
            "Charity Law, article 79: in full and in detail within three months of the end",
        ),
    ),
    YEARLY: Rule(
        Words("每年5月31日前公开年度报告", "the year's report, by 31 May"),
        Words(
            "慈善组织信息公开办法（民政部令第81号，2026年1月1日起施行）：5月31日前；慈善法第十三条",
            "Measures on Disclosure by Charities (MCA order 81, in force 1 January 2026): by 31 "
            "May; Charity Law, article 13",
        ),
    ),
}
CORRECTION_ARTICLE = Words(
    "慈善组织信息公开办法第十六条：更正要一并公布说明",
    "Measures on Disclosure, article 16: a correction is published with its explanation",
)
YEARLY_SINCE = 2026
"""The first year in which 31 May is the day: the measures are in force from 2026-01-01."""


class Due(NamedTuple):
    """One duty: what, by which day, and of which days it tells."""

    rule: str
    due_on: datetime.date


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on; the month's last where it has none."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def dues_of_undertaking(
    began_on: datetime.date,
    ends_on: datetime.date | None,
    ended_on: datetime.date | None,
    until: datetime.date,
) -> list[Due]:
    """The duties of a campaign or project that fall due up to ``until``, in order.

    It is long when it lasts, or is meant to last, more than six months; without a planned end it is
    taken for long, because nobody can say that it will not be.
    """
    end = ended_on or ends_on
    is_long = end is None or end > months_after(began_on, LONG_MONTHS)
    dues = []
    number = 1
    while is_long:
        due_on = months_after(began_on, MONTHS_APART * number)
        if due_on > until or (end is not None and due_on > end):
            break
        dues.append(Due(THREE_MONTHLY, due_on))
        number += 1
    if end is not None and months_after(end, MONTHS_APART) <= until:
        dues.append(Due(AFTER_END, months_after(end, MONTHS_APART)))
    return dues


def dues_of_fund(opened_on: datetime.date, until: datetime.date) -> list[Due]:
    """The yearly reports of a fund up to ``until``: each year's by 31 May of the next."""
    years = range(max(opened_on.year + 1, YEARLY_SINCE), until.year + 1)
    days = [datetime.date(year, YEARLY_MONTH, YEARLY_DAY) for year in years]
    return [Due(YEARLY, day) for day in days if day <= until]


def state(due_on: datetime.date, published_on: datetime.date | None, today: datetime.date) -> str:
    """``published``, ``late`` (told after its day), ``overdue``, ``soon`` or ``later``."""
    if published_on is not None:
        return "late" if published_on > due_on else "published"
    if due_on < today:
        return "overdue"
    return "soon" if (due_on - today).days <= SOON_DAYS else "later"
