"""A claim on paper: what the office's own form asks, from the records, ready to be copied."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from linli.claims.models import Claim
from linli.claims.queries.card import ClaimCard
from linli.claims.queries.reading import written
from linli.identity.permissions import Viewer
from linli.people import queries as people
from linli.rules.kinds import KINDS
from linli.rules.words import Words

ON_THE_SHEET = ("birth_date", "hukou_place")
"""Facts that stand with the person's numbers already."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as a form asks for them, in full."""

    name: str
    relation: str
    sex: str
    born_on: datetime.date
    citizen_id: str
    phone: str
    hukou_place: str


@dataclass(frozen=True, slots=True)
class ClaimPaper:
    """What is printed: for whom, who signs for them, where they live, what the answer rested on."""

    applicant: Someone
    signers: tuple[Someone, ...]
    address: str
    stated: tuple[tuple[Words, Words], ...]


def paper_of(viewer: Viewer, card: ClaimCard, on: datetime.date) -> ClaimPaper:
    """The paper of a claim the viewer has opened. Full numbers, so every look at it is logged."""
    home = people.household(viewer, card.household_id, on)
    members = {member.id: member for member in home.members}
    applicant = card.person_id or home.head.id
    resident = people.resident(viewer, applicant, on)
    signers = [kin.id for kin in resident.guardians if kin.id in members] or [applicant]
    relations = {member.id: member.relation for member in home.members}
    return ClaimPaper(
        applicant=_someone(viewer, applicant, relations[applicant], on),
        signers=tuple(_someone(viewer, one, relations[one], on) for one in signers),
        address=people.numbers(viewer, applicant, on).address,
        stated=_stated(card, applicant),
    )


def _someone(viewer: Viewer, resident_id: UUID, relation: str, on: datetime.date) -> Someone:
    card = people.resident(viewer, resident_id, on)
    numbers = people.numbers(viewer, resident_id, on)
    return Someone(
        name=numbers.name,
        relation=relation,
        sex=card.sex,
        born_on=card.born_on,
        citizen_id=numbers.citizen_id,
        phone=numbers.phone,
        hukou_place=card.hukou_place,
    )


def _stated(card: ClaimCard, applicant: UUID) -> tuple[tuple[Words, Words], ...]:
    """What was known of the applicant and the household when the claim was opened."""
    [one] = written(Claim.objects.filter(pk=card.id))
    told = [
        (KINDS[entry["kind"]], entry["value"])
        for entry in one.rested_on
        if entry["known"] and entry["kind"] in KINDS and entry["kind"] not in ON_THE_SHEET
        if entry["subject"] in (str(applicant), None)
    ]
    return tuple((kind.name, kind.say(kind.read(value))) for kind, value in told)
