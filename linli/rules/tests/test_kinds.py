"""What each kind of fact may hold: nothing may be recorded that no rule could read."""

from datetime import date

import pytest

from linli.rules.facts import NONE, plain_value
from linli.rules.kinds import EXPECTATIONS, KINDS, Nature, NotAFact, Purpose, Shape
from linli.rules.learning import PAPERS, Paper


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("birth_date", date(2020, 5, 1)),
        ("hukou_place", "350206"),
        ("hukou_place", "350206005023"),
        ("residence_permit_place", NONE),
        ("disability_category", "mental"),
        ("disability_grade", 3),
        ("disability_grade", NONE),
        ("diagnosis", "autism"),
        ("monthly_income", 0),
        ("dibao_status", False),
    ],
)
def test_takes_what_fits_and_reads_it_back_from_json(kind, value):
    assert KINDS[kind].check(value) == value
    assert KINDS[kind].read(plain_value(value)) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("birth_date", "2020-05-01"),
        ("birth_date", NONE),
        ("hukou_place", "湖里区"),
        ("hukou_place", "３５０２"),
        ("disability_category", "autism"),
        ("disability_grade", 5),
        ("disability_grade", 0),
        ("disability_grade", True),
        ("disability_grade", "3"),
        ("monthly_income", -1),
        ("monthly_income", True),
        ("monthly_income", NONE),
        ("dibao_status", 1),
        ("dibao_status", NONE),
    ],
)
def test_refuses_what_does_not_fit_and_says_so_in_both_languages(kind, value):
    with pytest.raises(NotAFact) as refusal:
        KINDS[kind].check(value)
    assert KINDS[kind].name.zh in refusal.value.words.zh
    assert KINDS[kind].name.en in refusal.value.words.en


@pytest.mark.parametrize("plain", ["2020-02-30", "soon", 20200501])
def test_refuses_a_day_that_is_none(plain):
    with pytest.raises(NotAFact):
        KINDS["birth_date"].read(plain)


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("disability_grade", 3, "三级", "grade 3"),
        ("disability_grade", NONE, "没有", "none"),
        ("dibao_status", True, "是", "yes"),
        ("monthly_rehab_cost", 3_000_00, "¥3,000", "¥3,000"),
        ("birth_date", date(2020, 5, 1), "2020-05-01", "2020-05-01"),
        ("hukou_place", "350206005023", "厦门市湖里区", "Xiamen Huli"),
        ("hukou_place", "3502", "厦门市", "Xiamen"),
        ("hukou_place", "360000", "江西省", "Jiangxi"),
        ("hukou_place", "990000", "区划代码990000", "division 990000"),
    ],
)
def test_values_are_said_as_people_say_them(kind, value, zh, en):
    assert (KINDS[kind].say(value).zh, KINDS[kind].say(value).en) == (zh, en)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_kind_holds_together(kind):
    assert kind.name.zh
    assert kind.name.en
    assert (kind.nature is Nature.OBTAINABLE) is isinstance(kind.learn, Paper)
    assert bool(kind.choices) is (kind.shape is Shape.CHOICE)
    assert not (kind.nature is Nature.IMMUTABLE and kind.perishable)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.key)
def test_every_paper_names_who_issues_it_and_real_signs(paper):
    assert paper.issuer.zh
    assert paper.issuer.en
    assert set(paper.signs) <= set(KINDS)


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda one: one.kind)
def test_every_expectation_speaks_of_real_kinds_and_values(expectation):
    KINDS[expectation.known].check(expectation.value)
    for value in expectation.likely:
        KINDS[expectation.kind].check(value)
    assert KINDS[expectation.kind].learn.key == expectation.paper
    assert expectation.source


def test_every_kind_says_what_it_serves_and_every_pack_reads_only_what_serves_benefits():
    from linli.rules.conditions import FactIs, Not, PerHead, every_part
    from linli.rules.kept import catalogue

    assert all(kind.purposes for kind in KINDS.values())
    parts = [part for pack in catalogue().packs for part in every_part(pack.conditions)]
    read = {part.kind for part in parts if isinstance(part, FactIs | PerHead)}
    assert read
    assert not [part for part in parts if isinstance(part, Not) and part.part.kind not in read]
    assert all(kind.may_serve(Purpose.BENEFITS) for kind in read)
