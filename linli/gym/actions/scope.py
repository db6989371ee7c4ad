"""What every verb at the door begins with: which room, the counter held; and why somebody waits."""

import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F
from django.utils.translation import gettext_lazy

from linli.attendance import queries as attendance
from linli.gym import terms
from linli.gym.models import Occupancy, Visit
from linli.gym.queries.rooms import OpenNow, TermsRow, kept_room, may_be_open, open_now, terms_of
from linli.gym.queries.standing import Standing, standing
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.words import spoken_day, spoken_moment
from linli.people import queries as people
from linli.pricing import actions as passes, queries as pricing
from linli.pricing.queries import PassCard


class RoomShut(Refused):
    """Outside its hours, shut, or booked as a whole."""

    words = gettext_lazy("现在不能进：%(why)s。")
    remedy = gettext_lazy("下次开放：%(next)s。")

    def __init__(self, now: OpenNow, by: Viewer, at: datetime.datetime) -> None:
        why = now.why.speak(by.language) if now.why else ""
        today = terms.day_of(at)
        said = spoken_moment(now.next_at, today, by.language) if now.next_at else ""
        super().__init__(why=why, next=said)

    @property
    def next_step(self) -> str:
        return super().next_step if self.facts["next"] else ""


class TooYoung(Refused):
    """Not even with an adult."""

    words = gettext_lazy("年纪还小：这里要满 %(years)s 岁。")


class TooOld(Refused):
    """A room for the young."""

    words = gettext_lazy("这里给 %(years)s 岁以下的用。")


class NeedsAdult(Refused):
    """A child comes along with somebody."""

    words = gettext_lazy("不到 %(years)s 岁，要有大人一起。")
    remedy = gettext_lazy(
        "请大人先刷卡进来，再刷孩子的；不是家长的，请按名字找孩子，选一起来的大人。"
    )


class SomethingFirst(Refused):
    """Something is missing that can be done at once, on the page of whoever stands here."""


class CardFirst(SomethingFirst):
    """A card is free."""

    words = gettext_lazy("进这里要有到场卡。")
    remedy = gettext_lazy("卡不要钱，请在“到场卡”里现在就发一张。")


class PassFirst(SomethingFirst):
    """The room asks for a pass, and none is in force or has a use left."""

    words = gettext_lazy("进这里要有季票或次卡，现在没有能用的。")
    remedy = gettext_lazy("在“计价”的“季票”里现在就可以办一张。")


class InductionFirst(SomethingFirst):
    """Nobody showed them the machines yet."""

    words = gettext_lazy("还没有人带他认过器械。")
    remedy = gettext_lazy("%(when)s现在就可以请馆员带一带。")

    def __init__(self, when: str) -> None:
        super().__init__(when=gettext_lazy("集中讲：%(when)s；") % {"when": when} if when else "")


class DeclarationFirst(SomethingFirst):
    """None was given, or it has lapsed."""

    words = gettext_lazy("还没有填健康说明。")
    remedy = gettext_lazy("自己在手机上填，或者现在就在这里填，一分钟。")


class DeclarationLapsed(DeclarationFirst):
    """It was good for a time."""

    words = gettext_lazy("健康说明 %(until)s 到期了，请再填一次。")


class TalkFirst(SomethingFirst):
    """A keeper and whoever stands here say a word to each other; no machine decides it."""

    words = gettext_lazy("进来之前，请先和馆员说一句。")


class Full(Refused):
    """As many are inside as may be."""

    words = gettext_lazy("现在满了：里面有 %(inside)s 个人，最多 %(most)s 个。")
    remedy = gettext_lazy("有人出来就能进；手机上看得到现在几个人。")


