"""From a pasted text to places: nothing unseen, one party a line, the same text adds what is new.

Complaint 16: people without e-mail are in; a wall stands before no one-time act.
"""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.groupchat import actions, errands
from linli.groupchat.models import Group, Line, Nickname, Paste
from linli.groupchat.queries import Choice
from linli.groupchat.tests.conftest import text_of
from linli.hall import terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment, Party
from linli.identity.permissions import NotAllowed
from linli.kernel.sealed import unseal
from tests.village import NOW


@pytest.fixture
def neighbours(chat):
    for name in ("王秀英", "李建国", "林美珍", "黄志强"):
        chat.person(name)
    return chat


def test_nothing_is_enrolled_by_pasting_and_the_text_lies_sealed(neighbours):
    offer = neighbours.offer()
    paste = neighbours.paste(offer, text_of("王秀英", "李建国 1人"))
    assert neighbours.verdicts(paste) == ["head", "placed", "placed"]
    assert not Party.objects.exists()
    assert "王秀英".encode() not in bytes(Paste.objects.get().text)
    assert "王秀英" in unseal(Paste.objects.get(), "text")


def test_complaint_16_who_has_neither_login_nor_mail_is_enrolled_from_the_chat(neighbours):
    """Complaint 16: registration is a wall for a one-time act; people without e-mail are out."""
    offer = neighbours.offer(PoolPlan("一般", 2))
    paste = neighbours.paste(offer, text_of("王秀英", "李建国", "林美珍"))
    assert neighbours.verdicts(paste)[1:] == ["placed", "placed", "waiting"]
    after = neighbours.confirm(paste)
    assert [row.verdict for row in after.rows][1:] == ["done", "done", "waits"]
    assert after.reply == "已报上：王秀英、李建国；\n排队：林美珍（第 1 位）"
    assert set(Party.objects.values_list("channel", flat=True)) == {terms.CHAT}


def test_a_place_kept_for_who_is_spoken_with_is_taken_and_no_other_pool_is_beaten(neighbours):
    offer = neighbours.offer(
        PoolPlan("八十岁以上", 1, age_from=80), PoolPlan("打电话来的", 1, door=terms.SPOKEN_ONLY)
    )
    paste = neighbours.paste(offer, text_of("王秀英", "李建国"))
    assert [row.verdict for row in neighbours.confirm(paste).rows][1:] == ["done", "waits"]
    assert Enrollment.objects.get(state="placed").pool.door == terms.SPOKEN_ONLY


def test_the_same_text_is_the_same_paste_and_a_longer_one_adds_only_what_is_new(neighbours):
    offer = neighbours.offer(PoolPlan("一般", 9))
    first = neighbours.paste(offer, text_of("王秀英", "李建国"))
    neighbours.confirm(first)
    assert neighbours.paste(offer, text_of("王秀英", "李建国")).pk == first.pk
    longer = neighbours.paste(offer, text_of("李建国", "王秀英", "林美珍"))
    assert neighbours.verdicts(longer)[1:] == ["same", "same", "placed"]
    after = neighbours.confirm(longer)
    assert after.reply == "已报上：林美珍"
    assert Enrollment.objects.count() == 3


def test_which_of_two_is_asked_and_the_answer_taken(chat):
    chat.person("陈丽", 1950)
    second = chat.known.pop("陈丽")
    chat.person("陈丽", 1988)
    offer = chat.offer()
    paste = chat.paste(offer, text_of("陈丽"))
    [_, row] = chat.look(paste).rows
    assert row.verdict == "which"
    assert len(row.candidates) == 2
    assert all("陈丽" in one.label for one in row.candidates)
    assert "1 号陈丽，请问是哪一位？" in chat.look(paste).reply
    after = chat.confirm(paste, {1: Choice(who=second, act="do")})
    assert after.rows[1].verdict == "done"
    assert Enrollment.objects.get().resident_id == second
    assert not Nickname.objects.exists(), "a name that two people bear is asked each time"


def test_a_nickname_is_learnt_where_somebody_said_who_it_is(neighbours):
    each = neighbours.offer(kind=terms.EACH)
    one, two = (session.pk for session in neighbours.sessions[:2])
    paste = neighbours.paste(each, text_of("幸福一家人🌹"), session_id=one)
    assert neighbours.verdicts(paste)[1:] == ["unknown"]
    who = neighbours.known["林美珍"]
    said = {1: Choice(named="linmeizhen", who=who, act="do")}
    assert neighbours.confirm(paste, said).rows[1].verdict == "done"
    again = neighbours.paste(each, text_of("幸福一家人"), session_id=two)
    [_, row] = neighbours.look(again).rows
    assert (row.who, row.remembered, row.verdict) == (who, True, "placed")
    other = neighbours.paste(each, text_of("幸福一家人 "), session_id=two, group_name="别的群")
    assert neighbours.verdicts(other)[1:] == ["unknown"], "another group, another person"


