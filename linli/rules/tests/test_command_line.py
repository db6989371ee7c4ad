"""`python -m linli.rules`, on real files: what it answers, what it says, how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from linli.rules.__main__ import main
from linli.rules.library import PACKS
from linli.rules.tests.families import TODAY, wang_family
from linli.rules.tests.registries import families, written
from linli.rules.tests.writing import PACK, changed

DAY = ("--on", "2026-11-24")
WANG = """\
household: {dibao_status: false, low_income_status: false}
persons:
  - id: mother
    relation_to_head: head
    facts: {birth_date: 1988-03-05, hukou_place: "350206"}
  - id: child
    relation_to_head: child
    guardians: [mother]
    facts:
      birth_date: 2020-06-12
      hukou_place: "350206"
      diagnosis: autism
      disability_category: null
      disability_grade: null
      contracted_rehab_institution: true
      monthly_rehab_cost: 300000
      tekun_status: false
"""


@pytest.fixture
def wang(tmp_path):
    return file(tmp_path / "wang.yaml", WANG)


def file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def explained(capsys, facts: Path, *more: str):
    """Every verdict, by policy and subject."""
    assert main(["explain", "--facts", str(facts), *DAY, "--json", *more]) == 0
    verdicts = json.loads(capsys.readouterr().out)
    return {(one["policy"], one["subject"]): one for one in verdicts}


def refused(capsys, *arguments: object) -> str:
    """What is said where something given does not hold."""
    assert main([str(one) for one in arguments]) == 1
    return capsys.readouterr().err


def wrong(capsys, *arguments: object) -> str:
    """What is said where the question itself is wrong."""
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err


# ── check ─────────────────────────────────────────────────────────────────────────────────────


def test_check_takes_the_packs_we_ship(capsys):
    assert main(["check", str(PACKS)]) == 0
    assert "child_rehab_aid 2021" in capsys.readouterr().out


def test_check_takes_one_file_among_the_others(capsys):
    assert main(["check", str(PACKS / "xiamen" / "disability_living_allowance-2021.yaml")]) == 0
    assert capsys.readouterr().out == "disability_living_allowance 2021\n"


def test_check_names_file_line_and_reason_of_every_fault(capsys, tmp_path):
    one = file(tmp_path / "one.yaml", changed("unit: person", "unit: village"))
    two = file(tmp_path / "two.yaml", changed("edition:", "edycja:"))
    said = refused(capsys, "check", one, two)
    assert f"{one}:4: " in said
    assert "not one of: person, household" in said
    assert f"{two}:2: " in said


def test_check_refuses_an_example_that_does_not_come_out(capsys, tmp_path):
    pack = file(tmp_path / "small-2026.yaml", changed("monthly: 100}", "monthly: 99}"))
    assert "does not come out" in refused(capsys, "check", pack)


def test_check_refuses_a_relation_to_a_stranger(capsys, tmp_path):
    related = PACK + "relations:\n  - {how: stackable, benefit: nowhere, source: news}\n"
    pack = file(tmp_path / "small-2026.yaml", related)
    assert "no benefit “nowhere”" in refused(capsys, "check", pack)


def test_check_refuses_a_second_edition_beside_the_one_in_force(capsys, tmp_path):
    pack = file(tmp_path / "dibao-2026.yaml", changed("id: small", "id: dibao"))
    assert "in force together with xiamen/dibao-2019.yaml" in refused(capsys, "check", pack)


def test_check_refuses_what_is_no_yaml(capsys, tmp_path):
    assert "not YAML" in refused(capsys, "check", file(tmp_path / "a.yaml", "id: [1\n"))
    (tmp_path / "b.yaml").write_bytes(b"id: \xff\n")
    assert "b.yaml" in refused(capsys, "check", tmp_path / "b.yaml")
    assert "c.yaml:1: " in refused(capsys, "check", file(tmp_path / "c.yaml", "id: \x01\n"))


def test_check_of_a_file_that_is_not_there_is_a_wrong_question(capsys):
    assert "no such file" in wrong(capsys, "check", "nowhere.yaml")


# ── explain ───────────────────────────────────────────────────────────────────────────────────


def test_explain_tells_verdict_amount_reasons_and_source(capsys, wang):
    aid = explained(capsys, wang)["child_rehab_aid", "child"]
    assert list(aid) == [
        *("policy", "edition", "unit", "subject", "answer", "amount_fen", "per", "citation"),
        *("reasons", "ask_for", "near_misses", "qualifies_on"),
    ]
    assert (aid["edition"], aid["unit"], aid["answer"]) == ("2021", "person", "eligible")
    assert (aid["amount_fen"], aid["per"]) == (170000, "month")
    assert aid["citation"]["address"].startswith("http://www.jimei.gov.cn/")
    assert {"zh", "en"} == set(aid["reasons"][0]["says"])


def test_explain_tells_the_one_paper_that_is_missing(capsys, wang):
    allowance = explained(capsys, wang)["disability_care_allowance", "child"]
    assert allowance["answer"] == "not_eligible"
    [way] = allowance["near_misses"]
    assert way["papers"] == 1
    assert way["steps"][0]["paper"] == "disability_certificate"
    assert way["steps"][0]["persons"] == ["child"]


def test_explain_asks_for_what_nobody_has_said(capsys, wang):
    dibao = explained(capsys, wang)["dibao", None]
    assert (dibao["answer"], dibao["unit"]) == ("needs_information", "household")
    assert dibao["ask_for"][0]["question"] == "means"
    assert any("standard" in one for one in dibao["ask_for"])


def test_an_answer_of_none_is_not_the_same_as_no_answer(capsys, tmp_path):
    asked = file(tmp_path / "asked.yaml", WANG)
    never = file(
        tmp_path / "never.yaml",
        changed("      disability_category: null\n      disability_grade: null\n", "", WANG),
    )
    key = ("disability_care_allowance", "child")
    assert explained(capsys, asked)[key]["answer"] == "not_eligible"
    assert explained(capsys, never)[key]["answer"] == "needs_information"


def test_money_is_fen_and_with_its_sign_yuan(capsys, tmp_path):
    signed = file(tmp_path / "yuan.yaml", changed("300000", '"¥1,200"', WANG))
    assert explained(capsys, signed)["child_rehab_aid", "child"]["amount_fen"] == 1_200_00


def test_explain_finds_the_country_s_policies_alone_in_a_place_without_its_own(capsys, wang):
    elsewhere = {policy for policy, _subject in explained(capsys, wang, "--place", "110101")}
    here = {policy for policy, _subject in explained(capsys, wang)}
    assert "medical_aid" in elsewhere
    assert "child_rehab_aid" in here - elsewhere


def test_explain_speaks_to_a_reader(capsys, wang):
    assert main(["explain", "--facts", str(wang), *DAY]) == 0
    assert "child · 残疾儿童康复救助 · 可以申请 · 每月¥1,700" in capsys.readouterr().out
    assert main(["explain", "--facts", str(wang), *DAY, "--language", "en"]) == 0
    assert "¥1,700 a month" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("diagnosis: autism", "diagnosis: flu", 12, "cannot hold this value"),
        ("diagnosis: autism", "diagnose: autism", 12, "no fact “diagnose” belongs here"),
        ("dibao_status: false", "dibao_status: null", 1, "cannot be “none”"),
        ("dibao_status: false", "birth_date: 1988-03-05", 1, "belongs here"),
        ("guardians: [mother]", "guardians: [aunt]", 8, "nobody here has the id “aunt”"),
        ("- id: child", "- id: mother", 6, "two persons have the id"),
        ("monthly_rehab_cost: 300000", "monthly_rehab_cost: 3.5", 16, "a whole number"),
        ("birth_date: 2020-06-12", "birth_date: 2020-13-12", 10, "a day is expected"),
        ("household:", "houshold:", 1, "is not a known word"),
    ],
)
def test_explain_refuses_a_family_it_cannot_read(capsys, tmp_path, old, new, line, says):
    facts = file(tmp_path / "family.yaml", changed(old, new, WANG))
    said = refused(capsys, "explain", "--facts", facts, *DAY, "--json")
    assert said.startswith(f"{facts}:{line}: ")
    assert says in said


def test_explain_needs_a_day_that_exists(capsys, wang):
    assert "Write a day" in wrong(capsys, "explain", "--facts", wang, "--on", "2026-02-30")


def test_guardians_may_be_asked_for_and_not_be_here(capsys, tmp_path):
    for written_so in ("null", "[]"):
        facts = file(
            tmp_path / "alone.yaml",
            changed("guardians: [mother]", f"guardians: {written_so}", WANG),
        )
        assert explained(capsys, facts)["child_rehab_aid", "child"]["answer"] == "eligible"


def test_a_household_of_nobody_is_explained_too(capsys, tmp_path):
    empty = explained(capsys, file(tmp_path / "empty.yaml", "persons: []\n"))
    assert "eligible" not in {one["answer"] for one in empty.values()}
    assert empty["dibao", None]["answer"] == "not_eligible"


# ── screen ────────────────────────────────────────────────────────────────────────────────────


def screen(files, out: Path, *more: str) -> list[str]:
    persons, households = map(str, files)
    arguments = ("--persons", persons, "--households", households, "--out", str(out))
    return ["screen", *arguments, *DAY, *more]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_screen_writes_one_column_a_policy_and_one_for_its_fen(capsys, tmp_path, engine):
    files = written(tmp_path, [wang_family()])
    assert main(screen(files, tmp_path / "out", "--engine", engine)) == 0
    said = capsys.readouterr().out
    assert "child_rehab_aid person eligible=1 not_eligible=2 needs_information=0\n" in said
    persons = pl.read_parquet(tmp_path / "out" / "persons.parquet")
    households = pl.read_parquet(tmp_path / "out" / "households.parquet")
    assert persons.columns[:2] == ["person_id", "household_id"]
    assert {"child_rehab_aid", "child_rehab_aid_fen"} <= set(persons.columns)
    assert persons.schema["child_rehab_aid"] == pl.Boolean
    assert persons["child_rehab_aid_fen"].drop_nulls().to_list() == [1_700_00]
    assert households.columns == [
        *("household_id", "dibao", "dibao_fen", "low_income", "low_income_fen"),
        *("temporary_aid", "temporary_aid_fen"),
    ]


def test_screen_can_be_asked_for_one_policy(capsys, tmp_path):
    files = written(tmp_path, [wang_family()])
    assert main(screen(files, tmp_path / "out", "--policy", "low_income")) == 0
    assert capsys.readouterr().out.startswith("low_income household eligible=0")
    assert "not in force" in refused(capsys, *screen(files, tmp_path, "--policy", "nowhere"))


def spoilt(tmp_path: Path, change) -> tuple[Path, Path]:
    """A registry whose two tables somebody has changed."""
    files = written(tmp_path, families(seed=1, count=20, on=TODAY))
    tables = change(*map(pl.read_parquet, files))
    for path, table in zip(files, tables, strict=True):
        table.write_parquet(path)
    return files


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p, h: (p.rename({"monthly_income": "monthly_incom"}), h), "“monthly_income”?"),
        (lambda p, h: (p.with_columns(name=pl.lit("x")), h), "“name” is no kind of fact"),
        (lambda p, h: (p.drop("household_id"), h), "“household_id” is missing"),
        (lambda p, h: (p.cast({"monthly_income": pl.Float64}), h), "must hold: number"),
        (lambda p, h: (p.cast({"birth_date": pl.String}), h), "must hold: day"),
        (lambda p, h: (p.with_columns(monthly_income=pl.lit(-1)), h), "“monthly_income” holds"),
        (lambda p, h: (p.with_columns(disability_grade=pl.lit(5)), h), "“disability_grade” holds"),
        (lambda p, h: (p.with_columns(diagnosis=pl.lit("自闭症")), h), "“diagnosis” holds"),
        (lambda p, h: (p.with_columns(hukou_place=pl.lit("厦门")), h), "“hukou_place” holds"),
        (
            lambda p, h: (
                p.with_columns(diagnosis=pl.lit("autism"), diagnosis__none=pl.lit(True)),
                h,
            ),
            "“diagnosis” holds",
        ),
        (
            lambda p, h: (p.with_columns(household_id=pl.lit(None, dtype=pl.String)), h),
            "“household_id” holds",
        ),
        (lambda p, h: (p, pl.concat([h, h])), "stands in more than one row"),
        (lambda p, h: (p, h.head(1)), "is not in the households' file"),
        (
            lambda p, h: (
                p,
                h.with_row_index("n").select("n", "dibao_status").rename({"n": "household_id"}),
            ),
            "numbers in one file and texts in the other",
        ),
    ],
)
def test_screen_refuses_a_registry_it_cannot_trust(capsys, tmp_path, change, says, engine):
    files = spoilt(tmp_path, change)
    assert says in refused(capsys, *screen(files, tmp_path / "out", "--engine", engine))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_kind_nobody_recorded_is_unknown_of_everybody(capsys, tmp_path, engine):
    ids = pl.DataFrame({"person_id": [1, 2], "household_id": [7, 7]})
    ids.write_parquet(tmp_path / "p.parquet")
    ids.select("household_id").unique().write_parquet(tmp_path / "h.parquet")
    files = (tmp_path / "p.parquet", tmp_path / "h.parquet")
    assert main(screen(files, tmp_path / "out", "--engine", engine)) == 0
    for line in capsys.readouterr().out.splitlines():
        assert "eligible=0 not_eligible=0" in line


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_screen_refuses_what_is_no_columnar_file(capsys, tmp_path, engine):
    csv = file(tmp_path / "p.csv", "person_id\n1\n")
    said = refused(capsys, *screen((csv, csv), tmp_path / "out", "--engine", engine))
    assert "no Parquet file" in said


def test_screen_knows_its_engines(capsys, tmp_path):
    csv = file(tmp_path / "p.csv", "")
    assert "invalid choice" in wrong(capsys, *screen((csv, csv), tmp_path, "--engine", "abacus"))


# ── What it needs ─────────────────────────────────────────────────────────────────────────────

LOADED = """
import sys
from linli.rules.__main__ import main
main({arguments!r})
print(sorted({{"django", "polars", "duckdb"}} & set(sys.modules)), file=sys.stderr)
"""


def loaded(*arguments: str) -> str:
    """Which heavy libraries a command has loaded."""
    code = LOADED.format(arguments=list(arguments))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stderr.strip()


def test_the_rules_load_neither_a_database_nor_an_engine_they_do_not_use(tmp_path, wang):
    files = written(tmp_path, [wang_family()])
    assert loaded("check", str(PACKS)) == "[]"
    assert loaded("explain", "--facts", str(wang), *DAY, "--json") == "[]"
    assert loaded(*screen(files, tmp_path / "out")) == "['polars']"
    assert loaded(*screen(files, tmp_path / "out", "--engine", "duckdb")) == "['duckdb']"


def test_it_runs_as_a_module(wang):
    ran = subprocess.run(
        [sys.executable, "-m", "linli.rules", "explain", "--facts", wang, *DAY, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "child_rehab_aid" in {one["policy"] for one in json.loads(ran.stdout)}
