"""What a draft would do: counted by the clock, and equal to what the explaining evaluator says."""

import datetime

import pytest

from linli.benefits.tests.conftest import register_family, tell
from linli.benefits.tests.test_discovery import neighbours
from linli.identity.permissions import clock
from linli.kernel.refusal import NotFound
from linli.people import actions as registrar, queries as people
from linli.people.terms import NewHousehold, NewMember, Registration
from linli.rulebook import actions, errands, queries
from linli.rulebook.models import Reckoning
from linli.rulebook.queries import answers
from linli.rulebook.tests.conftest import standing
from linli.rulebook.tests.writing import LESS, NO_MORE, drafted, reckoned, rewritten
from linli.rules.evaluate import evaluate_all
from linli.rules.verdicts import Outcome
from tests.village import HERE, NEXT_DOOR, NOW, TODAY


@pytest.fixture
def families(book):
    """Ms Wang's family and three neighbours of whom little is known."""
    book.family = tell(book, register_family(book))
    neighbours(book, 3)
    return book


def effects(book, text):
    row = reckoned(book, drafted(book, text))
    return queries.draft(book.writer, row.pk, TODAY).effects


def explained(catalogue, benefit):
    """(families that match, families that are open, yuan a year) by the explaining evaluator."""
    matches = open_ = year_fen = 0
    for family in people.families(clock(), people.households_at(clock(), HERE), TODAY):
        told = [one for one in evaluate_all(family, TODAY, catalogue) if one.pack.id == benefit]
        yes = [one for one in told if one.outcome is Outcome.ELIGIBLE]
        matches += bool(yes)
        waits = any(one.outcome is Outcome.NEEDS_INFORMATION for one in told)
        open_ += waits and not yes
        year_fen += sum(answers.year_fen(one.amount) or 0 for one in yes)
    return matches, open_, year_fen


def test_tells_who_loses(families):
    found = effects(families, rewritten(NO_MORE))
    assert found.finished_at
    assert not found.broke
    assert (found.done, found.total) == (4, 4)
    assert found.counted["now"]["families"] == 1
    assert found.counted["then"]["families"] == 0
    assert (found.counted["lose"], found.counted["gain"]) == (1, 0)


def test_tells_what_a_year_costs(families):
    found = effects(families, rewritten(LESS, monthly=1500)).counted
    assert found["now"]["year_fen"] == 12 * 1700_00
    assert found["then"]["year_fen"] == 12 * 1500_00
    assert (found["less"], found["more"], found["lose"]) == (1, 0, 0)


@pytest.mark.parametrize(
    "change", [NO_MORE, LESS, ("fact: diagnosis, in:", "fact: diagnosis, in:")]
)
def test_equals_the_explaining_evaluator(families, change):
    row = reckoned(families, drafted(families, rewritten(change)))
    page = queries.draft(families.writer, row.pk, TODAY)
    for which, catalogue in (("now", queries.catalogue()), ("then", page.check.catalogue)):
        found = page.effects.counted[which]
        assert (found["families"], found["open"], found["year_fen"]) == explained(
            catalogue, "child_rehab_aid"
        )


def test_are_counted_in_rounds(families, monkeypatch):
    from linli.rulebook.actions import reckonings

    whole = effects(families, rewritten(NO_MORE)).counted
    monkeypatch.setitem(reckonings.FAMILIES_A_ROUND, "effects", 1)
    row = drafted(families, rewritten(NO_MORE))
    asked = actions.ask_effects(draft_id=row.pk, by=families.writer, at=NOW)
    actions.reckon(by=clock(), at=NOW)
    asked.refresh_from_db()
    assert (asked.done, asked.total, asked.finished_at) == (1, 4, None)
    while actions.reckon(by=clock(), at=NOW):
        pass
    asked.refresh_from_db()
    assert asked.counted == whole


def test_reach_every_community_beneath_and_none_beside(families):
    who = Registration(name="湖边人", sex=2, born_on=datetime.date(1970, 1, 1))
    registrar.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),))],
        place=NEXT_DOOR,
        by=families.outsider,
        at=NOW,
    )
    assert effects(families, rewritten(NO_MORE)).total == 5


def test_name_nobody(families):
    found = effects(families, rewritten(NO_MORE))
    assert set(found.counted) == {"now", "then", "gain", "lose", "more", "less"}


def test_count_failing_examples_too_but_no_text_that_cannot_be_read(families):
    row = drafted(families, rewritten(LESS))  # its example still says 1,700
    actions.ask_effects(draft_id=row.pk, by=families.writer, at=NOW)
    bad = drafted(families, "id: [")
    with pytest.raises(actions.NotReadable):
        actions.ask_effects(draft_id=bad.pk, by=families.writer, at=NOW)


def test_break_off_when_a_policy_changes_meanwhile(families):
    row = drafted(families, rewritten(NO_MORE))
    asked = actions.ask_effects(draft_id=row.pk, by=families.writer, at=NOW)
    Reckoning.objects.filter(pk=asked.pk).update(stamp="00000000-0000-0000-0000-000000000000")
    actions.reckon(by=clock(), at=NOW)
    asked.refresh_from_db()
    assert asked.broke


def test_are_counted_by_the_clock_alone(families):
    with pytest.raises(NotFound):
        actions.reckon(by=families.writer, at=NOW)


def test_are_counted_before_what_nobody_waits_for(families):
    errands.run(NOW)  # begins the day's count of the figures
    row = drafted(families, rewritten(NO_MORE))
    actions.ask_weights(by=clock(), at=NOW + datetime.timedelta(seconds=1))
    asked = actions.ask_effects(
        draft_id=row.pk, by=families.writer, at=NOW + datetime.timedelta(minutes=1)
    )
    actions.reckon(by=clock(), at=NOW)
    asked.refresh_from_db()
    assert asked.finished_at


class TestSimulation:
    def tried(self, book, parameter="monthly_limit", middle=1700_00):
        asked = actions.ask_simulation(
            edition_id=standing("child_rehab_aid", "2021").pk,
            parameter=parameter,
            middle=middle,
            by=book.writer,
            at=NOW,
        )
        while actions.reckon(by=clock(), at=NOW):
            pass
        return queries.simulation(book.writer, asked.pk)

    def test_shows_nine_values_about_the_present_one(self, families):
        page = self.tried(families)
        assert [point.said for point in page.points][:2] == ["¥1,020", "¥1,190"]
        assert len(page.points) == 9
        assert page.middle == "¥1,700"

    def test_tells_families_and_a_years_yuan_for_each(self, families):
        page = self.tried(families)
        assert {families for _said, families in page.families} == {1}
        assert dict(page.money)["¥1,700"] == 12 * 1700_00
        assert dict(page.money)["¥2,040"] == 12 * 2040_00

    def test_is_a_yes_or_no_where_the_value_decides_it(self, families):
        page = self.tried(families, middle=4000_00)
        assert dict(page.money)["¥4,000"] == 12 * 3000_00  # no more than the cost

    def test_refuses_another_policys_figure_and_place(self, families):
        with pytest.raises(actions.NoSuchFigure):
            self.tried(families, parameter="dibao_standard")
        elsewhere = standing("child_rehab_aid", "2021", "3501").pk
        with pytest.raises(NotFound):
            actions.ask_simulation(
                edition_id=elsewhere, parameter="monthly_limit", middle=1, by=families.writer,
                at=NOW,
            )  # fmt: skip
        with pytest.raises(NotFound):
            queries.simulation(families.stranger, self.tried(families).id)

    def test_changes_nothing(self, families):
        before = queries.catalogue()
        self.tried(families)
        assert queries.catalogue() is before
