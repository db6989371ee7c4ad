"""A weekly hour that was asked for and could not be given stands in the month, once."""

import datetime

from linli.allocation.tests.conftest import AFTER, FIRST, LAST, WEEK, Season, wanted
from linli.economy import published, queries
from linli.spaces.tests.conftest import Hall
from tests.village import HERE

LABEL = "每周没排下的时段"


def test_a_wish_without_an_hour_is_counted_once(village):
    season = Season(Hall(village))
    of = season.open(space_ids=[season.hall.meeting.pk])
    for group in ("甲队", "乙队"):
        season.ask(of, group, wanted(6, "09:00", "10:00"))
    either = [wanted(6, "09:00", "10:00"), wanted(6, "09:00", "10:00", rooms=[season.hall.meeting])]
    season.ask(of, "丙队", *either)  # one hour, on either of two terms
    season.suggest(of)

    def told(month: datetime.date) -> list[dict[str, str]]:
        at = AFTER + 20 * WEEK
        found = published.month(HERE, month, at=at).figures
        figures = [each for each in found if str(each.label) == LABEL]
        exact = queries.month_of(HERE, month, at).unserved
        assert sum(each.hours for each in exact) == sum(int(each.shown) for each in figures)
        return [{str(word): value for word, value in each.raw} for each in figures]

    assert told(FIRST) == []  # not confirmed: nobody was refused
    season.confirm(of)
    for month in (FIRST, LAST):
        assert told(month) == [{"一周要的时段": "3", "排上的": "1", "上午": "2"}]
    assert told(LAST + 2 * WEEK) == []
