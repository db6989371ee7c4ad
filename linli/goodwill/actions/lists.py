"""The list: who is to be visited and why, until somebody else approves it."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import actions as fund, queries as funds
from linli.giving import queries as goods
from linli.goodwill import queries
from linli.goodwill.actions.scope import (
    ListClosed,
    held_round,
    insist_on_shelf,
    insist_submitted,
    record,
)
from linli.goodwill.models import Listed, Round
from linli.goodwill.queries import titled
from linli.goodwill.terms import BY_FACT, GOODS, MONEY
from linli.identity.permissions import Permission, Viewer
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people


class NothingToGive(Refused):
    """Money has an amount; goods have a shelf and a number of pieces."""

    words = gettext_lazy("请写明每户多少：钱写金额，东西选哪一批、每户几件。")


class NoFundHere(Refused):
    """The money and the goods are the fund's."""

    words = gettext_lazy("本社区还没有基金，不能办慰问。")


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


class ListedByYourself(Refused):
    """Who made the list does not approve it."""

    words = gettext_lazy("列名单和批准要两个人：名单里有您列的人家，请另一个人批准。")


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
    record("goodwill.begun", made, by, at)
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
    record("goodwill.listed", held, by, at, households=len(wanted))
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
    record("goodwill.struck", held, by, at)
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
    record("goodwill.submitted", held, by, at)
    return held


@transaction.atomic
def send_back(*, round_id: UUID, words: str, by: Viewer, at: datetime.datetime) -> Round:
    """The list is not right yet, and why. Raises ``NotSubmitted``, ``ListClosed``."""
    held = held_round(round_id, Permission.GOODWILL_APPROVE, by)
    insist_submitted(held)
    held.submitted_by_id = held.submitted_at = None
    seal(held, "words", words)
    held.save()
    record("goodwill.sent_back", held, by, at)
    return held


@transaction.atomic
def approve(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Round:
    """Another person approves the list. Where it is money, the fund is asked for all of it at once.

    From here the list is frozen. Raises ``NotSubmitted``, ``ListedByYourself``, ``ListClosed``,
    ``giving.NotSoMany``, what ``fund.ask_for_round`` refuses.
    """
    held = held_round(round_id, Permission.GOODWILL_APPROVE, by)
    insist_submitted(held)
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
        insist_on_shelf(held, len(households))
    held.approved_by_id, held.approved_at = by.user_id, at
    held.save()
    record("goodwill.approved", held, by, at, households=len(households))
    return held


def _open_list(round_id: UUID, by: Viewer) -> Round:
    held = held_round(round_id, Permission.GOODWILL_PLAN, by)
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
    record("goodwill.listed", held, by, at, households=1)
    return listed
