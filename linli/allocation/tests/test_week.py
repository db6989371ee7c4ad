"""The week of a plan, room by room: who has which hours, what a person changed, where holes are."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from linli.allocation import actions, queries, terms
from linli.allocation.models import AllocatedSlot, AllocationRound
from linli.allocation.tests.conftest import AFTER, FIRST, LAST, wanted
from tests.village import come_in

TUESDAY = 1


@pytest.fixture
def planned(season) -> AllocationRound:
    """A choir in the whole classroom, chess in its east half, calligraphy in the meeting room."""
    of = season.open()
    whole, east = season.hall.classroom, season.hall.east
    season.ask(of, "合唱队", wanted(TUESDAY, "18:00", "19:30", 90, 90, rooms=[whole]))
    season.ask(of, "少年棋社", wanted(TUESDAY, "14:00", "15:00", rooms=[east]))
    season.ask(of, "书法组", wanted(TUESDAY, "09:00", "10:00", rooms=[season.hall.meeting]))
    return season.suggest(of)


def week_of(season, of) -> dict[str, queries.RoomWeek]:
    card = queries.desk_round(season.keeper, of.pk, AFTER)
    page = queries.plan_page(season.keeper, of.pk)
    return {one.space.name: one for one in queries.week_of(of.pk, card.rooms, page.standing)}


def tuesday(season, of, room) -> list[tuple[str, str, str]]:
    """What a room's Tuesday is made of: kind, hours, who."""
    return [
        (cell.kind, cell.hours, cell.row.of.who if cell.row else "")
        for cell in week_of(season, of)[room].days[TUESDAY]
    ]


def slot_of(season, of, who) -> AllocatedSlot:
    """The hour of a group that stands in the plan."""
    [found] = [
        row.hour.id for row in queries.plan_page(season.keeper, of.pk).standing if row.of.who == who
    ]
    return AllocatedSlot.objects.get(pk=found)


def move(season, of, who, **about) -> AllocatedSlot:
    slot = slot_of(season, of, who)
    about = {"space_id": slot.space_id, "weekday": slot.weekday, **about}
    return actions.move_hour(
        slot_id=slot.pk, reason="楼上在练琴", by=season.keeper, at=AFTER, **about
    )


def test_a_day_is_told_without_a_gap_and_what_nobody_has_is_a_hole(season, planned):
    assert tuesday(season, planned, "会议室") == [
        ("free", "08:00–09:00", ""),
        ("booking", "09:00–10:00", "书法组"),
        ("free", "10:00–21:00", ""),
    ]


def test_who_has_the_whole_has_its_parts_and_a_part_is_gone_from_the_whole(season, planned):
    assert tuesday(season, planned, "悦享教室") == [
        ("free", "08:00–14:00", ""),
        ("taken", "14:00–15:00", "少年棋社"),
        ("free", "15:00–18:00", ""),
        ("booking", "18:00–19:30", "合唱队"),
        ("free", "19:30–21:00", ""),
    ]
    assert tuesday(season, planned, "悦享教室东半间") == [
        ("free", "08:00–14:00", ""),
        ("booking", "14:00–15:00", "少年棋社"),
        ("free", "15:00–18:00", ""),
        ("taken", "18:00–19:30", "合唱队"),
        ("free", "19:30–21:00", ""),
    ]
    assert tuesday(season, planned, "悦享教室西半间") == [
        ("free", "08:00–18:00", ""),
        ("taken", "18:00–19:30", "合唱队"),
        ("free", "19:30–21:00", ""),
    ]


def test_what_is_not_open_to_the_round_is_no_hole(season):
    """A course every week in the meeting room, and hours that begin later than those of others."""
    season.hall.series(
        season.hall.meeting, from_on=FIRST, until_on=LAST, weekdays=[TUESDAY],
        from_minute=8 * 60, until_minute=12 * 60,
    )  # fmt: skip
    of = season.open()
    season.ask(of, "合唱队", wanted(TUESDAY, "18:00", "19:00", rooms=[season.hall.meeting]))
    season.suggest(of)
    assert tuesday(season, of, "会议室") == [
        ("not_open", "08:00–12:00", ""),
        ("free", "12:00–18:00", ""),
        ("booking", "18:00–19:00", "合唱队"),
        ("free", "19:00–21:00", ""),
    ]


