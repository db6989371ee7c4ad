"""How a request is decided: by the committee on paper, or by two people who are ratified later.

The first of the two proposes, the second decides the very same; a sum above the fund's limit is
the committee's, an emergency is paid first and ratified by a deadline. Either way a grant rests on
one basis, and the database says which.
"""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.committee import actions as committee, queries as committees
from linli.committee.queries import Decided
from linli.fund import postings
from linli.fund.actions.programmes import insist_not_doubled
from linli.fund.actions.returns import ask_for_return
from linli.fund.actions.steps import (
    SUBJECT,
    AlreadyEnded,
    first,
    held,
    insist_open,
    insist_within,
    record,
    set_free,
    sign,
    tell,
    tell_role,
)
from linli.fund.actions.ties import insist_no_interest
from linli.fund.models import (
    AidLimit,
    AidRequest,
    Fund,
    Grant,
    HomeVisit,
    Proposal,
    Ratification,
    Refusal,
    RoundShare,
    Withdrawal,
)
from linli.fund.queries import (
    PURPOSE_WORDS,
    REASON_WORDS,
    Held,
    facts_now,
    hold,
    limit_of,
    number_of,
)
from linli.fund.terms import (
    BY_TWO,
    COMMITTEE,
    EMERGENCY,
    MERIT,
    SMALL_SUM,
    end_of_next_month,
    most_to_grant_fen,
)
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal, unseal
from linli.kernel.transactions import one_transaction
from linli.ledger import actions as ledger


class ReasonNeeded(Refused):
    """A no without a why helps nobody."""

    words = gettext_lazy("不通过要写明理由，家里人会看到。")


class NotEnoughMoney(Refused):
    """What is left for this purpose, with the money given for none, does not suffice."""

    words = gettext_lazy("能用在这上面的钱不够，还差 %(missing)s。")
    remedy = gettext_lazy("可以少批一些，或等新的捐赠；捐赠人指定了别的用途的钱不能动。")


class AboveTheLimit(Refused):
    """Two people may decide a small sum; more is the committee's."""

    words = gettext_lazy(
        "两个人先批的小额，这一户还没有追认的合起来最多 %(limit)s；这一次会到 %(sum)s。"
    )
    remedy = gettext_lazy("请放进下一次管委会会议的议程。")


class NoLimitSet(Refused):
    """The fund has not said what two people may decide."""

    words = gettext_lazy("这个基金还没有定小额限额和追认期限，两个人不能先批。")
    remedy = gettext_lazy("请放进管委会会议的议程；限额由慈善会登记。")


class AlreadyProposed(Refused):
    """One proposal at a time."""

    words = gettext_lazy("已经有人提出审议意见，等第二个人签字。")


class NotProposedYet(Refused):
    """The second person signs what the first has proposed."""

    words = gettext_lazy("还没有第一个人的审议意见，不能签第二个字。")


class NotWhatWasProposed(Refused):
    """Two people decide the same, or the committee does."""

    words = gettext_lazy("第一个人提的是 %(proposed)s，两个人要一致。")
    remedy = gettext_lazy("意见不一致的，请放进管委会会议的议程。")


class BeforeTheCommittee(Refused):
    """What is on a docket waits for the sitting."""

    words = gettext_lazy("这份申请已经在管委会会议的议程上，由会议来定。")


class NotVisitedYet(Refused):
    """Before a family's request is decided, somebody goes there, or says why nobody could."""

    words = gettext_lazy("还没有入户走访的记录，不能审议。")
    remedy = gettext_lazy("请社工记下走访；去不了的（例如急事），写明原因。")


class AlreadyVisited(Refused):
    """A visit is written down once."""

    words = gettext_lazy("走访已经记过了。")


class VisitDayNotPossible(Refused):
    """A visit that has not been made yet."""

    words = gettext_lazy("走访的日子还没有到。")


class NothingToRatify(Refused):
    """The committee decided it itself, or has ratified it."""

    words = gettext_lazy("这份申请没有要追认的。")


class NotThisCommittee(Refused):
    """A sitting of another fund's committee."""

    words = gettext_lazy("这不是这个基金的管委会会议。")


class NotDecidedByCommittee(Refused):
    """No sitting has passed it."""

    words = gettext_lazy("管委会还没有通过这份申请。")


class LimitNotPossible(Refused):
    """Less than nothing, or no day at all."""

    words = gettext_lazy("限额不能小于零，追认期限至少一天。")


class _Ground(NamedTuple):
    """On what a grant or a refusal rests, as its columns."""

    basis: str
    decision_id: UUID | None = None
    proposal_id: UUID | None = None
    limit_fen: int | None = None
    ratify_by: datetime.date | None = None


# Before it is decided -----------------------------------------------------------------------------


