"""What a decision comes to: a grant or a refusal, on one basis that the database holds to."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.committee import queries as committees
from linli.fund import postings
from linli.fund.actions.programmes import insist_not_doubled
from linli.fund.actions.steps import (
    SUBJECT,
    insist_within,
    record,
    sign,
    tell,
    tell_role,
)
from linli.fund.actions.ties import insist_no_interest
from linli.fund.models import (
    AidRequest,
    Grant,
    HomeVisit,
    Refusal,
    RoundShare,
)
from linli.fund.queries import (
    Held,
)
from linli.fund.terms import (
    MERIT,
)
from linli.identity.permissions import Viewer
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger


class NotEnoughMoney(Refused):
    """What is left for this purpose, with the money given for none, does not suffice."""

    words = gettext_lazy("能用在这上面的钱不够，还差 %(missing)s。")
    remedy = gettext_lazy("可以少批一些，或等新的捐赠；捐赠人指定了别的用途的钱不能动。")


class BeforeTheCommittee(Refused):
    """What is on a docket waits for the sitting."""

    words = gettext_lazy("这份申请已经在管委会会议的议程上，由会议来定。")


class NotVisitedYet(Refused):
    """Before a family's request is decided, somebody goes there, or says why nobody could."""

    words = gettext_lazy("还没有入户走访的记录，不能审议。")
    remedy = gettext_lazy("请社工记下走访；去不了的（例如急事），写明原因。")


class Ground(NamedTuple):
    """On what a grant or a refusal rests, as its columns."""

    basis: str
    decision_id: UUID | None = None
    proposal_id: UUID | None = None
    limit_fen: int | None = None
    ratify_by: datetime.date | None = None


def grant_aid(
    request: Held,
    amount_fen: int,
    ground: Ground,
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


def refuse_aid(
    request: Held, words: str, ground: Ground, key: UUID, by: Viewer, at: datetime.datetime
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


def insist_ready(request: Held, on: datetime.date) -> None:
    if committees.docketed(("fund", SUBJECT, request.id)):
        raise BeforeTheCommittee
    insist_visited(request)
    insist_nobody_tied(request, on)


def insist_visited(request: Held) -> None:
    if (
        not request.helps_a_household
        or request.is_round
        or HomeVisit.objects.filter(request=request.id).exists()
    ):
        return
    if AidRequest.objects.filter(pk=request.id, programme__kind=MERIT).exists():
        return
    raise NotVisitedYet


def insist_nobody_tied(request: Held, on: datetime.date) -> None:
    if request.is_round:
        for household_id in RoundShare.objects.filter(request=request.id).values_list(
            "household_id", flat=True
        ):
            insist_no_interest(request.holder, household_id, None, on)
    elif request.helps_a_household:
        asked = AidRequest.objects.get(pk=request.id)
        insist_no_interest(request.holder, asked.household_id, asked.person_id, on)
