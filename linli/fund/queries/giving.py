"""What may be asked about funds, gifts and publications, and whether papers and book agree."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.fund import paper, postings
from linli.fund.models import (
    Acknowledgement,
    BankItem,
    Batch,
    Donation,
    Fund,
    MoneyReturned,
    OpeningBalance,
    Payment,
    Purpose,
    PurposeChange,
    Takings,
)
from linli.fund.queries.words import CONSENT_WORDS, MISTAKE_WORDS, PURPOSE_WORDS, WAY_WORDS
from linli.fund.terms import GENERAL, PURPOSES
from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.names import masked
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.ledger import queries as ledger
from linli.papers import queries as papers

ROWS_A_PAGE = 25


class FundCard(NamedTuple):
    """A fund as its desk sees it now. ``free_fen``: what may still be granted, by purpose."""

    id: UUID
    name: str
    place: str
    place_name: str
    holder_id: UUID
    holder: str
    book: str
    series: str
    opening_on: datetime.date | None
    holder_fen: int
    available_fen: int
    approved_fen: int
    free_fen: Mapping[str, int]
    purposes: tuple[str, ...]

    @property
    def free(self) -> list[tuple[Any, int]]:
        """What is free for each use the fund permits, and for none in particular, in words."""
        kinds = (*self.purposes, GENERAL)
        return [(PURPOSE_WORDS[kind], self.free_fen.get(kind, 0)) for kind in kinds]

    def spendable_fen(self, purpose: str) -> int:
        """The most a grant for this purpose could take: its own money and the free money."""
        return self.free_fen.get(purpose, 0) + self.free_fen.get(GENERAL, 0)


class TakenBackRow(NamedTuple):
    """That a gift was written down wrongly: why, since when, and which entry says so."""

    reason: Any
    on: datetime.date
    seq: int


class DonationCard(NamedTuple):
    """A gift as the desk sees it; ``acknowledgement`` is its number, once it has one."""

    id: UUID
    fund_id: UUID
    place: str
    holder_id: UUID
    amount_fen: int
    purpose: str
    received_on: datetime.date
    way: str
    shown_as: str
    acknowledgement: str | None
    receipt_wished: bool
    official_receipt: str | None
    taken_back: TakenBackRow | None
    from_elsewhere: str

    @property
    def purpose_word(self) -> Any:
        return PURPOSE_WORDS[self.purpose]

    @property
    def way_word(self) -> Any:
        return WAY_WORDS[self.way]


class ChangeRow(NamedTuple):
    """A change of use: from, to, by what word of the donor, and whether it has been carried out.

    ``mine``: this viewer wrote it down, so another must carry it out.
    """

    id: UUID
    before: Any
    purpose: Any
    way: Any
    agreed_on: datetime.date
    has_paper: bool
    changed_on: datetime.date | None
    mine: bool


class DonationPage(NamedTuple):
    """A gift on its own page. ``donor``: the masked name, or empty where none was given."""

    card: DonationCard
    donor: str
    origin_title: str
    changes: tuple[ChangeRow, ...]

    @property
    def waiting(self) -> ChangeRow | None:
        """The change that waits for a second person."""
        return next((each for each in self.changes if each.changed_on is None), None)

    @property
    def bears_a_name(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.donor or self.card.shown_as)


class BatchRow(NamedTuple):
    """A publication."""

    number: int
    published_at: datetime.datetime
    balance_fen: int


def funds(viewer: Viewer) -> list[FundCard]:
    """The funds the viewer may see: of their communities, or held by their organisation."""
    rows = Fund.objects.filter(in_scope(viewer)).select_related("holder", "place")
    return [card_of(fund) for fund in rows.order_by("opened_on")]


def fund(viewer: Viewer, fund_id: UUID) -> FundCard:
    """One fund."""
    return card_of(fund_row(viewer, fund_id))


class Home(NamedTuple):
    """Where a fund is at home: its community, and the organisation that holds it."""

    place: str
    holder: UUID


def home_of(fund_id: UUID) -> Home:
    """A fund's home, for a room above that asks whether something may be done there."""
    found = Fund.objects.filter(pk=fund_id).values_list("place_id", "holder_id").first()
    if found is None:
        raise NotFound
    return Home(*found)


def permits(fund_id: UUID, purpose: str) -> bool:
    """Whether money may be given to a fund for this use, or for none in particular."""
    known = Purpose.objects.filter(fund=fund_id, kind=purpose)
    return purpose == GENERAL or known.exists()


def fund_of(place: str) -> UUID | None:
    """The fund of a community, to which a case asks: no more than its id, or None."""
    return Fund.objects.filter(place_id=place).values_list("pk", flat=True).first()


