"""What may be asked about leads and cases. Lists are masked; words open to those who walk along."""

from linli.cases.queries.files import (
    CaseCard,
    CaseRow,
    HouseholdCases,
    Moment,
    NotYours,
    cards_for,
    case,
    cases,
    family,
    mine,
    mine_due,
    mine_next_visit,
    of_households,
    opened_at,
)  # fmt: skip
from linli.cases.queries.leads import LeadCard, LeadRow, asked_by, lead, leads, told_by
from linli.cases.queries.progress import (
    DomainProgress,
    GoalCard,
    goals_of_plan,
    present_scores,
    progress,
)  # fmt: skip
from linli.cases.queries.stages import CaseFacts, facts_of, facts_of_all
from linli.cases.queries.words import choices, harm_choices, say, say_all

__all__ = [
    "CaseCard", "CaseFacts", "CaseRow", "DomainProgress", "GoalCard", "HouseholdCases", "LeadCard",
    "LeadRow", "Moment", "NotYours", "asked_by", "cards_for", "case", "cases", "choices",
    "facts_of", "facts_of_all", "family", "goals_of_plan", "harm_choices", "lead", "leads", "mine",
    "mine_due", "mine_next_visit", "of_households", "opened_at", "present_scores", "progress",
    "say", "say_all", "told_by",
]  # fmt: skip
