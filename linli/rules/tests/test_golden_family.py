"""Ms Wang's family, the golden case: eligible, not because, needs information, how much."""

from datetime import date

import pytest

from linli.rules.evaluate import evaluate, evaluate_all
from linli.rules.gap import residual_gap
from linli.rules.kept import catalogue
from linli.rules.learning import DISABILITY_CERTIFICATE, MEANS
from linli.rules.tests.families import (
    CHILD,
    FATHER,
    MOTHER,
    TODAY,
    verdict_of,
    wang_family,
)
from linli.rules.verdicts import Outcome


def gap_of(family):
    return residual_gap(family, evaluate_all(family, TODAY, catalogue()), TODAY)


# 1. The rehabilitation aid


def test_the_child_may_claim_the_rehabilitation_aid_today_without_a_certificate():
    verdict = verdict_of(wang_family(), "child_rehab_aid", CHILD)
    assert verdict.outcome is Outcome.ELIGIBLE
    assert verdict.amount.monthly_fen == 1_700_00
    assert verdict.citation.address.startswith("http://www.jimei.gov.cn/")
    [figure] = verdict.amount.figures
    assert figure.value == 1_700_00
    assert str(figure.verified_on) == "2024"
    assert "fensifuwu" in figure.source.address


def test_waiting_for_the_certificate_costs_1700_a_month():
    assert verdict_of(wang_family(), "child_rehab_aid", CHILD).cost_of_waiting_fen == 1_700_00


def test_nothing_is_lost_by_waiting_once_the_aid_is_received():
    family = wang_family(child={"receives_child_rehab_aid": True})
    verdict = verdict_of(family, "child_rehab_aid", CHILD)
    assert verdict.already is True
    assert verdict.cost_of_waiting_fen is None


def test_the_silent_source_about_a_yearly_cap_is_said_and_not_guessed():
    verdict = verdict_of(wang_family(), "child_rehab_aid", CHILD)
    assert verdict.amount.yearly_cap_fen is None
    assert verdict.amount.cap_is_stated is False
    assert any("年度上限" in warning.zh for warning in verdict.warnings)


def test_the_2024_figure_carries_a_warning_in_2026():
    warnings = verdict_of(wang_family(), "child_rehab_aid", CHILD).warnings
    assert any("2024年" in warning.zh and "¥1,700" in warning.zh for warning in warnings)


def test_the_edition_of_2020_gave_1500():
    on = date(2020, 12, 20)
    verdict = verdict_of(wang_family(on=on), "child_rehab_aid", CHILD, on)
    assert verdict.pack.edition == "2020"
    assert verdict.amount.monthly_fen == 1_500_00


def test_the_papers_to_hand_in_name_who_issues_them_and_which_exist():
    documents = verdict_of(wang_family(), "child_rehab_aid", CHILD).documents
    held = {document.one_of[0].key: held for document, held in documents}
    assert held == {
        "household_register": None,
        "guardian_identity_card": None,
        "diagnosis": True,
        "rehab_agreement": True,
    }
    assert all(paper.issuer.zh for document, _ in documents for paper in document.one_of)


# 2. The child's certificate


def test_the_child_is_one_document_away_from_the_care_allowance():
    verdict = verdict_of(wang_family(), "disability_care_allowance", CHILD)
    assert verdict.outcome is Outcome.NOT_ELIGIBLE
    assert verdict.papers_away == 1
    [way] = verdict.ways_in
    [step] = way.steps
    assert step.learning is DISABILITY_CERTIFICATE
    assert step.persons == (CHILD,)
    assert "残疾人联合会" in step.learning.issuer.zh
    assert [(one.shows.zh, one.amount.monthly_fen) for one in way.prospects] == [
        ("精神 一级、二级", 430_00),
        ("精神 三级", 340_00),
    ]
    assert way.otherwise is not None
    assert "孤独症" in way.hint.zh


