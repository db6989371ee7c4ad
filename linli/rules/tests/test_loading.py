"""A pack that is not understood is refused, naming file and line: silence would match everybody."""

from datetime import date

import pytest

from linli.rules.faults import PackFault
from linli.rules.library import SHARED, load
from linli.rules.tests.writing import PACK, SHARED_TEXT, catalogue_of, changed

LOCAL = '    - {fact: hukou_place, within: "3502", says: {zh: 厦门户籍, en: Xiamen hukou}}\n'
SUM = "    values: [{since: 2026, value: 100, source: news, verified_on: 2026-06}]\n"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_takes_a_pack_that_holds_together(tmp_path):
    [pack] = catalogue_of(tmp_path, small=PACK).packs
    assert pack.id == "small"
    assert len(pack.digest) == 64


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        # unknown constructs and words
        (LOCAL, LOCAL.replace("within", "near"), "exactly one of these is needed"),
        (LOCAL, "    - {fakt: hukou_place}\n", "needs exactly one of"),
        (LOCAL, "    - {members: all}\n", "needs exactly one of"),
        (LOCAL, LOCAL.replace("says:", "sayz:"), "“sayz” is not a known word"),
        ("edition:", "edycja:", "“edycja” is not a known word"),
        ("unit: person", "unit: village", "not one of: person, household"),
        ("counts_from: {rule: not_stated}", "counts_from: {rule: birth}", "not one of"),
        (
            "counts_from:",
            "settlement: {every: [week], source: news}\ncounts_from:",
            "not one of: month, quarter",
        ),
        # unknown facts and values
        (LOCAL, LOCAL.replace("hukou_place", "hukou"), "no kind of fact is “hukou”"),
        (
            LOCAL,
            "    - {fact: disability_grade, is: 5, says: {zh: 五级, en: five}}\n",
            "cannot hold this value",
        ),
        (
            LOCAL,
            "    - {fact: birth_date, is: none, says: {zh: 无, en: none}}\n",
            "cannot be “none”",
        ),
        (
            LOCAL,
            "    - {fact: hukou_place, exists: true, says: {zh: 有, en: one}}\n",
            "fits only what may be none",
        ),
        (
            LOCAL,
            "    - {fact: diagnosis, within: '3502', says: {zh: 在, en: in}}\n",
            "is for places",
        ),
        (
            LOCAL,
            "    - {fact: dibao_status, at_most: 1, says: {zh: 少, en: few}}\n",
            "cannot be compared",
        ),
        # explanations are not optional
        (LOCAL, "    - {fact: hukou_place, within: '3502'}\n", "“says” is missing"),
        (LOCAL, "    - any: [{unsettled: {zh: 一, en: one}}]\n", "must say in words"),
        (LOCAL, LOCAL.replace(", en: Xiamen hukou", ""), "“en” is missing"),
        (LOCAL, LOCAL.replace("en: Xiamen hukou", "en: ''"), "a text is expected"),
        # groups of nobody, and doubtful contraries
        ("  all:\n" + LOCAL, "  all: []\n", "may not be empty"),
        (
            LOCAL,
            "    - not: {all: [{fact: tekun_status, is: true}]}\n      says: {zh: 不, en: no}\n",
            "one plain fact only",
        ),
        (
            LOCAL,
            "    - not: {fact: monthly_income, at_most: {parameter: sum}}\n"
            "      says: {zh: 不, en: no}\n",
            "and no comparison",
        ),
        (
            LOCAL,
            "    - every: neighbours\n      satisfies: {unsettled: {zh: 一, en: one}}\n"
            "      says: {zh: 都, en: all}\n",
            "only members or guardians",
        ),
        # figures and sources
        (SUM, SUM.replace("source: news, ", ""), "“source” is missing"),
        (SUM, SUM.replace("source: news", "source: hearsay"), "is not declared under sources"),
        (SUM, SUM.replace(", verified_on: 2026-06", ""), "“verified_on” is missing"),
        (SUM, SUM.replace("value: 100", "value: much"), "an amount in yuan"),
        (SUM, SUM.replace("since: 2026", "since: spring"), "a day is expected"),
        (
            SUM,
            "    values:\n      - {since: 2026, value: 1, source: news, verified_on: 2026}\n"
            "      - {since: 2025, value: 2, source: news, verified_on: 2025}\n",
            "the earliest value first",
        ),
        ("  - monthly: {parameter: sum}", "  - monthly: 100", "keys and values"),
        ("  - monthly: {parameter: sum}", "  - monthly: {parameter: total}", "no parameter"),
        ("  - monthly: {parameter: sum}", "  - monthly: {guess: 1}", "not a way of reckoning"),
        ("  - monthly: {parameter: sum}", "  - monthly: {fact: birth_date}", "no amount of money"),
        (
            "  - monthly: {parameter: sum}",
            "  - monthly: {parameter: sum}\n  - monthly: {parameter: sum}",
            "only the last case",
        ),
        (
            "counts_from: {rule: not_stated}",
            "counts_from: {rule: month_of_application}",
            "“source” is missing",
        ),
        ("legal_source: news", "legal_source: rumour", "not declared"),
        ("effective_from: 2026-01-01\n", "effective_from: 2026-02-30\n", "a day is expected"),
        ("parameters:\n", "uses: [nothing]\nparameters:\n", "no shared parameter"),
        (
            "parameters:\n",
            "documents: [{one_of: [passport], source: news}]\nparameters:\n",
            "paper",
        ),
        # examples
        ("outcome: eligible, monthly: 100", "outcome: not_eligible", "does not come out"),
        ("monthly: 100}", "monthly: 101}", "¥101 expected, ¥100 found"),
        ("on: 2026-11-24", "on: 2025-11-24", "not in force that day"),
        ('{hukou_place: "350206"}', "{dibao_status: true}", "no fact “dibao_status” belongs here"),
        (
            '{hukou_place: "350206"}',
            '{hukou_place: "350206", disability_grade: 5}',
            "cannot hold this value",
        ),
        (
            '{hukou_place: "350206"}',
            '{hukou_place: "350206", monthly_income: -1}',
            "an amount in yuan",
        ),
        (
            '{hukou_place: "350206"}',
            '{hukou_place: "350206", birth_date: 2026-11-25}',
            "that day has not come yet",
        ),
        ("outcome: eligible, monthly: 100", "outcome: eligible, daily: 100", "does not come out"),
        ("outcome: eligible", "outcome: eligible, likely: false", "true found"),
        # one day, one value
        (
            SUM,
            "    values:\n      - {since: 2026, value: 1, source: news, verified_on: 2026}\n"
            "      - {since: 2026-01-01, value: 2, source: news, verified_on: 2026}\n",
            "two values on one day",
        ),
        # rhythms, shares, days
        ("  - monthly: {parameter: sum}", "  - when: {fact: tekun_status, is: true}", "is needed"),
        (
            "  - monthly: {parameter: sum}",
            "  - when: {fact: tekun_status, is: true}\n    once: {parameter: sum}\n"
            "  - monthly: {parameter: sum}",
            "the same rhythm",
        ),
        (
            "  - monthly: {parameter: sum}",
            "  - monthly:\n      share: {of: {parameter: sum}, percent: sum, rounded: up_to_yuan}",
            "do not mix",
        ),
        (
            "  - monthly: {parameter: sum}",
            "  - monthly:\n      share: {of: {parameter: sum}, percent: sum}",
            "“rounded” is missing",
        ),
        (
            "counts_from: {rule: not_stated}",
            "counts_from: {rule: not_stated}\nusual_days: {source: news}",
            "either “days” or",
        ),
        (
            "counts_from: {rule: not_stated}",
            "counts_from: {rule: not_stated}\ncaveats: [{zh: '满{x}元', en: 'from {x}'}]",
            "there is no parameter “x”",
        ),
        (
            "counts_from: {rule: not_stated}",
            "counts_from: {rule: not_stated}\ncaveats: [{zh: '满{x元', en: 'from {x'}]",
            "a brace stands alone",
        ),
        # whose paper it is
        (
            "parameters:\n",
            "documents: [{one_of: [{key: income, name: {zh: 收入证明, en: proof of income}, "
            "issuer: {zh: 社区居委会, en: the community}}], source: news}]\nparameters:\n",
            "name the true issuer",
        ),
        (
            "parameters:\n",
            "documents: [{one_of: [{key: diagnosis, name: {zh: 诊断, en: one}, "
            "issuer: {zh: 医院, en: hospital}}], source: news}]\nparameters:\n",
            "write its key",
        ),
        # YAML itself
        ("id: small\n", "id: small\nid: other\n", "stands twice"),
        ("id: small\n", "id: [small\n", "not YAML"),
        ("id: small\n", "id: sm\x07all\n", "a control character"),
        (LOCAL, "    - &itself {not: *itself, says: {zh: 不, en: no}}\n", "an alias"),
    ],
)
def test_refuses_and_names_file_and_line(tmp_path, old, new, says):
    text = changed(old, new)
    with pytest.raises(PackFault) as refusal:
        catalogue_of(tmp_path, small=text)
    fault = refusal.value
    assert says in str(fault)
    assert str(fault).startswith(f"small.yaml:{fault.line}: ")
    assert 1 <= fault.line <= text.count("\n") + 1
    assert fault.words.zh != fault.words.en


