"""Leads: a list says when and how, never what was said; opening one is a read that is logged."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from linli.cases import terms
from linli.cases.models import Lead
from linli.cases.queries.words import say
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead in a list."""

    id: UUID
    place: str
    raised_at: datetime.datetime
    channel: str
    urgent: bool
    state: str
    household_id: UUID | None


@dataclass(frozen=True, slots=True)
class LeadCard:
    """A lead opened by somebody who may answer it. ``told_by``: a colleague's name, else empty."""

    id: UUID
    place: str
    raised_at: datetime.datetime
    channel: str
    harm: str
    urgent: bool
    state: str
    words: str
    whereabouts: str
    contact: str
    told_by: str
    household_id: UUID | None
    case_id: UUID | None
    declined_because: str
    declined_words: str


def leads(viewer: Viewer, limit: int = 100) -> list[LeadRow]:
    """The leads nobody has answered yet: where somebody may be in danger first, then the oldest."""
    rows = _visible(viewer).filter(case=None, declined_at=None).order_by("raised_at")[:limit]
    return sorted((_row(lead) for lead in rows), key=lambda row: not row.urgent)


def told_by(viewer: Viewer, limit: int = 20) -> list[LeadRow]:
    """What the viewer has told the community, newest first: a person's own leads, wherever."""
    if viewer.user_id is None:
        return []
    rows = Lead.objects.filter(raised_by=viewer.user_id).order_by("-raised_at")
    return [_row(lead) for lead in rows[:limit]]


def asked_by(viewer: Viewer, limit: int = 20) -> list[LeadRow]:
    """The same without what the viewer told as staff: what a resident reads of their own."""
    if viewer.user_id is None:
        return []
    own = Lead.objects.filter(raised_by=viewer.user_id).exclude(channel=terms.STAFF)
    return [_row(lead) for lead in own.order_by("-raised_at")[:limit]]


def lead(viewer: Viewer, lead_id: UUID) -> LeadCard:
    """One lead with its words. Raises ``NotFound``."""
    found = _visible(viewer).filter(pk=lead_id).first()
    if found is None:
        raise NotFound
    viewer.looked_at("lead", found.pk, "words", place=found.place_id)
    return LeadCard(
        id=found.pk,
        place=found.place_id,
        raised_at=found.raised_at,
        channel=say(terms.CHANNELS[found.channel]),
        harm=say(terms.HARM[found.harm]),
        urgent=found.harm != "no",
        state=_state(found),
        words=unseal(found, "words") or "",
        whereabouts=unseal(found, "whereabouts") or "",
        contact=unseal(found, "contact") or "",
        told_by=identity.name_of(found.raised_by_id) if found.raised_by_id else "",
        household_id=found.household_id,
        case_id=found.case_id,
        declined_because=_because(found),
        declined_words=unseal(found, "declined_words") or "",
    )


def _visible(viewer: Viewer) -> QuerySet[Lead]:
    """Leads are answered by whoever works on or supervises cases; others never see one."""
    places = viewer.communities(Permission.CASE_WORK) | viewer.communities(
        Permission.CASE_SUPERVISE
    )
    return Lead.objects.filter(place_id__in=places)


def _row(lead: Lead) -> LeadRow:
    return LeadRow(
        id=lead.pk,
        place=lead.place_id,
        raised_at=lead.raised_at,
        channel=say(terms.CHANNELS[lead.channel]),
        urgent=lead.harm != "no",
        state=_state(lead),
        household_id=lead.household_id,
    )


def _state(lead: Lead) -> str:
    """``waiting``, ``taken_in`` or ``declined``."""
    if lead.case_id:
        return "taken_in"
    return "declined" if lead.declined_at else "waiting"


def _because(lead: Lead) -> str:
    return say(terms.DECLINED[lead.declined_because]) if lead.declined_because else ""
