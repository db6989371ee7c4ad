"""A resident's pages: who comes, what comes of it, answering an offered place, giving it back."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Party
from linli.identity.models import User
from linli.kernel.lots import key_of
from tests.village import NOW, come_in


@pytest.fixture
def mother(counter) -> Client:
    """The browser of a mother of one."""
    counter.child("小明", datetime.date(2018, 5, 1))
    return counter.at_home("小明妈妈")


def page(client: Client, name: str, *args) -> str:
    answer = client.get(reverse(f"hall:{name}", args=args))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def ask(client: Client, counter, offer, *names: str, **typed) -> str:
    """Enrol these by the page; the answer page."""
    typed["people"] = [str(counter.known[name]) for name in names]
    answer = client.post(reverse("hall:my_enrol", args=[offer.pk]), typed)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url).content.decode()


def test_mother_and_child_get_both_places_and_are_told_on_one_page(counter, mother):
    offer = counter.offer(PoolPlan("一般", 2))
    asked = page(mother, "my_enrol", offer.pk)
    assert "小明妈妈（我自己）" in asked
    assert "有名额" in ask(mother, counter, offer, "小明妈妈", "小明")
    assert counter.taken(offer) == 2
    assert "周末手工" in page(mother, "my_index")


def test_who_is_enrolled_is_not_asked_again(counter, mother):
    """Pressing once more would only be refused."""
    offer = counter.offer(PoolPlan("一般", 3))
    ask(mother, counter, offer, "小明")
    there = reverse("hall:my_party", args=[Party.objects.get().pk])
    asked = page(mother, "my_enrol", offer.pk)
    assert "小明 已经报过了" in asked
    assert there in asked
    [left] = re.findall(r'name="people" value="([^"]+)"', asked)
    assert left == str(counter.known["小明妈妈"])
    ask(mother, counter, offer, "小明妈妈")
    asked = page(mother, "my_enrol", offer.pk)
    assert "小明妈妈 已经报过了" in asked
    assert 'name="people"' not in asked
    mother.post(reverse("hall:my_cancel", args=[Party.objects.first().pk]))
    assert 'name="people"' in page(mother, "my_enrol", offer.pk)  # what was given back is asked for


def test_they_wait_as_one_and_are_told_their_place_and_why(counter, mother):
    offer = counter.offer(PoolPlan("一般", 2))
    first = counter.enrol(offer, "甲")
    told = ask(mother, counter, offer, "小明妈妈", "小明")
    assert "您排在第 1 位" in told
    other = counter.enrol(offer, "乙")
    assert counter.state(other) == "placed"
    party = Party.objects.get(contact=counter.known["小明妈妈"])
    counter.cancel(first)
    counter.cancel(other)
    told = page(mother, "my_party", party.pk)
    assert "名额给您留到 周三 11月25日 上午9:30" in told
    for shown in (told, page(mother, "my_index")):
        assert "有名额了，要不要？" in shown
        answers = shown.partition("有名额了，要不要？")[2]
        assert answers.count('name="csrfmiddlewaretoken"') >= 2  # each answer can be sent
    answer = mother.post(reverse("hall:my_take_up", args=[party.pk]))
    assert answer.status_code == 302
    assert counter.state(party) == "placed"
    assert counter.taken(offer) == 2


def test_the_page_says_what_happens_next_and_what_is_over_is_over(counter, mother, clock):
    offer = counter.offer(PoolPlan("一般", 2))
    told = ask(mother, counter, offer, "小明妈妈", "小明")
    for words in ("报上了", "到时候直接来", "每周二 上午9:00", "周二 12月1日 上午9:00"):
        assert words in told
    assert reverse("attendance:my_index") in told
    party = Party.objects.get()
    user = User.objects.get(pk=mother.session["_auth_user_id"])
    over = counter.sessions[-1].end_at
    clock["now"] = over
    mother = come_in(Client(), user)
    told = page(mother, "my_party", party.pk)
    assert "已经上完" in told
    assert reverse("hall:my_cancel", args=[party.pk]) not in told
    shown = page(mother, "my_index")
    assert "报上的和排队的" not in shown
    assert "以前的 1 份" in shown


def test_whom_it_is_not_meant_for_is_said_beside_the_name(counter, mother, school):
    counter.course = school.open_course(space_id=school.hall.west.pk)
    offer = counter.offer(PoolPlan("一般", 2))
    shown = page(mother, "my_enrol", offer.pk)
    assert "小明：到那天 8 岁，这是给60 岁以上的" in shown
    assert "小明妈妈（我自己）：到那天 36 岁，这是给60 岁以上的" in shown


def test_giving_back_says_exactly_what_is_given_up(counter, mother):
    offer = counter.offer(PoolPlan("一般", 2))
    ask(mother, counter, offer, "小明妈妈", "小明")
    party = Party.objects.get()
    told = page(mother, "my_cancel", party.pk)
    assert "您要让出 2 个名额" in told
    assert "小明妈妈、小明" in told
    assert counter.taken(offer) == 2
    assert mother.post(reverse("hall:my_cancel", args=[party.pk])).status_code == 302
    assert counter.taken(offer) == 0
    assert "已取消" in page(mother, "my_party", party.pk)


def test_a_declined_place_goes_on(counter, mother):
    offer = counter.offer(PoolPlan("一般", 1))
    first = counter.enrol(offer, "甲")
    ask(mother, counter, offer, "小明")
    counter.cancel(first)
    party = Party.objects.get(contact=counter.known["小明"])
    assert mother.post(reverse("hall:my_decline", args=[party.pk])).status_code == 302
    assert counter.state(party) == "declined"


def test_a_child_enrolled_alone_is_its_mothers_to_see_and_to_cancel(counter, mother):
    offer = counter.offer(PoolPlan("一般", 1))
    assert "有名额" in ask(mother, counter, offer, "小明")
    party = Party.objects.get()
    assert mother.post(reverse("hall:my_cancel", args=[party.pk])).status_code == 302
    assert counter.state(party) == "cancelled"


def test_nobody_else_is_to_be_seen_or_enrolled(counter, mother):
    offer = counter.offer(PoolPlan("一般", 1))
    theirs = counter.enrol(offer, "甲")
    for name in ("my_party", "my_cancel"):
        assert mother.get(reverse(f"hall:{name}", args=[theirs.pk])).status_code == 404
    for name in ("my_cancel", "my_take_up", "my_decline"):
        assert mother.post(reverse(f"hall:{name}", args=[theirs.pk])).status_code == 404
    stranger = {"people": [str(counter.person("甲"))]}
    answer = mother.post(reverse("hall:my_enrol", args=[offer.pk]), stranger)
    assert answer.status_code == 422


def test_a_session_is_enrolled_for_by_itself(counter, mother):
    offer = counter.offer(PoolPlan("一般", 1), kind=terms.EACH)
    second = counter.sessions[1]
    there = reverse("hall:my_enrol_session", args=[offer.pk, second.pk])
    assert "周二 12月8日 上午9:00" in mother.get(there).content.decode()
    answer = mother.post(there, {"people": [str(counter.known["小明"])]})
    assert "有名额" in mother.get(answer.url).content.decode()
    assert mother.get(reverse("hall:my_enrol", args=[offer.pk])).status_code == 404
    assert queries.mismatches() == []


def test_an_entry_for_the_lots_shows_its_key_and_once_closed_its_number(counter, mother, clock):
    closes = NOW + datetime.timedelta(minutes=20)
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=closes)
    told = ask(mother, counter, offer, "小明")
    party = Party.objects.get()
    key = f'<b class="number">{key_of(str(party.ticket))}</b>'
    assert "等抽签" in told
    assert key in told
    assert str(party.ticket) in told  # folded: with it the order is made again
    assert "报名截止后，前面再编一个号" in told
    clock["now"] = closes
    assert f"<b>1 号</b> · {key}" in page(mother, "my_party", party.pk)


def test_who_is_no_resident_is_sent_to_the_desk(counter, village):
    offer = counter.offer()
    worker = come_in(Client(), village.users["social_worker"])
    assert "请打电话或者到服务台" in page(worker, "my_enrol", offer.pk)
    assert "现在没有报名" in page(worker, "my_index")


def test_ones_hour_and_the_reason_stand_above_the_button(counter, mother):
    """Complaint 9: nobody presses in vain without being told when."""
    later = counter.offer(
        kind=terms.EACH, opens_at=NOW + datetime.timedelta(hours=2),
        rounds=[
            terms.Round(NOW - datetime.timedelta(hours=1), terms.HOME, age_from=80),
        ],
    )  # fmt: skip
    there = reverse("hall:my_enrol_session", args=[later.pk, counter.sessions[0].pk])
    told = mother.get(there).content.decode()
    assert told.count("周一 11月23日 上午11:30 起报名，因为前面几轮先给别人") == 2
    assert "还没有轮到。" in told
    assert "data-slow" not in told
    offer = counter.offer(
        PoolPlan("一般", 2), opens_at=NOW + datetime.timedelta(hours=2),
        rounds=[
            terms.Round(NOW, terms.NEW),
            terms.Round(NOW - datetime.timedelta(hours=1), terms.HOME, age_from=80),
        ],
    )  # fmt: skip
    asked = page(mother, "my_enrol", offer.pk)
    assert asked.count("周一 11月23日 上午9:30 起报名，因为还没有报上过这个活动") == 2
    assert "几个人一起报，按最晚的那一位算。" in asked
    assert "分轮报名，还有 2 个名额" in asked
    assert "有名额" in ask(mother, counter, offer, "小明")


def test_what_a_keeper_says_is_seen_and_asked_again(counter, mother):
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.APPROVAL)
    assert "报名，等答应" in page(mother, "my_enrol", offer.pk)
    told = ask(mother, counter, offer, "小明")
    assert "工作人员 周四 11月26日 上午9:30 以前答复您" in told
    party = Party.objects.get()
    actions.refuse(party_id=party.pk, reason="等小班", by=counter.keeper, at=NOW)
    told = page(mother, "my_party", party.pk)
    assert "等小班" in told
    there = reverse("hall:my_again", args=[party.pk])
    assert there in told
    assert mother.post(there, {"note": ""}).status_code == 422
    assert mother.post(there, {"note": "他会自己穿鞋了"}).status_code == 302
    assert counter.state(party) == "asked"
    assert "不用再问了" in page(mother, "my_again", party.pk)


def test_in_english_a_course_and_its_room_have_their_english_names(counter, mother):
    programme, room = counter.course.programme, counter.sessions[0].booking.space
    type(programme).objects.filter(pk=programme.pk).update(title_en="Weekend handicraft")
    type(room).objects.filter(pk=room.pk).update(name_en="East half")
    offer = counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    counter.enrol(offer, "小明", session_id=counter.sessions[0].pk)
    english = {"accept-language": "en"}
    party = reverse("hall:my_party", args=[Party.objects.get().pk])
    for there, words in (
        (reverse("hall:my_index"), ["Weekend handicraft"]),
        (party, ["Weekend handicraft", "East half"]),
        (reverse("attendance:my_index"), ["Weekend handicraft", "East half"]),
    ):
        shown = mother.get(there, headers=english).content.decode()
        for each in words:
            assert each in shown
    assert "周末手工" in mother.get(party).content.decode()
