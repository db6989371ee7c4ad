"""A keeper says on what terms a room is open to whoever comes by; a change is a new version."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.gym import terms
from linli.gym.actions.erasing import end_declarations
from linli.gym.models import OpenTerms, Questions
from linli.gym.queries.rooms import may_be_open
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.spaces import queries as spaces
from linli.spaces.queries import SpaceCard


class NotOpenAccess(Refused):
    """The room is not marked, or what happens in it is nobody's to see."""

    words = gettext_lazy("这个房间没有登记成“随到随用”。")
    remedy = gettext_lazy("请先在“房间”里勾上“随到随用，不用预约”。")


class MoreThanTheRoom(Refused):
    """No more than the room holds."""

    words = gettext_lazy("这个房间最多容 %(capacity)s 个人。")


class AgesOutOfOrder(Refused):
    """With an adult is younger than alone, and the last age comes last."""

    words = gettext_lazy("年龄没有写对：有大人带着的年龄要比自己来的小，最大的年龄不能比最小的小。")


class QuestionsMissing(Refused):
    """A declaration answers something."""

    words = gettext_lazy("要填健康说明，就请写问什么、管几个月。")
    remedy = gettext_lazy("最多 %(most)s 个问题，一行一个；最长 %(months)s 个月。")

    def __init__(self) -> None:
        super().__init__(most=terms.MOST_QUESTIONS, months=terms.MOST_MONTHS)


class ChangedMeanwhile(Refused):
    """Somebody else set other terms since the page was opened."""

    words = gettext_lazy("您打开这一页以后，别人改过条件了。")
    remedy = gettext_lazy("请看一看现在的条件，再改一次。")


@after_the_quicker
@one_transaction
def set_terms(
    *,
    space_id: UUID,
    most_people: int,
    age_from: int | None = None,
    accompanied_from: int | None = None,
    age_to: int | None = None,
    induction: bool = False,
    induction_when: str = "",
    card_needed: bool = False,
    pass_needed: bool = False,
    health_months: int | None = None,
    questions: Sequence[str] = (),
    visits_months: int | None = None,
    known: int | None = None,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> OpenTerms:
    """From now on people come and go in this room on these terms; those before have ended.
    Where they ask for no declaration of health, those that were given end too.

    ``known``: the number of the version that was shown, so that nobody overwrites unseen.
    The same ``key`` is the same version. Raises ``NotOpenAccess``, ``MoreThanTheRoom``,
    ``AgesOutOfOrder``, ``QuestionsMissing``, ``ChangedMeanwhile``, ``NotFound``.
    """
    room = _marked(space_id, by)
    if earlier := pressed_before(OpenTerms, key, space_id=space_id):
        return earlier
    if not 0 < most_people <= room.capacity_people:
        raise MoreThanTheRoom(capacity=room.capacity_people)
    _insist_on_order(age_from, accompanied_from, age_to)
    asked = _asked(questions, health_months)
    standing = OpenTerms.objects.select_for_update().filter(space=space_id, until_at=None).first()
    if known is not None and (standing is None or standing.number != known):
        raise ChangedMeanwhile
    if standing is not None:
        _end(standing, by, at)
    last = OpenTerms.objects.filter(space=space_id).order_by("-number").first()
    made = OpenTerms.objects.create(
        space_id=space_id, place_id=room.place, number=last.number + 1 if last else 1,
        most_people=most_people, age_from=age_from, accompanied_from=accompanied_from,
        age_to=age_to, induction=induction,
        induction_when=induction_when.strip()[:60] if induction else "", card_needed=card_needed,
        pass_needed=pass_needed,
        health_months=health_months, questions=_kept(asked, room, by, at) if asked else None,
        visits_months=visits_months or None,
        from_at=at, by_id=by.user_id, key=key,
    )  # fmt: skip
    _record("gym_terms.set", made, by, at)
    if made.health_months is None:
        end_declarations(room.id, room.place, by, at)
    return made


@one_transaction
def end_terms(*, space_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """The room is not for coming and going any more; who is inside goes out as before, and what
    was declared of health is gone."""
    room = spaces.get_space(by, space_id)
    by.require(Permission.SPACE_KEEP, place=room.place)
    standing = OpenTerms.objects.select_for_update().filter(space=space_id, until_at=None).first()
    if standing is None:
        raise NotFound
    _end(standing, by, at)
    _record("gym_terms.ended", standing, by, at)
    end_declarations(room.id, room.place, by, at)


def _marked(space_id: UUID, by: Viewer) -> SpaceCard:
    room = spaces.get_space(by, space_id)
    by.require(Permission.SPACE_KEEP, place=room.place)
    if not may_be_open(room):
        raise NotOpenAccess
    return room


def _insist_on_order(
    age_from: int | None, accompanied_from: int | None, age_to: int | None
) -> None:
    if accompanied_from is not None and (age_from is None or accompanied_from >= age_from):
        raise AgesOutOfOrder
    if age_to is not None and age_from is not None and age_to < age_from:
        raise AgesOutOfOrder


def _asked(questions: Sequence[str], months: int | None) -> list[str]:
    """The questions, tidied; none where no declaration is wanted."""
    asked = [" ".join(each.split())[:80] for each in questions if each.strip()]
    if months is None:
        return []
    if not asked or len(asked) > terms.MOST_QUESTIONS or not 0 < months <= terms.MOST_MONTHS:
        raise QuestionsMissing
    return asked


def _kept(asked: list[str], room: SpaceCard, by: Viewer, at: datetime.datetime) -> Questions:
    """The version of the questions that says just this; a new one where they were changed."""
    last = Questions.objects.filter(space=room.id).order_by("-number").first()
    if last is not None and last.items == asked:
        return last
    return Questions.objects.create(
        space_id=room.id, place_id=room.place, number=last.number + 1 if last else 1, items=asked,
        set_at=at, by_id=by.user_id,
    )  # fmt: skip


def _end(row: OpenTerms, by: Viewer, at: datetime.datetime) -> None:
    row.until_at, row.ended_by_id = max(at, row.from_at), by.user_id
    row.save(update_fields=["until_at", "ended_by"])


def _record(verb: str, row: OpenTerms, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("space", row.space_id), place=row.place_id,
        details={"number": row.number, "most_people": row.most_people},
    )  # fmt: skip
