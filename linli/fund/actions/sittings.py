"""The committee decides on paper: a request goes on a docket, and what was voted is carried out.

An emergency is paid first and ratified by a deadline. Either way a grant rests on one basis."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.committee import actions as committee, queries as committees
from linli.committee.queries import Decided
from linli.fund.actions.granting import (
    Ground,
    grant_aid,
    insist_nobody_tied,
    insist_visited,
    refuse_aid,
)
from linli.fund.actions.programmes import insist_not_doubled
from linli.fund.actions.returns import ask_for_return
from linli.fund.actions.steps import (
    SUBJECT,
    held,
    record,
    set_free,
)
from linli.fund.models import (
    AidRequest,
    Grant,
    Ratification,
    Refusal,
    Withdrawal,
)
from linli.fund.queries import (
    PURPOSE_WORDS,
    REASON_WORDS,
    Held,
    facts_now,
    hold,
    number_of,
)
from linli.fund.terms import (
    BY_TWO,
    COMMITTEE,
    most_to_grant_fen,
)
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused
from linli.kernel.transactions import one_transaction


class NothingToRatify(Refused):
    """The committee decided it itself, or has ratified it."""

    words = gettext_lazy("这份申请没有要追认的。")


class NotThisCommittee(Refused):
    """A sitting of another fund's committee."""

    words = gettext_lazy("这不是这个基金的管委会会议。")


class NotDecidedByCommittee(Refused):
    """No sitting has passed it."""

    words = gettext_lazy("管委会还没有通过这份申请。")


@one_transaction
def put_on_docket(*, request_id: UUID, sitting_id: UUID, by: Viewer, at: datetime.datetime) -> Any:
    """Put a request on a sitting's docket: to be decided, or, when two have decided, ratified.

    Raises ``NotVisitedYet``, ``FundedTwice``, ``NothingToRatify``, ``NotThisCommittee``,
    ``AlreadyEnded``.
    """
    request, facts = held(request_id, Permission.COMMITTEE_KEEP, by)
    subject = ("fund", "fund", request.fund)
    if sitting_id not in {one.id for one in committees.open_sittings(subject)}:
        raise NotThisCommittee
    if facts.state == "asked":
        insist_visited(request)
        insist_not_doubled(request.id, timezone.localdate(at))
        kind, asked_fen = "decide", most_to_grant_fen(request.asked_fen, request.gap_fen)
    else:
        kind, asked_fen = "ratify", _to_ratify(request).amount_fen
    asked = AidRequest.objects.get(pk=request.id)
    item = committee.put_on_docket(
        sitting_id=sitting_id,
        about=committee.About("fund", SUBJECT, request.id, asked.household_id, asked.person_id),
        title=gettext("%(purpose)s，尾号 %(number)s")
        % {"purpose": PURPOSE_WORDS[request.purpose], "number": number_of(request.id)},
        reason=str(REASON_WORDS[asked.reason]),
        asked_fen=asked_fen,
        kind=kind,
        by=by,
        at=at,
    )
    record("aid.docketed", request.id, request.place, by, at)
    return item


@one_transaction
def confirm_sitting(*, sitting_id: UUID, by: Viewer, at: datetime.datetime) -> list[Decided]:
    """Confirm a sitting's votes, and follow each decision at once: grant, refuse, ratify.

    A decision stands even where the fund cannot follow (too little money, a signature of the same
    person): then ``carry_out`` follows it later.
    """
    made = [
        committees.decided(one) for one in committee.confirm(sitting_id=sitting_id, by=by, at=at)
    ]
    for decision in made:
        if decision.subject[:2] == ("fund", SUBJECT):
            try:
                with transaction.atomic():
                    _follow(decision, by, at)
            except Refused:
                continue
    return made


@transaction.atomic
def carry_out(*, request_id: UUID, by: Viewer, at: datetime.datetime) -> Grant | Refusal | None:
    """Follow a decision that could not be followed when it was confirmed.

    Raises ``NotDecidedByCommittee``, ``NotEnoughMoney``, ``InterestedParty``, ``SamePersonTwice``.
    """
    request, _facts = held(request_id, Permission.SITTING_CONFIRM, by)
    decision = committees.decision_on(("fund", SUBJECT, request.id), "decide")
    if decision is None:
        raise NotDecidedByCommittee
    return _follow(decision, by, at)


def _follow(decision: Decided, by: Viewer, at: datetime.datetime) -> Grant | Refusal | None:
    request_id = decision.subject[2]
    request = hold(request_id)
    if request is None:
        return None
    if decision.kind == "ratify":
        _ratify(request, decision, by, at)
        return None
    if facts_now(request_id).state != "asked":
        return None
    ground = Ground(COMMITTEE, decision_id=decision.id)
    if not decision.passed:
        return refuse_aid(request, decision.words, ground, decision.id, by, at)
    insist_nobody_tied(request, decision.decided_on)
    return grant_aid(request, decision.amount_fen or 0, ground, decision.id, by, at)


def _ratify(request: Held, decision: Decided, by: Viewer, at: datetime.datetime) -> None:
    """Remember what the committee said; where it said no, money set aside is freed, and money
    paid is asked back."""
    grant = _to_ratify(request)
    Ratification.objects.create(
        grant=grant, decision_id=decision.id, ratified=decision.passed, at=at
    )
    verb = "aid.ratified" if decision.passed else "aid.not_ratified"
    record(verb, request.id, request.place, by, at, amount_fen=grant.amount_fen)
    if decision.passed:
        return
    if facts_now(request.id).state == "paid":
        ask_for_return(request, "not_ratified", grant.amount_fen, decision.id, by, at)
    elif facts_now(request.id).state != "withdrawn":
        entry = set_free(request, decision.id, by, at)
        Withdrawal.objects.create(request_id=request.id, at=at, key=decision.id, entry=entry)


def _to_ratify(request: Held) -> Grant:
    grant = Grant.objects.filter(
        request=request.id, basis__in=BY_TWO, ratification=None, request__withdrawal=None
    ).first()
    if grant is None:
        raise NothingToRatify
    return grant
