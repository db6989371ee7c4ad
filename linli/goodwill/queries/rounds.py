"""What may be asked about rounds of visits. Names are masked on every page and on the paper;
a family's file is opened from its own record, where the look is logged."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _, gettext_lazy

from linli.fund import queries as funds
from linli.giving import queries as goods
from linli.goodwill.models import Listed, Round, Settlement, Sheet, SheetLine
from linli.goodwill.terms import BY_FACT, MONEY, matches
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers import queries as papers
from linli.people import queries as people
from linli.people.queries import MaskedHome

ROWS_A_PAGE = 25

REASON_WORDS = {
    "alone_80": gettext_lazy("80 岁以上，一个人住"),
    "severe_disability": gettext_lazy("残疾一级、二级"),
    "dibao": gettext_lazy("低保家庭"),
    "low_income": gettext_lazy("低收入（低保边缘）家庭"),
    "rigid_expense": gettext_lazy("支出型困难家庭"),
    "tekun": gettext_lazy("特困供养人员"),
    "serious_illness": gettext_lazy("生了重病"),
    "bereavement": gettext_lazy("家里有人去世"),
    "child_in_difficulty": gettext_lazy("困境儿童"),
    "upheaval": gettext_lazy("家里出了变故"),
    "veteran": gettext_lazy("退役军人、烈属"),
    "other": gettext_lazy("其他，走访时知道的"),
}
KIND_WORDS = {"money": gettext_lazy("慰问金"), "goods": gettext_lazy("慰问物资")}
STATE_WORDS = {
    "listing": gettext_lazy("列名单"),
    "submitted": gettext_lazy("等批准"),
    "asked": gettext_lazy("等基金审议和付款"),
    "ready": gettext_lazy("可以上门"),
    "out": gettext_lazy("正在上门"),
    "keyed": gettext_lazy("等核对签收单"),
    "visited": gettext_lazy("等结清"),
    "settled": gettext_lazy("已结清"),
    "stopped": gettext_lazy("基金没有通过，或者撤回了"),
}
STAGES = ("listing", "submitted", "asked", "ready", "out", "keyed", "visited", "settled")
ON_THE_WAY = frozenset({"ready", "visited"})
"""The states in which a sheet may be taken."""


class RoundRow(NamedTuple):
    """A round in a list. ``each_words`` is spoken: an amount, or pieces of something."""

    id: UUID
    number: int
    title: str
    kind_word: Any
    each_words: str
    households: int
    begun_at: datetime.datetime
    state: str

    @property
    def state_word(self) -> Any:
        return STATE_WORDS[self.state]


class ListedRow(NamedTuple):
    """A household on the list. ``got`` None: nobody has gone there, or nothing is confirmed yet."""

    id: UUID
    household_id: UUID
    name: str
    building: str
    reason: Any
    found: bool
    got: bool | None


class SheetRow(NamedTuple):
    """A sheet, by the number printed on it."""

    id: UUID
    code: str
    handed_by: str
    issued_at: datetime.datetime
    handed_on: datetime.date | None
    households: int
    signed: int
    keyed_by: str
    confirmed_by: str
    may_confirm: bool
    may_key: bool
    has_photo: bool

    @property
    def absent(self) -> int:
        return self.households - self.signed


class Ended(NamedTuple):
    """How a round ended, in households and spoken sums."""

    planned: int
    given: int
    returned: int
    taken_out: str
    handed_out: str
    went_back: str
    at: datetime.datetime


class RoundCard(NamedTuple):
    """A round on its own page. ``may``: the steps this viewer may take now."""

    row: RoundRow
    place: str
    begun_by: str
    submitted_by: str
    approved_by: str
    sent_back: str
    total_words: str
    listed: tuple[ListedRow, ...]
    sheets: tuple[SheetRow, ...]
    request_id: UUID | None
    request_word: Any
    ended: Ended | None
    may: frozenset[str]

    @property
    def stages(self) -> list[tuple[str, Any]]:
        """The steps of its way; goods are not asked of the fund."""
        return [
            (one, STATE_WORDS[one]) for one in STAGES if self.request_id or one not in ("asked",)
        ]

    @property
    def absent(self) -> int:
        """How many have not signed."""
        return sum(not one.got for one in self.listed)


class PaperLine(NamedTuple):
    """A line of the sheet: nothing that tells a stranger who it is."""

    id: UUID
    position: int
    name: str
    building: str
    got: bool | None


class PaperSheet(NamedTuple):
    """A sheet to print, or to key from."""

    row: SheetRow
    round: RoundRow
    round_id: UUID
    visit: int
    lines: tuple[PaperLine, ...]


class Received(NamedTuple):
    """What a household got in a round, or that it stands on a list."""

    title: str
    what: str
    on: datetime.date | None


class GoodwillCard(NamedTuple):
    """The room's card in a household's dossier."""

    received: tuple[Received, ...]


# What a page asks ---------------------------------------------------------------------------------


def places_to_plan(viewer: Viewer) -> list[str]:
    """The communities in which the viewer may begin a round and there is a fund."""
    codes = sorted(viewer.communities(Permission.GOODWILL_PLAN))
    return [code for code in codes if funds.fund_of(code) is not None]


def rounds(viewer: Viewer, page: int | str = 1) -> Page:
    """A page of ``RoundRow`` at the viewer's places, the newest first."""
    rows = Round.objects.filter(place__in=viewer.communities(Permission.GOODWILL_SEE))
    found = Paginator(_with_counts(rows).order_by("-begun_at", "-pk"), ROWS_A_PAGE).get_page(page)
    found.object_list = [row_of(one) for one in found.object_list]
    return found


