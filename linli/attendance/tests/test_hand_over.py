"""A child is brought and fetched: by a guardian, by whom a guardian named, or by two with a reason.

The courses of the tests meet in the eastern half of the classroom; it hands children over here.
"""

import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from linli.attendance import actions, queries
from linli.attendance.models import Attendance, ChildSign, FetchPermit, HandOver
from linli.attendance.queries.children import in_hand_over_room
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import actions as people, queries as register
from linli.people.terms import Registration
from tests.village import HERE, NOW, TODAY

SOON = TODAY + datetime.timedelta(days=30)


@pytest.fixture
def room(door):
    """小明 has come with the class; his mother and father live with him, grandmother elsewhere."""
    counter = door.counter
    work = {"by": counter.village.social_worker, "at": NOW}
    child = counter.child("小明", datetime.date(2018, 5, 1))
    mother = counter.person("小明妈妈")
    father = people.register(
        who=Registration(name="李强", sex=1, born_on=datetime.date(1985, 5, 1)), place=HERE, **work
    ).pk
    counter.known["李强"] = father
    home = register.household_of(counter.village.social_worker, child)
    people.join(household_id=home, resident_id=father, relation="11", **work)
    people.name_guardian(child_id=child, guardian_id=father, kind="parent", **work)
    actions.mark_room(space_id=counter.school.hall.east.pk, by=door.keeper, at=NOW)
    door.enrol("小明")
    door.come("小明")
    return SimpleNamespace(
        door=door, child=child, mother=mother, father=father, work=work, home=home,
        her=counter.login("小明妈妈"), him=counter.login("李强"), keeper=door.keeper,
        other=counter.village.social_worker, lead={"by": counter.village.supervisor, "at": NOW},
    )  # fmt: skip


def bring(room, at=0, **about) -> HandOver:
    if not about.keys() & {"guardian_id", "permit_id", "name"}:
        about["guardian_id"] = room.mother
    about = {"by": room.keeper, "key": uuid4(), "child_id": room.child} | about
    return actions.bring(session_id=room.door.session.pk, at=room.door.minutes(at), **about)


def fetch(room, hand: HandOver, at=90, **about) -> HandOver:
    about = {"by": room.keeper} | about
    return actions.fetch(hand_over_id=hand.pk, at=room.door.minutes(at), **about)


def name(room, by=None, **about) -> FetchPermit:
    about = {
        "name": "林阿姨", "relation": "邻居", "until_on": SOON, "at": NOW, "key": uuid4(),
        "child_id": room.child,
    } | about  # fmt: skip
    return actions.name_fetcher(by=by or room.her, **about)


def seen(room, at=0, by=None) -> queries.ChildHere:
    moment = room.door.minutes(at)
    page = queries.hands(by or room.keeper, room.door.session.pk, on=moment.date(), at=moment)
    [each] = [one for one in page.children if one.id == room.child]
    return each


def test_mother_brings_and_fetches_and_the_place_is_free(room):
    key = uuid4()
    hand = bring(room, key=key)
    assert bring(room, key=key).pk == hand.pk
    with pytest.raises(actions.BroughtAlready):
        bring(room)
    assert room.door.inside() == 1
    gone = fetch(room, hand, guardian_id=room.mother)
    assert fetch(room, hand, at=91, guardian_id=room.mother).fetched_at == gone.fetched_at
    with pytest.raises(actions.FetchedAlready):
        fetch(room, hand, guardian_id=room.father)
    assert room.door.inside() == 0
    here = seen(room, 91)
    assert (here.here, here.past[0].brought_by, here.past[0].fetched_by) == (
        False, "小明妈妈", "小明妈妈",
    )  # fmt: skip


def test_a_child_brought_back_is_in_again_and_a_wrong_press_is_taken_back(room):
    fetch(room, bring(room), at=20, guardian_id=room.mother)
    again = bring(room, at=40, guardian_id=room.father)
    assert room.door.inside() == 1
    with pytest.raises(actions.ReasonMissing):
        back(room, again, "")
    fetch(room, again, at=50, guardian_id=room.father)
    back(room, again, "按错人")
    assert room.door.inside() == 1
    assert seen(room, 60).open is None


def back(room, hand, reason):
    at = room.door.minutes(60)
    return actions.take_back_hand_over(hand_over_id=hand.pk, reason=reason, by=room.keeper, at=at)


