"""A person's word is a sign: one sentence, on the named worker's list, answered to who said it."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from linli.benefits import actions, queries
from linli.benefits.models import HardshipNote, Hint
from linli.benefits.tests.test_discovery import permit, permitted, run
from linli.identity import queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import actions as people, queries as residents
from linli.people.terms import NewHousehold, NewMember, Registration
from tests.village import HERE, NOW, TODAY, come_in

DAY = datetime.timedelta(days=1)
NOTE = reverse("benefits:desk_note")
LIST = reverse("benefits:desk_hints")
__all__ = ["permitted"]


@pytest.fixture
def elder(village):
    """An old neighbour who lives alone; of her nothing is known that speaks."""
    who_ = Registration(name="陈秀兰", sex=2, born_on=datetime.date(1951, 3, 5))
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who_, relation="02"),))],
        place=HERE,
        by=village.social_worker,
        at=NOW,
    )
    return home.pk


def resident_login(village, household_id):
    [resident] = residents.members_of(village.social_worker, household_id)
    given = people.give_login(resident_id=resident, by=village.social_worker, at=NOW)
    given.user.must_change_password = False
    given.user.save()
    return given.user


def note(by, household_id=None, **more):
    what = {"words": "好几天没见她出门买菜", "said_by": "steward", "place": HERE, **more}
    return actions.note_hardship(household_id=household_id, by=by, at=NOW, **what)


def test_the_words_are_sealed(village, elder):
    made = note(village.grid_worker, elder)
    assert "买菜" not in str(bytes(made.words))
    assert unseal(made, "words") == "好几天没见她出门买菜"


def test_it_puts_the_family_on_the_named_workers_list_though_no_policy_speaks(permitted, elder):
    made = note(permitted.social_worker, elder)
    assert made.given_to_id is None
    [row] = queries.notes(permitted.grid_worker, TODAY)  # seen by all until somebody is named
    assert (row.label, row.mine) == ("陈秀兰", False)
    run()
    [row] = queries.notes(permitted.grid_worker, TODAY)
    assert row.mine


def test_whoever_has_the_family_gets_it_at_once(permitted, told):
    made = note(permitted.grid_worker, told.household_id)
    assert made.given_to_id == permitted.social_worker.user_id


def test_it_is_a_sign_by_which_the_policies_are_asked(permitted, elder):
    run()
    assert not Hint.objects.filter(household=elder).exists()
    note(permitted.grid_worker, elder)
    run(NOW + DAY)
    states = dict(Hint.objects.filter(household=elder).values_list("benefit", "state"))
    assert states["dibao"] == "to_ask"
    family = next(
        row for row in queries.worklist(permitted.grid_worker, TODAY) if row.household_id == elder
    )
    assert "有人替这一家说了话" in {sign.zh for hint in family.hints for sign in hint.signs}


def test_a_note_that_was_groundless_is_no_sign(permitted, elder):
    made = note(permitted.grid_worker, elder)
    follow_up(permitted.grid_worker, made, "no_need", words="去儿子家住了一周")
    run(NOW + DAY)
    assert not Hint.objects.filter(household=elder).exists()


def test_it_counts_in_the_week_and_goes_first(permitted, elder):
    actions.set_workload(
        user_id=permitted.grid_worker.user_id, families_a_week=0, place=HERE,
        by=permitted.supervisor, at=NOW,
    )  # fmt: skip
    note(permitted.social_worker, elder)
    actions.hand_out(by=clock(), at=NOW)
    assert HardshipNote.objects.get().given_to_id is None
    assert queries.notes(permitted.supervisor, TODAY)[0].given_to == ""
    actions.set_workload(
        user_id=permitted.grid_worker.user_id, families_a_week=1, place=HERE,
        by=permitted.supervisor, at=NOW,
    )  # fmt: skip
    assert actions.hand_out(by=clock(), at=NOW) == 1
    [load] = queries.loads(permitted.supervisor, TODAY)
    assert load.this_week == 1


def test_pressed_twice_it_is_one_note(village, elder):
    key = uuid4()
    assert (
        note(village.grid_worker, elder, key=key).pk == note(village.grid_worker, elder, key=key).pk
    )
    assert HardshipNote.objects.count() == 1


def test_it_wants_a_sentence_and_somebody(village, elder):
    with pytest.raises(actions.NothingSaid):
        note(village.grid_worker, elder, words=" ")
    with pytest.raises(actions.NobodyNamed):
        note(village.grid_worker, whereabouts=" ")


def test_nobody_speaks_for_a_lead_nor_for_another_community(village, elder):
    with pytest.raises(NotFound):
        note(village.grid_worker, elder, said_by="lead")
    with pytest.raises(NotFound):
        note(village.outsider, elder)
    with pytest.raises(NotFound):
        note(village.cashier, elder)


def test_the_database_wants_words_or_a_lead_and_somebody(village, elder):
    bare = {"place_id": HERE, "raised_at": NOW, "raised_by_id": village.grid_worker.user_id}
    for wrong in (
        {"said_by": "worker", "household_id": elder},
        {"said_by": "lead", "household_id": elder},
        {"said_by": "worker", "words": b"x"},
        {"said_by": "passer-by", "words": b"x", "household_id": elder},
        {"said_by": "worker", "words": b"x", "household_id": elder, "answer": "real"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HardshipNote.objects.create(**bare, **wrong)


# Whose door ---------------------------------------------------------------------------------------


def test_a_note_on_a_door_is_seen_by_all_until_somebody_says_which_family(permitted, elder):
    made = note(permitted.social_worker, whereabouts="3号楼502")
    [row] = queries.notes(permitted.grid_worker, TODAY)
    assert row.label == ""
    card = queries.note(permitted.grid_worker, made.pk, TODAY)
    assert (card.words, card.whereabouts) == ("好几天没见她出门买菜", "3号楼502")
    [resident] = residents.members_of(permitted.social_worker, elder)
    actions.place_note(note_id=made.pk, resident_id=resident, by=permitted.grid_worker, at=NOW)
    [row] = queries.notes(permitted.grid_worker, TODAY)
    assert row.label == "陈秀兰"


def test_a_neighbour_says_it_from_home_and_names_no_household(village, elder):
    user = resident_login(village, elder)
    neighbour = who.viewer_for(user, on=TODAY)
    made = note(neighbour, whereabouts="隔壁", said_by="neighbour")
    assert made.raised_by_id == user.pk
    with pytest.raises(NotFound):
        note(neighbour, elder)
    with pytest.raises(NotFound):
        note(neighbour, whereabouts="隔壁", place="350206005024")


# Answering ----------------------------------------------------------------------------------------


def follow_up(by, made, said, words=""):
    return actions.follow_up(note_id=made.pk, said=said, words=words, by=by, at=NOW)


def test_the_noter_hears_that_somebody_looked_and_no_more(village, elder):
    made = note(village.grid_worker, elder)
    assert [one.followed_up for one in queries.noted_by(village.grid_worker)] == [False]
    follow_up(village.social_worker, made, "real", words="低血糖，送了早饭")
    assert [one.followed_up for one in queries.noted_by(village.grid_worker)] == [True]
    assert queries.notes(village.grid_worker, TODAY) == []


def test_it_is_answered_once_and_nothing_needed_wants_a_reason(village, elder):
    made = note(village.grid_worker, elder)
    with pytest.raises(actions.WhyNothing):
        follow_up(village.grid_worker, made, "no_need")
    follow_up(village.grid_worker, made, "helped")
    with pytest.raises(actions.NoteAnswered):
        follow_up(village.grid_worker, made, "real")


def test_next_door_and_the_cashier_know_of_no_note(village, elder):
    made = note(village.grid_worker, elder)
    with pytest.raises(NotFound):
        follow_up(village.outsider, made, "real")
    with pytest.raises(NotAllowed):
        follow_up(village.cashier, made, "real")
    with pytest.raises(NotFound):
        queries.note(village.outsider, made.pk, TODAY)


def test_a_closed_child_keeps_the_words_closed(village, told):
    made = note(village.grid_worker, told.household_id)
    card = queries.note(village.supervisor, made.pk, TODAY)
    assert (card.closed, card.words) == (True, "")
    with pytest.raises(NotFound):
        follow_up(village.supervisor, made, "real")
    assert queries.note(village.social_worker, made.pk, TODAY).words


def test_opening_the_words_is_a_logged_look(village, elder):
    made = note(village.grid_worker, elder)
    village.social_worker.looks.clear()
    queries.note(village.social_worker, made.pk, TODAY)
    [look] = village.social_worker.looks
    assert (look.kind, look.subject_id, look.part) == ("household", str(elder), "note")


# The pages ----------------------------------------------------------------------------------------


def test_a_worker_notes_it_from_the_familys_page_with_one_field(client, village, elder):
    desk = come_in(client, village.users["grid_worker"])
    here = f"{NOTE}?household={elder}"
    page = desk.get(here).content.decode()
    assert "关于陈秀兰一家" in page
    sent = {"words": "煤气罐空了", "said_by": "worker", "household_id": elder, "place": HERE}
    assert desk.post(here, sent).url == NOTE
    assert "已经交给同事" in desk.get(NOTE).content.decode()
    made = HardshipNote.objects.get()
    assert (made.household_id, unseal(made, "words")) == (elder, "煤气罐空了")
    assert "陈秀兰一家" in desk.get(LIST).content.decode()
    read = reverse("benefits:desk_read_note", args=[made.pk])
    assert "煤气罐空了" in desk.get(read).content.decode()
    assert desk.post(read, {"said": "no_need", "words": ""}).status_code == 422
    assert desk.post(read, {"said": "real"}).url == LIST
    assert "有人跟进了" in desk.get(NOTE).content.decode()


def test_a_note_without_anybody_comes_back_with_its_words(client, village):
    desk = come_in(client, village.users["grid_worker"])
    back = desk.post(NOTE, {"words": "没饭吃", "said_by": "worker", "place": HERE})
    assert back.status_code == 422
    assert "没饭吃" in back.content.decode()
    assert "哪栋哪户" in back.content.decode()


def test_the_door_is_found_by_name(client, village, elder):
    made = note(village.grid_worker, whereabouts="3号楼502")
    desk = come_in(client, village.users["grid_worker"])
    here = reverse("benefits:desk_read_note", args=[made.pk])
    [resident] = residents.members_of(village.social_worker, elder)
    place = reverse("benefits:desk_place_note", args=[made.pk, resident])
    assert place in desk.get(here, {"q": "陈秀兰"}).content.decode()
    assert desk.post(place).url == here
    assert HardshipNote.objects.get().household_id == elder


def test_a_neighbour_notes_it_on_the_phone(client, village, elder):
    phone = come_in(client, resident_login(village, elder), second_factor=False)
    here = reverse("benefits:my_note")
    assert phone.post(here, {"words": "楼上孩子没人接"}).status_code == 422
    sent = {"words": "楼上孩子没人接", "whereabouts": "3号楼602", "said_by": "neighbour"}
    assert phone.post(here, sent).url == here
    assert "等他去看" in phone.get(here).content.decode()
    assert HardshipNote.objects.get().said_by == "neighbour"


def test_today_counts_what_waits_for_me(client, permitted, elder):
    note(permitted.social_worker, elder)
    run()
    page = come_in(client, permitted.users["grid_worker"]).get("/desk/").content.decode()
    assert "有人替 1 家说了话" in page


def test_permission_is_not_needed_for_a_person_s_word(village, elder):
    """Nobody has signed an assessment: a machine may not look, a person may speak."""
    note(village.grid_worker, elder)
    run()
    assert [row.label for row in queries.notes(village.grid_worker, TODAY)] == ["陈秀兰"]
    permit(village)
