"""What may be asked about claims: what is due, one claim whole, the gap a month leaves."""

from linli.claims.queries.files import (
    ClaimCard,
    ClaimRow,
    HouseholdClaims,
    MyClaim,
    cards_for,
    claim,
    claims,
    count_due,
    living,
    mine,
    of_household,
    photo,
)
from linli.claims.queries.gap import GapLine, MonthGap, monthly_gaps, residual_gap
from linli.claims.queries.paper import ClaimPaper, paper_of

__all__ = [
    "ClaimCard", "ClaimPaper", "ClaimRow", "GapLine", "HouseholdClaims", "MonthGap", "MyClaim",
    "cards_for",
    "claim", "claims", "count_due", "living", "mine", "monthly_gaps", "of_household", "paper_of",
    "photo", "residual_gap",
]  # fmt: skip
