"""Asking the community's fund for a family of a case."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.cases.actions.files import in_hand, note
from linli.cases.models import CaseFile
from linli.fund import actions as fund, queries as funds
from linli.identity.permissions import Viewer
from linli.journal import queries as journal
from linli.kernel.refusal import Refused


class NoFundHere(Refused):
    """The community has no fund to ask."""

    words = gettext_lazy("本社区还没有慈善基金，先不能申请。")
    remedy = gettext_lazy("请和慈善会商量设立基金，或转介给别的救助渠道。")


@transaction.atomic
def ask_fund(
    *,
    case_id: UUID,
    purpose: str,
    reason: str,
    amount_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> UUID:
    """Ask the fund for what state aid leaves open, and no more; returns the request's id.

    The request keeps this case as its origin: room, noun, id, a title without a name, and the day.
    Raises ``NoFundHere``, what ``files.in_hand`` refuses, and what ``fund.actions.ask`` refuses.
    """
    case = in_hand(case_id, by=by)
    fund_id = funds.fund_of(case.place_id)
    if fund_id is None:
        raise NoFundHere
    request = fund.ask(
        fund_id=fund_id,
        purpose=purpose,
        reason=reason,
        amount_fen=amount_fen,
        household_id=case.household_id,
        person_id=case.person_id,
        origin=fund.Origin("cases", "case", case.pk, gettext("个案"), timezone.localdate(at)),
        key=key,
        by=by,
        at=at,
    )
    if not _noted(case, request.pk):
        note(case, "case.asked_fund", by=by, at=at, request=str(request.pk))
    return request.pk


def _noted(case: CaseFile, request_id: UUID) -> bool:
    """Whether an earlier press of the same button has been remembered."""
    deeds = journal.history(("case", case.pk))
    return str(request_id) in {deed.details.get("request") for deed in deeds}