def batches(viewer: Viewer, fund_id: UUID) -> list[BatchRow]:
    """What has been published, newest first."""
    rows = Batch.objects.filter(fund=fund_row(viewer, fund_id)).order_by("-number")
    return [
        BatchRow(batch.number, batch.published_at, batch.figures["balance_fen"]) for batch in rows
    ]


def donations(viewer: Viewer, fund_id: UUID, page: int = 1) -> Page:
    """A page of ``DonationCard``, newest first."""
    rows = Donation.objects.filter(fund=fund_row(viewer, fund_id))
    rows = rows.select_related(
        "acknowledgement", "fund", "receipt_wish__official", "taken_back__reversal"
    ).order_by("-received_on", "-entry")
    found = Paginator(rows, ROWS_A_PAGE).get_page(page)
    found.object_list = [_donation_card(donation) for donation in found.object_list]
    return found


def donation(viewer: Viewer, donation_id: UUID) -> DonationPage:
    """One gift, and what its donor has agreed to since."""
    found = _donation(viewer, donation_id)
    name = unseal(found, "donor_name")
    changes = found.changes.order_by("-asked_at")
    return DonationPage(
        card=_donation_card(found),
        donor=masked(name) if name else "",
        origin_title=found.origin_title,
        changes=tuple(_change_row(viewer, each) for each in changes),
    )


def consent_paper(viewer: Viewer, change_id: UUID) -> papers.Sheet:
    """The photo of the donor's word."""
    change = PurposeChange.objects.filter(pk=change_id).first()
    if change is None or change.paper_id is None:
        raise NotFound
    holder = _donation(viewer, change.donation_id).fund.holder_id
    return papers.guarded_paper(viewer, change.paper_id, Permission.FUND_SEE, holder)


def _change_row(viewer: Viewer, of: PurposeChange) -> ChangeRow:
    return ChangeRow(
        id=of.pk,
        before=PURPOSE_WORDS[of.before],
        purpose=PURPOSE_WORDS[of.purpose],
        way=CONSENT_WORDS[of.way],
        agreed_on=of.agreed_on,
        has_paper=of.paper_id is not None,
        changed_on=of.changed_at and timezone.localdate(of.changed_at),
        mine=of.asked_by_id == viewer.user_id,
    )


def slip(viewer: Viewer, donation_id: UUID, check_url: str, demo: bool) -> paper.Slip:
    """What a gift's acknowledgement says; ``check_url`` is where anybody checks numbers.

    The donor's own paper bears the donor's own name. ``NotFound`` until it has been issued.
    """
    found = _donation(viewer, donation_id)
    issued: Acknowledgement | None = getattr(found, "acknowledgement", None)
    if issued is None:
        raise NotFound
    code = paper.code_of(issued.head_hash)
    return paper.Slip(
        fund=found.fund.name,
        holder=found.fund.holder.name,
        series=issued.series,
        number=issued.number,
        donor=unseal(found, "donor_name") or found.shown_as or _("爱心人士"),
        amount_fen=found.amount_fen,
        purpose=str(PURPOSE_WORDS[found.purpose]),
        way=str(WAY_WORDS[found.way]),
        received_on=found.received_on,
        issued_on=timezone.localdate(issued.issued_at),
        head_seq=issued.head.seq,
        code=code,
        check_url=f"{check_url}{issued.series}/{issued.number}/?code={code}",
        demo=demo,
    )


def slip_pdf(viewer: Viewer, donation_id: UUID, check_url: str, demo: bool) -> bytes:
    """The acknowledgement as a PDF of one A5 page."""
    return paper.as_pdf(slip(viewer, donation_id, check_url, demo))


# Papers beside the book --------------------------------------------------------------------------


def income_by_purpose(of: Fund) -> dict[str, int]:
    """What came in since the opening, in fen by purpose; ``terms.GENERAL`` for no purpose."""
    income: dict[str, int] = {}
    for kind in (Donation, Takings):
        rows = kind.objects.filter(stands(kind), fund=of, amount_fen__gt=0).values_list("purpose")
        for purpose, fen in rows.annotate(Sum("amount_fen")).order_by("purpose"):
            income[purpose] = income.get(purpose, 0) + fen
    return income


def stands(kind: Any) -> Q:
    """Those rows of a kind of income that were not taken back."""
    return Q(taken_back=None) if kind is Donation else Q()


def bank_items_fen(of: Fund, kind: str) -> int:
    """What the bank paid ("interest") or charged ("fee") since the opening, and stands."""
    rows = BankItem.objects.filter(fund=of, kind=kind, reversal=None)
    return rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0


