"""What may be done with a round of visits: list, approve, hand out, key, confirm, settle.

Every action locks the round first. Money moves in the fund's book alone, once for the round.
"""

import datetime
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import actions as fund, queries as funds
from linli.giving import actions as giving, queries as goods
from linli.goodwill import queries
from linli.goodwill.models import Listed, Round, Settlement, Sheet, SheetLine
from linli.goodwill.queries import titled
from linli.goodwill.terms import BY_FACT, GOODS, MONEY, Sums
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.papers import actions as papers
from linli.people import queries as people


class NothingToGive(Refused):
    """Money has an amount; goods have a shelf and a number of pieces."""

    words = gettext_lazy("请写明每户多少：钱写金额，东西选哪一批、每户几件。")


class NoFundHere(Refused):
    """The money and the goods are the fund's."""

    words = gettext_lazy("本社区还没有基金，不能办慰问。")


class ListClosed(Refused):
    """What was submitted is not changed, or somebody would approve another list than was read."""

    words = gettext_lazy("名单已经报批，不能再改。")
    remedy = gettext_lazy("要改的，请批准的人退回。")


class ListedAlready(Refused):
    """Nobody is visited twice in a round."""

    words = gettext_lazy("这一户已经在名单上了，一轮慰问每户只有一次。")


class NobodyMeant(Refused):
    """No household of this number here."""

    words = gettext_lazy("没有找到这个户号或证件号码的人家。")
    remedy = gettext_lazy("请写本社区的户号，或者家里一个人的公民身份号码。")


class ReasonUnknown(Refused):
    """A reason that is found is not said by hand where the facts do not show it."""

    words = gettext_lazy("查到的情况和这个理由对不上：%(count)s 户没有列进去。")
    remedy = gettext_lazy("情况有变化的，先更新家庭档案；知道情况的人也可以按户号手工列。")


class ListEmpty(Refused):
    """Nobody is on the list."""

    words = gettext_lazy("名单上还没有人家。")


class NotSubmitted(Refused):
    """Only what was submitted is approved."""

    words = gettext_lazy("名单还没有报批。")


class ListedByYourself(Refused):
    """Who made the list does not approve it."""

    words = gettext_lazy("列名单和批准要两个人：名单里有您列的人家，请另一个人批准。")


class ApprovedByYourself(Refused):
    """Who approved the list does not hand out."""

    words = gettext_lazy("批准和上门发放要两个人：这份名单是您批准的。")


class NotReady(Refused):
    """Before the list is approved, or the money has come."""

    words = gettext_lazy("现在还不能上门：名单要先批准；用钱的，要等基金通过、银行付出。")


class SheetOut(Refused):
    """One sheet at a time, or a household could sign on two."""

    words = gettext_lazy("还有一张签收单没有核对完，先把它录完、核对完。")


class EverybodySigned(Refused):
    """There is nobody to go to any more."""

    words = gettext_lazy("名单上的人家都签收了，不用再跑一趟。")


class NotThisSheet(Refused):
    """The number typed is another sheet's."""

    words = gettext_lazy("签收单上的编号应该是 %(code)s，请看看是不是拿错了单子。")


class PhotoMissing(Refused):
    """What was keyed is held against the signed paper."""

    words = gettext_lazy("请附上签了字的签收单照片。只拍单子，不拍人。")


class HandedOnNotPossible(Refused):
    """Before the sheet was printed, or tomorrow."""

    words = gettext_lazy("上门的日子不对：不会早于打印签收单那天，也不会晚于今天。")


class KeyedAlready(Refused):
    """A sheet is keyed once."""

    words = gettext_lazy("编号 %(code)s 的签收单已经录过了，一张单子只录一次。")
    remedy = gettext_lazy("录错了的，请核对的人退回重录。")


class NotKeyedYet(Refused):
    """There is nothing to confirm."""

    words = gettext_lazy("签收单还没有录，没有可以核对的。")


class KeyedByYourself(Refused):
    """Who handed out or keyed does not confirm."""

    words = gettext_lazy("上门、录入和核对要不同的人：请没有经手这张单子的人来核对。")


class RoundEnded(Refused):
    """Nothing follows a settled round."""

    words = gettext_lazy("这一轮慰问已经结清。")


class NotHandedOutYet(Refused):
    """Nobody has gone there yet."""

    words = gettext_lazy("还没有核对过的签收单，不能结清。")


# The list -----------------------------------------------------------------------------------------


