"""Amounts: spans instead of guesses, caps, what waiting costs, and sums that do not count twice."""

from dataclasses import replace
from datetime import date

import pytest

from linli.rules.amounts import Amount, Span
from linli.rules.evaluate import evaluate_all
from linli.rules.gap import residual_gap
from linli.rules.library import catalogue
from linli.rules.packs import Catalogue, Related, Relation
from linli.rules.tests.families import (
    CHILD,
    CHILD_FACTS,
    TODAY,
    family,
    person,
    verdict_of,
    wang_family,
)


def amount(least=1_700_00, most=1_700_00, cap=None, stated=True):
    [figure] = verdict_of(wang_family(), "child_rehab_aid", CHILD).amount.figures
    return Amount(least, most, cap, stated, (figure,))


@pytest.mark.parametrize(
    ("one", "other", "lesser", "either"),
    [
        (Span(5, 5), Span(3, 3), Span(3, 3), Span(3, 5)),
        (Span(0, None), Span(3, 3), Span(0, 3), Span(0, None)),
        (Span(0, None), Span(0, None), Span(0, None), Span(0, None)),
        (Span(1, 9), Span(2, 4), Span(1, 4), Span(1, 9)),
    ],
)
def test_spans_keep_what_is_sure_and_what_is_possible(one, other, lesser, either):
    assert one.lesser(other) == other.lesser(one) == lesser
    assert one.or_else(other) == other.or_else(one) == either


@pytest.mark.parametrize(
    ("least", "most", "zh", "en"),
    [
        (1_700_00, 1_700_00, "每月¥1,700", "¥1,700 a month"),
        (430_00, 510_00, "每月¥430到¥510", "¥430 to ¥510 a month"),
        (0, 1_700_00, "每月最多¥1,700", "up to ¥1,700 a month"),
        (430_00, None, "每月至少¥430", "at least ¥430 a month"),
        (0, None, "金额要核实现行标准", "the amount needs the current standard"),
    ],
)
def test_an_amount_is_said_as_far_as_it_is_known(least, most, zh, en):
    words = amount(least, most).say()
    assert (words.zh, words.en) == (zh, en)


@pytest.mark.parametrize(
    ("month", "cap", "lost"),
    [
        (1, None, 1_700_00),
        (12, None, 1_700_00),
        (1, 17_000_00, 0),
        (2, 17_000_00, 0),
        (3, 17_000_00, 1_700_00),
        (12, 17_000_00, 1_700_00),
        (3, 16_000_00, 700_00),
    ],
)
def test_under_a_cap_nothing_is_lost_while_the_months_left_can_fill_it(month, cap, lost):
    assert amount(cap=cap).cost_of_waiting_fen(date(2026, month, 24)) == lost


# Through the packs


def test_an_unknown_cost_is_at_most_the_limit():
    facts = CHILD_FACTS | {"monthly_rehab_cost": 0}
    del facts["monthly_rehab_cost"]
    child = person(2, **facts)
    told = verdict_of(family(child), "child_rehab_aid", child.id).amount
    assert (told.at_least_fen, told.at_most_fen) == (0, 1_700_00)
    assert told.monthly_fen is None


def test_an_unknown_dibao_status_makes_the_care_allowance_a_span():
    holder = person(
        birth_date=date(2020, 5, 1),
        hukou_place="350206",
        disability_category="mental",
        disability_grade=2,
        tekun_status=False,
    )
    told = verdict_of(family(holder), "disability_care_allowance", holder.id).amount
    assert (told.at_least_fen, told.at_most_fen) == (430_00, 510_00)


def test_no_number_is_quoted_where_no_source_gives_one():
    limb = wang_family(child={"diagnosis": "limb"})
    verdict = verdict_of(limb, "child_rehab_aid", CHILD)
    assert verdict.amount.needs_standard
    assert verdict.amount.at_least_fen == 0
    assert verdict.amount.say().en == "the amount needs the current standard"
    assert verdict.cost_of_waiting_fen == 0


def test_dibao_pays_what_the_household_lacks():
    on = date(2019, 12, 1)
    members = [person(n, on=on, hukou_place="350206", monthly_income=500_00) for n in (1, 2)]
    verdict = verdict_of(family(*members, on=on), "dibao", on=on)
    assert verdict.amount.monthly_fen == 2 * 800_00 - 2 * 500_00


def test_of_an_outdated_dibao_standard_only_the_least_is_sure():
    members = [person(n, hukou_place="350206", monthly_income=500_00) for n in (1, 2)]
    told = verdict_of(family(*members), "dibao").amount
    assert (told.at_least_fen, told.at_most_fen) == (600_00, None)


# The gap does not count twice


def related(how: Relation, benefit: str, other: str) -> Catalogue:
    packs = catalogue().packs
    return Catalogue(
        tuple(
            replace(pack, relations=(Related(how, other, pack.legal_source),))
            if pack.id == benefit
            else replace(pack, relations=())
            for pack in packs
        )
    )


BOTH = {"disability_category": "mental", "disability_grade": 2}


def gap_under(how: Relation):
    household = wang_family(child=BOTH, household={"dibao_status": True})
    packs = related(how, "disability_care_allowance", "disability_living_allowance")
    return residual_gap(household, evaluate_all(household, TODAY, packs), TODAY)


def test_stackable_benefits_are_added():
    # the aid 1,700, care 510, living 360 for the child; living 360 for the father
    assert gap_under(Relation.STACKABLE).given_fen == 1_700_00 + 510_00 + 2 * 360_00


@pytest.mark.parametrize("how", [Relation.EXCLUSIVE, Relation.TAKE_HIGHER, Relation.TOP_UP_TO])
def test_of_benefits_that_do_not_add_up_the_higher_counts_for_each_person(how):
    assert gap_under(how).given_fen == 1_700_00 + 510_00 + 360_00


def test_a_gap_never_falls_below_nothing():
    household = wang_family(
        child=BOTH | {"monthly_rehab_cost": 1_800_00}, household={"dibao_status": True}
    )
    gap = residual_gap(household, evaluate_all(household, TODAY, catalogue()), TODAY)
    assert gap.residual_fen == 0
    assert gap.may_fall_to_fen == 0
