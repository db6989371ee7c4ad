"""What may be asked about benefits: a family's verdicts and its gap; the families to be told."""

from linli.benefits.queries.families import (
    Ask,
    BenefitVerdict,
    HouseholdBenefits,
    benefits_of,
    cards_for,
    mine,
    policy,
    residual_gap,
    verdicts,
)
from linli.benefits.queries.worklist import (
    CURSOR,
    FamilyRow,
    HintRow,
    Leave,
    Load,
    Rate,
    any_permitted,
    changed_since,
    count_waiting_for,
    hint_of,
    leave,
    loads,
    permitted_places,
    proved,
    rates,
    waiting,
    worklist,
)

__all__ = [
    "CURSOR", "Ask", "BenefitVerdict", "FamilyRow", "HintRow", "HouseholdBenefits", "Leave",
    "Load", "Rate", "any_permitted", "benefits_of", "cards_for", "changed_since",
    "count_waiting_for", "hint_of", "leave", "loads", "mine", "permitted_places", "policy",
    "proved", "rates", "residual_gap", "verdicts", "waiting", "worklist",
]  # fmt: skip
