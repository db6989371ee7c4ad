"""What is remembered of people. What could harm them is sealed; names stay searchable.

The gravest promises stand here as constraints, so that no action and no mistake can break them: a
child under 14 and a sensitive fact have a basis, a consent says from whom and how, nobody assigns a
record to themself or approves their own wish to open one.
"""

from linli.people.models.access import Assignment, OpeningRequest, ResidentLogin, Shield
from linli.people.models.homes import (
    Guardianship,
    Household,
    Membership,
    Relation,
    Resident,
    SearchKey,
    Sex,
)
from linli.people.models.knowledge import Basis, Fact, PersonKey, Sheet
from linli.people.models.rosters import Roster

__all__ = [
    "Assignment", "Basis", "Fact", "Guardianship", "Household", "Membership", "OpeningRequest",
    "PersonKey", "Relation", "Resident", "ResidentLogin", "Roster", "SearchKey", "Sex", "Sheet",
    "Shield",
]  # fmt: skip
