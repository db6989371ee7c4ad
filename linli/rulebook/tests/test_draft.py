"""Writing a policy anew: everything typed is kept, everything wrong is told with its line."""

import pytest

from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.rulebook import actions, queries
from linli.rulebook.models import Draft
from linli.rulebook.tests.conftest import standing
from linli.rulebook.tests.writing import CHILD, drafted, next_years, rehab, rewritten
from tests.village import HERE, NOW, TODAY


def page(book, text):
    row = drafted(book, text)
    return queries.draft(book.writer, row.pk, TODAY)


def line_of(text, words):
    return text[: text.index(words)].count("\n") + 1


def test_begins_from_the_text_that_stands(book):
    row = drafted(book, rehab())
    assert row.jurisdiction == "3502"
    assert page(book, rehab()).check.same


def test_of_a_wider_policy_makes_ones_own_edition(book):
    national = standing("temporary_aid", "2014", "cn")
    row = actions.start_draft(edition_id=national.pk, by=book.writer, at=NOW)
    assert row.jurisdiction == "3502"
    found = queries.draft(book.writer, row.pk, TODAY)
    assert found.check.sound
    assert not found.check.same
    assert found.check.loaded.pack.jurisdiction == "3502"


def test_is_refused_to_whoever_rules_elsewhere(book):
    ours = standing("child_rehab_aid", "2021")
    row = actions.start_draft(edition_id=ours.pk, by=book.stranger, at=NOW)
    assert row.jurisdiction == "350206005024"  # her own community's edition, nobody else's
    elsewhere = standing("child_rehab_aid", "2021", "3501")
    for do in (
        lambda: actions.start_draft(edition_id=elsewhere.pk, by=book.writer, at=NOW),
        lambda: queries.draft(book.stranger, drafted(book, "").pk, TODAY),
        lambda: actions.start_policy(place="3501", by=book.writer, at=NOW),
    ):
        with pytest.raises(NotFound):
            do()
    with pytest.raises(NotAllowed):
        actions.start_draft(edition_id=ours.pk, by=book.social_worker, at=NOW)


def test_is_not_for_shared_figures(book):
    with pytest.raises(actions.FiguresAreStated):
        actions.start_draft(edition_id=standing("shared").pk, by=book.writer, at=NOW)


def test_begins_from_nothing_too(book):
    row = actions.start_policy(place="3502", by=book.writer, at=NOW)
    found = queries.draft(book.writer, row.pk, TODAY)
    assert "空" in found.check.faults[0].words.zh


def test_keeps_what_was_typed_however_wrong(book):
    row = drafted(book, "id: [\r\n  这不是")
    assert Draft.objects.get(pk=row.pk).text == "id: [\n  这不是"
    assert page(book, "id: [\n  这不是").check.faults


def test_has_one_writer(book):
    row = drafted(book, rehab())
    with pytest.raises(actions.NotYourDraft):
        actions.write_draft(draft_id=row.pk, text="", by=book.another, at=NOW)
    with pytest.raises(actions.NotYourDraft):
        actions.drop_draft(draft_id=row.pk, by=book.another, at=NOW)
    actions.drop_draft(draft_id=row.pk, by=book.writer, at=NOW)
    with pytest.raises(NotFound):
        queries.draft(book.writer, row.pk, TODAY)


def test_refuses_a_text_longer_than_any_policy(book):
    with pytest.raises(actions.TooLong):
        drafted(book, "#" * 100_001)


class TestTellsTheLine:
    def fault(self, book, text):
        [found] = page(book, text).check.faults
        return found

    def test_of_broken_yaml(self, book):
        text = rehab().replace("unit: person", "unit: {person")
        assert "YAML" in self.fault(book, text).words.zh

    def test_of_a_word_nobody_knows(self, book):
        text = rehab().replace("usual_days:", "usual_dayz:")
        found = self.fault(book, text)
        assert found.line == line_of(text, "usual_dayz:")
        assert "usual_dayz" in found.words.zh

    def test_of_a_missing_source(self, book):
        text = rehab().replace(
            "source: xmrb-2024, verified_on: 2024}", "source: hearsay, verified_on: 2024}", 1
        )
        found = self.fault(book, text)
        assert found.line == line_of(text, "source: hearsay")
        assert "出处" in found.words.zh

    def test_of_two_values_on_one_day(self, book):
        value = "      - {since: 2021, value: 1700, source: xmrb-2024, verified_on: 2024}\n"
        text = rehab().replace(value, value * 2)
        found = self.fault(book, text)
        assert "两个数值" in found.words.zh
        assert found.line == line_of(text, value) + 1

    def test_of_an_age_asked_of_a_household(self, book):
        found = self.fault(book, rehab().replace("unit: person", "unit: household"))
        assert found.line > 1

    def test_of_a_circle(self, book):
        """The living allowance asks for dibao; dibao may not ask for the living allowance."""
        row = actions.start_draft(edition_id=standing("dibao", "2019").pk, by=book.writer, at=NOW)
        leans = "{qualifies_for: disability_living_allowance, says: {zh: 绕, en: round}}"
        text = row.text.replace(
            "\n  all:\n", f"\n  all:\n    - some: members\n      satisfies: {leans}\n"
        )
        text = text.replace(
            f"satisfies: {leans}", f"satisfies: {leans}\n      says: {{zh: 绕, en: round}}"
        )
        actions.write_draft(draft_id=row.pk, text=text, by=book.writer, at=NOW)
        [found] = queries.draft(book.writer, row.pk, TODAY).check.faults
        assert "绕了一圈" in found.words.zh

    def test_of_editions_that_overlap(self, book):
        text = rewritten(('edition: "2021"', 'edition: "2021-bis"'))
        assert "重叠" in self.fault(book, text).words.zh

    def test_of_another_places_policy(self, book):
        text = rehab().replace('jurisdiction: "3502"', f'jurisdiction: "{HERE}"')
        found = self.fault(book, text)
        assert found.line == line_of(text, "jurisdiction:")

    def test_of_every_failing_example_one_by_one(self, book):
        text = rehab().replace("value: 1700", "value: 1600")
        found = page(book, text).check
        assert not found.faults
        assert len(found.failing) > 3
        assert all("例子不成立" in one.words.zh for one in found.failing)
        assert not found.sound


def test_of_a_new_edition_tells_which_one_ends(book):
    found = page(book, next_years()).check
    assert found.sound
    assert found.ends == (standing("child_rehab_aid", "2021").pk,)
    assert found.stands_now is None
    assert CHILD in found.text.text