def open_lists(viewer: Viewer, place: str) -> list[RoundRow]:
    """The rounds of a place to whose list a household can still be added."""
    if not viewer.may(Permission.GOODWILL_PLAN, place=place):
        return []
    rows = Round.objects.filter(place=place, submitted_at=None)
    return [row_of(one) for one in _with_counts(rows).order_by("-begun_at")]


def gifts_to_give(viewer: Viewer, place: str) -> list[goods.GoodsRow]:
    """The goods on the fund's shelf there, for whoever may give them."""
    fund_id = funds.fund_of(place)
    return [one for one in goods.goods(viewer, fund_id) if one.left] if fund_id else []


def round_card(viewer: Viewer, round_id: UUID) -> RoundCard:
    """One round with its list and its sheets. Raises ``NotFound``."""
    found = _seen(viewer, round_id)
    row = row_of(found)
    names = identity.names_of(
        {one for one in (found.begun_by_id, found.submitted_by_id, found.approved_by_id) if one}
    )
    ended = Settlement.objects.filter(round=found).first()
    return RoundCard(
        row=row,
        place=found.place_id,
        begun_by=names[found.begun_by_id],
        submitted_by=names.get(found.submitted_by_id, ""),
        approved_by=names.get(found.approved_by_id, ""),
        sent_back=unseal(found, "words") or "",
        total_words=amount_words(found, found.each * row.households),
        listed=_listed(viewer, found),
        sheets=tuple(_sheet_row(viewer, found, one) for one in found.sheets.order_by("number")),
        request_id=found.request_id,
        request_word=_request_word(found),
        ended=_ended(found, ended) if ended else None,
        may=may_now(viewer, found, row),
    )


def found(
    viewer: Viewer, round_id: UUID, reason: str, on: datetime.date
) -> list[tuple[UUID, MaskedHome]]:
    """The households that give a reason by what is known of them today, less those listed already.

    A household with a minor whose record is closed to the viewer is left out: the reason could be
    the child's. What is unknown, or no longer holds, matches nothing.
    """
    seen = _seen(viewer, round_id)
    viewer.require(Permission.GOODWILL_PLAN, place=seen.place_id)
    if reason not in BY_FACT:
        raise NotFound
    listed = set(seen.listed.values_list("household_id", flat=True))
    everybody = people.households_at(clock(), seen.place_id)
    fitting = [
        family.household_id
        for family in people.families(clock(), everybody, on)
        if family.household_id not in listed and matches(reason, family, on)
    ]
    shown = people.open_households(viewer, fitting, on)
    homes = people.masked_homes(viewer, shown)
    return sorted(homes.items(), key=lambda home: (home[1].building, home[1].name, str(home[0])))


