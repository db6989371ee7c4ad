"""Leads: word that somebody may need help comes in, and is answered one way or the other."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.benefits import actions as benefits
from linli.cases.actions.files import note
from linli.cases.models import CaseFile, Lead
from linli.cases.terms import RESIDENT, STAFF, STREET
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.notices import actions as notices
from linli.people import queries as people


class NothingSaid(Refused):
    """A lead needs at least a sentence."""

    words = gettext_lazy("请写一句话，告诉我们您看到了什么。")
    remedy = gettext_lazy("写多写少都可以，写了我们才知道怎么去找。")


class AlreadyAnswered(Refused):
    """Somebody has already taken this lead in or declined it."""

    words = gettext_lazy("这条线索已经有人处理过了。")
    remedy = gettext_lazy("回到线索名单，看看它现在到了哪一步。")


@transaction.atomic
def raise_lead(
    *,
    place: str,
    words: str,
    by: Viewer,
    at: datetime.datetime,
    whereabouts: str = "",
    contact: str = "",
    harm: str = "no",
    building: str | None = None,
    household_id: UUID | None = None,
    key: UUID | None = None,
    for_self: bool = False,
) -> Lead:
    """Anybody tells the community that somebody may need help; nobody has to say who they are.

    ``harm``: "no", "unsure" or "yes". ``for_self``: who asks is a resident now, whatever their
    post: a request of their own is none of what they tell as staff. A known ``household_id`` must
    be one ``by`` may see.
    The community's social workers are told. Pressed twice with one key, it is one lead.
    Raises ``NothingSaid``, and ``NotFound`` for a household the teller may not know.
    """
    if not words.strip():
        raise NothingSaid
    if household_id and people.place_of_household(by, household_id) != place:
        raise NotFound
    lead = Lead(
        place_id=place,
        building_id=building,
        household_id=household_id,
        channel=RESIDENT if for_self else _channel(by, place),
        harm=harm,
        raised_at=at,
        raised_by_id=by.user_id,
        key=key,
    )
    for field, said in (("words", words), ("whereabouts", whereabouts), ("contact", contact)):
        seal(lead, field, said.strip() or None)
    try:
        with transaction.atomic():
            lead.save(force_insert=True)
    except IntegrityError:
        pressed = Lead.objects.filter(key=key).exclude(key=None).first()
        if pressed is None:
            raise
        return pressed
    _remember(lead, "lead.raised", by=by, at=at)
    notices.tell_role(
        kind="lead.raised", role="social_worker", place=place, subject=("lead", lead.pk), at=at
    )
    return lead


@transaction.atomic
def take_in(
    *,
    lead_id: UUID,
    household_id: UUID,
    by: Viewer,
    at: datetime.datetime,
    person_id: UUID | None = None,
) -> CaseFile:
    """Intake: a lead becomes a case of a household, or joins the one already open.

    ``person_id``: the member at the centre, where there is one. Raises ``AlreadyAnswered``, and
    ``NotFound`` for a household or a member of another community.
    """
    lead = _waiting_lead(lead_id, by=by)
    if people.place_of_household(by, household_id) != lead.place_id:
        raise NotFound
    if person_id and person_id not in people.members_of(by, household_id):
        raise NotFound
    case = _open_case(household_id, person_id) or _begin(lead, household_id, person_id, by, at)
    if lead.harm != "no" and not case.protected:
        case.protected = True
        case.save(update_fields=["protected"])
    lead.case, lead.taken_at, lead.household_id = case, at, household_id
    lead.save(update_fields=["case", "taken_at", "household"])
    _remember(lead, "lead.taken_in", by=by, at=at, case=str(case.pk))
    _tell_benefits(lead, benefits.HELPED, by=by, at=at)
    return case


@transaction.atomic
def decline_lead(
    *, lead_id: UUID, because: str, by: Viewer, at: datetime.datetime, words: str = ""
) -> Lead:
    """Answer a lead without a case; ``because`` is a key of ``terms.DECLINED``."""
    lead = _waiting_lead(lead_id, by=by)
    lead.declined_at, lead.declined_by_id, lead.declined_because = at, by.user_id, because
    seal(lead, "declined_words", words.strip() or None)
    lead.save(update_fields=["declined_at", "declined_by", "declined_because", "declined_words"])
    _remember(lead, "lead.declined", by=by, at=at, because=because)
    _tell_benefits(lead, benefits.NO_NEED, by=by, at=at)
    return lead


def _tell_benefits(lead: Lead, said: str, *, by: Viewer, at: datetime.datetime) -> None:
    """A lead is a sign too, known from when it was told. Where harm may be, nobody is told."""
    if lead.household_id is None or lead.harm != "no":
        return
    benefits.follow_lead(
        lead_id=lead.pk,
        household_id=lead.household_id,
        raised_at=lead.raised_at,
        said=said,
        by=by,
        at=at,
    )
    if lead.case_id:
        benefits.caught_by_case(household_id=lead.household_id, by=by, at=at)


def _channel(by: Viewer, place: str) -> str:
    if by.may(Permission.DESK_OPEN, place=place):
        return STAFF
    return STREET if by.kind == "nobody" else RESIDENT


def _waiting_lead(lead_id: UUID, *, by: Viewer) -> Lead:
    """The lead nobody has answered yet, locked. A worker or a supervisor may answer it."""
    lead = Lead.objects.select_for_update().filter(pk=lead_id).first()
    if lead is None:
        raise NotFound
    if not by.may(Permission.CASE_SUPERVISE, place=lead.place_id):
        by.require(Permission.CASE_WORK, place=lead.place_id)
    if lead.case_id or lead.declined_at:
        raise AlreadyAnswered
    return lead


def _open_case(household_id: UUID, person_id: UUID | None) -> CaseFile | None:
    open_ones = CaseFile.objects.filter(household_id=household_id, closed_at=None)
    return open_ones.select_for_update().filter(person_id=person_id).first()


def _begin(
    lead: Lead, household_id: UUID, person_id: UUID | None, by: Viewer, at: datetime.datetime
) -> CaseFile:
    """A new case; or, if a colleague opened it in this very moment, theirs."""
    try:
        with transaction.atomic():
            case = CaseFile.objects.create(
                place_id=lead.place_id,
                household_id=household_id,
                person_id=person_id,
                protected=lead.harm != "no",
                opened_at=at,
                opened_by_id=by.user_id,
            )
    except IntegrityError:
        return CaseFile.objects.get(household_id=household_id, person_id=person_id, closed_at=None)
    note(case, "case.opened", by=by, at=at, lead=str(lead.pk), household=str(household_id))
    return case


def _remember(
    lead: Lead, verb: str, *, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("lead", lead.pk), place=lead.place_id, details=details
    )
