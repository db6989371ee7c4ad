"""What may be done with policies."""

from linli.rulebook.actions.activation import (
    BeginsBefore,
    EffectsNotReckoned,
    Needed,
    NothingChanged,
    NotSound,
    NotToBeWithdrawn,
    ReasonMissing,
    WrittenByYou,
    activate,
    withdraw,
)
from linli.rulebook.actions.drafts import (
    FiguresAreStated,
    NotYourDraft,
    TooLong,
    drop_draft,
    start_draft,
    start_policy,
    write_draft,
)
from linli.rulebook.actions.figures import (
    CannotBeFilled,
    NotYetRead,
    SourceMissing,
    StatedByYou,
    TwoValues,
    WaitsAlready,
    WordsMissing,
    confirm_figure,
    note_enquiry,
    state_figure,
    turn_down_figure,
)
from linli.rulebook.actions.reckonings import (
    NoSuchFigure,
    NotReadable,
    ask_effects,
    ask_simulation,
    ask_weights,
    reckon,
)
from linli.rulebook.actions.shipped import take_in_shipped

__all__ = [
    "BeginsBefore", "CannotBeFilled", "EffectsNotReckoned", "FiguresAreStated", "Needed",
    "NoSuchFigure", "NotReadable", "NotSound", "NotToBeWithdrawn", "NotYetRead", "NotYourDraft",
    "NothingChanged", "ReasonMissing", "SourceMissing", "StatedByYou", "TooLong", "TwoValues",
    "WaitsAlready", "WordsMissing", "WrittenByYou", "activate", "ask_effects", "ask_simulation",
    "ask_weights", "confirm_figure", "drop_draft", "note_enquiry", "reckon", "start_draft",
    "start_policy", "state_figure", "take_in_shipped", "turn_down_figure", "withdraw",
    "write_draft",
]  # fmt: skip
