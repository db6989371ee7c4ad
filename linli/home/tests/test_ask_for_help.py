"""Asking for help raises a lead; the words reach the social workers, and only them."""

import uuid

from django.test import Client
from django.urls import reverse

from linli.cases import actions, queries as cases
from linli.people import actions as people
from tests.village import HERE, NOW, come_in

HELP = "home:my_help"
SAID = {"words": "这个月的康复费付不出来了", "harm": "no", "contact": "下午在家"}


def test_it_becomes_a_lead_of_her_community(at_home, village):
    answer = at_home.post(reverse(HELP), SAID)
    assert answer.headers["Location"] == reverse("home:my_helped")
    row = cases.leads(village.social_worker)[0]
    lead = cases.lead(village.social_worker, row.id)
    assert (lead.place, lead.words, lead.told_by) == (HERE, SAID["words"], "mother")


def test_pressed_twice_it_is_one_lead(at_home, village):
    said = SAID | {"key": str(uuid.uuid4())}
    for _press in range(2):
        at_home.post(reverse(HELP), said)
    assert len(cases.leads(village.social_worker)) == 1


def test_an_empty_form_comes_back_with_a_sentence(at_home):
    answer = at_home.post(reverse(HELP), {"words": "", "harm": "no"})
    assert answer.status_code == 422
    assert "请写一句话" in answer.content.decode()


def test_she_sees_what_became_of_it(at_home):
    at_home.post(reverse(HELP), SAID)
    shown = at_home.get(reverse(HELP)).content.decode()
    assert "等社工跟进" in shown
    assert SAID["words"] not in shown


def test_who_also_works_here_sees_their_own_alone(village, story):
    """What a keeper hands on to the social workers is not what they asked for themselves."""
    keeper = village.hall_keeper
    people.link_login(
        resident_id=story.mother_id, user_id=keeper.user_id, by=village.social_worker, at=NOW
    )
    browser = come_in(Client(), village.users["hall_keeper"])
    handed_on = actions.raise_lead(place=HERE, words="没来，打不通", by=keeper, at=NOW)
    assert "等社工跟进" not in browser.get(reverse(HELP)).content.decode()
    browser.post(reverse(HELP), SAID)
    assert browser.get(reverse(HELP)).content.decode().count("等社工跟进") == 1
    [asked] = cases.asked_by(keeper)
    assert asked.id != handed_on.pk
    assert cases.lead(village.social_worker, asked.id).channel == "居民自己求助"
    assert {row.id for row in cases.told_by(keeper)} == {asked.id, handed_on.pk}


def test_the_numbers_shown_are_public_ones_and_no_invented_one(at_home):
    shown = at_home.get(reverse(HELP)).content.decode()
    assert 'href="tel:110"' in shown
    assert 'href="tel:12345"' in shown
    assert shown.count('href="tel:') == 2