@transaction.atomic
def begin_round(
    *,
    place: str,
    title: str,
    kind: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    each_fen: int | None = None,
    gift_id: UUID | None = None,
    pieces: int | None = None,
) -> Round:
    """Begin a round: every household gets ``each_fen``, or so many ``pieces`` of a gift of goods.

    Raises ``NothingToGive``, ``NoFundHere``, ``KeyUsedForOther``.
    """
    by.require(Permission.GOODWILL_PLAN, place=place)
    each = each_fen if kind == MONEY else pieces
    if (kind == GOODS and gift_id is None) or not each or each < 0:
        raise NothingToGive
    fund_id = funds.fund_of(place)
    if fund_id is None:
        raise NoFundHere
    if earlier := pressed_before(Round, key, kind=kind, each=each, title=title):
        return earlier
    if kind == GOODS and goods.goods_gift(by, gift_id)[0].fund_id != fund_id:
        raise NotFound
    newest = Round.objects.filter(place=place).aggregate(Max("number"))["number__max"]
    made = Round.objects.create(
        place_id=place,
        fund_id=fund_id,
        number=(newest or 0) + 1,
        title=title,
        kind=kind,
        each=each,
        gift_id=gift_id if kind == GOODS else None,
        begun_by_id=by.user_id,
        begun_at=at,
        key=key,
    )
    _record("goodwill.begun", made, by, at)
    return made


@transaction.atomic
def list_found(
    *,
    round_id: UUID,
    reason: str,
    households: Collection[UUID],
    by: Viewer,
    at: datetime.datetime,
) -> int:
    """List households whose facts give the reason today; gives how many are new on the list.

    Who is listed already stays as it is. Raises ``ReasonUnknown`` where what is known does not
    give it, ``ListClosed``.
    """
    held = _open_list(round_id, by)
    if reason not in BY_FACT:
        raise NotFound
    fitting = {home for home, _masked in queries.found(by, held.pk, reason, timezone.localdate(at))}
    listed = set(held.listed.values_list("household_id", flat=True))
    wanted = set(households) - listed
    if wrong := wanted - fitting:
        raise ReasonUnknown(count=len(wrong))
    Listed.objects.bulk_create(
        Listed(
            round=held, household_id=home, reason=reason, found=True, listed_by_id=by.user_id,
            listed_at=at,
        )
        for home in sorted(wanted, key=str)
    )  # fmt: skip
    _record("goodwill.listed", held, by, at, households=len(wanted))
    return len(wanted)


@transaction.atomic
def list_household(
    *, round_id: UUID, number: str, reason: str, by: Viewer, at: datetime.datetime
) -> Listed:
    """List one household by hand: its number, or the citizen id of somebody who lives there.

    Raises ``NobodyMeant``, ``ListedAlready``, ``ListClosed``.
    """
    held = _open_list(round_id, by)
    known = people.known_by(held.place_id, number, timezone.localdate(at))
    if known is None:
        raise NobodyMeant
    household_id, person_id = known
    if household_id is None and person_id is not None:
        household_id = people.household_of(by, person_id)
    if household_id is None:
        raise NobodyMeant
    return _list_by_hand(held, household_id, reason, by, at)


@transaction.atomic
def list_from_file(
    *, round_id: UUID, household_id: UUID, reason: str, by: Viewer, at: datetime.datetime
) -> Listed:
    """List by hand the household whose file is open. Raises ``ListedAlready``, ``ListClosed``."""
    held = _open_list(round_id, by)
    if people.place_of_household(by, household_id) != held.place_id:
        raise NotFound
    return _list_by_hand(held, household_id, reason, by, at)


@transaction.atomic
def strike(*, listed_id: UUID, by: Viewer, at: datetime.datetime) -> Round:
    """Take a household off a list that has not been submitted."""
    listed = Listed.objects.filter(pk=listed_id).first()
    if listed is None:
        raise NotFound
    held = _open_list(listed.round_id, by)
    Listed.objects.filter(pk=listed_id).delete()
    _record("goodwill.struck", held, by, at)
    return held


