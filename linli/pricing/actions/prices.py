"""What may be done with prices and subsidies: one person writes, another puts into force."""

import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import after_the_quicker
from linli.operator import queries as operations
from linli.people import queries as people
from linli.pricing.models import PassKind, Payer, Price, Proof, Subsidy
from linli.pricing.queries.standing import mark_of
from linli.pricing.terms import STATUSES
from linli.programmes import queries as programmes

Versioned = TypeVar("Versioned", Price, Subsidy, PassKind)


class PriceNotPossible(Refused):
    """Nought is no price: a free course has none, unless it asks for a deposit."""

    words = gettext_lazy("价格要大于零；免费的不用定价，除非要收押金。")


class NoDepositHere(Refused):
    """Who comes to a closed group stands on no list of money left behind."""

    words = gettext_lazy("不公开的小组不收押金。")


class MarketWithoutSource(Refused):
    """A market price says where it was seen, or is left out."""

    words = gettext_lazy("市场价要写明是哪里看到的；不知道就两样都空着。")


class EndsBeforeItBegins(Refused):
    """The last day is before the first."""

    words = gettext_lazy("最后一天比第一天还早。")


class OneFormula(Refused):
    """A share or a fixed amount."""

    words = gettext_lazy("减多少，写百分之几，或者写固定多少元，只写一样。")


class OneThing(Refused):
    """A course or a pass."""

    words = gettext_lazy("这条补贴是给一门课的，还是给一种季票的，只选一样。")


class PayerThere(Refused):
    """One payer of a name."""

    words = gettext_lazy("已经有叫“%(name)s”的付款方了。")


class WrittenBySame(Refused):
    """Who wrote it does not put it into force."""

    words = gettext_lazy("这是您自己写的，要换一个人核对以后生效。")


class InForceAlready(Refused):
    """It counts already."""

    words = gettext_lazy("这一条已经生效了。")


@after_the_quicker
@transaction.atomic
def write_price(
    *,
    course_id: UUID,
    per: str,
    amount_fen: int,
    full_back_days: int,
    late_back_permille: int,
    valid_from: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    valid_to: datetime.date | None = None,
    market_fen: int | None = None,
    market_source: str = "",
    deposit_fen: int | None = None,
) -> Price:
    """Write a price of a course, and perhaps a deposit; it counts once another person has put it
    into force.

    Raises ``PriceNotPossible``, ``NoDepositHere``, ``MarketWithoutSource``,
    ``EndsBeforeItBegins``.
    """
    programme = programmes.course(course_id).programme
    place = programme.place
    require(place, by, Permission.PRICE_WRITE)
    deposit = deposit_fen or 0
    if min(amount_fen, deposit) < 0 or amount_fen + deposit == 0:
        raise PriceNotPossible
    if deposit and programme.closed_group:
        raise NoDepositHere
    if bool(market_fen) != bool(market_source.strip()):
        raise MarketWithoutSource
    insist_forwards(valid_from, valid_to)
    if earlier := pressed_before(Price, key, course_id=course_id, amount_fen=amount_fen):
        return earlier
    price = Price.objects.create(
        place_id=place,
        course_id=course_id,
        per=per,
        amount_fen=amount_fen,
        deposit_fen=deposit,
        market_fen=market_fen or None,
        market_source=market_source.strip(),
        full_back_days=full_back_days,
        late_back_permille=late_back_permille,
        valid_from=valid_from,
        valid_to=valid_to,
        written_by_id=by.user_id,
        written_at=at,
        key=key,
    )
    note("price.written", price, by, at, amount_fen=amount_fen, deposit_fen=deposit)
    return price


@transaction.atomic
def put_price_in_force(*, price_id: UUID, by: Viewer, at: datetime.datetime) -> Price:
    """Put a price into force that somebody else wrote. Raises ``WrittenBySame``."""
    price = held(Price, price_id, by, Permission.PRICE_ACTIVATE)
    return put_in_force(price, "price.put_in_force", by, at)


@transaction.atomic
def end_price(*, price_id: UUID, on: datetime.date, by: Viewer, at: datetime.datetime) -> Price:
    """Let a price count until a day, that day included. Quotes that were made stay."""
    price = held(Price, price_id, by, Permission.PRICE_ACTIVATE)
    return end(price, "price.ended", on, by, at)


@transaction.atomic
def name_payer(*, place: str, kind: str, name: str, by: Viewer, at: datetime.datetime) -> Payer:
    """Name somebody who bears a part of prices here. Raises ``PayerThere``."""
    require(place, by, Permission.PRICE_WRITE)
    if Payer.objects.filter(place=place, name=name.strip()).exists():
        raise PayerThere(name=name.strip())
    payer = Payer.objects.create(place_id=place, kind=kind, name=name.strip())
    note("payer.named", payer, by, at)
    return payer


