"""Season passes: which are sold, whom which pass covers, what one would cost, what is earned."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.operator import queries as operations
from linli.people import queries as people
from linli.pricing import terms
from linli.pricing.models import PassCover, PassKind, PassUse, Quote, SeasonPass
from linli.pricing.queries.accounts import Account, accounts_of
from linli.pricing.queries.scope import Scope
from linli.pricing.queries.standing import in_force
from linli.programmes import queries as programmes
from linli.spaces import queries as spaces

ROOM, NOUN = "pricing", "pass"
SOLD_SHOWN = 200


class PassCard(NamedTuple):
    """A pass of somebody's. Days are None until it is paid; ``left`` None: as often as one comes.
    ``account``: its money; None where nobody asked for it."""

    id: UUID
    kind_id: UUID
    title: str
    place: str
    resident_id: UUID
    first: datetime.date | None
    last: datetime.date | None
    uses: int | None
    used: int
    ended: bool
    account: Account | None = None

    @property
    def left(self) -> int | None:
        return None if self.uses is None else self.uses - self.used

    @property
    def paid(self) -> bool:
        """Whether nothing is due of it any more."""
        return self.account is not None and self.account.left_fen <= 0

    def good_on(self, day: datetime.date) -> bool:
        """Whether it may be used on a day, by its days and uses."""
        if self.ended or self.first is None or self.last is None:
            return False
        return self.first <= day <= self.last and self.left != 0

    def held(self) -> terms.Kept | None:
        """As the rules see it; None as long as it has not begun."""
        if self.first is None or self.last is None:
            return None
        return terms.Kept(self.first, self.last, self.uses, self.used)


def pass_in_force(
    resident_id: UUID,
    *,
    on: datetime.date,
    space_id: UUID | None = None,
    course_id: UUID | None = None,
) -> PassCard | None:
    """The pass with which a resident comes, on a day, into a room of open access or to one session
    of a course; None where they have none that is paid, covers it, and has a use left. Of several
    one without a number of uses first, then the one that ends first.

    Use it with ``actions.use_pass``. One query for whoever has no pass.
    """
    if (space_id is None) == (course_id is None):
        raise ValueError("a room or a course")
    found = _standing([resident_id], on)
    if not found:
        return None
    covered = covering_space(space_id) if space_id else covering_courses([course_id])
    return _best(found, covered, on).get(resident_id)


def is_used(thing: UUID) -> bool:
    """Whether a pass with a number of uses was used for this thing already. One query."""
    return PassUse.objects.filter(thing=thing).exists()


def passes_for_course(
    course_id: UUID, resident_ids: Sequence[UUID], *, per: str, on: datetime.date
) -> dict[UUID, PassCard]:
    """The pass that covers a place of a course for each of these people who has one. A pass with a
    number of uses is good for single sessions; a place of a whole term asks for one without, whose
    days reach to the last session. One query where nobody has a pass."""
    found = _standing(resident_ids, on)
    if per == terms.TERM:
        found = [row for row in found if row.uses is None]
    if not found:
        return {}
    if per == terms.TERM:
        last = max(
            (
                each.start_at.astimezone(XIAMEN).date()
                for each in programmes.sessions_of(course_id)
                if not each.cancelled
            ),
            default=on,
        )
        found = [row for row in found if row.to_on >= last]
    return _best(found, covering_courses([course_id]), on)


def covering_courses(course_ids: Collection[UUID]) -> Q:
    """The kinds of pass that cover one of these courses, by itself or by its programme."""
    cards = programmes.courses_named(course_ids)
    return Q(everything=True, place__in={card.programme.place for card in cards}) | Q(
        pk__in=PassCover.objects.filter(
            Q(course__in=course_ids) | Q(programme__in={card.programme.id for card in cards})
        ).values("kind")
    )


def covering_space(space_id: UUID) -> Q:
    """The kinds of pass that cover a room, by itself or by one it lies in."""
    place, chain = spaces.lying_in(space_id)
    return Q(everything=True, place=place) | Q(
        pk__in=PassCover.objects.filter(space__in=chain).values("kind")
    )


def _standing(resident_ids: Sequence[UUID], on: datetime.date) -> list[SeasonPass]:
    """The passes of these people whose days these are, that were not given back. One query."""
    found = SeasonPass.objects.filter(
        resident__in=resident_ids, from_on__lte=on, to_on__gte=on, quote__end=None
    )
    return list(_rows(found))


def _best(found: Iterable[SeasonPass], kinds: Q, on: datetime.date) -> dict[UUID, PassCard]:
    covering = set(
        PassKind.objects.filter(kinds, pk__in={row.kind_id for row in found}).values_list(
            "pk", flat=True
        )
    )
    cards = _cards([row for row in found if row.kind_id in covering])
    best: dict[UUID, PassCard] = {}
    for card in sorted(cards, key=lambda each: (each.uses is not None, each.last, each.id)):
        if card.paid and card.good_on(on):
            best.setdefault(card.resident_id, card)
    return best


# Kinds --------------------------------------------------------------------------------------------


class KindRow(NamedTuple):
    """A version of a pass, for the desk and for who asks what there is."""

    row: PassKind
    covers: list[str]
    may_activate: bool

    @property
    def back_rule(self) -> str:
        """By what the rest is given back: ``uses`` or ``days``."""
        return "days" if self.row.uses is None else "uses"


def pass_kinds(viewer: Viewer) -> list[KindRow]:
    """The versions of passes of the viewer's places, drafts first, then the newest. The same
    queries, however many."""
    scope = Scope(viewer)
    found = PassKind.objects.filter(place__in=scope.places).order_by("-valid_from", "-written_at")
    rows = described(found, scope)
    return sorted(rows, key=lambda each: each.row.in_force_at is not None)


def kinds_on_sale(place: str, on: datetime.date) -> list[PassKind]:
    """What is sold in a community on a day: the newest version in force of each code, if its season
    is not over. By title."""
    found = in_force(PassKind.objects.filter(place=place), on)
    newest = {row.code: row for row in found.order_by("valid_from", "in_force_at", "pk")}
    live = [row for row in newest.values() if row.to_on is None or row.to_on >= on]
    return sorted(live, key=lambda row: (row.title, row.pk))


def described(found: Iterable[PassKind], scope: Scope | None = None) -> list[KindRow]:
    """Kinds with what they cover, in words. Four queries."""
    rows = list(found)
    covers = list(PassCover.objects.filter(kind__in=rows).order_by("pk"))
    titles: dict[UUID, str] = {}
    for card in programmes.courses_named({each.course_id for each in covers if each.course_id}):
        closed = card.programme.closed_group
        titles[card.id] = card.programme.public_title if closed else card.title
    for place in {row.place_id for row in rows} if covers else ():
        for each in programmes.programmes_at(place):
            titles[each.id] = each.public_title
        for room in spaces.spaces_at(place):
            titles[room.id] = str(room)
    named: dict[UUID, list[str]] = {}
    for each in covers:
        thing = each.course_id or each.programme_id or each.space_id
        named.setdefault(each.kind_id, []).append(titles.get(thing, ""))
    return [
        KindRow(row, named.get(row.pk, []), scope.may_activate(row) if scope else False)
        for row in rows
    ]


# Sold ---------------------------------------------------------------------------------------------


def passes_of(resident_ids: Collection[UUID]) -> list[PassCard]:
    """Every pass of these people, the newest first, with its money. For the owner's own page and
    for rooms that have asked who may."""
    return _cards(_rows(SeasonPass.objects.filter(resident__in=resident_ids)))


def sold_passes(viewer: Viewer) -> list[PassCard]:
    """The passes sold where the viewer enrols people or keeps the book, the newest first."""
    scope = Scope(viewer)
    places = scope.places | viewer.communities(Permission.ENROLLMENT_KEEP)
    return _cards(_rows(SeasonPass.objects.filter(kind__place__in=places))[:SOLD_SHOWN])


def get_pass(pass_id: UUID) -> PassCard:
    """One pass, for a room that asks who may. Raises ``NotFound``."""
    for card in _cards(_rows(SeasonPass.objects.filter(pk=pass_id))):
        return card
    raise NotFound


def places_ahead(sold: SeasonPass, *, at: datetime.datetime) -> int:
    """How many places that are not over a pass without a number of uses pays for: of single
    sessions, and of courses as long as they meet. Two queries."""
    if sold.uses is not None:  # each of them is a use, which does not go back
        return 0
    paid = Quote.objects.filter(lines__season_pass=sold, end=None)
    places = list(paid.values_list("course", "session"))
    ahead = [
        row
        for row in programmes.sessions_of_courses({course_id for course_id, _ in places})
        if row.end_at > at and not row.cancelled
    ]
    courses, sessions = {row.course_id for row in ahead}, {row.id for row in ahead}
    return sum(
        course_id in courses if session_id is None else session_id in sessions
        for course_id, session_id in places
    )


def place_of(resident_id: UUID) -> str:
    """The community of a resident who is still here. Raises ``NotFound``."""
    for each in people.comers([resident_id]):
        return each.place
    raise NotFound


# Earned -------------------------------------------------------------------------------------------


class EarnedRow(NamedTuple):
    """What of one pass is earned up to a day, and what is still owed to its owner."""

    card: PassCard
    paid_fen: int
    earned_fen: int

    @property
    def left_fen(self) -> int:
        return self.paid_fen - self.earned_fen


def earned_up_to(place: str, last: datetime.date) -> list[EarnedRow]:
    """What of the passes of a place is earned by the end of a day: reckoned anew from days, uses
    and receipts each time. Five queries."""
    used = PassUse.objects.filter(on__lte=last)
    found = SeasonPass.objects.filter(kind__place=place, from_on__lte=last)
    found = found.prefetch_related(Prefetch("used", used, to_attr="used_by_then"))
    rows = list(_rows(found))
    cards = {card.id: card for card in _cards(rows)}
    earned = []
    for row in rows:
        card = cards[row.pk]
        paid_fen = card.account.paid_fen if card.account else 0
        end = getattr(row.quote, "end", None)
        if end and end.ended_at.astimezone(XIAMEN).date() <= last:
            fen = terms.kept(row.quote.resident_fen, end.back_permille)
        else:
            held = terms.Kept(row.from_on, row.to_on, row.uses, len(row.used_by_then))
            fen = terms.pass_earned_fen(row.quote.resident_fen, held, last)
        earned.append(EarnedRow(card, paid_fen, min(fen, paid_fen)))
    return earned


class MonthEarned(NamedTuple):
    """A month of a place's passes: what is to be booked, and what was booked for which month."""

    operation_id: UUID
    month: datetime.date
    rows: list[EarnedRow]
    up_to_fen: int
    booked: dict[datetime.date, int]

    @property
    def to_book_fen(self) -> int:
        return 0 if self.month in self.booked else max(
            self.up_to_fen - sum(self.booked.values()), 0
        )  # fmt: skip


