"""The packs this house ships: each sourced, each with examples on both sides of its line."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from linli.rules.days import birthday_in
from linli.rules.kept import catalogue
from linli.rules.library import PACKS, SHARED
from linli.rules.tests.families import TODAY

FILES = sorted(path for path in PACKS.rglob("*.yaml") if path.name != SHARED)


def written(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def ruling_in(place: str) -> dict[str, str]:
    return {pack.id: pack.jurisdiction for pack in catalogue().for_place(place, TODAY)}


def test_every_level_of_government_gives_in_jinan_and_the_nearest_edition_rules():
    assert ruling_in("350206005023") == {
        "advanced_age_allowance": "3502",
        "child_in_difficulty": "cn",
        "child_rehab_aid": "3502",
        "de_facto_unsupported_child": "35",
        "dibao": "3502",
        "disability_care_allowance": "3502",
        "disability_living_allowance": "3502",
        "elder_service_subsidy": "cn",
        "fund_student_aid": "350206005023",
        "low_income": "3502",
        "meal_subsidy": "3502",
        "medical_aid": "cn",
        "orphan_living_support": "3502",
        "state_student_grant": "35",
        "state_student_loan": "35",
        "tekun": "3502",
        "temporary_aid": "cn",
    }


@pytest.mark.parametrize(
    ("place", "rehab", "student"),
    [("350502001001", "3505", "350502"), ("350102001001", "3501", None), ("110101", None, None)],
)
def test_another_city_has_its_own_rules_and_none_of_ours(place, rehab, student):
    ruling = ruling_in(place)
    assert ruling.get("child_rehab_aid") == rehab
    assert ruling.get("fund_student_aid") == student
    assert "dibao" not in ruling
    assert "3502" not in ruling.values()
    assert ruling["temporary_aid"] == "cn"
    assert ruling.get("orphan_living_support") == ("35" if place.startswith("35") else None)


def test_the_rehabilitation_aid_has_its_two_editions():
    def edition(on: date) -> str:
        return catalogue().in_force("child_rehab_aid", "350206", on).edition

    assert edition(date(2020, 12, 31)) == "2020"
    assert edition(date(2021, 1, 1)) == "2021"
    assert catalogue().in_force("child_rehab_aid", "350206", date(2019, 12, 31)) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_after_its_benefit_and_edition(path):
    pack = written(path)
    assert path.stem == f"{pack['id']}-{pack['edition']}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_examples_stand_on_both_sides_of_the_line(path):
    outcomes = {example["expect"]["outcome"] for example in written(path)["examples"]}
    assert len(outcomes) >= 2


def ages_asked(node) -> set[int]:
    """The ages at which an answer turns, in conditions and amounts."""
    if isinstance(node, list):
        return set().union(*map(ages_asked, node))
    if not isinstance(node, dict):
        return set()
    found = set().union(*(ages_asked(value) for value in node.values()))
    if isinstance(node.get("age"), dict):
        [(how, years)] = node["age"].items()
        found.add(years if how in ("under", "at_least") else years + 1)
    return found


def days_to_birthday(pack, example, years: int) -> int | None:
    """From the day on which ages are read to the day somebody turns so many years."""
    on, born = example[True], example.get("person", {}).get("birth_date")
    if born is None:
        return None
    read_on = date(on.year, 1, 1) if pack.get("ages_on") == "january_1" else on
    return (birthday_in(born, born.year + years) - read_on).days


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_age_has_an_example_on_the_birthday_and_the_day_before(path):
    pack = written(path)
    for years in ages_asked([pack["conditions"], pack.get("amount", [])]):
        days = {days_to_birthday(pack, example, years) for example in pack["examples"]}
        assert {0, 1} <= days, f"no example on both sides of the {years}th birthday"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_folder_holds_one_jurisdiction(path):
    beside = {written(one)["jurisdiction"] for one in FILES if one.parent == path.parent}
    assert len(beside) == 1


@pytest.mark.parametrize("pack", catalogue().packs, ids=lambda pack: f"{pack.id}-{pack.edition}")
def test_every_figure_has_a_source_and_a_last_check_before_today(pack):
    for parameter in pack.parameters.values():
        for value in parameter.values:
            assert value.source.address
            assert value.since.first <= value.verified_on.last <= TODAY.replace(month=12, day=31)


@pytest.mark.parametrize("pack", catalogue().packs, ids=lambda pack: f"{pack.id}-{pack.edition}")
def test_both_languages_are_there_and_differ(pack):
    for words in (pack.name, pack.issuer, pack.application.where, pack.application.how):
        assert words.zh != words.en
