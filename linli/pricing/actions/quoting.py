"""A quote is made when a place is given, ends when it is given back, and its money is collected.

The room above calls ``quote`` and ``end_quotes`` in its own transaction and has asked who may.
"""

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.ids import random_id, uuid7
from linli.kernel.money import spoken
from linli.kernel.refusal import Refused
from linli.kernel.rows import insert_new
from linli.operator import actions as operators, queries as operations
from linli.operator.actions import Origin
from linli.operator.queries import TakingCard
from linli.pricing import terms
from linli.pricing.actions.uses import take_use
from linli.pricing.models import PassUse, Price, Quote, QuoteEnd, QuoteLine, SubsidyUse
from linli.pricing.queries.accounts import accounts_of
from linli.pricing.queries.passes import PassCard
from linli.pricing.queries.previews import Preview, previews
from linli.pricing.queries.standing import rule_of


class PriceChanged(Refused):
    """What is asked differs from what was shown."""

    words = gettext_lazy("价格和刚才看到的不一样了：现在是 %(now)s。请看一看，再报一次。")


class UsedUp(Refused):
    """Somebody used it at the same moment."""

    words = gettext_lazy("“%(title)s”刚刚用过了，不能再减一次。请看一看新的价格，再报一次。")


class NoOperation(Refused):
    """Nobody here keeps a book to take money into."""

    words = gettext_lazy("这里还没有开设运营账，不能收钱。")
    remedy = gettext_lazy("请运营方的会计先开设。")


class NothingDue(Refused):
    """It is paid, or free."""

    words = gettext_lazy("没有要收的钱。")


def quote(
    *,
    origin: Origin,
    course_id: UUID,
    resident_ids: Sequence[UUID],
    by: Viewer,
    at: datetime.datetime,
    session_id: UUID | None = None,
) -> list[Quote]:
    """Freeze what a place (on ``origin.on``) costs each of these people, and the deposit; nothing
    for a course that is free and asks for none.

    Inside the caller's transaction. Raises ``UsedUp`` when two come at once: then the caller's
    transaction ends with it.
    """
    found = _previews(course_id, session_id, resident_ids, origin.on, at)
    made = [freeze(each, origin, course_id, session_id, by=by, at=at) for each in found]
    if made:
        journal.record(
            verb="quote.made", by=by, at=at, subject=(origin.noun, origin.id),
            place=made[0].place_id, details={"list_fen": sum(each.list_fen for each in made)},
        )  # fmt: skip
    return made


def insist_on_price(
    *,
    course_id: UUID,
    session_id: UUID | None,
    on: datetime.date,
    shown_fen: Mapping[UUID, int],
    at: datetime.datetime,
) -> None:
    """Refuse, before anything is written, another price than each was shown, the deposit with it.

    Raises ``PriceChanged``.
    """
    for preview in _previews(course_id, session_id, list(shown_fen), on, at):
        if shown_fen[preview.resident_id] != preview.shown_fen:
            raise PriceChanged(now=_said(preview))


def _said(preview: Preview) -> str:
    price = spoken(preview.resident_fen)
    if not preview.deposit_fen:
        return price
    return gettext("%(price)s，押金 %(deposit)s") % {
        "price": price, "deposit": spoken(preview.deposit_fen),
    }  # fmt: skip


def _previews(
    course_id: UUID,
    session_id: UUID | None,
    resident_ids: Sequence[UUID],
    on: datetime.date,
    at: datetime.datetime,
) -> list[Preview]:
    return previews(
        course_id,
        resident_ids,
        per=terms.SESSION if session_id else terms.TERM,
        on=on,
        at=timezone.localdate(at),
    )


def freeze(
    preview: Preview,
    origin: Origin,
    course_id: UUID | None = None,
    session_id: UUID | None = None,
    *,
    by: Viewer,
    at: datetime.datetime,
) -> Quote:
    """Write down what was previewed, line by line; what is limited is used. Raises ``UsedUp``."""
    kept = Quote.objects.create(
        place_id=preview.of.place_id,
        price=preview.price,
        pass_kind=preview.kind,
        course_id=course_id,
        session_id=session_id,
        origin_room=origin.room,
        origin_noun=origin.noun,
        origin_id=origin.id,
        origin_title=origin.title[:80],
        on=origin.on,
        resident_id=preview.resident_id,
        list_fen=preview.list_fen,
        subsidies_fen=preview.subsidies_fen,
        resident_fen=preview.resident_fen,
        market_fen=preview.market_fen,
        deposit_fen=preview.deposit_fen,
        made_by_id=by.user_id,
        made_at=at,
    )
    if preview.covered:
        _cover(kept, preview.covered)
    for number, (subsidy, part) in enumerate(preview.parts, 1):
        line = QuoteLine.objects.create(
            quote=kept,
            number=number,
            subsidy=subsidy,
            payer_id=subsidy.payer_id,
            before_fen=part.before_fen,
            amount_fen=part.amount_fen,
            after_fen=part.after_fen,
        )
        if subsidy.cap is not None and not use(
            place=kept.place_id, resident_id=kept.resident_id, rule=rule_of(subsidy),
            on=origin.on, line_id=line.pk,
        ):  # fmt: skip
            raise UsedUp(title=subsidy.title)
    return kept


