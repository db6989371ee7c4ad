"""The registry of a place before every policy, from the keyboard."""

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from linli.benefits import actions
from tests.village import HERE, NOW, TODAY

ASKED = ("screen", f"--on={TODAY}")


def test_tells_how_many_and_writes_who(village, told, tmp_path, capsys):
    actions.write_assessment(place=HERE, by=village.administrator, at=NOW)
    actions.sign_assessment(place=HERE, by=village.supervisor, at=NOW)
    call_command(*ASKED, "--place=350206", f"--out={tmp_path / 'out'}")
    counts = capsys.readouterr().out
    assert "child_rehab_aid person eligible=1 not_eligible=2 needs_information=0" in counts
    persons = tmp_path / "out" / "persons.parquet"
    assert persons.stat().st_mode & 0o077 == 0
    answers = pl.read_parquet(persons).filter(pl.col("person_id") == str(told.child_id))
    assert answers["child_rehab_aid"].to_list() == [True]
    assert answers["child_rehab_aid_fen"].to_list() == [1_700_00]


def test_looks_at_nobody_before_two_have_signed(village, told, tmp_path):
    actions.write_assessment(place=HERE, by=village.administrator, at=NOW)
    with pytest.raises(CommandError, match="没有签过影响评估"):
        call_command(*ASKED, f"--place={HERE}", f"--out={tmp_path / 'out'}")
    assert not (tmp_path / "out").exists()
