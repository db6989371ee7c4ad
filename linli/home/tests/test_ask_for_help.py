"""Asking for help raises a lead; the words reach the social workers, and only them."""

import uuid

from django.urls import reverse

from linli.cases import queries as cases
from tests.village import HERE

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


def test_the_numbers_shown_are_public_ones_and_no_invented_one(at_home):
    shown = at_home.get(reverse(HELP)).content.decode()
    assert 'href="tel:110"' in shown
    assert 'href="tel:12345"' in shown
    assert shown.count('href="tel:') == 2
