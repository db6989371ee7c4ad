"""What may be done with leads and cases. One verb each; behind this counter, one file a noun."""

from linli.cases.actions.care import (
    GoalMissing,
    GoalNotAbove,
    GoalTooEarly,
    GoalWanted,
    NoGoal,
    NotAssessedYet,
    NothingSeen,
    NotPlannedYet,
    UnknownStep,
    assess,
    follow_up,
    intervene,
    plan,
)  # fmt: skip
from linli.cases.actions.ending import (
    MonitoringTooShort,
    NotClosed,
    NotDoneYet,
    NotEvaluatedYet,
    NotFollowedUpYet,
    OpenAgain,
    ResultMissing,
    WordsNeeded,
    close,
    evaluate,
    reopen,
)  # fmt: skip
from linli.cases.actions.files import (
    CaseIsClosed,
    NotASocialWorker,
    NotAssignedYet,
    NotYourCase,
    NotYourself,
    WrongDay,
    assign_worker,
)  # fmt: skip
from linli.cases.actions.leads import (
    AlreadyAnswered,
    NothingSaid,
    decline_lead,
    raise_lead,
    take_in,
)  # fmt: skip
from linli.cases.actions.money import NoFundHere, ask_fund

__all__ = [
    "AlreadyAnswered", "CaseIsClosed", "GoalMissing", "GoalNotAbove", "GoalTooEarly", "GoalWanted",
    "MonitoringTooShort", "NoFundHere", "NoGoal", "NotASocialWorker", "NotAssessedYet",
    "NotAssignedYet", "NotClosed", "NotDoneYet", "NotEvaluatedYet", "NotFollowedUpYet",
    "NotPlannedYet", "NotYourCase", "NotYourself", "NothingSaid", "NothingSeen", "OpenAgain",
    "ResultMissing", "UnknownStep", "WordsNeeded", "WrongDay", "ask_fund", "assess",
    "assign_worker", "close", "decline_lead", "evaluate", "follow_up", "intervene", "plan",
    "raise_lead", "reopen", "take_in",
]  # fmt: skip
