"""One answer for the family: a sentence, each condition and its source, what to bring, where."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from linli.benefits import queries
from linli.benefits.tests.test_coming import elder
from linli.kernel.refusal import NotFound
from linli.people import queries as residents
from tests.village import TODAY, come_in


def page(client, village, household_id, benefit, person_id=None, role="social_worker"):
    if person_id:
        here = reverse("benefits:desk_verdict", args=[household_id, benefit, person_id])
    else:
        here = reverse("benefits:desk_verdict_of_all", args=[household_id, benefit])
    return come_in(client, village.users[role]).get(here)


def text(answer):
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return words.replace(" ", "")


def test_an_eligible_child_in_words_with_sources_and_papers(client, village, told):
    said = text(page(client, village, told.household_id, "child_rehab_aid", told.child_id))
    for words in (
        "王小宇可以申领残疾儿童康复救助：每月¥1,700",
        "✓符合：",
        "王小宇，指定医院的诊断：孤独症（看过证件或单据，",
        "晚申请一个月，就少¥1,700",
        "要带什么",
        "到哪里",
        "要几天",
        "依据",
        "打印给这家人",
    ):
        assert words in said, words


def test_a_no_says_which_line_and_a_paper_away_says_which_paper(client, village, told):
    grown_up = page(client, village, told.household_id, "disability_care_allowance", told.father_id)
    said = text(grown_up)
    assert "王建国现在不能领重度残疾人护理补贴，因为：" in said
    assert "✗不符合：" in said
    child = text(
        page(client, village, told.household_id, "disability_care_allowance", told.child_id)
    )
    assert "离重度残疾人护理补贴只差一步" in child
    assert "还差一份：残疾人证" in child


def test_what_nobody_asked_is_said_so(client, village, told):
    said = text(page(client, village, told.household_id, "dibao"))
    assert "您家能不能领最低生活保障" in said
    assert "?还不知道：" in said
    assert "王建国，月收入：还没有人问过" in said


def test_a_day_to_come_is_said_as_a_day(client, village):
    home = elder(village, TODAY.replace(month=12, day=20))
    [resident] = residents.members_of(village.social_worker, home)
    said = text(page(client, village, home, "advanced_age_allowance", resident))
    assert "陈秀兰现在还不能领高龄津贴，到周日12月20日就可以了" in said
    assert "将于周日12月20日符合" in said
    assert "有关部门的登记" in said


def test_it_speaks_english(village, told):
    with translation.override("en"):
        told_ = queries.explanation(
            village.social_worker, told.household_id, "child_rehab_aid", told.child_id, TODAY
        )
    assert told_.lines[0].says.en
    assert {line.depth for line in told_.lines} >= {0, 1}


def test_every_line_of_every_benefit_can_be_told(village, told):
    for one in queries.verdicts(village.social_worker, told.household_id, TODAY):
        verdict = one.verdict
        page_ = queries.explanation(
            village.social_worker, told.household_id, verdict.pack.id, verdict.subject, TODAY
        )
        assert page_.lines
        assert page_.one.verdict.outcome is verdict.outcome


@pytest.mark.parametrize(
    ("benefit", "whose"),
    [("no_such_benefit", None), ("child_rehab_aid", None), ("dibao", "child_id")],
)
def test_there_is_no_page_for_what_there_is_not(village, told, benefit, whose):
    person = getattr(told, whose) if whose else None
    with pytest.raises(NotFound):
        queries.explanation(village.social_worker, told.household_id, benefit, person, TODAY)


def test_a_stranger_is_no_member(client, village, told):
    home = elder(village, TODAY)
    [stranger] = residents.members_of(village.social_worker, home)
    answer = page(client, village, told.household_id, "child_rehab_aid", stranger)
    assert answer.status_code == 404


def test_it_is_reached_from_the_household_s_page(client, village, told):
    desk = come_in(client, village.users["social_worker"])
    html = desk.get(reverse("benefits:desk_household", args=[told.household_id])).content.decode()
    here = reverse(
        "benefits:desk_verdict", args=[told.household_id, "child_rehab_aid", told.child_id]
    )
    assert here in html


def test_states_are_said_in_the_same_words_everywhere(client, village, told):
    desk = come_in(client, village.users["social_worker"])
    benefits = desk.get(reverse("benefits:desk_household", args=[told.household_id]))
    dossier = desk.get(reverse("workbench:desk_household", args=[told.household_id]))
    for html in (benefits.content.decode(), dossier.content.decode()):
        assert "差一步" in html
