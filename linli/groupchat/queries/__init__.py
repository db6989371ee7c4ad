"""What may be asked about group chats and sheets."""

from linli.groupchat.queries.pages import (
    PasteCard,
    PasteRow,
    SheetCard,
    due,
    groups_at,
    paste_card,
    pastes_of,
    place_of_offer,
    sheet,
    sheets_of,
)
from linli.groupchat.queries.previews import (
    VERDICT_WORDS,
    Choice,
    Option,
    Preview,
    Row,
    Settled,
    keys_of,
    preview,
    settled_of,
)

__all__ = [
    "VERDICT_WORDS", "Choice", "Option", "PasteCard", "PasteRow", "Preview", "Row", "Settled",
    "SheetCard", "due", "groups_at", "keys_of", "paste_card", "pastes_of", "place_of_offer",
    "preview", "settled_of", "sheet", "sheets_of",
]  # fmt: skip
