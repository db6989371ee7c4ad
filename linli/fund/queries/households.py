"""A household's requests: what it sees itself, and what its social worker has to know."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Min, Q
from django.utils.translation import gettext as _, gettext_lazy

from linli.fund.models import AidRequest, Payment
from linli.fund.queries.rows import RequestRow, in_state, row_of, with_facts
from linli.identity.permissions import Permission, Viewer
from linli.kernel.names import masked
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import queries as ledger
from linli.people import queries as people


class NotCounted(Refused):
    """The payment waits until it can be published together with those to enough households."""

    words = gettext_lazy("这笔钱还没有公布：凑满五户才一起公布。")
    remedy = gettext_lazy("公布以后，这里就能下载凭条。")


class HouseholdCard(NamedTuple):
    """The fund's card in a household's dossier."""

    title: str
    requests: tuple[RequestRow, ...]


def family_asked_for(
    viewer: Viewer, request_id: UUID, on: datetime.date
) -> tuple[UUID, str] | None:
    """Which family a request is for, household and label, told to who asks for families there.

    None for works. The committee, the cashier and the holder are never told.
    """
    places = viewer.communities(Permission.AID_ASK)
    found = AidRequest.objects.filter(pk=request_id, place__in=places, household__isnull=False)
    household = found.values_list("household_id", flat=True).first()
    labels = people.household_labels(viewer, [household], on) if household else {}
    return (household, labels[household]) if household in labels else None


class PayeeHint(NamedTuple):
    """Whose account it should be, for the clerk who names the payee: masked names."""

    adults: tuple[str, ...]
    agreed: tuple[tuple[str, datetime.date], ...]


def household_of(request_id: UUID) -> UUID | None:
    """Which household a request is for; the house's own question. None for works and rounds."""
    rows = AidRequest.objects.filter(pk=request_id).values_list("household_id", flat=True)
    return rows.first()


def payee_hint(viewer: Viewer, request_id: UUID, on: datetime.date) -> PayeeHint | None:
    """The adults of the family, masked, and who consented, for whoever instructs the payment.

    None for works and rounds, and for anybody else: the committee is never told.
    """
    places = viewer.communities(Permission.AID_INSTRUCT)
    found = AidRequest.objects.filter(pk=request_id, place__in=places, household__isnull=False)
    household = found.values_list("household_id", flat=True).first()
    if household is None:
        return None
    payable = people.payable(household, on)
    return PayeeHint(
        adults=tuple(masked(name) for name in payable.adults),
        agreed=tuple((masked(name), day) for name, day in payable.agreed),
    )


def of_household(viewer: Viewer, household_id: UUID) -> list[RequestRow]:
    """A household's requests, newest first, for whoever asks for families there."""
    codes = viewer.communities(Permission.AID_ASK) | viewer.communities(Permission.CASE_SEE)
    return _rows_of(household_id, Q(place__in=codes))


def mine(household_id: UUID) -> list[RequestRow]:
    """The requests of the caller's own household, newest first.

    The resident's door has made sure whose household it is; a family's page shows its own only.
    """
    return _rows_of(household_id, Q())


def payment_slip(household_id: UUID, request_id: UUID) -> dict[str, Any]:
    """What a family holds against the downloaded book, to find its own payment inside a sum.

    The resident's door has made sure whose household it is. Raises ``NotFound``, ``NotCounted``.
    """
    payment = Payment.objects.filter(
        instruction__grant__request=request_id,
        instruction__grant__request__household=household_id,
    )
    found = payment.select_related("fund", "entry").first()
    if found is None:
        raise NotFound
    book, seq = found.fund.book_id, found.entry.seq
    batch = ledger.batch_of(book, seq)
    if batch is None:
        raise NotCounted
    proof = ledger.inclusion(book, batch, seq)
    return {"kind": "payment", "book": book, "batch": batch, "seq": seq, **proof._asdict()}


def paid_at(viewer: Viewer, household_ids: Collection[UUID]) -> dict[UUID, list[datetime.datetime]]:
    """When each of these households was paid aid, and no more, for who may see cases there."""
    codes = viewer.communities(Permission.AID_ASK) | viewer.communities(Permission.CASE_SEE)
    paid = AidRequest.objects.filter(
        in_state("paid"), place__in=codes, household_id__in=household_ids
    )
    moments: dict[UUID, list[datetime.datetime]] = {}
    for home, at in paid.values_list("household_id", "grant__instruction__payment__at"):
        moments.setdefault(home, []).append(at)
    return moments


def asked_at(viewer: Viewer, since: datetime.datetime) -> dict[UUID, datetime.datetime]:
    """The households for which the fund was asked since a moment, and when first."""
    codes = viewer.communities(Permission.AID_ASK) | viewer.communities(Permission.CASE_SEE)
    asked = AidRequest.objects.filter(place__in=codes, asked_at__gte=since).exclude(
        household_id=None
    )
    return dict(asked.values_list("household_id").annotate(first=Min("asked_at")))


def cards_for(viewer: Viewer, household_id: UUID) -> list[HouseholdCard]:
    """The fund's card for the dossier; none when there is nothing the viewer may see."""
    rows = of_household(viewer, household_id)
    return [HouseholdCard(_("社区慈善基金"), tuple(rows))] if rows else []


def _rows_of(household_id: UUID, which: Q) -> list[RequestRow]:
    rows = AidRequest.objects.filter(which, household_id=household_id)
    return [row_of(each) for each in with_facts(rows).order_by("-asked_at", "-pk")]