@after_the_quicker
@transaction.atomic
def write_subsidy(
    *,
    payer_id: UUID,
    code: str,
    title: str,
    basis: str,
    valid_from: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    course_id: UUID | None = None,
    pass_code: str = "",
    valid_to: datetime.date | None = None,
    permille: int | None = None,
    fixed_fen: int | None = None,
    age_from: int | None = None,
    age_to: int | None = None,
    hukou: str = "",
    status: str = "",
    cap: int | None = None,
    period: str = "ever",
    order: int = 0,
) -> Subsidy:
    """Write a subsidy of a course (None: of all), or of the season pass of a code; it counts once
    another person has put it into force.

    Raises ``OneFormula``, ``OneThing``, ``EndsBeforeItBegins``, ``NotFound``.
    """
    payer = Payer.objects.filter(pk=payer_id).first()
    if payer is None:
        raise NotFound
    require(payer.place_id, by, Permission.PRICE_WRITE)
    if course_id and programmes.course(course_id).programme.place != payer.place_id:
        raise NotFound
    if bool(permille) == bool(fixed_fen):
        raise OneFormula
    if course_id and pass_code:
        raise OneThing
    insist_forwards(valid_from, valid_to)
    if earlier := pressed_before(Subsidy, key, payer_id=payer.pk, code=code.strip()):
        return earlier
    subsidy = Subsidy.objects.create(
        place_id=payer.place_id,
        payer=payer,
        course_id=course_id,
        pass_code=pass_code,
        code=code.strip(),
        title=title.strip(),
        basis=basis.strip(),
        permille=permille or None,
        fixed_fen=fixed_fen or None,
        age_from=age_from,
        age_to=age_to,
        hukou=hukou,
        status=status,
        cap=cap,
        period=period,
        order=order,
        valid_from=valid_from,
        valid_to=valid_to,
        written_by_id=by.user_id,
        written_at=at,
        key=key,
    )
    note("subsidy.written", subsidy, by, at)
    return subsidy


@transaction.atomic
def put_subsidy_in_force(*, subsidy_id: UUID, by: Viewer, at: datetime.datetime) -> Subsidy:
    """Put a subsidy into force that somebody else wrote. Raises ``WrittenBySame``."""
    subsidy = held(Subsidy, subsidy_id, by, Permission.PRICE_ACTIVATE)
    return put_in_force(subsidy, "subsidy.put_in_force", by, at)


@transaction.atomic
def end_subsidy(
    *, subsidy_id: UUID, on: datetime.date, by: Viewer, at: datetime.datetime
) -> Subsidy:
    """Let a subsidy count until a day, that day included. Quotes that were made stay."""
    subsidy = held(Subsidy, subsidy_id, by, Permission.PRICE_ACTIVATE)
    return end(subsidy, "subsidy.ended", on, by, at)


@transaction.atomic
def see_proof(
    *,
    resident_id: UUID,
    status: str,
    valid_until: datetime.date,
    by: Viewer,
    at: datetime.datetime,
) -> Proof:
    """Record that somebody showed a paper (``terms.STATUSES``) at the desk to pay less.

    Kept as a keyed hash: the journal names neither the person nor the paper.
    """
    found = people.comers([resident_id])
    if not found or status not in STATUSES:
        raise NotFound
    by.require(Permission.ENROLLMENT_KEEP, place=found[0].place)
    proof = Proof.objects.create(
        place_id=found[0].place,
        mark=mark_of(resident_id, status),
        valid_until=valid_until,
        seen_by_id=by.user_id,
        seen_at=at,
    )
    note("proof.seen", proof, by, at)
    return proof


# Small words --------------------------------------------------------------------------------------


def require(place: str, by: Viewer, permission: Permission) -> None:
    """Refuse unless permitted in the community, or in the organisation that runs its hall."""
    operation = operations.operation_of(place)
    by.require(permission, place=place, organisation=operation.operator_id if operation else None)


def held(model: type[Versioned], version_id: UUID, by: Viewer, permission: Permission) -> Versioned:
    """A version, locked, if ``by`` may do this where it counts. Raises ``NotFound``."""
    found = model.objects.select_for_update().filter(pk=version_id).first()
    if found is None:
        raise NotFound
    require(found.place_id, by, permission)
    return found


def put_in_force(version: Versioned, verb: str, by: Viewer, at: datetime.datetime) -> Versioned:
    """A second person says that it counts. Raises ``InForceAlready``, ``WrittenBySame``."""
    if version.in_force_at:
        raise InForceAlready
    if version.written_by_id == by.user_id:
        raise WrittenBySame
    version.in_force_by_id, version.in_force_at = by.user_id, at
    version.save(update_fields=["in_force_by", "in_force_at"])
    note(verb, version, by, at)
    return version


def end(
    version: Versioned, verb: str, on: datetime.date, by: Viewer, at: datetime.datetime
) -> Versioned:
    """It counts until a day, that day included."""
    insist_forwards(version.valid_from, on)
    version.valid_to = on
    version.save(update_fields=["valid_to"])
    note(verb, version, by, at)
    return version


def insist_forwards(first: datetime.date, last: datetime.date | None) -> None:
    """Refuse a last day before the first."""
    if last is not None and last < first:
        raise EndsBeforeItBegins


def note(verb: str, of: Any, by: Viewer, at: datetime.datetime, **details: Any) -> None:
    """Into the journal: the noun of the verb, ids and amounts."""
    journal.record(
        verb=verb, by=by, at=at, subject=(verb.partition(".")[0], of.pk), place=of.place_id,
        details=details,
    )  # fmt: skip
