"""What is done for a family in hardship whom every policy refuses."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.benefits.models import Caught
from linli.benefits.queries.hardship import uncaught
from linli.benefits.terms import BY_CASE, CAUGHT, WITH_REASON
from linli.identity.permissions import Permission, Viewer, clock
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people


class AlreadyCaught(Refused):
    """Somebody has answered for this family, or a policy helps it now."""

    words = gettext_lazy("这一家已经有人接住了。")
    mendable = False


class ReasonWanted(Refused):
    """Referred, and to whom; nothing needed, and why."""

    words = gettext_lazy("请写一句：转到了哪里，或者为什么不需要。")


@transaction.atomic
def catch(
    *, household_id: UUID, how: str, by: Viewer, at: datetime.datetime, words: str = ""
) -> Caught:
    """Say what was done for a family that nobody had caught; ``how`` is one of ``terms.CAUGHT``.

    It holds until a newer sign. Raises ``AlreadyCaught``, ``ReasonWanted``, ``NotFound``.
    """
    place = people.place_of_household(clock(), household_id)
    by.require(Permission.HARDSHIP_CATCH, place=place)
    if how not in CAUGHT:
        raise NotFound
    if how in WITH_REASON and not words.strip():
        raise ReasonWanted
    on = timezone.localdate(at)
    if all(row.household_id != household_id for row in uncaught(by, on)):
        raise AlreadyCaught
    return _catch(household_id, place, how, words, by, at)


def caught_by_case(*, household_id: UUID, by: Viewer, at: datetime.datetime) -> Caught:
    """A case was opened for the family; whoever calls has checked who may."""
    place = people.place_of_household(by, household_id)
    return _catch(household_id, place, BY_CASE, "", by, at)


def _catch(
    household_id: UUID, place: str, how: str, words: str, by: Viewer, at: datetime.datetime
) -> Caught:
    made = Caught(
        household_id=household_id, place_id=place, how=how, caught_at=at, caught_by_id=by.user_id
    )
    seal(made, "words", words.strip() or None)
    made.save(force_insert=True)
    journal.record(
        verb="hardship.caught",
        by=by,
        at=at,
        subject=("household", household_id),
        place=place,
        details={"how": how},
    )
    return made