@transaction.atomic
def set_limit(
    *, fund_id: UUID, small_fen: int, emergency_days: int, by: Viewer, at: datetime.datetime
) -> AidLimit:
    """Say what two people may decide, and within how many days an emergency is ratified."""
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None:
        raise NotFound
    by.require(Permission.AID_LIMIT_SET, place=fund.place_id, organisation=fund.holder_id)
    if small_fen < 0 or emergency_days < 1:
        raise LimitNotPossible
    limit = AidLimit.objects.create(
        fund=fund,
        small_fen=small_fen,
        emergency_days=emergency_days,
        from_on=timezone.localdate(at),
        set_by_id=by.user_id,
        at=at,
    )
    journal.record(
        verb="limit.set",
        by=by,
        at=at,
        subject=("fund", fund.pk),
        place=fund.place_id,
        details={"small_fen": small_fen, "emergency_days": emergency_days},
    )
    return limit


@transaction.atomic
def record_visit(
    *,
    request_id: UUID,
    words: str,
    by: Viewer,
    at: datetime.datetime,
    on: datetime.date | None = None,
) -> HomeVisit:
    """Somebody went to the family and found ``words``; without a day: nobody could, and why.

    Raises ``AlreadyVisited``, ``VisitDayNotPossible``, ``AlreadyEnded``.
    """
    request, facts = held(request_id, Permission.AID_ASK, by)
    if facts.state != "asked" or not request.helps_a_household or request.is_round:
        raise AlreadyEnded
    if HomeVisit.objects.filter(request=request_id).exists():
        raise AlreadyVisited
    if on is not None and on > timezone.localdate(at):
        raise VisitDayNotPossible
    visit = HomeVisit(request_id=request.id, on=on, recorded_by_id=by.user_id, at=at)
    seal(visit, "words", words)
    visit.save(force_insert=True)
    record("aid.visited" if on else "aid.not_visited", request.id, request.place, by, at)
    return visit


# Two people ---------------------------------------------------------------------------------------


@transaction.atomic
def propose(
    *,
    request_id: UUID,
    grant_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
    emergency: bool = False,
) -> Proposal:
    """The first of two says what they should decide: an amount, or 0 with ``words``.

    Raises ``AlreadyProposed``, ``BeforeTheCommittee``, ``NotVisitedYet``, ``NoLimitSet``,
    ``AboveTheLimit``, ``ReasonNeeded``, ``MoreThanAsked``, ``MoreThanTheGap``, ``AlreadyEnded``,
    ``FundedTwice``.
    """
    request, facts = held(request_id, Permission.AID_DECIDE, by)
    earlier = Proposal.objects.filter(request=request_id).first()
    if earlier is not None and earlier.key == key:
        return first(Proposal, key, earlier.amount_fen == grant_fen)
    insist_open(facts)
    if facts.state != "asked":
        raise AlreadyEnded
    if earlier is not None:
        raise AlreadyProposed
    basis = EMERGENCY if emergency and grant_fen else SMALL_SUM
    _insist_ready(request, timezone.localdate(at))
    insist_within(request, grant_fen)
    if not grant_fen and not words.strip():
        raise ReasonNeeded
    if grant_fen:
        insist_not_doubled(request.id, timezone.localdate(at))
    _by_two(request, basis, grant_fen, at)
    sign(request.id, "propose", by, at)
    proposal = Proposal(
        request_id=request.id,
        basis=basis,
        amount_fen=grant_fen,
        proposed_by_id=by.user_id,
        at=at,
        key=key,
    )
    seal(proposal, "words", None if grant_fen else words.strip())
    proposal.save(force_insert=True)
    record("aid.proposed", request.id, request.place, by, at, amount_fen=grant_fen)
    tell_role("aid.proposed", "committee_member", request.id, request.place, at, grant_fen)
    return proposal


@transaction.atomic
def decide(
    *, request_id: UUID, grant_fen: int, key: UUID, by: Viewer, at: datetime.datetime
) -> Grant | Refusal:
    """The second of two decides the very same; a grant sets the money aside at once.

    Raises ``NotProposedYet``, ``NotWhatWasProposed``, ``BeforeTheCommittee``, ``NotEnoughMoney``,
    ``AboveTheLimit``, ``AlreadyEnded``, ``SamePersonTwice``.
    """
    request, facts = held(request_id, Permission.AID_DECIDE, by)
    if facts.pressed.get("grant") == key:
        return first(Grant, key, facts.granted_fen == grant_fen)
    if facts.pressed.get("refusal") == key:
        return first(Refusal, key, grant_fen == 0)
    insist_open(facts)
    proposal = Proposal.objects.filter(request=request_id).first()
    if proposal is None:
        raise NotProposedYet
    if proposal.amount_fen != grant_fen:
        raise NotWhatWasProposed(proposed=spoken(proposal.amount_fen))
    _insist_ready(request, timezone.localdate(at))
    ground = _by_two(request, proposal.basis, grant_fen, at)._replace(proposal_id=proposal.pk)
    if grant_fen:
        return _grant(request, grant_fen, ground, key, by, at)
    return _refuse(request, unseal(proposal, "words") or "", ground, key, by, at)