def test_a_child_does_not_just_leave_and_a_grown_up_does(room):
    [row] = Attendance.objects.filter(resident=room.child)
    wrong = {"attendance_id": row.pk, "by": room.keeper, "at": room.door.minutes(30)}
    with pytest.raises(actions.GoesByHand):
        actions.leave(**wrong)
    bring(room)
    with pytest.raises(actions.GoesByHand):
        actions.take_back(**wrong, reason="认错人")
    [grown] = room.door.walk_in("甲", at=10)
    assert actions.leave(attendance_id=grown.pk, by=room.keeper, at=room.door.minutes(30)).left_at
    with pytest.raises(NotFound):
        bring(room, child_id=grown.resident_id, name="自己")


def test_only_where_children_are_handed_over(room):
    space = room.door.counter.school.hall.east.pk
    actions.mark_room(space_id=space, by=room.keeper, at=NOW)
    actions.unmark_room(space_id=space, by=room.keeper, at=NOW)
    row = room.door.page().row
    assert not in_hand_over_room(row)
    with pytest.raises(actions.NotHandedOverHere):
        bring(room)
    with pytest.raises(NotFound):
        seen(room)


def test_whom_a_guardian_named_fetches_until_the_day_or_until_it_is_taken_back(room):
    permit = name(room)
    neighbour = room.door.ids("乙")[0]
    at_desk = {"by": room.keeper, "session_id": room.door.session.pk, "named_by": room.mother}
    known = name(room, resident_id=neighbour, name="", **at_desk)
    assert [one.name for one in seen(room).named.permits] == ["林阿姨", "乙"]
    assert "林阿姨".encode() not in bytes(permit.name)
    hand = bring(room, permit_id=permit.pk)
    actions.take_back_fetcher(permit_id=permit.pk, by=room.him, at=NOW)
    with pytest.raises(actions.OnNobodysList, match="名单"):
        fetch(room, hand, permit_id=permit.pk)
    assert fetch(room, hand, permit_id=known.pk).fetched_permit_id == known.pk
    assert seen(room, 91).past[0].fetched_by == "乙"
    ended = queries.hands(
        room.keeper, room.door.session.pk, on=SOON + datetime.timedelta(days=1), at=NOW
    )
    assert ended.children[0].named.permits == ()


def test_refuses_to_name_a_child_nobody_or_for_ever(room):
    at_desk = {"by": room.keeper, "session_id": room.door.session.pk, "named_by": room.mother}
    minor = room.door.counter.person("小明的同学", 2010)
    with pytest.raises(actions.AdultsOnly):
        name(room, resident_id=minor, **at_desk)
    with pytest.raises(actions.NameMissing):
        name(room, name=" ")
    with pytest.raises(actions.WrongDay):
        name(room, until_on=TODAY + datetime.timedelta(days=400))
    for stranger in (
        {"by": room.door.counter.login("甲")},
        at_desk | {"named_by": minor},
        at_desk | {"by": room.door.counter.village.outsider},
    ):
        with pytest.raises(NotFound):
            name(room, **stranger)


def test_somebody_on_nobodys_list_waits_for_a_second_keeper_and_whom_to_call_is_said(room):
    hand = bring(room, name="王阿姨")
    stranger = room.door.ids("甲")[0]
    with pytest.raises(actions.OnNobodysList) as refused:
        fetch(room, hand, guardian_id=stranger)
    assert "小明妈妈" in refused.value.next_step
    assert "李强" in refused.value.next_step
    about = {"hand_over_id": hand.pk, "at": room.door.minutes(90)}
    asked_at = about["at"]
    with pytest.raises(actions.NobodyAsked):
        actions.let_exception(**about, asked_at=asked_at, by=room.other)
    for wrong, refusal in (
        ({"name": "", "reason": "电话里答应"}, actions.NameMissing),
        ({"name": "陈叔", "reason": ""}, actions.ReasonMissing),
    ):
        with pytest.raises(refusal):
            actions.ask_exception(**about, **wrong, by=room.keeper)
    actions.ask_exception(**about, name="陈叔", reason="妈妈电话里答应", by=room.keeper)
    with pytest.raises(actions.TwoNeeded):
        actions.let_exception(**about, asked_at=asked_at, by=room.keeper)
    later = {**about, "at": room.door.minutes(91)}
    actions.ask_exception(**later, name="不认识的人", reason="改了主意", by=room.keeper)
    with pytest.raises(actions.AskedOtherwise):  # who had read of 陈叔 lets nobody else
        actions.let_exception(**later, asked_at=asked_at, by=room.other)
    actions.ask_exception(**about, name="陈叔", reason="妈妈电话里答应", by=room.keeper)
    gone = actions.let_exception(**about, asked_at=asked_at, by=room.other)
    assert (gone.asked_by_id, gone.fetch_noted_by_id) == (room.keeper.user_id, room.other.user_id)
    assert unseal(gone, "other_reason") == "妈妈电话里答应"
    assert seen(room, 95).past[0].fetched_by == "陈叔"


