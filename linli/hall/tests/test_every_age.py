"""Every age finds something: a week by age, scene and part of the day, its holes and its unmet."""

import datetime
import re

import pytest
from django.urls import reverse

from linli.hall import published, terms
from linli.hall.actions import PoolPlan
from tests.village import HERE

TUESDAY = datetime.date(2026, 12, 1)


def square(band: str, scene: str, part: str) -> published.Square:
    week = published.ages(HERE, TUESDAY)
    return next(
        each
        for table in week.tables
        for row in table.rows
        for each in row.squares
        if each.cell == (band, scene, part)
    )


@pytest.mark.parametrize(
    ("hour", "part"),
    [("00:00", "morning"), ("11:59", "morning"), ("12:00", "afternoon"), ("17:59", "afternoon"),
     ("18:00", "evening"), ("23:59", "evening")],
)  # fmt: skip
@pytest.mark.once
def test_the_day_has_three_parts(hour, part):
    assert terms.part_of(datetime.time.fromisoformat(hour)) == part


def test_a_week_counts_what_each_age_finds_and_names_the_holes(counter, school):
    school.open_course(space_id=school.hall.west.pk, starts_at=datetime.time(14))
    assert square("elder", "i_learning", "afternoon").sessions == 1
    assert square("eldest", "i_learning", "afternoon").sessions == 1
    assert square("adult", "i_learning", "afternoon").sessions == 0  # it is from sixty on
    assert square("toddler", "i_family", "morning").sessions == 1  # for all ages
    elders = next(each for each in published.ages(HERE, TUESDAY).said if each.band == "elder")
    assert (elders.found, elders.holes) == (
        "这一周有 2 次活动",
        "还没有的：i公益 一整天；i家庭 下午、晚上；i学习 上午、晚上；i运动 一整天",
    )
    empty = published.ages(HERE, datetime.date(2026, 11, 24))
    assert all(table.empty for table in empty.tables)
    assert [each.ages for each in empty.said] == list(published.BAND_WORDS.values())
    assert {(each.found, each.holes) for each in empty.said} == {("这一周还没有活动", "")}


def test_who_waits_in_vain_is_told_beside_it_and_fewer_than_five_are_not_counted(counter):
    offer = counter.offer(PoolPlan("一般", 1), kind=terms.EACH)
    first, second, _ = (each.pk for each in counter.sessions)
    counter.enrol(offer, "甲", session_id=first)
    assert square("elder", "i_family", "morning").unmet == ""
    for name in "乙丙丁戊":
        counter.enrol(offer, name, session_id=first)
    assert square("elder", "i_family", "morning").unmet == "少于 5 人没排上"
    counter.enrol(offer, "己", session_id=first)
    assert square("elder", "i_family", "morning").unmet == "5 人没排上"
    assert square("eldest", "i_family", "morning").unmet == ""
    counter.enrol(offer, "己", session_id=second)  # next week: nothing to do with this one
    assert square("elder", "i_family", "morning").unmet == "5 人没排上"


def test_who_found_a_place_in_the_same_cell_is_not_unserved(counter, school):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "甲")
    for name in "乙丙丁戊己":
        counter.enrol(offer, name)
    assert square("elder", "i_family", "morning").unmet == "5 人没排上"
    counter.course = school.open_course(
        programme=school.open_programme("合唱"), space_id=school.hall.west.pk, title="合唱"
    )
    counter.enrol(counter.offer(PoolPlan("一般", 5)), "乙")
    assert square("elder", "i_family", "morning").unmet == "少于 5 人没排上"


def test_a_closed_group_fills_no_hole_and_tells_of_nobody(counter, school):
    group = school.open_programme(
        "丧亲支持", closed_group=True, neutral_title="周二小组", scene="i_charity"
    )
    counter.course = school.open_course(programme=group, space_id=school.hall.office.pk)
    offer = counter.offer(PoolPlan("一般", 1))
    for name in "甲乙丙丁戊己":
        counter.enrol(offer, name)
    found = square("elder", "i_charity", "morning")
    assert (found.sessions, found.unmet) == (0, "")


def test_an_age_is_told_what_is_wanting_before_what_there_is(client, counter, settings):
    """Chosen by its link; whoever is of no such age in the address reads the whole week."""
    settings.LINLI_COMMUNITY = HERE
    offer = counter.offer(PoolPlan("一般", 1))
    for name in "甲乙丙丁戊己":
        counter.enrol(offer, name)
    there = reverse("hall:public_ages") + f"?week={TUESDAY}"
    whole = client.get(there).content.decode()
    assert "1 处有人没排上，11 处还没有" in whole
    nobodys = client.get(f"{there}&band=nobody").content.decode()
    assert nobodys[nobodys.index("<main") :] == whole[whole.index("<main") :]
    chosen = f"?week={TUESDAY - datetime.timedelta(days=1)}&amp;band=elder"
    assert f'href="{chosen}"' in whole
    html = client.get(reverse("hall:public_ages") + chosen.replace("&amp;", "&")).content.decode()
    section = html[html.index("one-age") : html.index("</section>", html.index("one-age"))]
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section))
    assert re.search(
        "60–79 岁 这一周有 1 次活动；1 处有人没排上，11 处还没有 "
        "有人没排上 i家庭 上午 1 次 5 人没排上 还没有的 i公益 一整天 "
        "i家庭 下午、晚上 i学习 一整天 i运动 一整天 看这个年纪的全部活动",
        said,
    )
    link = re.findall(r'href="([^"]*part=morning[^"]*)"', section)[0].replace("&amp;", "&")
    assert "周末手工" in client.get(link).content.decode()


def test_the_page_leads_to_the_sessions_and_asks_few_questions(
    client, counter, settings, django_assert_max_num_queries
):
    settings.LINLI_COMMUNITY = HERE
    offer = counter.offer(PoolPlan("一般", 1))
    for name in "甲乙丙":
        counter.enrol(offer, name)
    there = reverse("hall:public_ages") + f"?week={TUESDAY}"
    client.get(there)
    with django_assert_max_num_queries(9):
        html = client.get(there).content.decode()
    assert "还没有" in html
    assert "这一周，哪个年纪都还没有。" in html
    links = re.findall(r'href="([^"]*band=elder[^"]*)"', html)
    assert not any("part=" in link for link in links[:1])  # all of it, then cell by cell
    link = next(link for link in links if "part=morning" in link)
    assert "周末手工" in client.get(link.replace("&amp;", "&")).content.decode()
