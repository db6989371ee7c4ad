"""Who teaches a session reads who comes: theirs alone, the day before and until it is over."""

import datetime
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.attendance import actions, queries
from linli.attendance.models import ChildSign
from linli.attendance.queries import Signs
from linli.attendance.queries.named import signs_of
from linli.attendance.tests.conftest import DoorStep
from linli.attendance.tests.test_hand_over import name, room
from linli.hall import actions as hall
from linli.identity import actions as identity, queries as who
from linli.identity.models import User
from linli.identity.permissions import Viewer, clock as the_clock, nobody
from linli.journal.models import Read
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import actions as people
from linli.programmes.models import Programme
from linli.providers.tests.conftest import Faculty
from linli.spaces import actions as spaces
from tests.pages import without_marks
from tests.village import NOW, TODAY, come_in

__all__ = ["room"]

DAY = 24 * 60


class Class(Faculty):
    """The door's course is taught by the teacher."""

    def __init__(self, door: DoorStep) -> None:
        self.door, self.village = door, door.counter.village
        self.school, self.course = door.counter.school, door.counter.course
        self.keeper, self.teacher = door.keeper, self.village.teacher
        self.provider = self.enter(self.village.teaching.pk, "陈老师")
        self.check()
        self.agree()

    def read(self, at: int = -10, by: Viewer | None = None) -> queries.ClassList:
        """The list as it is so many minutes after the beginning."""
        viewer = by or self.teacher
        return queries.class_list(viewer, self.door.session.pk, at=self.door.minutes(at))

    def is_refused(self, at: int = -10, by: Viewer | None = None) -> bool:
        try:
            self.read(at, by)
        except NotFound:
            return True
        return False


@pytest.fixture
def lesson(door) -> Class:
    return Class(door)


def test_the_teacher_reads_the_names_the_door_has_and_who_will_not_come(lesson):
    door = lesson.door
    door.counter.child("林小明", datetime.date(2018, 5, 1))
    door.enrol("甲", "林小明")
    door.enrol("乙")
    door.excuse("乙")
    door.come("甲", at=-20)
    door.walk_in("丁", at=1)
    page, at_the_door = lesson.read(5), door.page(5)
    assert [one.name for one in page.learners] == [one.name for one in at_the_door.everybody]
    assert [(one.name, one.here, one.excused) for one in page.learners] == [
        ("甲", True, False), ("林＊＊", False, False), ("乙", False, True), ("丁", True, False),
    ]  # fmt: skip
    assert page.coming == 3
    assert not page.handed  # a room that hands no child over tells nothing of one
    assert {one.signs for one in page.learners} == {None}


