"""The packs this house ships: each sourced, each with examples on both sides of its line."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from linli.rules.library import PACKS, SHARED, catalogue
from linli.rules.tests.families import TODAY

FILES = sorted(path for path in PACKS.rglob("*.yaml") if path.name != SHARED)


def written(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_benefits_of_the_worked_example_are_there():
    assert {pack.id for pack in catalogue().for_place("350206005023", TODAY)} == {
        "child_rehab_aid",
        "disability_care_allowance",
        "disability_living_allowance",
        "dibao",
        "low_income",
    }


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
