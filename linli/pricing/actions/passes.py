"""Season passes: written by one and put into force by another, sold, paid, used, given back, and
earned month by month."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.ids import uuid7
from linli.kernel.money import spoken
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import after_the_quicker
from linli.operator import actions as operators, queries as operations
from linli.operator.actions import Origin
from linli.operator.queries import TakingCard
from linli.people import queries as people
from linli.pricing import terms
from linli.pricing.actions.prices import (
    PriceNotPossible,
    end,
    held,
    insist_forwards,
    note,
    put_in_force,
    require,
)
from linli.pricing.actions.quoting import (
    PriceChanged,
    UsedUp,
    collect,
    freeze,
)
from linli.pricing.actions.uses import lock_pass, take_use
from linli.pricing.models import PassCover, PassKind, QuoteEnd, SeasonPass, SubsidyUse
from linli.pricing.queries.passes import (
    NOUN,
    ROOM,
    PassCard,
    earned_up_to,
    get_pass,
    kinds_on_sale,
    last_of,
    places_ahead,
)
from linli.pricing.queries.previews import pass_previews
from linli.programmes import queries as programmes
from linli.spaces import queries as spaces

PASSES = "passes"


class CoversNothing(Refused):
    """A pass is for something."""

    words = gettext_lazy("请写明这张票管什么：全部，或者哪些课、哪些房间。")


class SeasonOrDays(Refused):
    """From one day to another, or so many days."""

    words = gettext_lazy("写从哪天到哪天，或者写从付钱那天起多少天，只写一样。")


class NotOnSale(Refused):
    """Nobody has put it into force, or it is sold no more."""

    words = gettext_lazy("这种票现在不卖。")


class StillCovers(Refused):
    """A place that it pays for would be had for nothing."""

    words = gettext_lazy("这张票还管着 %(count)s 个没上完的名额，先把它们让出来，再退票。")
    remedy = gettext_lazy("还想去的，让出来以后可以再报，按没有票的价。")


@after_the_quicker
@transaction.atomic
def write_pass(
    *,
    place: str,
    code: str,
    title: str,
    amount_fen: int,
    valid_from: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    everything: bool = False,
    course_ids: Sequence[UUID] = (),
    programme_ids: Sequence[UUID] = (),
    space_ids: Sequence[UUID] = (),
    from_on: datetime.date | None = None,
    to_on: datetime.date | None = None,
    days: int | None = None,
    uses: int | None = None,
    valid_to: datetime.date | None = None,
) -> PassKind:
    """Write a season pass; it is sold once another person has put it into force.

    Raises ``PriceNotPossible``, ``CoversNothing``, ``SeasonOrDays``, ``EndsBeforeItBegins``,
    ``NotFound`` for what is not here.
    """
    require(place, by, Permission.PRICE_WRITE)
    if amount_fen <= 0:
        raise PriceNotPossible
    if not (everything or course_ids or programme_ids or space_ids):
        raise CoversNothing
    if bool(days) == bool(from_on and to_on) or bool(from_on) != bool(to_on):
        raise SeasonOrDays
    if from_on:
        insist_forwards(from_on, to_on)
    insist_forwards(valid_from, valid_to)
    if earlier := pressed_before(PassKind, key, place_id=place, code=code.strip()):
        return earlier
    covers = [] if everything else _covers(place, course_ids, programme_ids, space_ids)
    kind = PassKind.objects.create(
        place_id=place,
        code=code.strip(),
        title=title.strip(),
        amount_fen=amount_fen,
        everything=everything,
        from_on=from_on,
        to_on=to_on,
        days=days or None,
        uses=uses or None,
        valid_from=valid_from,
        valid_to=valid_to,
        written_by_id=by.user_id,
        written_at=at,
        key=key,
    )
    for each in covers:
        each.kind = kind
    PassCover.objects.bulk_create(covers)
    note("pass_kind.written", kind, by, at, amount_fen=amount_fen)
    return kind


@transaction.atomic
def put_pass_in_force(*, kind_id: UUID, by: Viewer, at: datetime.datetime) -> PassKind:
    """Put a pass on sale that somebody else wrote. Raises ``WrittenBySame``."""
    kind = held(PassKind, kind_id, by, Permission.PRICE_ACTIVATE)
    return put_in_force(kind, "pass_kind.put_in_force", by, at)


@transaction.atomic
def end_pass_kind(
    *, kind_id: UUID, on: datetime.date, by: Viewer, at: datetime.datetime
) -> PassKind:
    """Let a pass be sold until a day, that day included. Those that were sold stay good."""
    kind = held(PassKind, kind_id, by, Permission.PRICE_ACTIVATE)
    return end(kind, "pass_kind.ended", on, by, at)


@after_the_quicker
@transaction.atomic
def sell_pass(
    *,
    kind_id: UUID,
    resident_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    shown_fen: int | None = None,
) -> SeasonPass:
    """Sell a pass to a resident: at the desk, or to whoever asks for it by telephone, for oneself
    or a child. It is quoted as a place is, and begins when it is paid; at once where nothing is
    left to pay. ``shown_fen``: what was shown to pay, anything else is refused. The same ``key`` is
    the same pass.

    Raises ``NotFound``, ``NotOnSale``, ``PriceChanged``, ``UsedUp``, ``KeyUsedForOther``.
    """
    today = timezone.localdate(at)
    place = _insist_on_buyer(resident_id, by, today)
    if earlier := pressed_before(SeasonPass, key, resident_id=resident_id, kind_id=kind_id):
        return earlier
    kind = next((each for each in kinds_on_sale(place, today) if each.pk == kind_id), None)
    if kind is None:
        raise NotOnSale
    [preview] = pass_previews(kind, [resident_id], at=today)
    if shown_fen is not None and shown_fen != preview.resident_fen:
        raise PriceChanged(now=spoken(preview.resident_fen))
    pass_id = uuid7()
    origin = Origin(ROOM, NOUN, pass_id, kind.title, today)
    sold = SeasonPass.objects.create(
        id=pass_id,
        kind=kind,
        resident_id=resident_id,
        quote=freeze(preview, origin, by=by, at=at),
        uses=kind.uses,
        sold_by_id=by.user_id,
        sold_at=at,
        key=key,
    )
    _note("pass.sold", sold, by, at, list_fen=preview.list_fen)
    if not preview.resident_fen:
        _begin(sold, by, at)
    return sold


@transaction.atomic
def collect_pass(
    *, pass_id: UUID, means: str, by: Viewer, at: datetime.datetime, key: UUID | None = None
) -> TakingCard:
    """Take what is due for a pass into the operator's book, with a receipt: it begins today.

    The operator's own action asks whether ``by`` may. Raises ``NotFound``, ``NothingDue``,
    ``NoOperation``.
    """
    sold = _held_pass(pass_id)
    slip = collect(
        room=ROOM, noun=NOUN, thing_id=pass_id, means=means, by=by, at=at, key=key, kind=PASSES
    )
    if sold.begun_at is None:
        _begin(sold, by, at)
    return slip


def use_pass(
    card: PassCard, *, thing: UUID, on: datetime.date, by: Viewer, at: datetime.datetime
) -> None:
    """Use a pass (``queries.pass_in_force``) for a thing of a room above, a visit for example, in
    that room's own transaction; the same thing again uses it once. Raises ``UsedUp``."""
    if not take_use(card, thing=thing, on=on):
        raise UsedUp(title=card.title)
    journal.record(verb="pass.used", by=by, at=at, subject=(NOUN, card.id), place=card.place)


