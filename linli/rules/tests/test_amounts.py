"""Amounts: spans instead of guesses, caps, what waiting costs, and sums that do not count twice."""

from dataclasses import replace
from datetime import date

import pytest

from linli.rules.amounts import Amount, Period, Rounding, Span
from linli.rules.evaluate import evaluate_all
from linli.rules.gap import residual_gap
from linli.rules.kept import catalogue
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
from linli.rules.tests.writing import changed, judged


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


# Other rhythms, shares and top-ups


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        (Period.DAY, "每天¥3", "¥3 a day"),
        (Period.MONTH, "每月¥3", "¥3 a month"),
        (Period.YEAR, "每年¥3", "¥3 a year"),
        (Period.ONCE, "一次¥3", "¥3 once"),
    ],
)
def test_an_amount_says_how_often_it_is_paid(period, zh, en):
    paid = replace(amount(3_00, 3_00), period=period)
    assert (paid.say().zh, paid.say().en) == (zh, en)
    assert paid.exact_fen == 3_00
    assert paid.monthly_fen == (3_00 if period is Period.MONTH else None)


@pytest.mark.parametrize(
    ("rounding", "fen"),
    [
        (Rounding.DOWN_TO_FEN, 12_34),
        (Rounding.UP_TO_FEN, 12_35),
        (Rounding.DOWN_TO_YUAN, 12_00),
        (Rounding.UP_TO_YUAN, 13_00),
    ],
)
def test_a_share_is_rounded_as_the_rule_says(rounding, fen):
    assert rounding.of(1234_50, 100) == fen
    assert rounding.of(12_00 * 100, 100) == 12_00  # what is whole stays as it is
    assert rounding.of(0, 100) == 0


SHARE = """\
  - yearly:
      share: {of: {fact: yearly_medical_cost}, percent: part, rounded: down_to_fen}
"""
PART = """\
  part:
    name: {zh: 比例, en: share}
    counts: percent
    values: [{since: 2026, value: 70, source: news, verified_on: 2026-06}]
conditions:
"""
IS_HERE = '  {fact: hukou_place, within: "3502", says: {zh: 本地, en: here}}\n'


def shared_cost(cost: int | None, part: str = PART):
    told = {} if cost is None else {"yearly_medical_cost": cost}
    member = person(hukou_place="350206", **told)
    amounts = changed("  - monthly: {parameter: sum}\n", SHARE, changed("conditions:\n", part))
    return judged(IS_HERE, family(member), text=amounts).amount


def test_seventy_per_cent_of_a_cost():
    assert shared_cost(10_000_01).exact_fen == 7_000_00
    assert shared_cost(10_000_02).exact_fen == 7_000_01
    assert shared_cost(10_000_00).say().en == "¥7,000 a year"
    assert shared_cost(10_000_00).figures[0].say().zh == "70%"


def test_a_share_of_an_unknown_cost_is_bounded_by_nothing():
    told = shared_cost(None)
    assert (told.at_least_fen, told.at_most_fen) == (0, None)


def test_an_unknown_share_is_no_more_than_the_whole_and_no_number_is_quoted():
    told = shared_cost(10_000_00, PART.replace("value: 70", "value: null"))
    assert (told.at_least_fen, told.at_most_fen) == (0, 10_000_00)
    assert told.say().en == "the amount needs the current standard"


@pytest.mark.parametrize("period", ["daily", "yearly", "once"])
def test_what_is_not_monthly_fills_no_monthly_gap(period):
    household = wang_family(child={"disability_category": "mental", "disability_grade": 2})
    turned = tuple(
        replace(pack, amount=replace(pack.amount, period=Period(period)))
        if pack.id == "disability_care_allowance"
        else pack
        for pack in catalogue().packs
    )
    gap = residual_gap(household, evaluate_all(household, TODAY, Catalogue(turned)), TODAY)
    assert gap.given_fen == 1_700_00


def test_an_unsupported_child_is_topped_up_by_what_is_still_lacking():
    def lacking(on: date, **told):
        child = person(
            on=on,
            birth_date=date(2015, 5, 1),
            hukou_place="350206",
            father_cannot="imprisoned",
            mother_cannot="out_of_touch",
            tekun_status=False,
            **told,
        )
        household = family(child, on=on, dibao_status=True)
        return verdict_of(household, "de_facto_unsupported_child", child.id, on).amount

    fresh = date(2023, 6, 1)
    assert lacking(fresh, monthly_aid_drawn=600_00).monthly_fen == 800_00
    assert lacking(fresh, monthly_aid_drawn=1_500_00).monthly_fen == 0
    assert (lacking(fresh).at_least_fen, lacking(fresh).at_most_fen) == (0, 1_400_00)
    stale = lacking(TODAY, monthly_aid_drawn=600_00)  # the level has most likely risen since
    assert (stale.at_least_fen, stale.at_most_fen) == (800_00, None)


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