def test_the_same_certificate_is_worth_more_to_a_dibao_family():
    family = wang_family(household={"dibao_status": True})
    [way] = verdict_of(family, "disability_care_allowance", CHILD).ways_in
    assert [one.amount.monthly_fen for one in way.prospects] == [510_00, 430_00]


@pytest.mark.parametrize(
    ("grade", "dibao", "fen"),
    [
        (1, False, 430_00),
        (2, False, 430_00),
        (3, False, 340_00),
        (1, True, 510_00),
        (2, True, 510_00),
        (3, True, 430_00),
        (4, False, None),
        (4, True, None),
    ],
)
def test_the_care_allowance_follows_the_grade_on_the_certificate(grade, dibao, fen):
    family = wang_family(
        child={"disability_category": "mental", "disability_grade": grade},
        household={"dibao_status": dibao},
    )
    verdict = verdict_of(family, "disability_care_allowance", CHILD)
    assert verdict.outcome is (Outcome.ELIGIBLE if fen else Outcome.NOT_ELIGIBLE)
    assert (verdict.amount and verdict.amount.monthly_fen) == fen


def test_no_healthy_member_is_told_to_get_a_certificate():
    verdict = verdict_of(wang_family(), "disability_care_allowance", MOTHER)
    assert verdict.outcome is Outcome.NOT_ELIGIBLE
    assert verdict.ways_in == ()


# 3. The father


def test_the_father_is_not_eligible_for_the_care_allowance_and_is_told_why():
    verdict = verdict_of(wang_family(), "disability_care_allowance", FATHER)
    assert verdict.outcome is Outcome.NOT_ELIGIBLE
    [reason] = verdict.because
    assert reason.says.zh == "一、二级残疾，或三级智力、精神残疾"
    assert reason.found.zh == "残疾等级：三级，残疾类别：肢体"
    assert reason.found.en == "disability grade: grade 3, disability category: limb"
    assert verdict.ways_in == ()
    assert verdict.amount is None


def test_the_fathers_living_allowance_needs_income_and_assets_of_three_people():
    verdict = verdict_of(wang_family(), "disability_living_allowance", FATHER)
    assert verdict.outcome is Outcome.NEEDS_INFORMATION
    [missing] = verdict.missing
    assert missing.learning is MEANS
    assert missing.persons == (MOTHER, CHILD, FATHER)
    assert [kind.key for kind in missing.kinds] == ["monthly_income", "financial_assets"]
    assert verdict.amount.monthly_fen == 360_00


def test_on_dibao_the_father_draws_360():
    family = wang_family(household={"dibao_status": True})
    verdict = verdict_of(family, "disability_living_allowance", FATHER)
    assert verdict.outcome is Outcome.ELIGIBLE
    assert verdict.amount.monthly_fen == 360_00


# 4. Dibao and the low-income test


@pytest.mark.parametrize("benefit", ["dibao", "low_income"])
def test_the_household_tests_need_the_same_facts(benefit):
    verdict = verdict_of(wang_family(), benefit)
    assert verdict.outcome is Outcome.NEEDS_INFORMATION
    [missing] = verdict.missing
    assert missing.learning is MEANS
    assert len(missing.persons) == 3
    assert any("现行的低保标准" in words.zh for words in verdict.standards)


@pytest.mark.parametrize("benefit", ["dibao", "low_income"])
def test_a_figure_of_2019_turns_nobody_away_in_2026(benefit):
    family = wang_family(monthly_income=9_000_00, financial_assets=500_000_00)
    verdict = verdict_of(family, benefit)
    assert verdict.outcome is Outcome.NEEDS_INFORMATION
    assert verdict.missing == ()
    assert any("手头只有2019年7月的¥800" in words.zh for words in verdict.standards)


def test_low_means_pass_the_low_income_test_with_a_warning():
    verdict = verdict_of(wang_family(monthly_income=500_00, financial_assets=0), "low_income")
    assert verdict.outcome is Outcome.ELIGIBLE
    assert verdict.amount is None
    assert verdict.warnings


# 5. What is left for the fund