@transaction.atomic
def return_pass(*, pass_id: UUID, by: Viewer, at: datetime.datetime) -> QuoteEnd:
    """Take a pass back: it covers nothing any more, and by the published rule what was not used of
    what each bore goes back; the money itself by its receipt. Who has not paid may do so alone.

    A second press finds it done. Raises ``NotFound``, and ``StillCovers`` while a place to come is
    had with a pass that counts no uses.
    """
    sold = _held_pass(pass_id)
    card = get_pass(pass_id)
    if not by.may(Permission.ENROLLMENT_KEEP, place=card.place):
        mine = people.with_me(by, timezone.localdate(at))
        if card.resident_id not in mine or card.first is not None:
            raise NotFound
    if earlier := QuoteEnd.objects.filter(quote=sold.quote_id).first():
        return earlier
    if ahead := places_ahead(sold, at=at):
        raise StillCovers(count=ahead)
    days = card.held()
    back = terms.pass_back_permille(days, timezone.localdate(at)) if days else terms.FULL_PERMILLE
    ended = QuoteEnd.objects.create(
        quote_id=sold.quote_id, back_permille=back, ended_by_id=by.user_id, ended_at=at
    )
    if back == terms.FULL_PERMILLE:  # nothing of it was had, so no subsidy was used either
        SubsidyUse.objects.filter(line__in=sold.quote.lines.values("pk")).delete()
    _note("pass.returned", sold, by, at, back_permille=back)
    return ended


