"""My file: mine is shown, who looked is told, and nobody is led to somebody who hides from them."""

import datetime
from types import SimpleNamespace

import pytest

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from linli.journal import actions as journal
from linli.journal.actions import Look
from linli.kernel.refusal import NotFound
from linli.people import actions, queries
from linli.people.actions import Mate
from linli.people.models import Guardianship
from linli.people.tests.conftest import DAY, diagnose, open_child
from tests.pages import without_marks


@pytest.fixture
def mine(home):
    """The family with logins of mother and father."""
    home.her, home.him = login(home, home.mother, "wang"), login(home, home.father, "li")
    return home


def login(cast, resident, username):
    user = identity.invite(username=username, name=resident.name, by=clock(), at=cast.now)
    actions.link_login(resident_id=resident.pk, user_id=user.pk, **cast.work)
    return who.viewer_for(user, on=cast.today)


def looked(cast, resident, part="record", by="social_worker", at=None):
    look = Look("resident", str(resident.pk), part, cast.here, "")
    journal.record_reads(viewer_id=cast.users[by].pk, at=at or cast.now, looks=[look])


def file_of(cast, viewer):
    return queries.my_file(viewer, cast.today)


def everything(file):
    """All that the page could print of it."""
    return without_marks(str(file))


def test_shows_what_is_kept_with_masked_numbers(mine):
    open_child(mine)
    diagnose(mine)
    file = file_of(mine, mine.her)
    assert (file.me.name, file.me.citizen_id) == ("王秀英", "350206********4826")
    [child] = file.children
    assert [(fact.name, fact.value) for fact in child.facts] == [("指定医院的诊断", "孤独症")]
    assert [basis.purpose for basis in child.bases] == ["申请残疾儿童康复救助"]
    assert file.mates == (("李强", "户主"), ("李小宇", "儿子"))


def test_tells_office_day_and_purpose_never_a_name_or_an_address(mine):
    looked(mine, mine.child, "numbers")
    looked(mine, mine.child, "numbers", at=mine.now + datetime.timedelta(minutes=5))
    [look] = file_of(mine, mine.her).looks
    assert (look.about, look.on) == ("李小宇", mine.today)
    assert "核对" in look.purpose
    told = everything(file_of(mine, mine.her).looks)
    for hidden in ("1203", mine.here, "assignment"):
        assert hidden not in told


@pytest.mark.parametrize("part", ["report_of_harm", "shield", "anything_else"])
def test_a_part_that_could_endanger_is_not_told(mine, part):
    looked(mine, mine.child, part)
    assert file_of(mine, mine.him).looks == ()


def test_a_login_of_nobody_has_no_file(mine):
    with pytest.raises(NotFound):
        file_of(mine, mine.social_worker)
    assert queries.my_home(mine.social_worker, mine.today) is None


class TestTheViolentFather:
    """Mother and child have gone; the father is still guardian on paper and has a login."""

    @pytest.fixture
    def fled(self, mine):
        looked(mine, mine.child, at=mine.now - 90 * DAY)
        looked(mine, mine.child, at=mine.now - DAY)  # somebody began to worry
        looked(mine, mine.father, at=mine.now - DAY)
        for one in (mine.child, mine.mother):
            actions.leave(resident_id=one.pk, **mine.work)
        mine.refuge = actions.form_household(
            place=mine.here, members=[Mate(mine.mother.pk, "02"), Mate(mine.child.pk, "20")],
            building="36号楼", door="808室", **mine.work,
        )  # fmt: skip
        return mine

    @pytest.fixture
    def shielded(self, fled):
        for one in (fled.mother, fled.child):
            actions.shield(resident_id=one.pk, reason="父亲施暴，已报警", **fled.lead)
        looked(fled, fled.child, "record")
        looked(fled, fled.father, "record")
        return fled

    def test_a_child_who_lives_elsewhere_is_not_in_his_file(self, fled):
        file = file_of(fled, fled.him)
        assert (file.children, file.mates) == ((), ())
        for hidden in ("李小宇", "王秀英", "36号楼", "808"):
            assert hidden not in everything(file)

    def test_shielded_nothing_of_them_nor_of_the_inquiry_reaches_him(self, shielded):
        file = file_of(shielded, shielded.him)
        assert file.looks == (), "not even that his own record was read while they were fleeing"
        for hidden in ("李小宇", "王秀英", "36号楼", "808", "施暴", "报警"):
            assert hidden not in everything(file)
        assert queries.my_home(shielded.him, shielded.today).quiet

    def test_not_even_when_the_register_still_has_them_under_his_roof(self, mine):
        looked(mine, mine.child)
        for one in (mine.mother, mine.child):
            actions.shield(resident_id=one.pk, reason="已离家", **mine.lead)
        file = file_of(mine, mine.him)
        assert (file.children, file.mates, file.looks) == ((), (), ())

    def test_nor_as_guardian_of_a_child_he_never_lived_with(self, shielded):
        Guardianship.objects.filter(guardian=shielded.father).update(until=None)
        assert file_of(shielded, shielded.him).children == ()

    def test_what_was_looked_at_long_before_is_still_told(self, shielded):
        looked(shielded, shielded.father, "facts", at=shielded.now - 60 * DAY)
        [look] = file_of(shielded, shielded.him).looks
        assert look.about == "李强"

    def test_the_mother_sees_her_own_file_and_her_childs(self, shielded):
        file = file_of(shielded, shielded.her)
        assert (file.me.name, [child.name for child in file.children]) == ("王秀英", ["李小宇"])
        assert {look.on for look in file.looks} >= {shielded.today}

    def test_lifted_the_family_is_told_again(self, shielded):
        for one in (shielded.mother, shielded.child):
            card = queries.shield_of(shielded.supervisor, one.pk)
            actions.lift_shield(shield_id=card.id, **shielded.lead)
        assert file_of(shielded, shielded.him).looks

    def test_a_guardianship_ended_shows_him_nothing_more(self, mine):
        ended = Guardianship.objects.get(child=mine.child, guardian=mine.father)
        actions.end_guardianship(guardianship_id=ended.pk, **mine.work)
        assert file_of(mine, mine.him).children == ()

    def test_only_a_supervisor_shields_and_once(self, mine):
        from linli.identity.permissions import NotAllowed

        told = {"resident_id": mine.child.pk, "reason": "x", "at": mine.now}
        with pytest.raises(NotAllowed):
            actions.shield(**told, by=mine.social_worker)
        actions.shield(**told, by=mine.supervisor)
        with pytest.raises(actions.AlreadyShielded):
            actions.shield(**told, by=mine.supervisor)


def test_a_login_is_one_residents(mine):
    with pytest.raises(actions.AlreadyLinked):
        actions.link_login(resident_id=mine.child.pk, user_id=mine.her.user_id, **mine.work)
    assert isinstance(mine, SimpleNamespace)