def test_the_database_keeps_the_rules_of_hands(room):
    hand = bring(room)
    moment, keeper = room.door.minutes(90), room.keeper.user_id
    gone = {"fetched_at": moment, "fetch_noted_by": keeper}
    asked = {"other_name": b"x", "other_reason": b"x", "asked_by": keeper, "asked_at": moment}
    for wrong, constraint in (
        (gone, "fetched_by_named_or_two"),
        (gone | asked, "fetched_by_named_or_two"),
        ({"fetched_by": room.mother}, "fetched_by_named_or_two"),
        (
            gone | {"fetched_by": room.mother, "fetched_at": room.door.minutes(-1)},
            "fetched_after_brought",
        ),
        (asked | {"other_reason": None}, "exception_has_reason"),
        ({"brought_by": None}, "brought_by_one"),
        ({"taken_back_at": moment, "taken_back_by": keeper}, "taken_back_with_reason"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            HandOver.objects.filter(pk=hand.pk).update(**wrong)
    hand.pk, hand.key = uuid4(), uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        hand.save(force_insert=True)


def test_a_child_not_fetched_in_time_is_on_top(room):
    row = room.door.page().row
    for at, late in ((90 + 14, []), (90 + 15, [room.child])):
        moment = room.door.minutes(at)
        found = queries.late_at_door(room.keeper, row, on=moment.date(), at=moment)
        assert [one for one, _ in found] == late
        assert seen(room, at).late == bool(late)
    fetch(room, bring(room), at=106, guardian_id=room.mother)
    moment = room.door.minutes(110)
    assert queries.late_at_door(room.keeper, row, on=moment.date(), at=moment) == []


def test_what_a_guardian_told_is_sealed_shown_at_the_door_and_on_paper_and_taken_back(room):
    def tell(kind, value, by=room.her):
        return actions.tell_sign(
            child_id=room.child, kind=kind, value=value, by=by, at=NOW, key=uuid4()
        )

    allergy = tell("allergy", "花生")
    assert "花生".encode() not in bytes(allergy.value)
    tell("photo", "yes")
    tell("photo", "no", by=room.him)
    for wrong in (("photo", "也许"), ("allergy", " "), ("weight", "30")):
        with pytest.raises(actions.SignUnknown):
            tell(*wrong)
    with pytest.raises(NotFound):
        tell("allergy", "x", by=room.door.counter.login("甲"))
    room.keeper.looks.clear()
    signs = seen(room).signs
    assert (signs.allergy.value, signs.photo_no, signs.allergy.agreed_on) == ("花生", True, TODAY)
    looked = [(look.subject_id, look.part) for look in room.keeper.looks]
    assert (str(room.child), "hand_over") in looked
    printed = actions.print_sheet(
        session_id=room.door.session.pk, by=room.keeper, at=NOW, key=uuid4()
    )
    [line] = queries.sheet(room.keeper, printed.pk, TODAY).lines
    assert line.signs.allergy.value == "花生"
    actions.take_back_sign(sign_id=allergy.pk, by=room.her, at=NOW)
    assert seen(room).signs.allergy is None
    assert ChildSign.objects.filter(taken_back_at=None).count() == 1


def test_the_page_asks_as_often_whoever_comes(room):
    counts = []
    for more in ("", "小红"):
        if more:
            room.door.counter.child(more, datetime.date(2019, 5, 1))
            room.door.enrol(more)
            room.door.come(more)
        bring(room, child_id=room.door.ids(more or "小明")[0], name="自己来的")
        with CaptureQueriesContext(connection) as queries_made:
            seen(room)
        counts.append(len(queries_made))
    assert counts[0] == counts[1]


class TestTheViolentFather:
    """Mother and child have gone; the father is still guardian on paper and has a login."""

    @pytest.fixture
    def shielded(self, room):
        room.his_friend = name(room, by=room.him, name="老赵")
        people.leave(resident_id=room.father, **room.work)
        for one in (room.mother, room.child):
            people.shield(resident_id=one, reason="父亲施暴，已报警", **room.lead)
        return room

    def test_he_is_not_shown_the_child_nor_may_he_name_anybody(self, shielded):
        assert queries.my_children(shielded.him, on=TODAY) == []
        for verb in (
            lambda: name(shielded, by=shielded.him),
            lambda: actions.take_back_fetcher(
                permit_id=shielded.his_friend.pk, by=shielded.him, at=NOW
            ),
            lambda: name(
                shielded, by=shielded.keeper, session_id=shielded.door.session.pk,
                named_by=shielded.father,
            ),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                verb()
        [mine] = queries.my_children(shielded.her, on=TODAY)
        assert [one.name for one in mine.named.guardians] == ["小明妈妈"]

    def test_he_cannot_be_chosen_nor_can_whom_he_named_before(self, shielded):
        here = seen(shielded)
        assert [one.name for one in here.named.guardians] == ["小明妈妈"]
        assert here.named.permits == ()
        hand = bring(shielded)
        for wrong in ({"guardian_id": shielded.father}, {"permit_id": shielded.his_friend.pk}):
            with pytest.raises(actions.OnNobodysList) as refused:
                fetch(shielded, hand, **wrong)
            assert "李强" not in str(refused.value) + refused.value.next_step
        assert fetch(shielded, hand, guardian_id=shielded.mother).fetched_at

    def test_a_permit_that_bears_his_name_is_none_however_it_was_typed(self, room):
        """Given by the mother when all was well, and by his name, not by his record."""
        permit = name(room, by=room.her, name="李 强")
        assert [one.id for one in seen(room).named.permits] == [permit.pk]
        people.leave(resident_id=room.father, **room.work)
        for one in (room.mother, room.child):
            people.shield(resident_id=one, reason="父亲施暴，已报警", **room.lead)
        assert seen(room).named.permits == ()
        with pytest.raises(actions.OnNobodysList):
            fetch(room, bring(room), permit_id=permit.pk)

    def test_two_keepers_do_not_let_him_and_nobody_names_him(self, shielded):
        hand = bring(shielded)
        asked = {"hand_over_id": hand.pk, "reason": "是爸爸", "at": shielded.door.minutes(90)}
        with pytest.raises(actions.OnNobodysList):
            actions.ask_exception(**asked, name="李 强", by=shielded.keeper)
        at_desk = {
            "by": shielded.keeper, "session_id": shielded.door.session.pk,
            "named_by": shielded.mother,
        }  # fmt: skip
        for him in ({"resident_id": shielded.father, "name": ""}, {"name": "李强"}):
            with pytest.raises(actions.MayNotFetch):
                name(shielded, **at_desk, **him)

    def test_asked_for_before_the_shield_he_is_not_let_after_it(self, room):
        people.leave(resident_id=room.father, **room.work)
        hand = bring(room)
        about = {"hand_over_id": hand.pk, "at": room.door.minutes(90)}
        actions.ask_exception(**about, name="李强", reason="爸爸来接", by=room.keeper)
        people.shield(resident_id=room.mother, reason="刚刚报警", **room.lead)
        with pytest.raises(actions.OnNobodysList):
            actions.let_exception(**about, asked_at=about["at"], by=room.other)

    def test_his_number_is_not_looked_up_and_hers_is_remembered(self, shielded):
        about = {"session_id": shielded.door.session.pk, "child_id": shielded.child, "on": TODAY}
        with pytest.raises(NotFound):
            queries.phone_at_door(shielded.keeper, guardian_id=shielded.father, **about)
        shielded.keeper.looks.clear()
        phone = queries.phone_at_door(shielded.keeper, guardian_id=shielded.mother, **about)
        assert phone.name == "小明妈妈"
        assert [look.part for look in shielded.keeper.looks] == ["contact"]

    def test_even_under_one_roof_in_the_register(self, room):
        for one in (room.mother, room.child):
            people.shield(resident_id=one, reason="已离家", **room.lead)
        assert [one.name for one in seen(room).named.guardians] == ["小明妈妈"]
        with pytest.raises(actions.MayNotFetch):
            name(room, name="李强")

    def test_who_is_told_is_whom_the_register_shows_the_child(self, room):
        """The door asks for many at once; it must never tell more than "my file" does."""

        def told() -> set:
            found = register.guardians_told([room.child], TODAY)[room.child]
            return {one.id for one in found}

        def shown() -> set:
            logins = {room.mother: room.her, room.father: room.him}
            return {one for one, by in logins.items() if room.child in register.with_me(by, TODAY)}

        assert told() == shown() == {room.mother, room.father}
        people.shield(resident_id=room.child, reason="x", **room.lead)
        assert told() == shown() == set()
        people.shield(resident_id=room.mother, reason="x", **room.lead)
        assert told() == shown() == {room.mother}
        people.leave(resident_id=room.mother, **room.work)
        assert told() == shown() == set()