def test_the_line_is_the_line_of_the_fault(tmp_path):
    text = changed("within", "near")
    with pytest.raises(PackFault) as refusal:
        catalogue_of(tmp_path, small=text)
    assert refusal.value.line == line_of(text, "near")


@pytest.mark.parametrize(
    "required",
    [
        "id",
        "edition",
        "name",
        "unit",
        "issuer",
        "jurisdiction",
        "legal_source",
        "effective_from",
        "apply",
        "counts_from",
    ],
)
def test_refuses_a_pack_that_leaves_something_out(tmp_path, required):
    lines = PACK.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{required}:"))
    end = next(n for n in range(at + 1, len(lines)) if not lines[n].startswith(" "))
    with pytest.raises(PackFault, match=f"“{required}” is missing"):
        catalogue_of(tmp_path, small="".join(lines[:at] + lines[end:]))


def test_refuses_a_file_in_another_encoding(tmp_path):
    (tmp_path / "small.yaml").write_bytes(PACK.encode("gb18030"))
    with pytest.raises(PackFault, match=r"small\.yaml:3: .*not UTF-8"):
        load(tmp_path)


def test_refuses_an_empty_file(tmp_path):
    with pytest.raises(PackFault, match="the file is empty"):
        catalogue_of(tmp_path, small="# nothing yet\n")


