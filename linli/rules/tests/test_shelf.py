"""Texts on a shelf read as files do; a figure is written into a text and nothing else changes."""

import datetime
import difflib

import pytest

from linli.rules import shelf
from linli.rules.evaluate import evaluate_all, settled, waits_for
from linli.rules.faults import PackFault
from linli.rules.kept import catalogue
from linli.rules.loading.filling import Value, filled, moved
from linli.rules.tests.families import wang_family
from linli.rules.verdicts import Outcome

TODAY = datetime.date(2026, 11, 24)
TEXTS = {text.name: text for text in shelf.shipped_texts()}
FIGURES = {
    text.jurisdiction: shelf.read_figures(text) for text in TEXTS.values() if text.is_figures
}


def shared_for(text):
    return shelf.nearest(text.jurisdiction, FIGURES)


def parameters(text):
    if text.is_figures:
        return shelf.read_figures(text)
    return shelf.read_policy(text, shared_for(text)).pack.parameters


def own_figures():
    """Every figure that stands in a text itself."""
    for text in TEXTS.values():
        for key in parameters(text):
            if text.is_figures or key not in shared_for(text):
                yield text.name, key


def told(parameter, since, value="900"):
    return Value(parameter, since, value, '厦门 "电话"', "http://x: y", TODAY, "official")


def test_the_shelf_answers_as_the_files_do():
    read = [
        shelf.read_policy(text, shared_for(text)) for text in TEXTS.values() if not text.is_figures
    ]
    assert shelf.together(read) == catalogue()
    assert shelf.together(read[::-1]) == catalogue()


@pytest.mark.parametrize(("name", "key"), list(own_figures()))
@pytest.mark.parametrize("since", ["1990", "2021-01-01", "2019-07-01", "2026-01-01"])
def test_a_value_is_written_in_among_the_others(name, key, since):
    text = TEXTS[name]
    before = parameters(text)
    new = filled(text.text, told(key, since), name)
    after = parameters(text._replace(text=new))
    day = datetime.date.fromisoformat(f"{since}-01-01"[:10])
    value = after[key].on(day)
    assert value.value == (900_00 if after[key].unit.is_money else 900)
    assert (value.source.title.zh, value.verified_on.first) == ('厦门 "电话"', TODAY)
    assert {one: after[one] for one in after if one != key} == {
        one: before[one] for one in before if one != key
    }
    kept = [one for one in before[key].values if one.since.first != day]
    assert [one for one in after[key].values if one.since.first != day] == kept


def test_comments_and_everything_else_stay():
    text = TEXTS["3502/child_rehab_aid-2021"]
    new = filled(text.text, told("monthly_limit", "2027-01-01"), text.name)
    changed = [
        line for line in difflib.ndiff(text.text.splitlines(), new.splitlines()) if line[0] in "+-"
    ]
    assert all(line[0] == "+" for line in changed)
    assert len(changed) == 6


def test_a_text_that_is_not_written_by_lines_takes_no_value():
    text = TEXTS["3502/dibao-2019"].text
    flow = "sources: {a: b}\nparameters: {x: {values: [{since: 2021}]}}\n"
    with pytest.raises(PackFault):
        filled(flow, told("x", "2022"), "flow")
    with pytest.raises(PackFault):
        filled(text, told("no_such_figure", "2022"), "dibao")


def test_a_text_moves_to_another_place():
    text = TEXTS["cn/temporary_aid-2014"]
    new = text._replace(text=moved(text.text, "350206"), jurisdiction="350206")
    assert shelf.read_policy(new, {}).pack.jurisdiction == "350206"


@pytest.mark.parametrize("key", ["id", "jurisdiction", "edition"])
def test_a_text_must_be_what_its_place_says(key):
    text = TEXTS["3502/dibao-2019"]
    field = "benefit" if key == "id" else key
    with pytest.raises(PackFault) as refusal:
        shelf.read_policy(text._replace(**{field: "other"}), shared_for(text))
    assert "other" in str(refusal.value)


def test_tells_which_policy_a_text_is_and_where_that_is_missing():
    text = TEXTS["3502/dibao-2019"]
    assert shelf.written_in(text.text)[:3] == ("3502", "dibao", "2019")
    with pytest.raises(PackFault) as refusal:
        shelf.written_in("id: dibao\n")
    assert "jurisdiction" in str(refusal.value)


def test_another_value_changes_all_that_share_it_there_and_nothing_else():
    now = catalogue()
    dibao = now.in_force("dibao", "350206", TODAY)
    then = shelf.with_value(now, dibao, "dibao_standard", 2000_00, TODAY)
    for pack, was in zip(then.packs, now.packs, strict=True):
        if "dibao_standard" in was.parameters:
            assert pack.parameters["dibao_standard"].on(TODAY).value == 2000_00
            yesterday = TODAY - datetime.timedelta(days=1)
            assert pack.parameters["dibao_standard"].on(yesterday).value == 800_00
        else:
            assert pack == was


def test_what_is_settled_is_what_is_explained():
    family = wang_family()
    for verdict in evaluate_all(family, TODAY, catalogue()):
        answers = {
            subject: (outcome, amount)
            for subject, outcome, amount in settled(verdict.pack, family, TODAY, catalogue())
        }
        outcome, amount = answers[verdict.subject]
        assert outcome is verdict.outcome
        assert amount == (verdict.amount if outcome is Outcome.ELIGIBLE else None)


def test_a_figure_holds_up_only_what_wants_nothing_else():
    waiting = waits_for(wang_family(), TODAY, catalogue())
    assert ("child_rehab_aid", "monthly_limit") in waiting
    assert not any(benefit == "dibao" for benefit, _parameter in waiting)