def trouble_of(of: Fund) -> str:
    """What does not add up, in a few words; empty when all does.

    The book's own proof first; then three sums that must be one: the papers (opening, gifts,
    takings, payments, returns), what the holder keeps by the book, what is free or set aside.
    """
    verdict = ledger.verify(of.book_id)
    if not verdict.sound:
        return f"{verdict.column} #{verdict.seq or '?'}"
    held = {account.code: account.balance for account in ledger.balances(of.book_id)}
    by_papers = _opening_fen(of) + sum(income_by_purpose(of).values()) - _paid_fen(of)
    by_papers += bank_items_fen(of, "interest") - bank_items_fen(of, "fee")
    if held[postings.HOLDER] != by_papers:
        sums = {"papers": spoken(by_papers), "book": spoken(held[postings.HOLDER])}
        return _("单据上是 %(papers)s，账本上是 %(book)s") % sums
    if held[postings.AVAILABLE] + held[postings.APPROVED] != held[postings.HOLDER]:
        return _("可以动用的加上已经通过的，不等于慈善会代持的")
    return ""


def _opening_fen(of: Fund) -> int:
    amounts = OpeningBalance.objects.filter(fund=of).values_list("amount_fen", flat=True)
    return amounts.first() or 0


def _paid_fen(of: Fund) -> int:
    """Paid, less what came back."""
    paid = Payment.objects.filter(fund=of).aggregate(fen=Sum("instruction__grant__amount_fen"))
    back = MoneyReturned.objects.filter(fund=of).aggregate(fen=Sum("amount_fen"))
    return (paid["fen"] or 0) - (back["fen"] or 0)


# How rows become cards ---------------------------------------------------------------------------


def in_scope(viewer: Viewer, path: str = "") -> Q:
    """Funds (at ``path``) of the viewer's communities, or that the viewer's organisation holds."""
    here = Q(**{f"{path}place__in": viewer.communities(Permission.FUND_SEE)})
    held = Q(**{f"{path}holder__in": viewer.organisations(Permission.FUND_SEE)})
    return here | held


def card_of(of: Fund) -> FundCard:
    """A fund with what its book says now. ``of`` comes with holder and place."""
    held = {account.code: account.balance for account in ledger.balances(of.book_id)}
    free = ledger.unspent(of.book_id, postings.AVAILABLE)
    opening = OpeningBalance.objects.filter(fund=of).first()
    return FundCard(
        id=of.pk,
        name=of.name,
        place=of.place_id,
        place_name=str(of.place),
        holder_id=of.holder_id,
        holder=of.holder.name,
        book=of.book_id,
        series=of.series,
        opening_on=opening.on if opening else None,
        holder_fen=held[postings.HOLDER],
        available_fen=held[postings.AVAILABLE],
        approved_fen=held[postings.APPROVED],
        free_fen={kind or GENERAL: fen for kind, fen in free.items()},
        purposes=_in_order(of.purposes.values_list("kind", flat=True)),
    )


def _in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """The uses in the order in which the agreement names them."""
    return tuple(sorted(kinds, key=PURPOSES.index))


def fund_row(viewer: Viewer, fund_id: UUID) -> Fund:
    """A fund the viewer may see, with its holder and place. Raises ``NotFound``."""
    rows = Fund.objects.filter(in_scope(viewer), pk=fund_id)
    found = rows.select_related("holder", "place").first()
    if found is None:
        raise NotFound
    return found


def _donation(viewer: Viewer, donation_id: UUID) -> Donation:
    rows = Donation.objects.filter(in_scope(viewer, "fund__"), pk=donation_id)
    found = rows.select_related(
        "fund__holder", "acknowledgement__head", "receipt_wish__official", "taken_back__reversal"
    ).first()
    if found is None:
        raise NotFound
    return found


def _taken_back(of: Donation) -> TakenBackRow | None:
    found = getattr(of, "taken_back", None)
    return found and TakenBackRow(
        MISTAKE_WORDS[found.reason], timezone.localdate(found.at), found.reversal.seq
    )


def _donation_card(of: Donation) -> DonationCard:
    issued = getattr(of, "acknowledgement", None)
    wish = getattr(of, "receipt_wish", None)
    official = getattr(wish, "official", None)
    return DonationCard(
        id=of.pk,
        fund_id=of.fund_id,
        place=of.place_id,
        holder_id=of.fund.holder_id,
        amount_fen=of.amount_fen,
        purpose=of.purpose,
        received_on=of.received_on,
        way=of.way,
        shown_as=of.shown_as,
        acknowledgement=issued and paper.reference(issued.series, issued.number),
        receipt_wished=wish is not None,
        official_receipt=official and official.number,
        taken_back=_taken_back(of),
        from_elsewhere=of.origin_title,
    )
