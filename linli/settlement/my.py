"""A teacher's own doors: my sessions, my statement line by line, yes or no, and my year here."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.attendance import queries as attendance
from linli.hall import queries as hall
from linli.identity.doors import done, my, status_of, today, typed
from linli.providers import queries as providers
from linli.settlement import actions, forms, queries

AHEAD = datetime.timedelta(days=28)
LONGEST = datetime.timedelta(days=1)
"""No session lasts so long: what began before is over."""
MOST_AHEAD = 8


@my
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """What wants my word, what I teach next, my statements, and my year in numbers."""
    mine = [
        (
            card,
            _ahead(card.id, request.at),
            queries.livelihood(card.id, request.at),
            providers.agreements_of(request.viewer, card.id, today(request)),
        )
        for card in providers.mine(request.viewer, today(request))
    ]
    rows = queries.my_statements(request.viewer, request.at)
    context = {
        "mine": mine,
        "to_answer": providers.agreements_to_answer(request.viewer, today(request)),
        "asked": [row for row in rows if row.state in ("drafted", "seen")],
        "rows": [row for row in rows if row.state not in ("drafted", "seen")],
    }
    return render(request, "settlement/my/index.html", context)


def _ahead(provider_id: UUID, at: datetime.datetime) -> list[tuple[Any, int, bool]]:
    """What is taught now and next, for how many, and whether the list is open: what to bring
    depends on it."""
    rows = providers.sessions_of_provider(provider_id, at - LONGEST, at + AHEAD)
    rows = [row for row in rows if row.end_at > at][:MOST_AHEAD]
    expected, lists = hall.expected_at(rows), attendance.class_lists_open(rows, at)
    return [(row, len(expected[row.id].people), row.id in lists) for row in rows]


@my
@never_cache
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who comes to a session of mine, the day before and until it is over."""
    page = attendance.class_list(request.viewer, session_id, at=request.at)
    return render(request, "settlement/my/session.html", {"page": page})


@my
@never_cache
def statement(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """My month, line by line, and two big buttons."""
    page = queries.my_statement(request.viewer, statement_id, request.at)
    return render(request, "settlement/my/statement.html", {"page": page})


@my
@never_cache
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One session of it: how it is counted, and 这一行不对."""
    page, row = queries.my_line(request.viewer, line_id, request.at)
    form = forms.DisputeForm(typed(request))
    if request.method == "POST" and done(request, form, actions.dispute, line_id=line_id):
        return redirect("settlement:my_statement", page.row.id)
    context = {"page": page, "line": row, "form": form}
    return render(request, "settlement/my/line.html", context, status=status_of(form))


@my
@require_POST
def agree(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """没有问题，同意."""
    actions.agree(statement_id=statement_id, by=request.viewer, at=request.at)
    return redirect("settlement:my_statement", statement_id)