def test_a_hand_change_is_marked_and_leaves_a_hole_where_it_was(season, planned):
    move(season, planned, "书法组", from_minute=600, until_minute=660)
    assert tuesday(season, planned, "会议室") == [
        ("free", "08:00–10:00", ""),
        ("booking", "10:00–11:00", "书法组"),
        ("free", "11:00–21:00", ""),
    ]
    cells = week_of(season, planned)["会议室"].days[TUESDAY]
    assert [cell.row.by_hand for cell in cells if cell.row] == [True]
    east = week_of(season, planned)["悦享教室东半间"].days[TUESDAY]
    assert not any(cell.row.by_hand for cell in east if cell.row)


def test_an_hour_that_was_given_back_is_a_hole(season, planned):
    season.confirm(planned)
    slot = slot_of(season, planned, "书法组")
    actions.give_back(slot_id=slot.pk, by=season.worker, at=AFTER)
    assert tuesday(season, planned, "会议室") == [("free", "08:00–21:00", "")]


def test_the_lines_of_a_table_have_each_cell_once_where_it_begins(season, planned):
    room = week_of(season, planned)["会议室"]
    lines = room.lines
    assert len(lines) == sum(cell.quarters for cell in room.days[0]) == 13 * 4
    assert [line.clock for line in lines[:5]] == ["08:00", "", "", "", "09:00"]
    begun = [cell for line in lines for cell in line.cells]
    assert len(begun) == sum(len(day) for day in room.days) == 6 + 3
    assert [cell.row.of.who for cell in lines[4].cells if cell.row] == ["书法组"]


@pytest.fixture
def read(season, planned, village, monkeypatch):
    """Read the plan's page as its keeper."""
    monkeypatch.setattr("linli.identity.doors.timezone.now", lambda: AFTER)
    client = come_in(Client(), village.users["hall_keeper"])

    def said(**asked) -> str:
        answer = client.get(reverse("allocation:desk_plan", args=[planned.pk]), asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return said


def test_all_rooms_stand_in_the_rooms_own_table_and_each_hour_leads_to_who_asked(
    season, planned, read
):
    move(season, planned, "书法组", from_minute=600, until_minute=660)
    said = read()
    table = said[said.index('<table class="plan plan-week">') : said.index("</table>")]
    assert re.findall(r'<th scope="row"><a href="\?room=[^"]+">([^<]+)</a>', table) == [
        "会议室", "悦享教室", "悦享教室东半间", "悦享教室西半间",
    ]  # fmt: skip
    applications = {row.who: row.id for row in queries.applications_of(season.keeper, planned.pk)}
    for who, application_id in applications.items():
        there = reverse("allocation:desk_application", args=[application_id])
        assert re.search(rf'href="{there}"><span class="number">[^<]+</span><span>{who}<', table)
    assert table.count("人改的") == 1
    assert 'class="is-asked"' in table
    assert "悦享教室东半间 有人" in table
    assert "10:00–21:00" not in table
    assert '<span class="number">11:00–21:00</span> 空着' in table


def test_one_room_is_hours_down_and_days_across_and_its_list_says_the_holes(season, planned, read):
    said = read(room=season.hall.east.pk)
    table = said[said.index('<table class="plan plan-hours">') : said.index("</table>")]
    assert re.findall(r'<th scope="col">([^<]+)</th>', table) == [day.zh for day in terms.WEEKDAYS]
    assert '<td rowspan="4" class="plan-booking">' in table
    assert '<td rowspan="6" class="plan-taken">' in table
    listed = said[said.index("一天一天列出来") :]
    assert "少年棋社" in listed
    assert "书法组" not in listed
    assert '<span class="number">15:00–18:00</span> 空着' in listed
    assert "plan-week" not in said


@pytest.mark.parametrize("room", ["", "nonsense", str(UUID(int=1))])
def test_a_room_that_is_none_of_the_round_is_all_of_them(read, room):
    assert '<table class="plan plan-week">' in read(room=room)


def test_an_application_leads_to_where_its_hour_is_changed(season, planned, village, read):
    client = come_in(Client(), village.users["hall_keeper"])
    slot = slot_of(season, planned, "书法组")
    there = reverse("allocation:desk_application", args=[slot.application_id])
    assert reverse("allocation:desk_hour", args=[slot.pk]) in client.get(there).content.decode()
