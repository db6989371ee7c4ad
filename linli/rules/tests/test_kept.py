"""The shipped packs, kept for the next start: the same ones, and never those of other rules."""

import os
import sys

import pytest

from linli.rules import kept
from linli.rules.library import PACKS, load


@pytest.fixture
def fresh(monkeypatch, tmp_path):
    """A place to keep them where nothing is kept yet."""
    monkeypatch.setattr(kept, "FILE", tmp_path / "kept" / "catalogue.pickle")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return kept.FILE


def at_a_start():
    """As a new process asks."""
    return kept.catalogue.__wrapped__()


def unreadable():
    raise AssertionError("the packs were read anew")


def test_what_is_kept_is_what_was_read(fresh, monkeypatch):
    read = at_a_start()
    monkeypatch.setattr(kept, "_read", unreadable)
    again = at_a_start()
    assert again == read == load(PACKS)
    kinds = {id(pack.received_when) for pack in again.packs if pack.received_when}
    assert kinds == {id(pack.received_when) for pack in read.packs if pack.received_when}


def test_other_rules_are_read_anew(fresh, monkeypatch):
    at_a_start()
    monkeypatch.setattr(kept, "stamp_of", lambda folder: bytes(32))
    monkeypatch.setattr(kept, "_read", lambda: "read anew")
    assert at_a_start() == "read anew"


def test_a_file_changed_added_or_taken_away_makes_other_rules(tmp_path):
    pack = tmp_path / "packs" / "one.yaml"
    pack.parent.mkdir()
    pack.write_text("a")
    stamps = [kept.stamp_of(tmp_path)]
    os.utime(pack, ns=(1, 1))
    stamps.append(kept.stamp_of(tmp_path))
    (tmp_path / "two.py").write_text("")
    stamps.append(kept.stamp_of(tmp_path))
    (tmp_path / "notes.md").write_text("")
    assert kept.stamp_of(tmp_path) == stamps[-1]
    pack.unlink()
    stamps.append(kept.stamp_of(tmp_path))
    assert len(set(stamps)) == 4


@pytest.mark.parametrize("harm", [lambda whole: whole[:-9], lambda whole: whole[:40]])
def test_half_of_it_is_none(fresh, harm):
    read = at_a_start()
    fresh.write_bytes(harm(fresh.read_bytes()))
    assert at_a_start() == read


def test_where_nothing_may_be_written_they_are_read(fresh, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert at_a_start() == load(PACKS)
    assert not fresh.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    fresh.parent.write_text("a file where a folder should be")
    assert at_a_start() == load(PACKS)
