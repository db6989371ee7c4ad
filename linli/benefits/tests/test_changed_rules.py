"""A policy changes, and everybody is looked at again at once, however the day's look was done."""

from linli.benefits import errands
from linli.benefits.models import Hint
from linli.benefits.tests.test_discovery import found, permitted
from linli.identity.permissions import clock
from linli.rulebook import actions as rulebook
from linli.rulebook.tests.conftest import book
from linli.rulebook.tests.writing import NO_MORE, activated, rewritten
from tests.village import NOW

__all__ = ["book", "permitted"]


def test_nobody_is_told_what_a_policy_gives_no_more(permitted, told, book):
    errands.run(NOW)
    aid = ("child_rehab_aid", told.child_id)
    assert aid in found(state="eligible")
    text = rewritten(NO_MORE).replace("birth_date: 2020-05-01", "birth_date: 2022-05-01")
    made = activated(book, text)
    errands.run(NOW)
    assert aid not in found(state="eligible")
    rulebook.withdraw(edition_id=made.pk, reason="写错了", by=book.another, at=NOW)
    errands.run(NOW)
    assert aid in found(state="eligible")


def test_a_changed_amount_stands_on_the_hint(permitted, told, book):
    errands.run(NOW)
    before = Hint.objects.get(benefit="child_rehab_aid", person=told.child_id).monthly_fen
    activated(book, rewritten(("value: 1700", "value: 1900"), monthly=1900))
    errands.run(NOW)
    after = Hint.objects.get(benefit="child_rehab_aid", person=told.child_id).monthly_fen
    assert (before, after) == (1700_00, 1900_00)


def test_nothing_changed_means_no_second_look(permitted, told, monkeypatch):
    errands.run(NOW)
    rulebook.take_in_shipped(by=clock(), at=NOW)
    looked = []
    monkeypatch.setattr(errands.actions, "look_at_everybody", lambda **more: looked.append(1) or 0)
    errands.run(NOW)
    assert looked == []
