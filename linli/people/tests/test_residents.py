"""The list: masked, cut to one's places, found by whatever one knows, few queries."""

import datetime

import pytest

from linli.people import actions, queries
from linli.people.actions import NewHousehold, NewMember, Registration
from linli.people.tests.conftest import ELDER, open_child, register


@pytest.mark.parametrize(
    "typed",
    ["王秀英", "秀英", "英", "wangxiuying", "Wang Xiu", "wxy",
     "350206198803054826", " 350206 19880305 4826 ", "13800138000", "+86 138-0013-8000"],
)  # fmt: skip
def test_finds_by_name_pinyin_initials_number_and_phone(home, typed):
    assert [row.name for row in _rows(home, typed)] == ["王秀英"]


@pytest.mark.parametrize(
    "typed", ["王英", "13800138001", "350206198803054842", "%", "_", "\\", "'"]
)
def test_finds_nothing_where_there_is_nothing(home, typed):
    assert not _rows(home, typed)


def test_shows_masked_numbers_and_logs_nothing(home):
    [row] = _rows(home, "王秀英")
    assert (row.citizen_id, row.phone) == ("350206********4826", "138****8000")
    assert (row.age_years, row.building) == (38, "12号楼")
    assert home.social_worker.looks == []


def test_a_closed_minor_shows_a_surname_and_nothing_else(home):
    [row] = _rows(home, "李小宇")
    assert (row.name, row.opened, row.minor) == ("李＊＊", False, True)
    assert (row.age_years, row.citizen_id, row.phone, row.building, row.sex) == (
        None, "", "", "", "",
    )  # fmt: skip
    open_child(home)
    [row] = _rows(home, "李小宇")
    assert (row.name, row.opened, row.age_years) == ("李小宇", True, 8)


def test_the_next_community_sees_nobody(home):
    assert queries.residents(home.outsider, home.today).total == 0
    assert queries.residents(home.outsider, home.today, "王秀英").total == 0
    assert queries.residents(home.cashier, home.today).total == 0


def test_is_sorted_as_names_are_read(home):
    register(home, ELDER)
    assert [row.name for row in _rows(home, "")] == ["李强", "李＊＊", "王秀英", "曾阿婆"]


def test_a_page_has_twenty_five_rows_and_needs_few_queries(home, django_assert_max_num_queries):
    actions.register_many(households=_many(40), place=home.here, **home.work)
    with django_assert_max_num_queries(6):
        first = queries.residents(home.social_worker, home.today)
    with django_assert_max_num_queries(6):
        second = queries.residents(home.social_worker, home.today, page=2)
    assert (len(first.rows), first.total, first.pages) == (25, 43, 2)
    assert len(second.rows) == 18
    assert queries.residents(home.social_worker, home.today, page="x").number == 1


def test_labels_for_other_rooms_are_masked_by_the_same_rule(home):
    ids = [home.mother.pk, home.child.pk]
    assert queries.labels(home.social_worker, ids, home.today) == {
        home.mother.pk: "王秀英", home.child.pk: "李＊＊",
    }  # fmt: skip
    assert queries.labels(home.outsider, ids, home.today) == {}
    heads = queries.household_labels(home.social_worker, [home.household.pk], home.today)
    assert heads == {home.household.pk: "李强"}


def _rows(cast, typed):
    return queries.residents(cast.social_worker, cast.today, typed).rows


def _many(count):
    return [
        NewHousehold(
            members=(
                NewMember(
                    who=Registration(
                        name=f"陈{chr(0x4E00 + number)}", born_on=datetime.date(1970, 1, 1), sex=1
                    ),
                    relation="02",
                ),
            ),
            number=f"A-{number}",
        )
        for number in range(count)
    ]
