"""What may be done with what a group wrote, and with sheets of paper."""

from linli.groupchat.actions.lines import settle
from linli.groupchat.actions.pasting import (
    MOST_ROWS,
    GroupNameless,
    KeyedAlready,
    NothingPasted,
    TooMuchPasted,
    forget,
    key_sheet,
    paste,
    print_sheet,
)

__all__ = [
    "MOST_ROWS", "GroupNameless", "KeyedAlready", "NothingPasted", "TooMuchPasted", "forget",
    "key_sheet",
    "paste", "print_sheet", "settle",
]  # fmt: skip