class Door:
    """A room whose counter this transaction holds: who else wants in or out waits.

    ``at``: when it was pressed; ``queued``: a device without network told of it later, at
    ``told_at``. Who forgot to go out is let out first, by the room's hours.
    """

    def __init__(
        self,
        space_id: UUID,
        by: Viewer,
        at: datetime.datetime,
        pressed_at: datetime.datetime | None = None,
    ) -> None:
        self.room, self.by, self.told_at = kept_room(by, space_id), by, at
        self.at = terms.pressed(pressed_at, at)
        self.queued = pressed_at is not None and self.at == pressed_at
        self.card: PassCard | None = None
        held = Occupancy.objects.select_for_update().filter(pk=space_id)
        if not held.exists():
            first = Occupancy(space_id=space_id, most=self.room.capacity_people)
            Occupancy.objects.bulk_create([first], ignore_conflicts=True)
        held.get()
        self.now = open_now(space_id, self.at)
        self._let_out_forgotten()

    @property
    def terms(self) -> TermsRow:
        """Read once the counter is held. Raises ``NotFound`` where the room has none."""
        row = terms_of([self.room.id]).get(self.room.id)
        if row is None or not may_be_open(self.room):
            raise NotFound
        return row

    def inside(self, resident_id: UUID) -> Visit | None:
        """The visit of somebody who was inside when it was pressed; also one that was taken for
        forgotten before a device told of its end."""
        today = terms.at_minute(terms.day_of(self.at), 0)
        came = Visit.objects.filter(
            space=self.room.id, resident=resident_id, left_at=None, taken_back_at=None,
            entered_at__gte=today, entered_at__lte=self.at,
        )  # fmt: skip
        last = came.order_by("-entered_at").first()
        return last if last and self.closing(last.entered_at) > self.at else None

    def came_since(self, resident_id: UUID) -> Visit | None:
        """The visit of somebody who came in after it was pressed: another door was quicker."""
        return self._open().filter(resident=resident_id, entered_at__gt=self.at).first()

    def closing(self, entered_at: datetime.datetime) -> datetime.datetime:
        """Until when who came in on this day counts as inside."""
        return terms.closing(entered_at, self.now.spans)

    def children_with(self, resident_id: UUID) -> bool:
        """Whether a child who came with them is inside."""
        return self._open().filter(companion=resident_id).exists()

    def insist_on(
        self, resident_id: UUID, row: TermsRow, companion_id: UUID | None, known: bool
    ) -> UUID | None:
        """Refuse, in words, unless somebody may come in; gives the adult a child comes with."""
        if not self.now.open:
            raise RoomShut(self.now, self.by, self.at)
        place = people.listed_place(self.by, resident_id)
        stands = standing(self.room.id, row, [resident_id], terms.day_of(self.at)).get(resident_id)
        if stands is None or place != self.room.place:
            raise NotFound
        if stands.may_come == terms.TOO_OLD:
            raise TooOld(years=(row.ages.age_to or 0) + 1)
        if stands.may_come == terms.TOO_YOUNG:
            raise TooYoung(years=row.ages.accompanied_from or row.ages.age_from)
        if row.card_needed and attendance.card_of(self.by, resident_id) is None:
            raise CardFirst
        self._insist_on_papers(stands, row, known)
        self._insist_on_pass(resident_id, row)
        if stands.may_come == terms.ALONE:
            return None
        return self._companion(resident_id, companion_id, row)

    def use_pass(self, visit: Visit) -> None:
        """Use the pass that was found, if one was wanted; a day in a room is one use."""
        if self.card is not None:
            thing, on = _day(visit), terms.day_of(visit.entered_at)
            passes.use_pass(self.card, thing=thing, on=on, by=self.by, at=self.told_at)

    def give_back_pass(self, visit: Visit) -> None:
        """What was noted wrong uses nothing up, unless they came that day all the same."""
        others = Visit.objects.filter(
            space=self.room.id, resident=visit.resident_id, taken_back_at=None
        ).exclude(pk=visit.pk)
        if all(_day(each) != _day(visit) for each in others):
            passes.give_back_use(_day(visit))

    def admit(self, row: TermsRow) -> None:
        """Count one in, unless that makes more than the terms: one conditional UPDATE."""
        most = min(row.most_people, self.room.capacity_people)
        free = Occupancy.objects.filter(pk=self.room.id, inside__lt=most)
        if not free.update(inside=F("inside") + 1, most=most, over=0):
            raise Full(inside=Occupancy.objects.get(pk=self.room.id).inside, most=most)

    def note(self, row: TermsRow) -> None:
        """Count in whom a device tells of later: one more than the terms, if it was so."""
        try:
            self.admit(row)
        except Full as full:
            inside, most = int(str(full.facts["inside"])) + 1, int(str(full.facts["most"]))
            held = Occupancy.objects.filter(pk=self.room.id)
            held.update(inside=inside, most=most, over=inside - most)

    def let_out(self, count: int) -> None:
        """So many are not inside any more, or never were."""
        Occupancy.objects.filter(pk=self.room.id).update(inside=F("inside") - count)

    def record(self, verb: str, subject: tuple[str, UUID], **details: Any) -> None:
        """Remember it, as it was pressed."""
        journal.record(
            verb=verb, by=self.by, at=self.at, subject=subject, place=self.room.place,
            details=details,
        )  # fmt: skip

    def _open(self) -> Any:
        return Visit.objects.filter(
            space=self.room.id, left_at=None, forgotten=False, taken_back_at=None
        )

    def _let_out_forgotten(self) -> None:
        """Whoever does not count as inside any more is not borne by the counter either."""
        today = terms.day_of(self.at)
        over = [
            each.pk
            for each in self._open()
            if terms.day_of(each.entered_at) < today
            or (terms.day_of(each.entered_at) == today and self.closing(each.entered_at) <= self.at)
        ]
        if over:
            Visit.objects.filter(pk__in=over).update(forgotten=True)
            self.let_out(len(over))

    def _insist_on_pass(self, resident_id: UUID, row: TermsRow) -> None:
        """Find the pass somebody comes with; who came in by it today may come in again."""
        on = terms.day_of(self.at)
        if not row.pass_needed or pricing.is_used(day_in(self.room.id, resident_id, on)):
            return
        self.card = pricing.pass_in_force(resident_id, on=on, space_id=self.room.id)
        if self.card is None:
            raise PassFirst

    def _insist_on_papers(self, stands: Standing, row: TermsRow, known: bool) -> None:
        if stands.induction_missing:
            raise InductionFirst(row.induction_when)
        if stands.declaration_missing:
            if stands.declared is None:
                raise DeclarationFirst
            today = terms.day_of(self.at)
            raise DeclarationLapsed(
                until=spoken_day(stands.declared.good_until, today, self.by.language)
            )
        if stands.talk_first:
            if not (known and stands.talk in terms.OUTCOMES):
                raise TalkFirst
            self.by.require(Permission.HEALTH_TALK, place=self.room.place)

    def _companion(self, resident_id: UUID, companion_id: UUID | None, row: TermsRow) -> UUID:
        """An adult who is inside: the one named, else a guardian of the child's. Whom the child is
        hidden from is refused as anybody is who may not bring it: the words tell nothing."""
        on = terms.day_of(self.at)
        told = people.guardians_told([resident_id], on).get(resident_id, ())
        wanted = [companion_id] if companion_id else [each.id for each in told]
        here = set(self._open().filter(resident__in=wanted).values_list("resident_id", flat=True))
        away = people.kept_away([resident_id], on).get(resident_id, {}) if here else {}
        for each in people.comers(here - {resident_id} - away.keys()):
            if terms.is_adult(each.born_on, on):
                return each.id
        raise NeedsAdult(years=row.ages.age_from)


def day_in(space_id: UUID, resident_id: UUID, on: datetime.date) -> UUID:
    """What a pass is used for: somebody's day in a room."""
    return uuid5(space_id, f"{resident_id}:{on}")


def _day(visit: Visit) -> UUID:
    return day_in(visit.space_id, visit.resident_id, terms.day_of(visit.entered_at))
