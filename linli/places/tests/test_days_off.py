"""Days off and make-up days: what came along, what is entered, what is not known."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import clock
from linli.journal.models import Deed
from linli.places import actions, queries, terms
from linli.places.models import DayOff
from tests.village import NOW

NOTICE = "国办发明电〔2025〕7号"
# Every day of 2026 the notice of 2025-11-04 names, counted from its text by hand.
OFF_2026 = {1: "1 2 3", 2: "15 16 17 18 19 20 21 22 23", 4: "4 5 6", 5: "1 2 3 4 5",
            6: "19 20 21", 9: "25 26 27", 10: "1 2 3 4 5 6 7"}  # fmt: skip
WORK_2026 = {1: "4", 2: "14 28", 5: "9", 9: "20", 10: "10"}
HEAD = "day,kind,name,name_en,source\n"
LINE = "2027-01-01,休,元旦,New Year,（演示）通知"


def days_2026(table):
    return {
        datetime.date(2026, month, int(day))
        for month, days in table.items()
        for day in days.split()
    }


@pytest.mark.once
class TestShipped:
    def test_2026_is_the_notice_of_the_state_council(self):
        of = {day: row for day, row in terms.shipped().items() if day.year == 2026}
        assert {day for day, row in of.items() if row.kind == "off"} == days_2026(OFF_2026)
        assert {day for day, row in of.items() if row.kind == "work"} == days_2026(WORK_2026)
        assert {row.source for row in of.values()} == {NOTICE}

    def test_who_makes_up_does_so_on_a_weekend(self):
        made_up = [day for day, row in terms.shipped().items() if row.kind == "work"]
        assert all(day.weekday() >= 5 for day in made_up)

    @pytest.mark.parametrize(
        ("text", "line", "fault"),
        [
            ("", 1, "empty"),
            (HEAD + "2027-01-01,休,元旦,New Year", 2, "columns"),
            (HEAD + LINE + "\n1月2日,休,元旦,New Year,x", 3, "day"),
            (LINE.replace("01-01", "02-29"), 1, "day"),
            (LINE.replace("休", "半"), 1, "kind"),
            (LINE.replace("元旦", ""), 1, "name"),
            (LINE.replace("（演示）通知", ""), 1, "source"),
            (LINE + "\n" + LINE, 2, "twice"),
            (LINE + "\n" + LINE.replace("2027", "2028"), 2, "year"),
            ("\n" * 401, 401, "many"),
        ],
    )
    def test_a_wrong_line_is_named(self, text, line, fault):
        with pytest.raises(terms.LineNotRead) as wrong:
            terms.read(text)
        assert (wrong.value.line, wrong.value.fault) == (line, fault)

    def test_a_table_out_of_a_spreadsheet_is_read_too(self):
        [row] = terms.read("\ufeff" + LINE.replace(",", "\t") + "\r\n\r\n")
        assert (row.day, row.kind) == (datetime.date(2027, 1, 1), "off")


@pytest.mark.usefixtures("db")
class TestAsked:
    def enter(self, text=HEAD + LINE):
        return actions.import_days_off(text=text, by=clock(), at=NOW)

    @pytest.mark.parametrize(
        ("day", "kind", "off"),
        [("2026-10-01", "off", True), ("2026-10-10", "work", False), ("2026-10-08", None, False),
         ("2026-10-17", None, True), ("2028-10-02", None, False)],
    )  # fmt: skip
    def test_a_day_is_off_made_up_for_or_ordinary(self, day, kind, off):
        on = datetime.date.fromisoformat(day)
        assert queries.kind_of_day(on) == kind
        assert queries.calendar(on, on).is_off(on) is off

    def test_a_year_without_a_notice_says_so(self):
        found = queries.calendar(datetime.date(2026, 12, 1), datetime.date(2027, 2, 1))
        assert found.unknown == {2027}
        self.enter()
        assert queries.year_is_known(2027)
        assert [row.name for row in queries.days_named_in(2027)] == ["元旦"]

    def test_a_year_is_replaced_as_a_whole_and_the_shipped_one_too(self):
        self.enter()
        self.enter(LINE.replace("01-01", "01-02"))
        assert [row.day.day for row in DayOff.objects.all()] == [2]
        self.enter(LINE.replace("2027", "2026"))
        assert queries.kind_of_day(datetime.date(2026, 10, 1)) is None
        assert Deed.objects.filter(verb="days_off.entered").count() == 3

    def test_a_wrong_line_enters_nothing(self):
        with pytest.raises(actions.DaysNotRead) as refused:
            self.enter(HEAD + LINE + "\n2027-01-02,half,x,x,x")
        assert "3" in str(refused.value)
        assert not DayOff.objects.exists()

    def test_the_database_wants_a_kind_and_a_source(self):
        day = datetime.date(2027, 1, 1)
        for wrong in ({"kind": "half", "source": "x"}, {"kind": "off", "source": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                DayOff.objects.create(day=day, name="x", **wrong)
