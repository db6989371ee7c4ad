"""Two people decide within a limit: one proposes, another decides the very same.

A sum above the fund's limit is the committee's (``sittings``), which ratifies what two decided.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund.actions.granting import Ground, grant_aid, insist_ready, refuse_aid
from linli.fund.actions.programmes import insist_not_doubled
from linli.fund.actions.steps import (
    AlreadyEnded,
    first,
    held,
    insist_open,
    insist_within,
    record,
    sign,
    tell_role,
)
from linli.fund.models import (
    AidLimit,
    AidRequest,
    Fund,
    Grant,
    HomeVisit,
    Proposal,
    Refusal,
)
from linli.fund.queries import (
    Held,
    limit_of,
)
from linli.fund.terms import (
    EMERGENCY,
    SMALL_SUM,
    end_of_next_month,
)
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal, unseal


class ReasonNeeded(Refused):
    """A no without a why helps nobody."""

    words = gettext_lazy("不通过要写明理由，家里人会看到。")


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


class AlreadyVisited(Refused):
    """A visit is written down once."""

    words = gettext_lazy("走访已经记过了。")


class VisitDayNotPossible(Refused):
    """A visit that has not been made yet."""

    words = gettext_lazy("走访的日子还没有到。")


class LimitNotPossible(Refused):
    """Less than nothing, or no day at all."""

    words = gettext_lazy("限额不能小于零，追认期限至少一天。")


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
    insist_ready(request, timezone.localdate(at))
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
    insist_ready(request, timezone.localdate(at))
    ground = _by_two(request, proposal.basis, grant_fen, at)._replace(proposal_id=proposal.pk)
    if grant_fen:
        return grant_aid(request, grant_fen, ground, key, by, at)
    return refuse_aid(request, unseal(proposal, "words") or "", ground, key, by, at)


def _by_two(request: Held, basis: str, grant_fen: int, at: datetime.datetime) -> Ground:
    """What two people's decision rests on. What a household got so and was not ratified counts
    together, or a large sum would be cut into small ones."""
    limit = limit_of(request.fund)
    if limit is None:
        raise NoLimitSet
    if not grant_fen:
        return Ground(basis)
    today = timezone.localdate(at)
    if basis == EMERGENCY:
        within = datetime.timedelta(days=limit.emergency_days)
        return Ground(basis, ratify_by=today + within)
    together_fen = grant_fen + _not_ratified_fen(request)
    if together_fen > limit.small_fen:
        raise AboveTheLimit(limit=spoken(limit.small_fen), sum=spoken(together_fen))
    return Ground(basis, limit_fen=limit.small_fen, ratify_by=end_of_next_month(today))


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
