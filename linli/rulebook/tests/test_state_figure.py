"""A figure nobody knew: rung up, stated with its source, confirmed by another, and in force."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.benefits.tests.conftest import register_family, state, tell
from linli.identity.permissions import clock
from linli.kernel.refusal import NotFound
from linli.papers.tests.paper_samples import photo
from linli.people import queries as people
from linli.rulebook import actions, errands, queries
from linli.rulebook.models import Edition, StatedFigure, Weight
from linli.rulebook.tests.conftest import standing
from linli.rules.evaluate import evaluate
from tests.village import HERE, NOW, TODAY

LIMB = {"jurisdiction": "3502", "benefit": "child_rehab_aid", "parameter": "monthly_limit_limb"}
DIBAO = {"jurisdiction": "3502", "benefit": "shared", "parameter": "dibao_standard"}
TOLD = {
    "value": 2000_00,
    "since": datetime.date(2021, 1, 1),
    "title": "测试文件",
    "address": "https://example.invalid/2021",
    "read_on": TODAY,
    "trust": "official",
}


@pytest.fixture(autouse=True)
def papers_of_its_own(settings, tmp_path):
    settings.LINLI_DATA = tmp_path


def stated(book, key=LIMB, by=None, **other):
    return actions.state_figure(**key, **(TOLD | other), by=by or book.writer, at=NOW)


def confirmed(book, row, by=None):
    return actions.confirm_figure(stated_id=row.pk, by=by or book.another, at=NOW)


def figure(parameter="monthly_limit_limb", benefit="child_rehab_aid", place=HERE, on=TODAY):
    return queries.catalogue().in_force(benefit, place, on).parameters[parameter].on(on)


def test_does_nothing_before_another_confirms(book):
    before = queries.catalogue()
    row = stated(book)
    assert queries.catalogue() is before
    made = confirmed(book, row)
    assert figure().value == 2000_00
    assert figure().source.title.zh == "测试文件"
    assert (made.origin, made.written_by_id) == ("figure", book.writer.user_id)
    row.refresh_from_db()
    assert row.became == made


def test_makes_a_text_that_differs_in_that_figure_alone(book):
    before = {
        (pack.id, pack.jurisdiction, pack.edition): pack for pack in queries.catalogue().packs
    }
    confirmed(book, stated(book))
    for pack in queries.catalogue().packs:
        was = before[pack.id, pack.jurisdiction, pack.edition]
        if (pack.id, pack.edition, pack.jurisdiction) == ("child_rehab_aid", "2021", "3502"):
            assert pack.conditions == was.conditions
            assert {
                key for key in pack.parameters if pack.parameters[key] != was.parameters[key]
            } == {"monthly_limit_limb"}
        else:
            assert pack == was


def test_a_shared_figure_changes_every_policy_that_reads_it(book):
    confirmed(book, stated(book, DIBAO, value=900_00, since=datetime.date(2026, 1, 1)))
    for benefit in ("dibao", "low_income"):
        found = figure("dibao_standard", benefit)
        assert (found.value, found.outdated) == (900_00, False)
    assert figure("dibao_standard", "dibao", on=datetime.date(2025, 6, 1)).value == 800_00


def test_of_the_country_becomes_the_citys_own_edition(book):
    key = {"jurisdiction": "35", "benefit": "state_student_grant"}
    pack = queries.catalogue().in_force("state_student_grant", HERE, TODAY)
    parameter = next(iter(pack.parameters))
    row = stated(book, {**key, "parameter": parameter}, since=datetime.date(2026, 1, 1))
    assert row.jurisdiction == "3502"
    made = confirmed(book, row)
    assert made.jurisdiction == "3502"
    assert figure(parameter, "state_student_grant").value == 2000_00
    assert figure(parameter, "state_student_grant", place="350100000000").value != 2000_00


def test_of_the_provinces_shared_ones_is_the_provinces(book):
    found = queries.figures(book.writer, TODAY)
    [row] = [
        one for one in found.rows if one.key.jurisdiction == "35" and one.key.benefit == "shared"
    ][:1]
    page = queries.figure(book.writer, "35", "shared", row.key.parameter, TODAY)
    assert page.fill_place is None
    with pytest.raises(NotFound):
        stated(book, {"jurisdiction": "35", "benefit": "shared", "parameter": row.key.parameter})


def test_refuses_whoever_stated_it(book):
    row = stated(book)
    with pytest.raises(actions.StatedByYou):
        confirmed(book, row, by=book.writer)
    assert figure().value is None


def test_the_database_refuses_them_too(book):
    row, text = stated(book), standing("dibao", "2019")
    for by in (book.writer.user_id, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatedFigure.objects.filter(pk=row.pk).update(
                confirmed_by=by, became=text, closed_at=NOW
            )


@pytest.mark.parametrize("missing", [{"title": " "}, {"address": ""}])
def test_refuses_a_value_without_a_source(book, missing):
    with pytest.raises(actions.SourceMissing):
        stated(book, **missing)


@pytest.mark.parametrize("missing", [{"title": ""}, {"address": ""}])
def test_the_database_refuses_that_too(book, missing):
    row = stated(book)
    with pytest.raises(IntegrityError), transaction.atomic():
        StatedFigure.objects.filter(pk=row.pk).update(**missing)


def test_a_photo_is_source_enough_and_only_officers_see_it(book):
    row = stated(book, address="", photo=photo())
    assert queries.source_paper(book.another, row.pk).media_type.startswith("image/")
    with pytest.raises(NotFound):
        queries.source_paper(book.another, uuid4())
    confirmed(book, row)
    assert figure().source.address == f"paper:{row.paper_id}"


def test_refuses_two_values_on_one_day(book):
    monthly = {**LIMB, "parameter": "monthly_limit"}
    with pytest.raises(actions.TwoValues):
        stated(book, monthly, value=1800_00)
    with pytest.raises(actions.WaitsAlready):
        stated(book), stated(book, value=1)


def test_the_same_value_again_is_a_fresh_look(book):
    monthly = {**LIMB, "parameter": "monthly_limit"}
    assert figure("monthly_limit").outdated
    confirmed(book, stated(book, monthly, value=1700_00))
    found = figure("monthly_limit")
    assert (found.value, found.outdated) == (1700_00, False)


def test_refuses_what_nobody_can_have_read_yet(book):
    with pytest.raises(actions.NotYetRead):
        stated(book, read_on=TODAY + datetime.timedelta(days=1))


def test_refuses_officers_of_another_place(book):
    row = stated(book)
    with pytest.raises(NotFound):
        confirmed(book, row, by=book.stranger)
    with pytest.raises(NotFound):
        stated(book, {**LIMB, "jurisdiction": "3501"})


def test_two_figures_of_one_policy_one_after_the_other(book):
    cap = {**LIMB, "parameter": "yearly_cap_hukou"}
    first, second = stated(book), stated(book, cap, value=17000_00)
    confirmed(book, first)
    confirmed(book, second)
    assert (figure().value, figure("yearly_cap_hukou").value) == (2000_00, 17000_00)
    history = Edition.objects.filter(benefit="child_rehab_aid", jurisdiction="3502", edition="2021")
    assert sorted(history.values_list("origin", flat=True)) == ["figure", "figure", "shipped"]


def test_is_turned_down_with_a_word(book):
    row = stated(book, photo=photo())
    with pytest.raises(actions.WordsMissing):
        actions.turn_down_figure(stated_id=row.pk, why_not=" ", by=book.another, at=NOW)
    actions.turn_down_figure(stated_id=row.pk, why_not="文件里没有", by=book.another, at=NOW)
    with pytest.raises(NotFound):
        confirmed(book, row)
    stated(book)  # and may be stated again


def test_what_an_office_said_is_a_note_and_no_value(book):
    note = {"whom": "区残联", "words": "下个月公布", "by": book.writer, "at": NOW}
    actions.note_enquiry(**LIMB, **note)
    page = queries.figure(book.another, *LIMB.values(), TODAY)
    assert [(said.whom, said.words, said.by) for said in page.enquiries] == [
        ("区残联", "下个月公布", "writer")
    ]
    assert figure().value is None
    with pytest.raises(actions.WordsMissing):
        actions.note_enquiry(**LIMB, **(note | {"words": ""}))


def test_settles_what_a_family_was_waiting_for(book):
    family = tell(book, register_family(book))
    state(book, resident_id=family.child_id, diagnosis="limb")
    confirmed(book, stated(book))
    [found] = people.families(clock(), [family.household_id], TODAY)
    rules = queries.catalogue()
    pack = rules.in_force("child_rehab_aid", HERE, TODAY)
    verdict = evaluate(pack, found, TODAY, rules, family.child_id)
    assert verdict.amount.monthly_fen == 2000_00


class TestTheDesk:
    def rows(self, book, viewer=None):
        found = queries.figures(viewer or book.writer, TODAY)
        return {(*row.key[:2], row.key.parameter): row for row in found.rows}

    def test_lists_what_has_no_value_or_an_old_one(self, book):
        rows = self.rows(book)
        assert rows["3502", "child_rehab_aid", "monthly_limit_limb"].why == "missing"
        assert rows["3502", "shared", "dibao_standard"].why == "old"
        assert len(rows["3502", "shared", "dibao_standard"].policies) > 1
        assert not any(place == "3501" for place, _benefit, _parameter in rows)

    def test_takes_off_what_was_confirmed(self, book):
        row = stated(book)
        assert self.rows(book)["3502", "child_rehab_aid", "monthly_limit_limb"].waits_for_another
        confirmed(book, row)
        assert ("3502", "child_rehab_aid", "monthly_limit_limb") not in self.rows(book)

    def test_counts_whose_answer_hangs_on_each(self, book):
        tell(book, register_family(book))
        errands.run(NOW)
        rows = self.rows(book)
        assert rows["3502", "child_rehab_aid", "monthly_limit"].families == 1
        assert rows["3502", "child_rehab_aid", "monthly_limit_limb"].families == 0
        first = queries.figures(book.writer, TODAY).rows[0]
        assert first.key.parameter == "monthly_limit"
        assert Weight.objects.get().place_id == HERE

    def test_counts_once_a_day_and_when_asked(self, book):
        errands.run(NOW)
        assert not queries.figures(book.writer, TODAY).counting
        errands.run(NOW)
        assert actions.ask_weights(by=book.writer, at=NOW) == 1
        assert queries.figures(book.writer, TODAY).counting
        errands.run(NOW)
        assert not queries.figures(book.writer, TODAY).counting

    def test_tells_who_is_to_confirm(self, book):
        stated(book)
        assert queries.count_to_confirm(book.another) == 1
        assert queries.count_to_confirm(book.writer) == 0
        assert queries.count_to_confirm(book.stranger) == 0
