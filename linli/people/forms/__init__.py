"""What a person may type about people. What it must mean is the actions' to say."""

from linli.people.forms.access import AskForm, AssignForm, DecideForm, ShieldForm
from linli.people.forms.homes import (
    CorrectForm,
    GuardianForm,
    HouseholdForm,
    JoinForm,
    MemberForm,
    RegisterForm,
)
from linli.people.forms.knowledge import FactForm, GroundForm, KindForm, kind_named
from linli.people.forms.rosters import RosterForm

__all__ = [
    "AskForm", "AssignForm", "CorrectForm", "DecideForm", "FactForm", "GroundForm", "GuardianForm",
    "HouseholdForm", "JoinForm", "KindForm", "MemberForm", "RegisterForm", "RosterForm",
    "ShieldForm", "kind_named",
]  # fmt: skip
