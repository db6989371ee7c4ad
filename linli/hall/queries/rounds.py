"""Rounds: from when somebody may ask for a place, and why; the same for phone, desk and group."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language, gettext as _

from linli.hall import terms
from linli.hall.models import Enrollment, Offer, Round as RoundRow
from linli.hall.terms import Hour, Round, Served
from linli.kernel.words import XIAMEN, spoken_day, spoken_moment
from linli.people import queries as people
from linli.programmes.published import first_starts
from linli.rules.days import age_on


class PersonHour(NamedTuple):
    """From when this person may ask, and why then; ``begun``: they may now."""

    resident_id: UUID
    opens_at: datetime.datetime
    why: str
    begun: bool


def rounds_of(offer_ids: Collection[UUID]) -> dict[UUID, tuple[Round, ...]]:
    """The rounds of these offers, earliest first. One query."""
    found: dict[UUID, tuple[Round, ...]] = {}
    for each in RoundRow.objects.filter(offer__in=offer_ids).order_by("opens_at"):
        found[each.offer_id] = (
            *found.get(each.offer_id, ()),
            Round(
                each.opens_at, each.whom, each.times, each.since_on, each.age_from, each.age_to
            ),
        )  # fmt: skip
    return found


class Given(NamedTuple):
    """How an offer gives its places, where that is more than to whoever asks first: after a
    keeper's yes; in rounds before ``opens_at``."""

    approval: bool
    opens_at: datetime.datetime
    rounds: tuple[Round, ...]


def how_given(course_ids: Collection[UUID]) -> dict[UUID, Given]:
    """Of these courses, those that give places after a yes or in rounds. Two queries at most."""
    in_rounds = Exists(RoundRow.objects.filter(offer=OuterRef("pk")))
    found = list(
        Offer.objects.filter(
            Q(mode=terms.APPROVAL) | in_rounds, course__in=course_ids, ended_at=None
        ).order_by("pk")
    )
    rounds = rounds_of([each.pk for each in found]) if found else {}
    return {
        each.course_id: Given(each.mode == terms.APPROVAL, each.opens_at, rounds.get(each.pk, ()))
        for each in found
    }


def hours_of(
    offer_id: UUID, resident_ids: Iterable[UUID], *, at: datetime.datetime
) -> list[PersonHour]:
    """Everybody's hour of an offer with rounds; empty where it is open to all, or has no rounds.

    Worked out from the places people had and from who lives with them. For a room or a door which
    has checked that its viewer may speak for these people. Four queries; three more a person where
    a round asks who lives with them.
    """
    offer = Offer.objects.filter(pk=offer_id, opens_at__gt=at).select_related("course").first()
    rounds = rounds_of([offer_id]).get(offer_id) if offer else None
    if not offer or not rounds:
        return []
    ids = list(dict.fromkeys(resident_ids))
    served = _served(offer, rounds, ids, at)
    hours = [(one, terms.hour_of(rounds, offer.opens_at, served[one])) for one in ids]
    return [PersonHour(one, hour.at, why_words(hour, at), hour.at <= at) for one, hour in hours]


def partys_hour(hours: Iterable[PersonHour]) -> PersonHour:
    """The hour of people who ask together: the latest of theirs, by the published rule.

    Else one who never came would bring in five who always do.
    """
    return max(hours, key=lambda hour: hour.opens_at)


def _served(
    offer: Offer, rounds: Iterable[Round], ids: list[UUID], at: datetime.datetime
) -> dict[UUID, Served]:
    programme_id = offer.course.programme_id
    places = list(
        Enrollment.objects.filter(
            resident__in=ids, state=terms.PLACED, offer__place=offer.place_id
        ).values_list(
            "resident", "offer__course", "offer__course__programme", "session__start_at"
        )
    )  # fmt: skip
    begins = first_starts({course for _who, course, _what, start in places if start is None})
    asks_homes = any(each.whom == terms.HOME for each in rounds)
    ages = _ages_at_home(ids, at) if asks_homes else {}
    told = {}
    for one in ids:
        mine = [row for row in places if row[0] == one]
        days = (start or begins.get(course) for _who, course, _what, start in mine)
        told[one] = Served(
            sum(what == programme_id for _who, _course, what, _start in mine),
            tuple(day.astimezone(XIAMEN).date() for day in days if day),
            ages.get(one, ()),
        )
    return told