def test_refuses_a_persons_fact_in_a_households_benefit(tmp_path):
    text = changed("unit: person", "unit: household")
    with pytest.raises(PackFault, match="put it beneath every or some"):
        catalogue_of(tmp_path, small=text)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("{age: {under: 18}, says: {zh: 小, en: young}}", "a household has no age"),
        (
            "{every: guardians, satisfies: {unsettled: {zh: 一, en: o}}, says: {zh: 都, en: a}}",
            "a household has no guardians",
        ),
    ],
)
def test_refuses_an_age_or_guardians_of_a_household(tmp_path, condition, says):
    text = changed("unit: person", "unit: household", changed(LOCAL, f"    - {condition}\n"))
    with pytest.raises(PackFault, match=says):
        catalogue_of(tmp_path, small=text)


def test_the_line_of_a_committees_paper_is_the_line_of_its_issuer(tmp_path):
    document = """\
documents:
  - one_of:
      - key: hardship
        name: {zh: 困难证明, en: proof of hardship}
        issuer: {zh: 居委会, en: residents' committee}
    source: news
parameters:
"""
    text = changed("parameters:\n", document)
    with pytest.raises(PackFault) as refusal:
        catalogue_of(tmp_path, small=text)
    assert refusal.value.line == line_of(text, "issuer: {zh: 居委会")


def test_takes_a_paper_of_the_policys_own_from_its_true_issuer(tmp_path):
    document = (
        "documents: [{one_of: [{key: lease, name: {zh: 租约, en: lease}, "
        "issuer: {zh: 住房保障部门, en: housing office}}], source: news}]\nparameters:\n"
    )
    [pack] = catalogue_of(tmp_path, small=changed("parameters:\n", document)).packs
    assert pack.documents[0].one_of[0].issuer.en == "housing office"


# Packs among each other


def test_refuses_two_editions_in_force_together(tmp_path):
    later = changed("effective_from: 2026-01-01", "effective_from: 2026-06-01")
    with pytest.raises(PackFault, match=r"in force together with one\.yaml"):
        catalogue_of(tmp_path, one=PACK, two=later)


