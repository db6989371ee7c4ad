"""What may be asked about benefits: a family's verdicts and its gap; the families to be told."""

from linli.benefits.queries.families import (
    Ask,
    BenefitVerdict,
    Explanation,
    HouseholdBenefits,
    benefits_of,
    cards_for,
    drawn,
    explanation,
    from_above,
    mine,
    names,
    residual_gap,
    verdicts,
)
from linli.benefits.queries.hardship import UncaughtRow, uncaught, uncaught_row
from linli.benefits.queries.looking import (
    MyLooking,
    Suggested,
    left_alone_since,
    my_looking,
    not_looked_for,
    permitted_places,
)
from linli.benefits.queries.reach import Rate, Signalled, proved, signalled, unhinted
from linli.benefits.queries.register import DAYS_AHEAD, ComingRow, coming
from linli.benefits.queries.said import (
    NoteCard,
    Noted,
    NoteRow,
    count_notes,
    note,
    noted_by,
    notes,
)
from linli.benefits.queries.worklist import (
    CURSOR,
    FamilyRow,
    HintRow,
    Leave,
    Load,
    any_permitted,
    changed_since,
    count_waiting_for,
    hint_of,
    leave,
    loads,
    rates,
    waiting,
    worklist,
)

__all__ = [
    "CURSOR", "DAYS_AHEAD", "Ask", "BenefitVerdict", "ComingRow", "Explanation", "FamilyRow",
    "HintRow", "HouseholdBenefits", "Leave", "Load", "MyLooking", "NoteCard", "NoteRow", "Noted",
    "Rate", "Signalled", "Suggested", "UncaughtRow", "any_permitted", "benefits_of", "cards_for",
    "changed_since", "coming", "count_notes", "count_waiting_for", "drawn", "explanation",
    "from_above", "hint_of", "leave", "left_alone_since", "loads", "mine", "my_looking", "names",
    "not_looked_for", "note", "noted_by", "notes", "permitted_places", "proved", "rates",
    "residual_gap", "signalled", "uncaught", "uncaught_row", "unhinted", "verdicts", "waiting",
    "worklist",
]  # fmt: skip