def _ages_at_home(ids: list[UUID], at: datetime.datetime) -> Mapping[UUID, tuple[int, ...]]:
    on = at.astimezone(XIAMEN).date()
    homes = [people.living_in(home) for home in people.homes_of(ids)]
    living = {one for home in homes for one in home}
    years = {each.id: age_on(each.born_on, on) for each in people.comers(living)}
    return {
        one: tuple(
            years[other] for home in homes if one in home for other in home if other in years
        )
        for one in ids
    }


def round_words(one: Round, at: datetime.datetime) -> str:
    """For whom a round is: ``从没上过这个活动的人``."""
    if one.whom == terms.NEW:
        return _("从没报上过这个活动的人")
    if one.whom == terms.FEW:
        about = {"day": _day(one.since_on, at), "times": one.times}
        if one.times == 1:
            return _("%(day)s起还没有得到过名额的人") % about
        return _("%(day)s起得到的名额不到 %(times)s 个的人") % about
    return _("家里有%(ages)s的人的") % {"ages": ages_word(one.age_from, one.age_to)}


def why_words(hour: Hour, at: datetime.datetime) -> str:
    """Why this is somebody's hour: ``还没有报上过这个活动``."""
    one = hour.by
    if one is None:
        return _("前面几轮先给别人")
    if one.whom == terms.NEW:
        return _("还没有报上过这个活动")
    if one.whom == terms.FEW:
        about = {"day": _day(one.since_on, at), "times": one.times}
        if one.times == 1:
            return _("%(day)s起还没有得到过名额") % about
        return _("%(day)s起得到的名额不到 %(times)s 个") % about
    return _("家里有%(ages)s的人") % {"ages": ages_word(one.age_from, one.age_to)}


def ages_word(low: int | None, high: int | None) -> str:
    """``60 岁以上``, ``3–5 岁``, ``12 岁以下``, ``各个年纪``."""
    if low is None and high is None:
        return _("各个年纪")
    if high is None:
        return _("%(low)s 岁以上") % {"low": low}
    if low is None:
        return _("%(high)s 岁以下") % {"high": high}
    return _("%(low)s–%(high)s 岁") % {"low": low, "high": high}


def hour_words(hour: PersonHour, at: datetime.datetime) -> str:
    """``周三 11月25日 上午9:00 起报名，因为还没有报上过这个活动``."""
    told = {"when": moment_words(hour.opens_at, at), "why": hour.why}
    return _("%(when)s 起报名，因为%(why)s") % told


def early_words(
    offer_id: UUID, parties: Iterable[Iterable[UUID]], *, at: datetime.datetime
) -> list[str]:
    """When each of these parties, none of which may ask yet, may; and why then."""
    listed = [list(party) for party in parties]
    found = hours_of(offer_id, [one for party in listed for one in party], at=at)
    if not found:
        opens_at = Offer.objects.values_list("opens_at", flat=True).get(pk=offer_id)
        return [_("%(when)s 开始报名") % {"when": moment_words(opens_at, at)}] * len(listed)
    hours = {hour.resident_id: hour for hour in found}
    return [hour_words(partys_hour(hours[one] for one in party), at) for party in listed]


def age_words(offer_id: UUID) -> str:
    """For whom what is offered is, said of a party with somebody of another age. One query."""
    of = "course__programme__age"
    low, high = Offer.objects.values_list(f"{of}_from", f"{of}_to").get(pk=offer_id)
    words = _("这个活动是给 %(ages)s 的人办的，报名的人里有人到那天不是这个年纪。")
    return words % {"ages": ages_word(low, high)}


class HourSaid(NamedTuple):
    """Somebody's hour as a page says it."""

    name: str
    words: str
    begun: bool


def named_hours(
    offer_id: UUID, names: Mapping[UUID, str], *, at: datetime.datetime
) -> list[HourSaid]:
    """The hours of these people, each with the name it may be shown under."""
    hours = hours_of(offer_id, names, at=at)
    return [HourSaid(names[each.resident_id], hour_words(each, at), each.begun) for each in hours]


def moment_words(moment: datetime.datetime, at: datetime.datetime) -> str:
    """A moment as it is spoken today."""
    return spoken_moment(moment, at.astimezone(XIAMEN).date(), get_language() or "zh-hans")


def _day(day: datetime.date | None, at: datetime.datetime) -> str:
    assert day is not None
    return spoken_day(day, at.astimezone(XIAMEN).date(), get_language() or "zh-hans")