def test_a_child_of_the_household_comes_along_and_an_unknown_one_is_asked_for(chat):
    chat.child("王小宇", datetime.date(2018, 5, 1))
    mother, child = chat.known["王小宇妈妈"], chat.known["王小宇"]
    offer = chat.offer()
    paste = chat.paste(offer, text_of("王小宇妈妈和孩子", "王小宇妈妈 +2"))
    rows = chat.look(paste).rows
    assert rows[1].people == (mother, child)
    assert rows[1].verdict == "placed"
    assert (rows[2].verdict, rows[2].note) == ("with", "还差 2 位没认出来")
    chat.confirm(paste)
    [party] = Party.objects.all()
    assert {each.resident_id for each in party.enrollments.all()} == {mother, child}


def test_nobody_is_enrolled_alone_who_wrote_two_before_it_is_said_who_comes_along(chat):
    chat.child("王小宇", datetime.date(2018, 5, 1))
    mother, child = chat.known["王小宇妈妈"], chat.known["王小宇"]
    paste = chat.paste(chat.offer(), text_of("王小宇妈妈 2人"))
    assert chat.confirm(paste, {1: Choice(who=mother, act="do")}).rows[1].verdict == "with"
    assert not Party.objects.exists()
    alone = chat.confirm(paste, {1: Choice(who=mother, along=(child,), act="do")})
    assert alone.rows[1].verdict == "done"
    assert Party.objects.get().enrollments.count() == 2


def test_one_who_now_comes_with_another_is_asked_about(chat):
    chat.child("王小宇", datetime.date(2018, 5, 1))
    mother, child = chat.known["王小宇妈妈"], chat.known["王小宇"]
    offer = chat.offer()
    chat.confirm(chat.paste(offer, text_of("王小宇妈妈")))
    paste = chat.paste(offer, text_of("王小宇妈妈和孩子"))
    [_, row] = chat.look(paste).rows
    assert (row.verdict, row.note) == ("more", "上次报 1 人，这次写 2 人")
    assert row.people == (child,)
    after = chat.confirm(paste, {1: Choice(who=mother, along=(child,), act="do")})
    assert after.rows[1].verdict == "done"
    assert chat.verdicts(chat.paste(offer, text_of("王小宇妈妈和孩子", "")))[1] == "same"
    assert Party.objects.count() == 2


def test_who_will_not_come_is_cancelled_when_confirmed(neighbours):
    offer = neighbours.offer()
    neighbours.confirm(neighbours.paste(offer, text_of("王秀英")))
    paste = neighbours.paste(offer, text_of("王秀英", "王秀英 不去了", "李建国 取消"))
    assert neighbours.verdicts(paste)[1:] == ["same", "leaves", "not_in"]
    after = neighbours.confirm(paste)
    assert [row.verdict for row in after.rows][1:3] == ["gone", "left"]
    assert after.reply == "已取消：王秀英"
    assert neighbours.taken(offer) == 0


def test_one_line_that_fails_says_why_and_stops_no_other(neighbours):
    programme = neighbours.school.open_programme("长者", age_from=60)
    course = neighbours.school.open_course(
        programme=programme,
        title="长者书法",
        first=None or datetime.date(2026, 12, 2),
        rule="FREQ=WEEKLY;COUNT=2",
    )
    neighbours.course = course
    neighbours.person("年轻人", 2000)
    offer = neighbours.offer(PoolPlan("一般", 9))
    paste = neighbours.paste(offer, text_of("王秀英", "年轻人", "李建国"))
    seen = neighbours.look(paste)
    assert [row.verdict for row in seen.rows][1:] == ["placed", "impossible", "placed"]
    assert "60 岁以上" in seen.rows[2].note
    assert "没报成：年轻人" in seen.reply
    insisted = {2: Choice(seen.rows[2].who, act="do")}
    after = neighbours.confirm(paste, insisted)
    assert [row.verdict for row in after.rows][1:] == ["done", "refused", "done"]
    assert "60 岁以上" in after.rows[2].note
    assert "没报成：年轻人" in after.reply


