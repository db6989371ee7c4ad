"""What every verb begins with: the round or the application, locked, if ``by`` may."""

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.allocation.models import AllocationRound, Application
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.people import queries as people


class CalledOff(Refused):
    """The round does not take place."""

    words = gettext_lazy("这一季不办了：%(why)s")


class ConfirmedAlready(Refused):
    """The rooms are booked."""

    words = gettext_lazy("这一季已经核对定下来了。")
    remedy = gettext_lazy("以后的变动，请在房间的预约里改，或者由他们自己退。")


class ReasonMissing(Refused):
    """Who changes what the rule gave says why."""

    words = gettext_lazy("请写明为什么改，申请的人看得到。")


def locked_round(round_id: UUID) -> AllocationRound:
    """A round, locked until the transaction ends: whoever applies, plans or confirms waits for the
    other, so that nobody is planned around. Raises ``NotFound``."""
    found = AllocationRound.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise NotFound
    return found


def round_for(round_id: UUID, by: Viewer, permission: Permission) -> AllocationRound:
    """The round, locked, if ``by`` may do this with it; else refused."""
    found = locked_round(round_id)
    by.require(permission, place=found.place_id)
    return found


def application_for(application_id: UUID, by: Viewer) -> tuple[AllocationRound, Application]:
    """An application and its round, locked, for whoever applied or a desk that books for others.
    Raises ``NotFound``."""
    round_id = Application.objects.filter(pk=application_id).values_list("round", flat=True).first()
    if round_id is None:
        raise NotFound
    of = locked_round(round_id)
    found = Application.objects.get(pk=application_id)
    insist_on_theirs(of, found, by)
    return of, found


def insist_on_theirs(of: AllocationRound, found: Application, by: Viewer) -> None:
    """Raise ``NotFound`` for anybody but who applied, and the desk that books for others."""
    own = found.resident_id is not None and found.resident_id == people.resident_of(by)
    if not own and not by.may(Permission.SPACE_BOOK, place=of.place_id):
        raise NotFound


def insist_it_is_on(of: AllocationRound) -> None:
    """Raise ``CalledOff`` where the round was taken back."""
    if of.called_off_at:
        raise CalledOff(why=of.called_off_why)


def note(
    verb: str, of: AllocationRound, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    """A deed on a round."""
    journal.record(
        verb=verb, by=by, at=at, subject=("allocation_round", of.pk), place=of.place_id,
        details=details,
    )  # fmt: skip
