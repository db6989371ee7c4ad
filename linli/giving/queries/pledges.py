"""What may be asked about promises and agreements: what is due, and what has come of it."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from linli.fund import queries as funds
from linli.giving import terms
from linli.giving.models import Agreement, Pledge
from linli.giving.queries.wording import EVERY_WORDS
from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.names import masked
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers import queries as papers


class PledgeRow(NamedTuple):
    """A promise: by whom (masked), how much how often, and how far it has been kept.

    ``open_since``: the oldest instalment not yet received; ``late`` when somebody may call.
    """

    id: UUID
    fund_id: UUID
    donor: str
    amount_fen: int
    every: str
    begins_on: datetime.date
    ends_on: datetime.date | None
    purpose: Any
    due: int
    received: int
    received_fen: int
    open_since: datetime.date | None
    late: bool
    ended_on: datetime.date | None

    @property
    def every_word(self) -> Any:
        return EVERY_WORDS[self.every]


class PledgePage(NamedTuple):
    """A promise on its own page: with the donor's name and telephone, for whoever may call."""

    row: PledgeRow
    place: str
    donor: str
    phone: str
    agreement: str
    ended_because: str


class AgreementRow(NamedTuple):
    """A written agreement. ``donor`` is masked."""

    id: UUID
    number: str
    donor: str
    purpose: Any
    amount: str
    goods: str
    signed_on: datetime.date
    until_on: datetime.date | None


def pledges(viewer: Viewer, fund_id: UUID, on: datetime.date) -> list[PledgeRow]:
    """Every promise to a fund: those that are late first, then running ones, then ended."""
    _seen(viewer, fund_id)
    rows = _rows(Pledge.objects.filter(fund=fund_id), on)
    return sorted(rows, key=lambda row: (row.ended_on is not None, not row.late, row.begins_on))


def pledge(viewer: Viewer, pledge_id: UUID, on: datetime.date) -> PledgePage:
    """One promise. The page that shows it is logged."""
    found = Pledge.objects.select_related("agreement").filter(pk=pledge_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.GIVING_KEEP, place=found.place_id)
    (row,) = _rows([found], on)
    return PledgePage(
        row=row,
        place=found.place_id,
        donor=unseal(found, "donor_name") or "",
        phone=unseal(found, "phone") or "",
        agreement=found.agreement.number if found.agreement else "",
        ended_because=unseal(found, "ended_because") or "",
    )


def agreements(viewer: Viewer, fund_id: UUID) -> list[AgreementRow]:
    """Every written agreement, the newest first."""
    _seen(viewer, fund_id)
    return [
        AgreementRow(
            id=each.pk,
            number=each.number,
            donor=masked(unseal(each, "donor_name") or ""),
            purpose=funds.PURPOSE_WORDS[each.purpose],
            amount=spoken(each.amount_fen) if each.amount_fen else "",
            goods=unseal(each, "goods") or "",
            signed_on=each.signed_on,
            until_on=each.until_on,
        )
        for each in Agreement.objects.filter(fund=fund_id).order_by("-signed_on", "-written_at")
    ]


def agreement_paper(viewer: Viewer, agreement_id: UUID) -> papers.Sheet:
    """The signed paper itself."""
    found = Agreement.objects.filter(pk=agreement_id).first()
    if found is None:
        raise NotFound
    home = funds.home_of(found.fund_id)
    return papers.guarded_paper(viewer, found.paper_id, Permission.FUND_SEE, home.holder)


def _seen(viewer: Viewer, fund_id: UUID) -> None:
    home = funds.home_of(fund_id)
    viewer.require(Permission.FUND_SEE, place=home.place, organisation=home.holder)


def _rows(found: Iterable[Pledge] | QuerySet[Pledge], on: datetime.date) -> list[PledgeRow]:
    every = list(found)
    given = funds.given_from("giving", "pledge", [each.pk for each in every])
    return [_row(each, *given.get(each.pk, (0, 0)), on) for each in every]


def _row(of: Pledge, received: int, received_fen: int, on: datetime.date) -> PledgeRow:
    ended_on = of.ended_at and timezone.localdate(of.ended_at)
    until = min(day for day in (on, of.ends_on, ended_on) if day)
    due = list(terms.instalments(of.begins_on, of.every, until))
    # What came in one sum for several months has kept them all.
    kept = max(received, received_fen // of.amount_fen) if received else 0
    open_since = None if ended_on else terms.first_open(due, kept)
    late_after = datetime.timedelta(days=terms.LATE_AFTER_DAYS)
    return PledgeRow(
        id=of.pk,
        fund_id=of.fund_id,
        donor=masked(unseal(of, "donor_name") or ""),
        amount_fen=of.amount_fen,
        every=of.every,
        begins_on=of.begins_on,
        ends_on=of.ends_on,
        purpose=funds.PURPOSE_WORDS[of.purpose],
        due=len(due),
        received=received,
        received_fen=received_fen,
        open_since=open_since,
        late=open_since is not None and on - open_since > late_after,
        ended_on=ended_on,
    )