def month_earned(viewer: Viewer, month: datetime.date) -> MonthEarned | None:
    """The month of the passes in the book the viewer may keep; None where there is no book."""
    for card in Scope(viewer).operations:
        first = month.replace(day=1)
        rows = earned_up_to(card.place, last_of(first))
        booked = operations.earned_months(card.id, "passes")
        return MonthEarned(card.id, first, rows, sum(row.earned_fen for row in rows), booked)
    return None


def last_of(first: datetime.date) -> datetime.date:
    """The last day of a month."""
    after = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return after - datetime.timedelta(days=1)


# Small words --------------------------------------------------------------------------------------


def _rows(found: QuerySet[SeasonPass]) -> QuerySet[SeasonPass]:
    return (
        found.select_related("kind", "quote__end")
        .annotate(uses_taken=Count("used"))
        .order_by("-sold_at", "-pk")
    )


def _cards(rows: Iterable[Any]) -> list[PassCard]:
    rows = list(rows)
    money = accounts_of(ROOM, NOUN, [row.pk for row in rows]) if rows else {}
    return [
        PassCard(
            id=row.pk,
            kind_id=row.kind_id,
            title=row.kind.title,
            place=row.kind.place_id,
            resident_id=row.resident_id,
            first=row.from_on,
            last=row.to_on,
            uses=row.uses,
            used=row.uses_taken,
            ended=hasattr(row.quote, "end"),
            account=money.get(row.pk),
        )
        for row in rows
    ]
