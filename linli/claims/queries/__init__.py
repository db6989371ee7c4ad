"""What may be asked about claims: what is due, one claim whole, the gap a month leaves."""

from linli.claims.queries.card import ClaimCard, claim, photo
from linli.claims.queries.gap import GapLine, MonthGap, monthly_gaps, residual_gap
from linli.claims.queries.lists import (
    ClaimRow,
    HouseholdClaims,
    MyClaim,
    cards_for,
    claims,
    count_due,
    handed_in_at,
    living,
    mine,
    of_household,
)
from linli.claims.queries.paper import ClaimPaper, paper_of

__all__ = [
    "ClaimCard", "ClaimPaper", "ClaimRow", "GapLine", "HouseholdClaims", "MonthGap", "MyClaim",
    "cards_for",
    "claim", "claims", "count_due", "handed_in_at", "living", "mine", "monthly_gaps",
    "of_household", "paper_of", "photo", "residual_gap",
]  # fmt: skip
