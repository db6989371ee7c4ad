"""Shipped texts become rows, once; what rules is read from them and never takes the house down."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import clock
from linli.journal import queries as deeds
from linli.rulebook import actions, queries
from linli.rulebook.actions import shipped as taking_in
from linli.rulebook.models import Edition, Rulebook
from linli.rulebook.queries import standing as reading
from linli.rulebook.tests.conftest import standing
from linli.rules import kept
from linli.rules.shelf import Text, shipped_texts
from tests.village import NOW

LATER = NOW + datetime.timedelta(days=1)


def take_in() -> int:
    return actions.take_in_shipped(by=clock(), at=LATER)


def shipping(monkeypatch, texts) -> None:
    """A program that ships other texts."""
    monkeypatch.setattr(taking_in, "shipped_texts", lambda: texts)


def test_every_shipped_text_is_a_row_with_its_hash(book):
    wanted = {(text.jurisdiction, text.benefit, text.edition): text for text in shipped_texts()}
    rows = Edition.objects.all()
    assert {(row.jurisdiction, row.benefit, row.edition) for row in rows} == set(wanted)
    for row in rows:
        text = wanted[row.jurisdiction, row.benefit, row.edition]
        assert (row.text, row.digest, row.origin) == (text.text, text.digest, "shipped")
        assert row.stands_from == NOW


def test_a_second_time_adds_nothing(book):
    stamp = Rulebook.objects.get().stamp
    before = deeds.end()
    assert take_in() == 0
    assert Rulebook.objects.get().stamp == stamp
    assert deeds.end() == before


def test_answers_as_the_files_do(book):
    assert queries.catalogue() == kept.catalogue()


def test_an_empty_rulebook_answers_as_the_files_do(db):
    assert queries.catalogue() is kept.catalogue()


def test_taking_in_changes_no_answer_so_nobody_is_looked_at_again(village):
    before = queries.mark()
    actions.take_in_shipped(by=clock(), at=NOW)
    assert queries.mark() == before


def test_is_kept_and_costs_one_small_query(book, django_assert_num_queries):
    first = queries.catalogue()
    with django_assert_num_queries(1):
        assert queries.catalogue() is first


def test_a_newer_shipped_text_takes_the_place_of_the_older(book, monkeypatch):
    old = standing("dibao", "2019")
    newer = [
        text._replace(text=f"{text.text}# newer\n") if text.benefit == "dibao" else text
        for text in shipped_texts()
    ]
    shipping(monkeypatch, newer)
    assert take_in() == 1
    new = standing("dibao", "2019")
    assert new.replaces == old
    old.refresh_from_db()
    assert (old.out_at, old.out_why) == (LATER, "replaced")
    assert queries.edition_text("dibao", "2019", old.digest) == old.text


class TestABrokenText:
    def test_that_somebody_altered_leaves_the_one_before(self, book, monkeypatch):
        shipping(
            monkeypatch,
            [
                text._replace(text=text.text.replace("最低生活保障", "低保（改）"))
                if text.benefit == "dibao"
                else text
                for text in shipped_texts()
            ],
        )
        take_in()
        altered = standing("dibao", "2019")
        Edition.objects.filter(pk=altered.pk).update(text="id: dibao\n")
        self._turn()
        assert queries.catalogue() == kept.catalogue()
        [broken] = queries.shelf().broken
        assert (broken.edition_id, broken.stands_in) == (altered.pk, True)
        assert "指纹" in broken.words.zh

    def test_that_this_program_refuses_is_named_with_its_line(self, book):
        row = standing("advanced_age_allowance", "2016")
        text = row.text.replace("\nconditions:", "\nconditionz:")
        Edition.objects.filter(pk=row.pk).update(text=text, digest=Text("", "", "", text).digest)
        self._turn()
        [broken] = queries.shelf().broken
        line_beneath = text[: text.index("conditionz")].count("\n") + 2
        assert (broken.line, broken.stands_in) == (line_beneath, True)
        assert queries.catalogue() == kept.catalogue()

    def test_with_nothing_before_it_is_left_out_alone(self, book, monkeypatch):
        row = standing("advanced_age_allowance", "2016")
        Edition.objects.filter(pk=row.pk).update(text="")
        monkeypatch.setattr(reading, "shipped_texts", list)
        self._turn()
        assert [one.stands_in for one in queries.shelf().broken] == [False]
        names = {pack.id for pack in queries.catalogue().packs}
        assert names == {pack.id for pack in kept.catalogue().packs} - {"advanced_age_allowance"}

    def test_of_shared_figures_too(self, book):
        row = standing("shared")
        Edition.objects.filter(pk=row.pk).update(text="sources: [")
        self._turn()
        assert queries.catalogue() == kept.catalogue()
        assert [one.edition_id for one in queries.shelf().broken] == [row.pk]

    def _turn(self):
        Rulebook.objects.update(stamp=uuid4())


def test_the_database_lets_no_two_texts_stand_in_one_place(book):
    row = standing("dibao", "2019")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            jurisdiction=row.jurisdiction, benefit=row.benefit, edition=row.edition, text="x",
            digest="x", origin="shipped", came_at=NOW, stands_from=NOW,
        )  # fmt: skip