@transaction.atomic
def earn_passes(
    *, operation_id: UUID, month: datetime.date, by: Viewer, at: datetime.datetime, key: UUID
) -> object:
    """Book as income what of the passes was earned up to a month's end, by their days and uses.

    The operator's own action asks whether ``by`` may. Raises what ``operator.actions.earn`` does.
    """
    operation = operations.operation(by, operation_id)
    operators.locked(operation_id)
    rows = earned_up_to(operation.place, last_of(month.replace(day=1)))
    return operators.earn(
        operation_id=operation_id, kind=PASSES, month=month,
        up_to_fen=sum(row.earned_fen for row in rows), by=by, at=at, key=key,
    )  # fmt: skip


# Small words --------------------------------------------------------------------------------------


def _covers(
    place: str,
    course_ids: Sequence[UUID],
    programme_ids: Sequence[UUID],
    space_ids: Sequence[UUID],
) -> list[PassCover]:
    """What a pass covers, all of it of this place. Raises ``NotFound``."""
    courses = {each.id for each in programmes.courses_at(place)} if course_ids else set()
    held = {each.id for each in programmes.programmes_at(place)} if programme_ids else set()
    rooms = {each.id for each in spaces.spaces_at(place)} if space_ids else set()
    if not (courses >= set(course_ids) and held >= set(programme_ids) and rooms >= set(space_ids)):
        raise NotFound
    return [
        *(PassCover(course_id=each) for each in course_ids),
        *(PassCover(programme_id=each) for each in programme_ids),
        *(PassCover(space_id=each) for each in space_ids),
    ]


def _insist_on_buyer(resident_id: UUID, by: Viewer, on: datetime.date) -> str:
    """The resident's community, if ``by`` may buy for them. Raises ``NotFound``."""
    found = people.comers([resident_id])
    if not found:
        raise NotFound
    place = found[0].place
    if not by.may(Permission.ENROLLMENT_KEEP, place=place) and not people.comers_of(
        by, [resident_id], on
    ):
        raise NotFound
    return place


def _held_pass(pass_id: UUID) -> SeasonPass:
    """The pass, held until the transaction ends. Raises ``NotFound``."""
    sold = lock_pass(pass_id)
    if sold is None:
        raise NotFound
    return sold


def _begin(sold: SeasonPass, by: Viewer, at: datetime.datetime) -> None:
    """Its days are known from now on."""
    kind = sold.kind
    season = (kind.from_on, kind.to_on) if kind.from_on else None
    sold.from_on, sold.to_on = terms.pass_days(season, kind.days, timezone.localdate(at))
    sold.begun_at = at
    sold.save(update_fields=["from_on", "to_on", "begun_at"])
    _note("pass.begun", sold, by, at)


def _note(
    verb: str, sold: SeasonPass, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=(NOUN, sold.pk), place=sold.kind.place_id, details=details
    )
