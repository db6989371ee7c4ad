"""By when what must be told: tables of days, without a database."""

import datetime

import pytest

from linli.disclosure import terms

D = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("began", "ends", "ended", "until", "dues"),
    [
        # six months to the day is not over six months: only the end must be told
        ("2026-01-31", "2026-07-31", None, "2026-12-31", [("after_end", "2026-10-31")]),
        (
            "2026-01-31", "2026-08-01", None, "2026-12-31",
            [
                ("three_monthly", "2026-04-30"), ("three_monthly", "2026-07-31"),
                ("after_end", "2026-11-01"),
            ],
        ),
        # without an end it is taken for long
        ("2026-03-10", None, None, "2026-09-10",
         [("three_monthly", "2026-06-10"), ("three_monthly", "2026-09-10")]),
        # ended sooner than planned: its real days count
        ("2026-01-01", "2026-12-31", "2026-02-01", "2026-06-01", [("after_end", "2026-05-01")]),
        ("2026-03-10", None, None, "2026-06-09", []),
    ],
)  # fmt: skip
def test_an_undertakings_duties(began, ends, ended, until, dues):
    found = terms.dues_of_undertaking(D(began), ends and D(ends), ended and D(ended), D(until))
    assert [(due.rule, due.due_on.isoformat()) for due in found] == dues


@pytest.mark.parametrize(
    ("opened", "until", "days"),
    [
        ("2023-12-02", "2026-05-30", []),
        ("2023-12-02", "2027-06-01", ["2026-05-31", "2027-05-31"]),
        ("2026-11-01", "2027-05-31", ["2027-05-31"]),
    ],
)
def test_the_years_report_is_due_on_31_may(opened, until, days):
    assert [due.due_on.isoformat() for due in terms.dues_of_fund(D(opened), D(until))] == days


@pytest.mark.parametrize(
    ("due", "published", "state"),
    [
        ("2026-05-31", "2026-05-31", "published"),
        ("2026-05-31", "2026-06-01", "late"),
        ("2026-11-22", None, "overdue"),
        ("2026-11-23", None, "soon"),
        ("2026-12-23", None, "soon"),
        ("2026-12-24", None, "later"),
    ],
)
def test_how_it_stands(due, published, state):
    assert terms.state(D(due), published and D(published), D("2026-11-23")) == state


def test_each_rule_stands_beside_its_article():
    assert all(rule.article.zh and rule.article.en for rule in terms.RULES.values())
