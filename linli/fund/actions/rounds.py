"""A round of visits (慰问) asks once for all its families, and says at its end who got the money.

It goes the way of every request: decided by two or by the committee, instructed, paid by a line of
the bank. One grant and one payment stand for the round; what was not handed out is asked back.
"""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund.actions.aid import (
    Origin,
    asked_before,
    fund_to_ask,
    insist_on_purpose,
    keep_request,
    origin_fields,
)
from linli.fund.actions.funds import AmountNotPossible
from linli.fund.actions.returns import NotPaidYet, ask_for_return
from linli.fund.actions.steps import held, record
from linli.fund.actions.ties import insist_no_interest
from linli.fund.models import AidRequest, ReturnAsked, RoundShare
from linli.fund.terms import GOODWILL, MOST_ASKED_FEN, ROUND_PURPOSE
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.people import queries as people


class RoundSettled(Refused):
    """Who got the money is said once."""

    words = gettext_lazy("这一轮慰问的钱已经结清了。")


@transaction.atomic
def ask_for_round(
    *,
    fund_id: UUID,
    households: Collection[UUID],
    each_fen: int,
    origin: Origin,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> AidRequest:
    """Ask once for a whole list, the same for each household of it.

    Raises ``NoOpeningYet``, ``AmountNotPossible``, ``InterestedParty``, ``KeyUsedForOther``;
    ``NotFound`` for a household elsewhere.
    """
    fund = fund_to_ask(fund_id, Permission.GOODWILL_APPROVE, by)
    listed = sorted(set(households), key=str)
    asked_fen = each_fen * len(listed)
    if earlier := asked_before(key, asked_fen, fund):
        return earlier
    if not 0 < asked_fen <= MOST_ASKED_FEN or each_fen <= 0:
        raise AmountNotPossible
    insist_on_purpose(fund, ROUND_PURPOSE)
    persons = {home: _persons(home, fund.place_id, by) for home in listed}
    for home in listed:
        insist_no_interest(fund.holder_id, home, None, timezone.localdate(at))
    said = {"purpose": ROUND_PURPOSE, "reason": GOODWILL, "asked_fen": asked_fen, "gap_fen": None,
            "programme_id": None, "key": key, "persons": sum(persons.values()),
            **origin_fields(origin)}  # fmt: skip
    request = keep_request(fund, said, by, at)
    RoundShare.objects.bulk_create(
        RoundShare(request=request, household_id=home, persons=count)
        for home, count in persons.items()
    )
    return request


@transaction.atomic
def settle_round(
    *, request_id: UUID, got: Collection[UUID], key: UUID, by: Viewer, at: datetime.datetime
) -> ReturnAsked | None:
    """The round is over: these households got their share; what is left is asked back.

    Returns what was asked back, None where nothing is left. Raises ``NotPaidYet``,
    ``RoundSettled``; ``NotFound`` for a household that was never on the list.
    """
    request, facts = held(request_id, Permission.GOODWILL_CONFIRM, by)
    if facts.state != "paid":
        raise NotPaidYet
    shares = list(RoundShare.objects.select_for_update().filter(request=request_id))
    if not shares or any(share.got is not None for share in shares):
        raise RoundSettled
    listed = {share.household_id for share in shares}
    if not set(got) <= listed:
        raise NotFound
    for share in shares:
        share.got = share.household_id in got
    RoundShare.objects.bulk_update(shares, ["got"])
    each_fen = (facts.granted_fen or 0) // len(shares)
    left_fen = each_fen * (len(shares) - len(set(got)))
    record("aid.settled", request.id, request.place, by, at, amount_fen=each_fen * len(set(got)))
    if not left_fen:
        return None
    return ask_for_return(request, "not_handed_out", left_fen, key, by, at)


def _persons(household_id: UUID, place: str, by: Viewer) -> int:
    if people.place_of_household(by, household_id) != place:
        raise NotFound
    return max(1, len(people.members_of(by, household_id)))