# The committee ------------------------------------------------------------------------------------


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
        _insist_visited(request)
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
    ground = _Ground(COMMITTEE, decision_id=decision.id)
    if not decision.passed:
        return _refuse(request, decision.words, ground, decision.id, by, at)
    _insist_no_interest(request, decision.decided_on)
    return _grant(request, decision.amount_fen or 0, ground, decision.id, by, at)


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


# What the actions come to -------------------------------------------------------------------------


def _grant(
    request: Held,
    amount_fen: int,
    ground: _Ground,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Grant:
    insist_within(request, amount_fen)
    insist_not_doubled(request.id, timezone.localdate(at))
    sign(request.id, "decide", by, at)
    draft = postings.aid_granted(
        request.book,
        timezone.localdate(at),
        amount_fen,
        request.purpose,
        request=str(request.id),
        shown=not request.helps_a_household,
    )
    try:
        entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    except ledger.NotEnough as short:
        raise NotEnoughMoney(missing=short.facts["missing"]) from short
    grant = Grant.objects.create(
        request_id=request.id,
        amount_fen=amount_fen,
        at=at,
        entry=entry,
        key=key,
        **ground._asdict(),
    )
    record("aid.decided", request.id, request.place, by, at, amount_fen=amount_fen)
    tell_role("aid.decided", "cashier", request.id, request.place, at, amount_fen)
    tell("aid.decided", [request.asked_by], request.id, at, amount_fen)
    return grant


def _refuse(
    request: Held, words: str, ground: _Ground, key: UUID, by: Viewer, at: datetime.datetime
) -> Refusal:
    sign(request.id, "decide", by, at)
    refusal = Refusal(
        request_id=request.id,
        basis=ground.basis,
        decision_id=ground.decision_id,
        proposal_id=ground.proposal_id,
        at=at,
        key=key,
    )
    seal(refusal, "words", words)
    refusal.save(force_insert=True)
    record("aid.refused", request.id, request.place, by, at)
    tell("aid.refused", [request.asked_by], request.id, at)
    return refusal


# What must hold -----------------------------------------------------------------------------------


def _insist_ready(request: Held, on: datetime.date) -> None:
    if committees.docketed(("fund", SUBJECT, request.id)):
        raise BeforeTheCommittee
    _insist_visited(request)
    _insist_no_interest(request, on)


def _insist_visited(request: Held) -> None:
    if (
        not request.helps_a_household
        or request.is_round
        or HomeVisit.objects.filter(request=request.id).exists()
    ):
        return
    if AidRequest.objects.filter(pk=request.id, programme__kind=MERIT).exists():
        return
    raise NotVisitedYet


def _insist_no_interest(request: Held, on: datetime.date) -> None:
    if request.is_round:
        for household_id in RoundShare.objects.filter(request=request.id).values_list(
            "household_id", flat=True
        ):
            insist_no_interest(request.holder, household_id, None, on)
    elif request.helps_a_household:
        asked = AidRequest.objects.get(pk=request.id)
        insist_no_interest(request.holder, asked.household_id, asked.person_id, on)


def _by_two(request: Held, basis: str, grant_fen: int, at: datetime.datetime) -> _Ground:
    """What two people's decision rests on. What a household got so and was not ratified counts
    together, or a large sum would be cut into small ones."""
    limit = limit_of(request.fund)
    if limit is None:
        raise NoLimitSet
    if not grant_fen:
        return _Ground(basis)
    today = timezone.localdate(at)
    if basis == EMERGENCY:
        within = datetime.timedelta(days=limit.emergency_days)
        return _Ground(basis, ratify_by=today + within)
    together_fen = grant_fen + _not_ratified_fen(request)
    if together_fen > limit.small_fen:
        raise AboveTheLimit(limit=spoken(limit.small_fen), sum=spoken(together_fen))
    return _Ground(basis, limit_fen=limit.small_fen, ratify_by=end_of_next_month(today))


def _not_ratified_fen(request: Held) -> int:
    if not request.helps_a_household:
        return 0
    rows = Grant.objects.filter(
        basis=SMALL_SUM,
        ratification=None,
        request__fund=request.fund,
        request__withdrawal=None,
    )
    if request.is_round:  # rounds count together, or a large one would be cut into small ones
        rows = rows.filter(request__household=None, request__persons__gt=0)
    else:
        household = AidRequest.objects.values("household").filter(pk=request.id)
        rows = rows.filter(request__household__in=household)
    return rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0


def _to_ratify(request: Held) -> Grant:
    grant = Grant.objects.filter(
        request=request.id, basis__in=BY_TWO, ratification=None, request__withdrawal=None
    ).first()
    if grant is None:
        raise NothingToRatify
    return grant