def test_the_fund_may_fill_1300_today():
    gap = gap_of(wang_family())
    assert gap.cost_fen == 3_000_00
    assert gap.given_fen == 1_700_00
    assert gap.residual_fen == 1_300_00
    assert [one.verdict.pack.id for one in gap.given] == ["child_rehab_aid"]
    assert {one.verdict.pack.id for one in gap.may_come} == {
        "dibao",
        "disability_care_allowance",
        "disability_living_allowance",
    }


def test_the_gap_shrinks_with_the_certificate():
    gap = gap_of(wang_family(child={"disability_category": "mental", "disability_grade": 2}))
    assert gap.given_fen == 1_700_00 + 430_00
    assert gap.residual_fen == 870_00


def test_over_a_year_the_own_share_is_15600_without_a_cap():
    assert gap_of(wang_family()).yearly_residual_fen == 15_600_00


def test_over_a_year_the_own_share_is_19000_under_the_cap_of_residence_permits():
    child = {"hukou_place": "360000", "residence_permit_place": "350206"}
    assert gap_of(wang_family(child=child)).yearly_residual_fen == 19_000_00


def test_without_a_known_cost_there_is_no_gap_to_fill_yet():
    family = wang_family()
    del family.persons[1].facts["monthly_rehab_cost"]
    gap = gap_of(family)
    assert gap.cost_fen is None
    assert gap.residual_fen is None


# What a decision keeps


def test_a_decision_can_keep_what_it_rested_on():
    snapshot = verdict_of(wang_family(), "child_rehab_aid", CHILD).snapshot()
    assert snapshot["benefit"] == "child_rehab_aid"
    assert snapshot["outcome"] == "eligible"
    assert snapshot["amount"]["at_least_fen"] == 1_700_00
    assert len(snapshot["rule_sha256"]) == 64
    facts = {fact["kind"]: fact for fact in snapshot["facts"] if fact["known"]}
    assert facts["diagnosis"]["value"] == "autism"
    assert facts["disability_grade"]["value"] is None
    assert facts["birth_date"]["value"] == "2020-06-12"
    assert "monthly_limit" in {figure["parameter"] for figure in snapshot["figures"]}


def test_a_snapshot_is_canonical_json_without_a_name():
    from linli.kernel.canon import canon

    for verdict in evaluate_all(wang_family(), TODAY, catalogue()):
        assert canon(verdict.snapshot())


# 6. What nothing points to


def test_nobody_asks_this_family_about_misfortunes_nobody_heard_of():
    verdicts = evaluate_all(wang_family(), TODAY, catalogue())
    quiet = {verdict.pack.id for verdict in verdicts if not verdict.likely}
    assert quiet == {
        "advanced_age_allowance",
        "child_in_difficulty",
        "de_facto_unsupported_child",
        "elder_service_subsidy",
        "fund_student_aid",
        "meal_subsidy",
        "medical_aid",
        "orphan_living_support",
        "state_student_grant",
        "state_student_loan",
        "tekun",
        "temporary_aid",
    }
    for verdict in verdicts:
        if not verdict.likely:
            assert verdict.outcome is not Outcome.ELIGIBLE
            assert verdict.missing == verdict.ways_in == verdict.reasons == ()


def test_a_worker_who_looks_it_up_is_told_in_full():
    tekun = catalogue().in_force("tekun", "350206005023", TODAY)
    verdict = evaluate(tekun, wang_family(), TODAY, catalogue(), FATHER)
    assert verdict.outcome is Outcome.NEEDS_INFORMATION
    assert not verdict.likely
    assert {missing.learning.key for missing in verdict.missing} == {
        "no_work_ability",
        "no_livelihood",
        "no_able_supporter",
    }


def test_the_certificate_makes_the_child_a_child_in_difficulty():
    family = wang_family(child={"disability_category": "mental", "disability_grade": 3})
    assert verdict_of(family, "child_in_difficulty", CHILD).outcome is Outcome.ELIGIBLE
