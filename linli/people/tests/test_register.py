"""Registering one person: checked, found again, once."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.kernel.cipher import CannotOpen
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import seal, unseal
from linli.people import actions, queries
from linli.people.actions import NewGuardian, Registration
from linli.people.models import Basis, Guardianship, Resident, SearchKey
from linli.people.queries import checking
from linli.people.tests.conftest import CHILD, DUTY, FATHER, MOTHER, consent, register


def test_keeps_numbers_sealed_and_finds_them_again(village):
    made = Resident.objects.get(pk=register(village, MOTHER).pk)
    assert (made.name, made.name_pinyin, made.sex) == ("王秀英", "wang xiu ying", 2)
    assert made.born_on == datetime.date(1988, 3, 5)
    assert b"3502" not in bytes(made.citizen_id)
    assert unseal(made, "citizen_id") == "350206198803054826"
    assert unseal(made, "phone") == "13800138000"


def test_a_number_moved_to_another_person_does_not_open(village):
    mother, father = register(village, MOTHER), register(village, FATHER)
    father.citizen_id = mother.citizen_id
    with pytest.raises(CannotOpen):
        unseal(father, "citizen_id")
    mother.phone = mother.citizen_id
    with pytest.raises(CannotOpen):
        unseal(mother, "phone")


def test_nothing_gets_into_a_sealed_field_in_the_clear(village):
    made = register(village, MOTHER)
    made.citizen_id = "350206198803054826"
    with pytest.raises(TypeError, match="sealed"):
        made.save()
    with pytest.raises(TypeError, match="not a SealedField"):
        seal(made, "name", "王秀英")


def test_is_remembered_without_a_name(village):
    made = register(village, MOTHER)
    [deed] = journal.history(("resident", made.pk))
    assert (deed.verb, deed.place_code, deed.details) == ("resident.registered", village.here, {})


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"name": "  "}, checking.NameMissing),
        ({"name": "王123"}, checking.NameStrange),
        ({"name": "<script>"}, checking.NameStrange),
        ({"name": "王" * 61}, checking.NameStrange),
        ({"citizen_id": "350206198803054827"}, checking.WrongCitizenId),
        ({"citizen_id": "350206201802300014"}, checking.WrongCitizenId),
        ({"citizen_id": "", "sex": 2}, checking.BirthDateMissing),
        ({"citizen_id": "", "born_on": datetime.date(1988, 3, 5)}, checking.SexMissing),
        ({"citizen_id": "", "sex": 2, "born_on": datetime.date(2027, 1, 1)}, checking.NotYetBorn),
        ({"citizen_id": "", "sex": 2, "born_on": datetime.date(1888, 1, 1)},
         checking.BornTooLongAgo),
        ({"born_on": datetime.date(1988, 3, 6)}, checking.BirthDateDiffers),
        ({"sex": 1}, checking.SexDiffers),
        ({"phone": "12345"}, checking.WrongPhone),
        ({"hukou_place": "湖里"}, checking.WrongHukou),
    ],
)  # fmt: skip
def test_refuses_what_cannot_be_and_says_why(village, told, refusal):
    who = {"name": "王秀英", "citizen_id": "350206198803054826"} | told
    with pytest.raises(refusal) as refused:
        register(village, Registration(**who))
    assert len(str(refused.value)) > 5
    assert "%" not in str(refused.value) + refused.value.next_step
    assert not Resident.objects.exists()


def test_takes_somebody_without_a_number(village):
    told = Registration(name="欧阳建国", born_on=datetime.date(1950, 1, 1), sex=1)
    assert register(village, told).citizen_id is None


def test_refuses_a_number_registered_before(village):
    register(village, MOTHER)
    with pytest.raises(actions.AlreadyRegistered) as refused:
        register(village, Registration(name="王秀", citizen_id=MOTHER.citizen_id))
    assert "王秀英" in str(refused.value)


def test_the_database_refuses_the_number_too(village):
    one, two = register(village, MOTHER), register(village, FATHER)
    two.citizen_id_blind = one.citizen_id_blind
    with pytest.raises(IntegrityError), transaction.atomic():
        two.save()


def test_asks_before_it_takes_a_namesake_of_the_same_day(village):
    told = Registration(name="陈伟", born_on=datetime.date(1970, 5, 1), sex=1)
    first = register(village, told)
    with pytest.raises(actions.PerhapsRegistered):
        register(village, told)
    assert register(village, told, not_the_same=True).pk != first.pk


def test_two_different_numbers_are_two_people(village):
    register(village, MOTHER)
    twin = Registration(name="王秀英", citizen_id="350206198803054842")
    assert register(village, twin).pk


def test_pressed_twice_is_one_person(village):
    key = uuid4()
    assert register(village, MOTHER, key=key).pk == register(village, MOTHER, key=key).pk == key
    assert Resident.objects.count() == 1


def test_is_for_those_who_register_here(village):
    with pytest.raises(NotFound):
        actions.register(who=MOTHER, place=village.here, by=village.outsider, at=village.now)
    with pytest.raises(NotAllowed):
        actions.register(who=MOTHER, place=village.here, by=village.cashier, at=village.now)


def test_a_child_under_fourteen_needs_a_basis(village):
    with pytest.raises(actions.ChildNeedsBasis) as refused:
        register(village, CHILD)
    assert "14岁" in str(refused.value)
    assert "监护人" in refused.value.next_step
    assert not Resident.objects.exists()
    child = register(village, CHILD, ground=DUTY)
    assert Basis.objects.get(resident=child).article == DUTY.article


def test_the_database_refuses_a_child_without_a_basis_too(village):
    child = register(village, CHILD, ground=DUTY)
    child.basis = None
    with pytest.raises(IntegrityError), transaction.atomic():
        child.save()


def test_a_childs_consent_is_its_guardians(village):
    mother, stranger = register(village, MOTHER), register(village, FATHER)
    guardians = [NewGuardian(mother.pk, "parent")]
    with pytest.raises(actions.NotByGuardian):
        register(village, CHILD, guardians=guardians, ground=consent(stranger))
    assert not Guardianship.objects.exists(), "nothing half-written"
    child = register(village, CHILD, guardians=guardians, ground=consent(mother))
    assert Basis.objects.get(resident=child).guardianship.guardian_id == mother.pk


def test_the_database_wants_the_guardian_too(village):
    mother = register(village, MOTHER)
    guardians = [NewGuardian(mother.pk, "parent")]
    child = register(village, CHILD, guardians=guardians, ground=consent(mother))
    with pytest.raises(IntegrityError), transaction.atomic():
        Basis.objects.filter(resident=child).update(guardianship=None)


def test_correcting_keeps_what_it_was_under_the_persons_key(home):
    told = Registration(name="王秀莹", citizen_id=MOTHER.citizen_id, phone="13900139000")
    actions.correct(resident_id=home.mother.pk, who=told, **home.work)
    kept = Resident.objects.get(pk=home.mother.pk)
    assert (kept.name, unseal(kept, "phone")) == ("王秀莹", "13900139000")
    change = queries.changes(home.social_worker, home.mother.pk, home.today)[0]
    assert (change.before["name"], change.after["name"]) == ("王秀英", "王秀莹")
    assert "王秀英 → 王秀莹" in change.text
    deed = journal.history(("resident", home.mother.pk))[0]
    assert deed.details == {"fields": ["name", "phone"]}
    assert b"13900139000" not in bytes(deed.sealed)
    assert [row.name for row in _found(home, "xiuying")] == ["王秀莹"]
    assert not _found(home, "秀英")


def test_correcting_to_the_same_changes_nothing(home):
    before = len(journal.history(("resident", home.mother.pk)))
    actions.correct(resident_id=home.mother.pk, who=MOTHER, **home.work)
    assert len(journal.history(("resident", home.mother.pk))) == before


def test_correcting_refuses_somebody_elses_number(home):
    with pytest.raises(actions.AlreadyRegistered):
        actions.correct(resident_id=home.mother.pk, who=FATHER, **home.work)


def test_a_destroyed_key_leaves_the_deeds_and_takes_their_words(home):
    told = Registration(name="王秀莹", citizen_id=MOTHER.citizen_id)
    actions.correct(resident_id=home.mother.pk, who=told, **home.work)
    actions.destroy_key(resident_id=home.mother.pk, **home.lead)
    done = queries.changes(home.social_worker, home.mother.pk, home.today)
    assert [change.verb for change in done] == [
        "resident.forgotten", "resident.corrected", "resident.registered",
    ]  # fmt: skip
    assert not any(change.before or change.after for change in done)
    again = Registration(name="王秀英", citizen_id=MOTHER.citizen_id)
    actions.correct(resident_id=home.mother.pk, who=again, **home.work)
    assert journal.history(("resident", home.mother.pk))[0].sealed is None


def test_one_persons_sealed_deed_does_not_open_as_anothers(home):
    from linli.people.queries import keys

    for one in (home.mother, home.father):
        told = Registration(name="王改名", citizen_id=unseal(one, "citizen_id"))
        actions.correct(resident_id=one.pk, who=told, **home.work)
    sealed = journal.history(("resident", home.mother.pk))[0].sealed
    with pytest.raises(CannotOpen):
        keys.opened(sealed, keys.key_of(home.father.pk), home.father.pk)


def test_a_name_of_two_readings_is_found_by_both(village):
    register(village, Registration(name="曾国华", born_on=datetime.date(1960, 1, 1), sex=1))
    for typed in ("曾国华", "国华", "zengguo", "ceng", "zgh", "gh"):
        assert [row.name for row in _found(village, typed)] == ["曾国华"], typed


def test_search_keys_are_bytes_in_order_on_every_engine(village):
    register(village, MOTHER)
    keys = [bytes(key) for key in SearchKey.objects.order_by("key").values_list("key", flat=True)]
    assert keys == sorted(keys)


def _found(cast, typed):
    return queries.residents(cast.social_worker, cast.today, typed).rows