def test_it_is_open_from_the_day_before_until_the_session_is_over(lesson):
    start, end = lesson.door.start, lesson.door.session.end_at
    midnight = datetime.datetime.combine(
        start.astimezone(XIAMEN).date() - datetime.timedelta(days=1), datetime.time(), XIAMEN
    )
    opens, ends = ((each - start) // datetime.timedelta(minutes=1) for each in (midnight, end))
    when = [-9 * DAY, opens - 1, opens, 0, ends - 1, ends, ends + DAY]
    assert [lesson.is_refused(at) for at in when] == [True, True, False, False, False, True, True]
    [row] = [each for each in lesson.door.counter.sessions if each.pk == lesson.door.session.pk]
    hall.cancel_sessions(session_ids=[row.pk], reason="停电", by=lesson.keeper, at=NOW)
    assert lesson.is_refused()


def test_it_is_for_who_teaches_this_session_and_for_nobody_else(lesson, village):
    substitute, theirs = lesson.another()
    lesson.check(substitute)
    for viewer in (theirs, village.hall_keeper, village.outsider, nobody()):
        assert lesson.is_refused(by=viewer)
    lesson.substitute(lesson.door.session.pk, substitute)
    assert not lesson.is_refused(by=theirs)
    assert lesson.is_refused()  # who is absent reads nothing


def test_of_a_private_room_and_of_a_closed_group_there_is_nothing(lesson):
    room = lesson.school.hall.east
    facts = {"space_id": room.pk, "name": room.name, "capacity_people": room.capacity_people}
    spaces.change_space(**facts, private=True, by=lesson.keeper, at=NOW)
    assert lesson.is_refused()
    spaces.change_space(**facts, private=False, by=lesson.keeper, at=NOW)
    assert not lesson.is_refused()
    Programme.objects.filter(pk=lesson.course.programme_id).update(
        closed_group=True, neutral_title="周二小组"
    )
    assert lesson.is_refused()


def test_what_a_family_told_of_its_child_is_read_where_children_are_handed_over(room):
    lesson = Class(room.door)
    name(room)
    for kind, value in (("allergy", "花生"), ("photo", "no")):
        actions.tell_sign(
            child_id=room.child, kind=kind, value=value, by=room.her, at=NOW, key=uuid4()
        )
    lesson.teacher.looks.clear()
    [child] = lesson.read().learners
    assert (child.name, child.signs.allergy.value, child.signs.photo_no) == ("小＊", "花生", True)
    looks = [(look.kind, look.subject_id, look.part) for look in lesson.teacher.looks]
    assert looks == [
        ("class_session", str(lesson.door.session.pk), "door"),
        ("resident", str(room.child), "signs"),
    ]


def test_what_was_agreed_to_for_the_door_alone_is_read_at_the_door_alone(room):
    """Before wordings were numbered, the words a guardian agreed to named no teacher."""
    lesson = Class(room.door)
    actions.tell_sign(
        child_id=room.child, kind="allergy", value="花生", by=room.her, at=NOW, key=uuid4()
    )
    ChildSign.objects.update(wording=None)
    [child] = lesson.read().learners
    assert (child.name, child.signs) == ("小＊", Signs())
    assert signs_of([room.child])[room.child].allergy.value == "花生"
    actions.tell_sign(
        child_id=room.child, kind="allergy", value="花生", by=room.her, at=NOW, key=uuid4()
    )
    assert lesson.read().learners[0].signs.allergy.value == "花生"


@pytest.mark.parametrize("linked", [True, False])
def test_the_violent_father_who_teaches_does_not_read_that_the_child_comes(room, linked):
    """He is known by his record; and where his login is linked to none, by his name."""
    lesson = Class(room.door)
    people.leave(resident_id=room.father, **room.work)
    for one in (room.mother, room.child):
        people.shield(resident_id=one, reason="父亲施暴，已报警", **room.lead)
    him = room.him.user_id
    if not linked:
        him = identity.invite(username="liqiang", name="李 强", by=the_clock(), at=NOW).pk
    identity.appoint(
        user_id=him, role="teacher", organisation=lesson.village.teaching.pk, from_on=TODAY,
        by=the_clock(), at=NOW,
    )  # fmt: skip
    his = who.viewer_for(User.objects.get(pk=him), on=TODAY, second_factor=False)
    [hidden], [shown] = lesson.read(by=his).learners, lesson.read().learners
    assert (hidden.name, hidden.signs) == ("", None)
    assert (shown.name, shown.signs) == ("小＊", Signs())
    assert str(room.child) not in {look.subject_id for look in his.looks}


def test_many_are_as_many_questions_as_one(room):
    lesson = Class(room.door)
    counts = []
    for neighbours in ((), ("甲", "乙")):
        for each in neighbours:
            room.door.enrol(each)
        with CaptureQueriesContext(connection) as asked:
            lesson.read()
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 32


def test_from_my_courses_to_the_list_and_the_look_is_written_down(room, village, clock):
    lesson = Class(room.door)
    person = lesson.door.counter.person("甲", phone="13950000007")
    lesson.door.enrol("甲")
    there = reverse("settlement:my_session", args=[lesson.door.session.pk])
    teacher = come_in(Client(), village.users["teacher"])
    index = reverse("settlement:my_index")
    clock["now"] = NOW
    assert there not in teacher.get(index).content.decode()
    assert teacher.get(there).status_code == 404
    for minutes in (-DAY, 30):  # while it goes on the way to it stays
        clock["now"] = lesson.door.minutes(minutes)
        assert there in teacher.get(index).content.decode()
    shown = teacher.get(there).content.decode()
    for words in ("小＊", "甲", "拍照没问过，先不拍", "没写的，不等于没有"):
        assert words in shown
    for fetches in ("小明妈妈", "李强"):  # who may is the door's to know
        assert fetches not in shown
    assert not re.search(r"\d{11}", without_marks(shown))
    assert str(person) not in shown
    read = Read.objects.filter(viewer_id=village.users["teacher"].pk)
    assert sorted(read.values_list("subject_kind", "part")) == [
        ("class_session", "door"), ("resident", "signs"),
    ]  # fmt: skip
    other, theirs = lesson.another()
    assert other.pk
    browser = come_in(Client(), User.objects.get(pk=theirs.user_id))
    assert browser.get(there).status_code == 404
    assert there not in browser.get(index).content.decode()
    clock["now"] = lesson.door.session.end_at
    assert teacher.get(there).status_code == 404
