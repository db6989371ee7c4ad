"""Texts as an officer might type them, made from the shipped rehabilitation aid of Xiamen."""

from linli.rulebook import actions
from linli.rulebook.tests.conftest import standing
from tests.village import NOW

CHILD = (
    '{birth_date: 2020-05-01, hukou_place: "350206", diagnosis: autism, '
    "contracted_rehab_institution: true, monthly_rehab_cost: 3000}"
)


def rehab() -> str:
    """The text that stands."""
    return standing("child_rehab_aid", "2021").text


def rewritten(*changes: tuple[str, str], on: str = "2026-11-24", monthly: int = 1700) -> str:
    """The aid with these changes, and one example of what it gives on a day."""
    text = rehab()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    rule = text[: text.index("\nexamples:")]
    return f"""{rule}
examples:
  - says: {{zh: 一个例子, en: one example}}
    on: {on}
    person: {CHILD}
    expect: {{outcome: eligible, monthly: {monthly}}}
"""


LESS = ("value: 1700", "value: 1500")
NO_MORE = ("{age: {under: 18}", "{age: {under: 6}")
NEXT_YEAR = (
    ('edition: "2021"', 'edition: "2027"'),
    (
        "effective_from: 2021   # the source tells the year, not the day",
        "effective_from: 2027-01-01",
    ),
)


def next_years(*changes: tuple[str, str], monthly: int = 1700) -> str:
    """A new edition from the first of January on."""
    return rewritten(*NEXT_YEAR, *changes, on="2027-02-01", monthly=monthly)


def drafted(book, text: str, by=None):
    """A draft of the aid with this text, by the writer."""
    by = by or book.writer
    row = actions.start_draft(edition_id=standing("child_rehab_aid", "2021").pk, by=by, at=NOW)
    return actions.write_draft(draft_id=row.pk, text=text, by=by, at=NOW)


def reckoned(book, draft, by=None):
    """The draft with its effects counted."""
    from linli.identity.permissions import clock

    actions.ask_effects(draft_id=draft.pk, by=by or book.writer, at=NOW)
    while actions.reckon(by=clock(), at=NOW):
        pass
    return draft


def activated(book, text: str, reason: str = "按新文件改"):
    """The text in force, written by one and activated by the other."""
    row = reckoned(book, drafted(book, text))
    return actions.activate(draft_id=row.pk, reason=reason, by=book.another, at=NOW)