def _cover(quote: Quote, held: PassCard) -> None:
    """The resident's pass pays for the whole of it."""
    line = QuoteLine.objects.create(
        quote=quote,
        number=1,
        season_pass_id=held.id,
        before_fen=quote.list_fen,
        amount_fen=quote.list_fen,
        after_fen=0,
    )
    if not take_use(held, thing=line.pk, on=quote.on):
        raise UsedUp(title=held.title)


def use(
    *, place: str, resident_id: UUID, rule: terms.Rule, on: datetime.date, line_id: UUID
) -> bool:
    """Take the next free use of a limited subsidy; False when all are taken. The key decides
    between two who come at once."""
    for number in range(1, (rule.cap or 0) + 1):
        taken = SubsidyUse(
            id=uuid7(),
            place_id=place,
            resident_id=resident_id,
            code=rule.code,
            period=terms.period_of(rule, on),
            number=number,
            cap=rule.cap,
            line=line_id,
        )
        if insert_new(taken):
            return True
    return False


def end_quotes(
    *,
    room: str,
    noun: str,
    thing_id: UUID,
    begins_at: datetime.datetime | None,
    by: Viewer,
    at: datetime.datetime,
) -> list[QuoteEnd]:
    """A place was given back: by the published rule, until ``begins_at`` (as it stands by now: it
    may have been moved since the place was given), or, None, whole, because the course itself was
    called off. Where nothing goes back, limited subsidies and a pass are used up with it. Inside
    the caller's transaction."""
    found = Quote.objects.filter(
        origin_room=room, origin_noun=noun, origin_id=thing_id, end=None
    ).select_related("price")
    ended = []
    for each in found:
        back = _back_permille(each.price, begins_at, at)
        ended.append(
            QuoteEnd.objects.create(
                quote=each, back_permille=back, ended_by_id=by.user_id, ended_at=at
            )
        )
        if back:
            SubsidyUse.objects.filter(line__in=each.lines.values("pk")).delete()
            PassUse.objects.filter(thing__in=each.lines.values("pk")).delete()
    if ended:
        journal.record(
            verb="quote.ended", by=by, at=at, subject=(noun, thing_id),
            place=ended[0].quote.place_id, details={"back_permille": ended[0].back_permille},
        )  # fmt: skip
    return ended


def _back_permille(price: Price, begins_at: datetime.datetime | None, at: datetime.datetime) -> int:
    if begins_at is None:
        return terms.FULL_PERMILLE
    if begins_at <= at:
        return 0
    days = (timezone.localdate(begins_at) - timezone.localdate(at)).days
    return terms.given_back_permille(
        days, full_days=price.full_back_days, late_permille=price.late_back_permille
    )


@transaction.atomic
def collect(
    *,
    room: str,
    noun: str,
    thing_id: UUID,
    means: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
    kind: str = "fees",
) -> TakingCard:
    """Take what is still due for a thing into the operator's book, with a receipt.

    The operator's own action asks whether ``by`` may. Raises ``NothingDue``, ``NoOperation``.
    """
    account = accounts_of(room, noun, [thing_id]).get(thing_id)
    if account is None:
        raise NothingDue
    operation = operations.operation_of(account.place)
    if operation is None:
        raise NoOperation
    operators.locked(operation.id)  # the second of two at the counter sees what the first took
    account = accounts_of(room, noun, [thing_id])[thing_id]
    key = key or random_id()
    if account.left_fen <= 0:
        earlier = operations.taking_by_key(key)
        if earlier is not None:
            return earlier
        raise NothingDue
    taking = operators.receive(
        operation_id=operation.id, amount_fen=account.left_fen, kind=kind, means=means,
        origin=account.origin, by=by, at=at, key=key,
    )  # fmt: skip
    return operations.taking(by, taking.pk)
