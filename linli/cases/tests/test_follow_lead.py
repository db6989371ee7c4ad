"""A lead is a sign like any other: it leaves its mark with benefits, once its family is known."""

from linli.benefits import queries as benefits
from linli.benefits.models import Caught, HardshipNote
from linli.cases import actions as cases
from linli.cases.tests.conftest import told
from linli.cases.tests.test_take_in import take_in
from tests.village import NOW


def test_taken_in_it_is_a_sign_of_when_it_was_told(village, family, lead):
    take_in(village, lead, family, person_id=family.child_id)
    note = HardshipNote.objects.get()
    assert (note.said_by, note.lead, note.household_id) == ("lead", lead.pk, family.household_id)
    assert (note.raised_at, note.answer, note.words) == (lead.raised_at, "helped", None)
    assert Caught.objects.get().how == "case"


def test_it_stands_on_no_list_of_notes(village, family, lead):
    """It is answered where it came in."""
    take_in(village, lead, family)
    assert benefits.notes(village.supervisor, NOW.date()) == []


def test_declined_it_is_none_where_no_family_was_found(village, lead):
    cases.decline_lead(lead_id=lead.pk, because="cannot_find", by=village.social_worker, at=NOW)
    assert not HardshipNote.objects.exists()


def test_where_harm_may_be_nothing_is_passed_on(village, family):
    take_in(village, told(village, harm="unsure"), family)
    assert not HardshipNote.objects.exists()