def test_a_line_may_be_laid_aside_and_what_is_not_understood_waits(neighbours):
    offer = neighbours.offer()
    paste = neighbours.paste(offer, text_of("王秀英", "请问几点开始？"))
    after = neighbours.confirm(paste, {1: Choice(act="aside"), 2: Choice(act="do")})
    assert [row.verdict for row in after.rows][1:] == ["aside", "unread"]
    assert not Party.objects.exists()


def test_who_keeps_no_list_here_reads_no_chat(neighbours, village):
    offer = neighbours.offer()
    paste = neighbours.paste(offer, text_of("王秀英"))
    with pytest.raises(NotAllowed):
        neighbours.look(paste, by=village.outsider)
    with pytest.raises(NotAllowed):
        neighbours.paste(offer, text_of("李建国"), by=village.outsider)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("  \n", actions.NothingPasted), ("1. 王秀英\n" * 500, actions.TooMuchPasted)],
)
def test_refuses_what_nobody_could_look_through(neighbours, text, refusal):
    with pytest.raises(refusal):
        neighbours.paste(neighbours.offer(), text)


def test_refuses_a_text_of_no_group(neighbours):
    with pytest.raises(actions.GroupNameless):
        neighbours.paste(neighbours.offer(), text_of("王秀英"), group_name=" ")


def test_a_text_is_forgotten_when_its_time_is_over_and_its_places_stay(neighbours):
    offer = neighbours.offer()
    paste = neighbours.paste(offer, text_of("王秀英"))
    neighbours.confirm(paste)
    assert errands.run(NOW + datetime.timedelta(days=180)) == 0
    later = NOW + datetime.timedelta(days=181)
    assert errands.run(later) == 1
    assert errands.run(later) == 0
    view = neighbours.look(paste)
    assert (view.card.forgotten, view.card.text) == (True, "")
    assert neighbours.taken(offer) == 1


def test_the_database_keeps_a_line_a_nickname_and_a_paste_once(neighbours):
    offer = neighbours.offer()
    paste = neighbours.paste(offer, text_of("王秀英"))
    neighbours.confirm(paste)
    [line] = Line.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            paste=paste, offer=offer, key=line.key, number=9, state="aside", asked=1,
            settled_by=line.settled_by, settled_at=NOW,
        )  # fmt: skip
    for wrong in ({"state": "gone"}, {"party": None}, {"why": "x"}, {"state": "refused"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.filter(pk=line.pk).update(**wrong)
    group = Group.objects.get()
    about = {"group": group, "chosen_by": line.settled_by, "chosen_at": NOW}
    Nickname.objects.create(nick="a", resident_id=neighbours.known["王秀英"], **about)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nickname.objects.create(nick="a", resident_id=neighbours.known["李建国"], **about)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paste.objects.filter(pk=paste.pk).update(group=None)


def test_the_queries_of_a_preview_do_not_grow_with_its_lines(
    neighbours, django_assert_max_num_queries
):
    offer = neighbours.offer(PoolPlan("一般", 9))
    long = neighbours.paste(
        offer,
        text_of(
            "王秀英", "李建国", "林美珍", "黄志强", "王秀英和孙子", "没有这个人", "林美珍 不去了"
        ),
    )
    with django_assert_max_num_queries(40):
        neighbours.look(long)


def test_what_hangs_on_a_keepers_yes_or_on_a_round_is_said_to_the_group(neighbours):
    offer = neighbours.offer(PoolPlan("一般", 1), mode=terms.APPROVAL)
    paste = neighbours.paste(offer, text_of("王秀英", "李建国"))
    assert neighbours.verdicts(paste)[1:] == ["asked", "waiting"]
    after = neighbours.confirm(paste)
    assert [row.verdict for row in after.rows][1:] == ["held", "waits"]
    assert after.reply.endswith("名额留着，等答应：王秀英")
    early = neighbours.offer(
        PoolPlan("一般", 9), kind=terms.EACH, opens_at=NOW + datetime.timedelta(hours=2),
        rounds=[terms.Round(NOW + datetime.timedelta(hours=1), terms.NEW)],
    )  # fmt: skip
    first = neighbours.sessions[0].pk
    paste = neighbours.paste(early, text_of("林美珍"), session_id=first)
    view = neighbours.look(paste)
    assert [row.verdict for row in view.rows][1:] == ["early"]
    assert "还没轮到：林美珍（周一 11月23日 上午10:30 起报名，因为还没有报上过这个活动）" in (
        view.reply
    )
