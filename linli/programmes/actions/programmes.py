"""Programmes: opened, described anew, closed."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.programmes.models import ClassSession, Programme, ProgrammeGoal
from linli.spaces import actions as spaces


class NeutralTitleMissing(Refused):
    """A closed group is called something else in public."""

    words = gettext_lazy("封闭小组要另写一个对外的名称，免得看得出谁在参加什么。")
    remedy = gettext_lazy("比如：周三小组、安静时间。")


class ProgrammeClosed(Refused):
    """Nothing new is opened in it."""

    words = gettext_lazy("这个活动已经停办了。")


class SessionsAhead(Refused):
    """People may be waiting for them."""

    words = gettext_lazy("还有 %(count)s 次没有上的课，先取消它们，再停办。")


@transaction.atomic
def open_programme(
    *,
    place: str,
    title: str,
    scene: str,
    goals: Collection[str],
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    title_en: str = "",
    summary: str = "",
    age_from: int | None = None,
    age_to: int | None = None,
    closed_group: bool = False,
    neutral_title: str = "",
) -> Programme:
    """Open a programme for people of ``age_from`` to ``age_to`` years.

    Raises ``NeutralTitleMissing``.
    """
    by.require(Permission.COURSE_KEEP, place=place)
    if earlier := pressed_before(Programme, key, place_id=place):
        return earlier
    if closed_group and not neutral_title:
        raise NeutralTitleMissing
    programme = Programme.objects.create(
        place_id=place,
        title=title,
        title_en=title_en,
        summary=summary,
        scene=scene,
        age_from=age_from,
        age_to=age_to,
        closed_group=closed_group,
        neutral_title=neutral_title,
        opened_by_id=by.user_id,
        opened_at=at,
        key=key,
    )
    _serve(programme, goals)
    _record("activity.opened", programme, by, at)
    return programme


@transaction.atomic
def change_programme(
    *,
    programme_id: UUID,
    title: str,
    goals: Collection[str],
    by: Viewer,
    at: datetime.datetime,
    title_en: str = "",
    summary: str = "",
    closed_group: bool = False,
    neutral_title: str = "",
) -> Programme:
    """Describe a programme anew. Scene and ages stay: what people signed up for is not moved."""
    programme = kept_programme(programme_id, by)
    if closed_group and not neutral_title:
        raise NeutralTitleMissing
    shown = (programme.closed_group, programme.neutral_title)
    programme.title, programme.title_en, programme.summary = title, title_en, summary
    programme.closed_group, programme.neutral_title = closed_group, neutral_title
    programme.save()
    if shown != (closed_group, neutral_title):
        _rename_in_rooms(programme)
    programme.goals.all().delete()
    _serve(programme, goals)
    _record("activity.changed", programme, by, at)
    return programme


@transaction.atomic
def close_programme(
    *, programme_id: UUID, by: Viewer, at: datetime.datetime, today: datetime.date
) -> Programme:
    """Offer it no more. Raises ``SessionsAhead`` while a session is still to come."""
    programme = kept_programme(programme_id, by)
    ahead = ClassSession.objects.filter(
        course__programme=programme, cancelled_at=None, start_at__gt=at
    ).count()
    if ahead:
        raise SessionsAhead(count=ahead)
    programme.closed_on = today
    programme.save(update_fields=["closed_on"])
    _record("activity.closed", programme, by, at)
    return programme


def kept_programme(programme_id: UUID, by: Viewer) -> Programme:
    """A programme that ``by`` may change, locked. Raises ``NotFound``, ``ProgrammeClosed``."""
    programme = Programme.objects.select_for_update().filter(pk=programme_id).first()
    if programme is None:
        raise NotFound
    by.require(Permission.COURSE_KEEP, place=programme.place_id)
    if programme.closed_on:
        raise ProgrammeClosed
    return programme


def _rename_in_rooms(programme: Programme) -> None:
    """The rooms, which tell everybody what goes on in them, know what its sessions are called."""
    held = ClassSession.objects.filter(course__programme=programme, booking__isnull=False)
    closed = programme.closed_group
    spaces.rename(
        titles={
            booking_id: programme.neutral_title if closed else title
            for booking_id, title in held.values_list("booking", "course__title")
        },
        private=closed,
    )


def _serve(programme: Programme, goals: Collection[str]) -> None:
    ProgrammeGoal.objects.bulk_create(
        ProgrammeGoal(programme=programme, goal=goal) for goal in sorted(set(goals))
    )


def _record(verb: str, programme: Programme, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("activity", programme.id), place=programme.place_id
    )