def sheet(viewer: Viewer, sheet_id: UUID) -> PaperSheet:
    """A sheet as it is printed: masked. Raises ``NotFound``."""
    found_sheet, seen = _sheet_seen(viewer, sheet_id)
    lines = list(found_sheet.lines.select_related("listed").order_by("position"))
    homes = people.masked_homes(viewer, [one.listed.household_id for one in lines])
    none = MaskedHome("", "")
    return PaperSheet(
        row=_sheet_row(viewer, seen, found_sheet),
        round=row_of(seen),
        round_id=seen.pk,
        visit=found_sheet.number,
        lines=tuple(
            PaperLine(one.pk, one.position, *homes.get(one.listed.household_id, none), one.got)
            for one in lines
        ),
    )


def photo(viewer: Viewer, sheet_id: UUID) -> papers.Sheet:
    """The photo of a signed sheet, for who sees the round. Raises ``NotFound``."""
    found_sheet, _seen_round = _sheet_seen(viewer, sheet_id)
    if found_sheet.photo_id is None:
        raise NotFound
    return papers.guarded_paper(viewer, found_sheet.photo_id, Permission.GOODWILL_SEE)


def household_to_list(viewer: Viewer, household_id: UUID) -> tuple[MaskedHome, list[RoundRow]]:
    """A household, and the open lists it could be put on. Raises ``NotFound``."""
    place = people.place_of_household(viewer, household_id)
    viewer.require(Permission.GOODWILL_PLAN, place=place)
    home = people.masked_homes(viewer, [household_id])[household_id]
    return home, open_lists(viewer, place)


def cards_for(viewer: Viewer, household_id: UUID) -> list[GoodwillCard]:
    """The card for the dossier, for whoever sees rounds at the household's community."""
    codes = viewer.communities(Permission.GOODWILL_SEE)
    received = _received(household_id, Q(listed__round__place__in=codes))
    return [GoodwillCard(tuple(received))] if received else []


def mine(household_id: UUID) -> list[Received]:
    """What the caller's own household received. The resident's door has made sure whose it is."""
    return _received(household_id, Q())


# How rows are read --------------------------------------------------------------------------------


def titled(of: Round) -> str:
    """What a round is called elsewhere: a number and its title, never a name."""
    return _("慰问第 %(number)s 轮：%(title)s") % {"number": of.number, "title": of.title}


def code_of(of: Round, its_sheet: Sheet) -> str:
    """The number printed on a sheet: the round's, and which visit it is."""
    return f"{of.number}-{its_sheet.number}"


def state_of(of: Round) -> str:
    """Where a round stands: which facts there are. Nothing stores it."""
    if of.approved_at is None:
        return "submitted" if of.submitted_at else "listing"
    if Settlement.objects.filter(round=of).exists():
        return "settled"
    newest = of.sheets.order_by("-number").first()
    if newest is not None:
        return "visited" if newest.confirmed_at else "keyed" if newest.keyed_at else "out"
    if of.request_id is None:
        return "ready"
    asked = funds.facts_now(of.request_id).state
    return {"paid": "ready", "refused": "stopped", "withdrawn": "stopped"}.get(asked, "asked")


def amount_words(of: Round, amount: int) -> str:
    """An amount of a round as people say it: yuan, or so many pieces of what."""
    if of.kind == MONEY:
        return spoken(amount)
    shelf = goods.shelf(of.gift_id)
    return f"{shelf.what} {amount} {shelf.unit}"


def row_of(of: Round) -> RoundRow:
    """A round as a line of a list."""
    counted = getattr(of, "households", None)
    return RoundRow(
        id=of.pk,
        number=of.number,
        title=of.title,
        kind_word=KIND_WORDS[of.kind],
        each_words=amount_words(of, of.each),
        households=of.listed.count() if counted is None else counted,
        begun_at=of.begun_at,
        state=state_of(of),
    )


def _with_counts(rows: QuerySet[Round]) -> QuerySet[Round]:
    return rows.annotate(households=Count("listed"))


def _seen(viewer: Viewer, round_id: UUID) -> Round:
    codes = viewer.communities(Permission.GOODWILL_SEE)
    of = Round.objects.filter(pk=round_id, place__in=codes).first()
    if of is None:
        raise NotFound
    return of