def test_takes_two_editions_that_follow_each_other(tmp_path):
    first = changed(
        "effective_from: 2026-01-01\n", "effective_from: 2025-01-01\neffective_to: 2025-12-31\n"
    )
    first = changed("on: 2026-11-24", "on: 2025-11-24", first.replace("since: 2026", "since: 2025"))
    catalogue = catalogue_of(tmp_path, one=first, two=PACK)
    assert (
        catalogue.in_force("small", "350206", date(2025, 12, 31)).effective_from.first.year == 2025
    )
    assert catalogue.in_force("small", "350206", date(2026, 1, 1)).effective_from.first.year == 2026
    assert catalogue.in_force("small", "350206", date(2024, 12, 31)) is None


def test_two_places_may_have_the_same_benefit_and_the_nearest_rules(tmp_path):
    province = changed('jurisdiction: "3502"', 'jurisdiction: "35"')
    country = changed('jurisdiction: "3502"', "jurisdiction: cn")
    catalogue = catalogue_of(tmp_path, city=PACK, country=country, province=province)
    on = date(2026, 11, 24)
    for place, ruling in (("350206", "3502"), ("350100", "35"), ("110101", "cn")):
        [pack] = catalogue.for_place(place, on)
        assert pack.jurisdiction == catalogue.in_force("small", place, on).jurisdiction == ruling


def test_the_provinces_edition_rules_before_and_after_the_citys(tmp_path):
    province = changed('jurisdiction: "3502"', 'jurisdiction: "35"')
    city = changed(
        "effective_from: 2026-01-01\n", "effective_from: 2026-06-01\neffective_to: 2026-11-30\n"
    )
    catalogue = catalogue_of(tmp_path, city=city, province=province)
    days = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 11, 30), date(2026, 12, 1))
    assert [catalogue.in_force("small", "350206", on).jurisdiction for on in days] == [
        "35",
        "3502",
        "3502",
        "35",
    ]


def test_a_folder_beneath_is_read_with_its_own_shared_figures(tmp_path):
    beneath = tmp_path / "elsewhere"
    beneath.mkdir()
    (beneath / "small.yaml").write_text(
        changed("monthly: {parameter: sum}", "monthly: {parameter: line}"), encoding="utf-8"
    )
    with pytest.raises(PackFault, match=r"elsewhere/small\.yaml:\d+: .*no parameter “line”"):
        load(tmp_path)
    uses = changed(
        "parameters:\n",
        "uses: [line]\nparameters:\n",
        changed("monthly: {parameter: sum}", "monthly: {parameter: line}"),
    )
    text = uses.replace("monthly: 100}", "monthly: 1000}")
    (beneath / "small.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackFault, match="no shared parameter"):
        load(tmp_path)
    (beneath / SHARED).write_text(SHARED_TEXT, encoding="utf-8")
    [pack] = load(tmp_path).packs
    assert pack.parameters["line"].on(date(2026, 11, 24)).value == 1_000_00


def test_a_longer_circle_is_refused_too(tmp_path):
    with pytest.raises(PackFault, match=r"one\.yaml:1: .*leans on itself in a circle"):
        catalogue_of(
            tmp_path,
            one=leaning_on("two", "one"),
            three=leaning_on("one", "three"),
            two=leaning_on("three", "two"),
        )


def leaning_on(benefit: str, id_: str) -> str:
    leaf = f"    - {{qualifies_for: {benefit}, says: {{zh: 先, en: first}}}}\n"
    return changed("id: small", f"id: {id_}", changed(LOCAL, leaf))


def test_refuses_a_benefit_that_does_not_exist(tmp_path):
    with pytest.raises(PackFault, match="there is no benefit “ghost”"):
        catalogue_of(tmp_path, small=leaning_on("ghost", "small"))


def test_refuses_a_circle(tmp_path):
    with pytest.raises(PackFault, match="leans on itself in a circle"):
        catalogue_of(tmp_path, one=leaning_on("two", "one"), two=leaning_on("one", "two"))


def test_a_benefit_of_elsewhere_is_not_offered(tmp_path):
    catalogue = catalogue_of(tmp_path, small=PACK)
    assert len(catalogue.for_place("350206005023", date(2026, 11, 24))) == 1
    assert catalogue.for_place("350100001001", date(2026, 11, 24)) == ()