@transaction.atomic
def submit(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Round:
    """The list is complete: another person approves it. Raises ``ListEmpty``, ``ListClosed``."""
    held = _open_list(round_id, by)
    if not held.listed.exists():
        raise ListEmpty
    held.submitted_by_id, held.submitted_at = by.user_id, at
    seal(held, "words", None)
    held.save()
    _record("goodwill.submitted", held, by, at)
    return held


@transaction.atomic
def send_back(*, round_id: UUID, words: str, by: Viewer, at: datetime.datetime) -> Round:
    """The list is not right yet, and why. Raises ``NotSubmitted``, ``ListClosed``."""
    held = _held(round_id, Permission.GOODWILL_APPROVE, by)
    _insist_submitted(held)
    held.submitted_by_id = held.submitted_at = None
    seal(held, "words", words)
    held.save()
    _record("goodwill.sent_back", held, by, at)
    return held


@transaction.atomic
def approve(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Round:
    """Another person approves the list. Where it is money, the fund is asked for all of it at once.

    From here the list is frozen. Raises ``NotSubmitted``, ``ListedByYourself``, ``ListClosed``,
    ``giving.NotSoMany``, what ``fund.ask_for_round`` refuses.
    """
    held = _held(round_id, Permission.GOODWILL_APPROVE, by)
    _insist_submitted(held)
    made_by = {held.begun_by_id, held.submitted_by_id}
    if by.user_id in made_by | set(held.listed.values_list("listed_by_id", flat=True)):
        raise ListedByYourself
    households = list(held.listed.values_list("household_id", flat=True))
    if held.kind == MONEY:
        asked = fund.ask_for_round(
            fund_id=held.fund_id,
            households=households,
            each_fen=held.each,
            origin=fund.Origin(
                "goodwill", "round", held.pk, titled(held), timezone.localdate(held.begun_at)
            ),
            key=held.pk,
            by=by,
            at=at,
        )
        held.request_id = asked.pk
    else:
        _insist_on_shelf(held, len(households))
    held.approved_by_id, held.approved_at = by.user_id, at
    held.save()
    _record("goodwill.approved", held, by, at, households=len(households))
    return held


# The visits ---------------------------------------------------------------------------------------


@transaction.atomic
def issue_sheet(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Sheet:
    """Take the sheet of the next visit: everybody who has not signed yet. ``by`` hands out.

    Raises ``NotReady``, ``ApprovedByYourself``, ``SheetOut``, ``EverybodySigned``, ``RoundEnded``,
    ``giving.NotSoMany``.
    """
    held = _held(round_id, Permission.GOODWILL_HAND, by)
    _insist_not_ended(held)
    if held.sheets.filter(confirmed_at=None).exists():
        raise SheetOut
    if queries.state_of(held) not in queries.ON_THE_WAY:
        raise NotReady
    if held.approved_by_id == by.user_id:
        raise ApprovedByYourself
    waiting = list(held.listed.exclude(lines__got=True).order_by("listed_at", "pk"))
    if not waiting:
        raise EverybodySigned
    if held.kind == GOODS:
        _insist_on_shelf(held, len(waiting))
    sheet = Sheet.objects.create(
        round=held,
        number=held.sheets.count() + 1,
        handed_by_id=by.user_id,
        approved_by_id=held.approved_by_id,
        issued_at=at,
    )
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, listed=one, position=position)
        for position, one in enumerate(waiting, start=1)
    )
    _record("goodwill.sheet_issued", held, by, at, sheet=sheet.number, households=len(waiting))
    return sheet


@transaction.atomic
def key_sheet(
    *,
    sheet_id: UUID,
    code: str,
    handed_on: datetime.date,
    signed: Collection[UUID],
    photo: bytes | None,
    by: Viewer,
    at: datetime.datetime,
) -> Sheet:
    """Key, once and under the paper's own number, which lines are signed; the others were absent.

    Raises ``NotThisSheet``, ``KeyedAlready``, ``PhotoMissing``, ``HandedOnNotPossible``; what
    ``papers.keep`` refuses.
    """
    sheet, held = _held_sheet(sheet_id, Permission.GOODWILL_HAND, by)
    its_code = queries.code_of(held, sheet)
    if code.strip() != its_code:
        raise NotThisSheet(code=its_code)
    if sheet.keyed_at is not None:
        raise KeyedAlready(code=its_code)
    if photo is None and sheet.photo_id is None:
        raise PhotoMissing
    if not timezone.localdate(sheet.issued_at) <= handed_on <= timezone.localdate(at):
        raise HandedOnNotPossible
    lines = list(sheet.lines.all())
    if not set(signed) <= {line.pk for line in lines}:
        raise NotFound
    for line in lines:
        line.got = line.pk in signed
    SheetLine.objects.bulk_update(lines, ["got"])
    if photo is not None:
        sheet.photo_id = papers.keep(
            content=photo, kind="other", retention="evidence", place=held.place_id, guarded=True,
            by=by, at=at,
        ).pk  # fmt: skip
    sheet.handed_on, sheet.keyed_by_id, sheet.keyed_at = handed_on, by.user_id, at
    sheet.save()
    _record("goodwill.sheet_keyed", held, by, at, sheet=sheet.number)
    return sheet


@transaction.atomic
def return_sheet(*, sheet_id: UUID, by: Viewer, at: datetime.datetime) -> Sheet:
    """What was keyed is not what was signed: it is keyed again. Raises ``NotKeyedYet``."""
    sheet, held = _held_sheet(sheet_id, Permission.GOODWILL_CONFIRM, by)
    _insist_keyed(sheet)
    sheet.lines.update(got=None)
    sheet.keyed_by_id = sheet.keyed_at = None
    sheet.save()
    _record("goodwill.sheet_returned", held, by, at, sheet=sheet.number)
    return sheet


@transaction.atomic
def confirm_sheet(*, sheet_id: UUID, by: Viewer, at: datetime.datetime) -> Sheet:
    """Another person has held the keyed lines against the photo. Goods leave the shelf now.

    Raises ``NotKeyedYet``, ``KeyedByYourself``, ``giving.NotSoMany``, ``giving.OutOfDate``.
    """
    sheet, held = _held_sheet(sheet_id, Permission.GOODWILL_CONFIRM, by)
    _insist_keyed(sheet)
    if by.user_id in (sheet.keyed_by_id, sheet.handed_by_id):
        raise KeyedByYourself
    signed = list(sheet.lines.filter(got=True).select_related("listed"))
    if held.kind == GOODS:
        for line in signed:
            giving.use_goods(
                gift_id=held.gift_id,
                quantity=held.each,
                reason="family",
                household_id=line.listed.household_id,
                used_on=sheet.handed_on,
                origin=("goodwill", "sheet", sheet.pk),
                key=line.pk,
                by=by,
                at=at,
            )
    sheet.confirmed_by_id, sheet.confirmed_at = by.user_id, at
    sheet.save()
    _record("goodwill.sheet_confirmed", held, by, at, sheet=sheet.number, households=len(signed))
    return sheet


@transaction.atomic
def settle(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Settlement:
    """End the round: who has signed got it, what is left goes back, and the sums are written down.

    Twice is once. Raises ``NotHandedOutYet``, ``SheetOut``.
    """
    held = _held(round_id, Permission.GOODWILL_CONFIRM, by)
    if earlier := Settlement.objects.filter(round=held).first():
        return earlier
    if held.sheets.filter(confirmed_at=None).exists():
        raise SheetOut
    if not held.sheets.exists():
        raise NotHandedOutYet
    got = set(held.listed.filter(lines__got=True).values_list("household_id", flat=True))
    sums = Sums(held.each, held.listed.count(), len(got))
    if held.request_id is not None:
        fund.settle_round(request_id=held.request_id, got=got, key=held.pk, by=by, at=at)
    settled = Settlement.objects.create(
        round=held,
        each=sums.each,
        planned=sums.planned,
        given=sums.given,
        taken_out=sums.taken_out,
        handed_out=sums.handed_out,
        went_back=sums.went_back,
        by_id=by.user_id,
        at=at,
    )
    _record("goodwill.settled", held, by, at, given=sums.given, returned=sums.returned)
    return settled


# What must hold -----------------------------------------------------------------------------------


def _held(round_id: UUID, permission: Permission, by: Viewer) -> Round:
    """The round, locked until the end."""
    found = Round.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise NotFound
    by.require(permission, place=found.place_id)
    return found


def _held_sheet(sheet_id: UUID, permission: Permission, by: Viewer) -> tuple[Sheet, Round]:
    round_id = Sheet.objects.filter(pk=sheet_id).values_list("round_id", flat=True).first()
    if round_id is None:
        raise NotFound
    held = _held(round_id, permission, by)
    return Sheet.objects.get(pk=sheet_id), held


def _open_list(round_id: UUID, by: Viewer) -> Round:
    held = _held(round_id, Permission.GOODWILL_PLAN, by)
    if held.submitted_at is not None:
        raise ListClosed
    return held


def _list_by_hand(
    held: Round, household_id: UUID, reason: str, by: Viewer, at: datetime.datetime
) -> Listed:
    if held.listed.filter(household=household_id).exists():
        raise ListedAlready
    listed = Listed.objects.create(
        round=held, household_id=household_id, reason=reason, found=False, listed_by_id=by.user_id,
        listed_at=at,
    )  # fmt: skip
    _record("goodwill.listed", held, by, at, households=1)
    return listed


def _insist_submitted(held: Round) -> None:
    if held.approved_at is not None:
        raise ListClosed
    if held.submitted_at is None:
        raise NotSubmitted


def _insist_not_ended(held: Round) -> None:
    if Settlement.objects.filter(round=held).exists():
        raise RoundEnded


def _insist_keyed(sheet: Sheet) -> None:
    if sheet.keyed_at is None or sheet.confirmed_at is not None:
        raise NotKeyedYet


def _insist_on_shelf(held: Round, households: int) -> None:
    """Raises ``giving.NotSoMany`` where the shelf does not hold enough for so many."""
    shelf = goods.shelf(held.gift_id)
    if shelf.left < held.each * households:
        raise giving.NotSoMany(left=shelf.left, unit=shelf.unit)


def _record(verb: str, held: Round, by: Viewer, at: datetime.datetime, **details: Any) -> None:
    counted: Mapping[str, Any] = {"number": held.number, **details}
    journal.record(
        verb=verb, by=by, at=at, subject=("goodwill_round", held.pk), place=held.place_id,
        details=counted,
    )  # fmt: skip
