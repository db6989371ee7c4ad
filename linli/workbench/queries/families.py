"""Everything the desk knows of one household, and who may look at it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.benefits import queries as benefits
from linli.cases import queries as cases
from linli.claims import queries as claims
from linli.fund import queries as fund
from linli.giving import queries as giving
from linli.goodwill import queries as goodwill
from linli.identity import queries as identity
from linli.identity.permissions import Viewer
from linli.journal import queries as journal
from linli.people import queries as people
from linli.shop import queries as shop

MOST_LOOKS = 8


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody of the staff opened a record of this household on a day."""

    on: datetime.date
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One household on one page: what each room knows of it, as far as this viewer may know."""

    household: people.HouseholdCard
    label: str
    benefits: list[benefits.HouseholdBenefits]
    claims: list[claims.HouseholdClaims]
    cases: list[cases.HouseholdCases]
    fund: list[fund.HouseholdCard]
    goods: list[giving.GoodsCard]
    shop: list[shop.HouseholdGoods]
    goodwill: list[goodwill.GoodwillCard]
    looked: list[Looked]
    alone_since: datetime.datetime | None


def dossier(viewer: Viewer, household_id: UUID, on: datetime.date) -> Dossier:
    """Everything the rooms know of a household. Raises ``NotFound`` for one elsewhere."""
    household = people.household(viewer, household_id, on)
    return Dossier(
        household=household,
        label=cases.family(household.head.name if household.head else ""),
        benefits=benefits.cards_for(viewer, household_id, on=on),
        claims=claims.cards_for(viewer, household_id, on=on),
        cases=cases.cards_for(viewer, household_id, on=on),
        fund=fund.cards_for(viewer, household_id),
        goods=giving.cards_for(viewer, household_id),
        shop=shop.cards_for(viewer, household_id),
        goodwill=goodwill.cards_for(viewer, household_id),
        looked=_looked(household),
        alone_since=benefits.left_alone_since(household_id),
    )


def _looked(household: people.HouseholdCard) -> list[Looked]:
    """Who opened this household's records, newest first; the looks of one day are told once."""
    about = {str(member.id): member.name for member in household.members}
    reads = journal.reads_of_many("resident", [member.id for member in household.members], 40)
    reads += journal.reads_of(("household", household.id), 40)
    reads.sort(key=lambda read: read.at, reverse=True)
    names = identity.names_of({read.viewer_id for read in reads if read.viewer_id})
    looked = [
        Looked(
            on=timezone.localdate(read.at),
            name=names.get(read.viewer_id, ""),
            about=about.get(read.subject_id, _("这一户")),
        )
        for read in reads
    ]
    return list(dict.fromkeys(looked))[:MOST_LOOKS]
