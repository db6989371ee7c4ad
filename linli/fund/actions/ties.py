"""The holder's register of interested persons, and the refusal that follows from it."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund.models import Fund, InterestedPerson
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people


class InterestedParty(Refused):
    """A manager's interested person may not be a beneficiary (慈善法 arts. 40, 59)."""

    words = gettext_lazy(
        "慈善会登记过：这一家和慈善会的管理人员有利害关系。按慈善法第四十条、第五十九条，基金不能资助。"
    )
    remedy = gettext_lazy(
        "请走政府的路：低保和低收入认定、临时救助、医疗救助；在家庭的“可以申领什么”里看，社工可以代办。"
    )


class NobodyMeant(Refused):
    """Neither a household of this number, nor a person of this number."""

    words = gettext_lazy("在这个社区没有找到这个户号或证件号码。")


@transaction.atomic
def enter_interest(
    *,
    fund_id: UUID,
    number: str,
    manager: str,
    relation: str,
    by: Viewer,
    at: datetime.datetime,
) -> InterestedPerson:
    """The holder declares whom the fund may not help, by household number or citizen id.

    Raises ``NobodyMeant``.
    """
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None:
        raise NotFound
    by.require(Permission.INTEREST_KEEP, place=fund.place_id, organisation=fund.holder_id)
    today = timezone.localdate(at)
    known = people.known_by(fund.place_id, number, today)
    if known is None:
        raise NobodyMeant
    household_id, person_id = known
    entered = InterestedPerson(
        holder_id=fund.holder_id,
        place_id=fund.place_id,
        household_id=household_id,
        person_id=person_id,
        from_on=today,
        entered_by_id=by.user_id,
        at=at,
    )
    seal(entered, "manager", manager)
    seal(entered, "relation", relation)
    entered.save(force_insert=True)
    _record("interest.entered", entered, by, at)
    return entered


@transaction.atomic
def end_interest(*, interest_id: UUID, by: Viewer, at: datetime.datetime) -> InterestedPerson:
    """The manager has left, or the tie is over."""
    entered = InterestedPerson.objects.select_for_update().filter(pk=interest_id).first()
    if entered is None:
        raise NotFound
    by.require(Permission.INTEREST_KEEP, place=entered.place_id, organisation=entered.holder_id)
    entered.until_on = timezone.localdate(at)
    entered.save(update_fields=["until_on"])
    _record("interest.ended", entered, by, at)
    return entered


def insist_no_interest(
    holder_id: UUID, household_id: UUID | None, person_id: UUID | None, on: datetime.date
) -> None:
    """Raises ``InterestedParty`` for a household in which an interested person lives, too."""
    if household_id is None:
        return
    persons = people.living_in(household_id) | ({person_id} - {None})
    bound = Q(household=household_id) | Q(person__in=persons)
    bound |= Q(household__in=people.homes_of(persons))
    in_force = InterestedPerson.objects.filter(bound, holder=holder_id, from_on__lte=on)
    if in_force.filter(Q(until_on=None) | Q(until_on__gt=on)).exists():
        raise InterestedParty


def _record(verb: str, entered: InterestedPerson, by: Viewer, at: datetime.datetime) -> None:
    subject = ("interest", entered.pk)
    journal.record(verb=verb, by=by, at=at, subject=subject, place=entered.place_id)
