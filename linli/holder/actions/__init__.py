"""What may be done at the holder's desk. A file per noun; the counter is here."""

from linli.holder.actions.budgets import (
    BudgetNotPossible,
    NotTheNewest,
    confirm_budget,
    enter_budget,
)  # fmt: skip
from linli.holder.actions.closing import (
    BooksHaveMoved,
    DifferenceNeedsWords,
    LinesWait,
    MonthNotOver,
    NothingToClose,
    confirm_close,
    prepare_close,
)  # fmt: skip
from linli.holder.actions.lines import (
    NothingLeft,
    WordsNeeded,
    end_rule,
    explain_line,
    give_line,
    keep_rule,
)  # fmt: skip
from linli.holder.actions.matching import (
    MatchedAlready,
    MonthClosed,
    MoreThanTheLine,
    NotAGift,
    UnmatchedAlready,
    WrongWay,
    accept_offer,
    match_bank_item,
    match_donation,
    match_instruction,
    match_takings,
    receive_from_line,
    unmatch,
)  # fmt: skip
from linli.holder.actions.papers import Imported, UnknownNumber, import_receipts, name_account
from linli.holder.actions.statements import (
    AccountNameTaken,
    RowsAreFaulty,
    StatementDecided,
    discard_statement,
    import_statement,
    map_columns,
    open_bank_account,
    read_statement,
)  # fmt: skip

__all__ = [
    "AccountNameTaken", "BooksHaveMoved", "BudgetNotPossible", "DifferenceNeedsWords", "Imported",
    "LinesWait", "MatchedAlready", "MonthClosed", "MonthNotOver", "MoreThanTheLine", "NotAGift",
    "NotTheNewest", "NothingLeft", "NothingToClose", "RowsAreFaulty", "StatementDecided",
    "UnknownNumber", "UnmatchedAlready", "WordsNeeded", "WrongWay", "accept_offer",
    "confirm_budget", "confirm_close", "discard_statement", "end_rule", "enter_budget",
    "explain_line", "give_line", "import_receipts", "import_statement", "keep_rule", "map_columns",
    "match_bank_item", "match_donation", "match_instruction", "match_takings", "name_account",
    "open_bank_account", "prepare_close", "read_statement", "receive_from_line", "unmatch",
]  # fmt: skip
