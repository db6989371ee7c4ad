"""What a person may type about the hall. ``values()`` is what an action takes."""

from linli.hall.forms.courses import (
    CancelForm,
    ChangeForm,
    CourseForm,
    DayForm,
    DescribeForm,
    MoveForm,
    ProgrammeForm,
)
from linli.hall.forms.enrolling import AgainForm, CollectForm, DeskEnrolForm, EnrolForm
from linli.hall.forms.looking import FURTHEST_DAYS, after, choices, kept, narrowed, wanted
from linli.hall.forms.offers import DrawForm, EndForm, LaterForm, OfferForm, PoolsForm, RefuseForm

__all__ = [
    "FURTHEST_DAYS", "AgainForm", "CancelForm", "ChangeForm", "CollectForm", "CourseForm",
    "DayForm", "DescribeForm", "DeskEnrolForm", "DrawForm", "EndForm", "EnrolForm", "LaterForm",
    "MoveForm", "OfferForm", "PoolsForm", "ProgrammeForm", "RefuseForm", "after", "choices",
    "kept", "narrowed", "wanted",
]  # fmt: skip