def _sheet_seen(viewer: Viewer, sheet_id: UUID) -> tuple[Sheet, Round]:
    one = Sheet.objects.filter(pk=sheet_id).first()
    if one is None:
        raise NotFound
    return one, _seen(viewer, one.round_id)


def _listed(viewer: Viewer, of: Round) -> tuple[ListedRow, ...]:
    confirmed = SheetLine.objects.filter(listed=OuterRef("pk"), sheet__confirmed_at__isnull=False)
    rows = of.listed.annotate(
        got=Exists(confirmed.filter(got=True)), gone=Exists(confirmed)
    ).order_by("listed_at", "pk")
    listed: list[Listed] = list(rows)
    homes = people.masked_homes(viewer, [one.household_id for one in listed])
    none = MaskedHome("", "")
    return tuple(
        ListedRow(
            one.pk,
            one.household_id,
            *homes.get(one.household_id, none),
            REASON_WORDS[one.reason],
            one.found,
            one.got if one.gone else None,
        )
        for one in listed
    )


def _sheet_row(viewer: Viewer, of: Round, one: Sheet) -> SheetRow:
    names = identity.names_of(
        {who for who in (one.handed_by_id, one.keyed_by_id, one.confirmed_by_id) if who}
    )
    waits = one.keyed_at is not None and one.confirmed_at is None
    may_confirm = viewer.may(Permission.GOODWILL_CONFIRM, place=of.place_id)
    return SheetRow(
        id=one.pk,
        code=code_of(of, one),
        handed_by=names[one.handed_by_id],
        issued_at=one.issued_at,
        handed_on=one.handed_on,
        households=one.lines.count(),
        signed=one.lines.filter(got=True).count(),
        keyed_by=names.get(one.keyed_by_id, ""),
        confirmed_by=names.get(one.confirmed_by_id, ""),
        may_confirm=waits
        and may_confirm
        and viewer.user_id not in (one.keyed_by_id, one.handed_by_id),
        may_key=one.keyed_at is None and viewer.may(Permission.GOODWILL_HAND, place=of.place_id),
        has_photo=one.photo_id is not None,
    )


def _request_word(of: Round) -> Any:
    if of.request_id is None:
        return ""
    return funds.STATE_WORDS[funds.facts_now(of.request_id).state]


def _ended(of: Round, ended: Settlement) -> Ended:
    return Ended(
        planned=ended.planned,
        given=ended.given,
        returned=ended.planned - ended.given,
        taken_out=amount_words(of, ended.taken_out),
        handed_out=amount_words(of, ended.handed_out),
        went_back=amount_words(of, ended.went_back),
        at=ended.at,
    )


def may_now(viewer: Viewer, of: Round, row: RoundRow) -> frozenset[str]:
    """The steps this viewer may take now."""
    steps = {
        "listing": (("list", Permission.GOODWILL_PLAN),),
        "submitted": (("approve", Permission.GOODWILL_APPROVE),),
        "ready": (("issue", Permission.GOODWILL_HAND),),
        "visited": (("issue", Permission.GOODWILL_HAND), ("settle", Permission.GOODWILL_CONFIRM)),
    }.get(row.state, ())
    may = {step for step, permission in steps if viewer.may(permission, place=of.place_id)}
    mine_too = of.listed.filter(listed_by=viewer.user_id).exists()
    if viewer.user_id in (of.begun_by_id, of.submitted_by_id) or mine_too:
        may.discard("approve")
    if viewer.user_id == of.approved_by_id:
        may.discard("issue")
    if not of.listed.exclude(lines__got=True).exists():
        may.discard("issue")
    if "list" in may and row.households:
        may.add("submit")
    return frozenset(may)


def _received(household_id: UUID, which: Q) -> list[Received]:
    lines = SheetLine.objects.filter(
        which, listed__household=household_id, got=True, sheet__confirmed_at__isnull=False
    ).select_related("listed__round", "sheet")
    return [
        Received(
            line.listed.round.title,
            amount_words(line.listed.round, line.listed.round.each),
            line.sheet.handed_on,
        )
        for line in lines.order_by("-sheet__handed_on", "-pk")
    ]
