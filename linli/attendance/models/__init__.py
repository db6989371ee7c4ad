"""What is remembered of who came."""

from linli.attendance.models.children import ChildSign, FetchPermit, HandOver, HandOverRoom
from linli.attendance.models.feelings import Feedback, Reminder
from linli.attendance.models.presence import Attendance, Card, Guests, Headcount
from linli.attendance.models.sheets import Keying, Sheet, SheetLine

__all__ = [
    "Attendance", "Card", "ChildSign", "Feedback", "FetchPermit", "Guests", "HandOver",
    "HandOverRoom", "Headcount", "Keying", "Reminder", "Sheet", "SheetLine",
]  # fmt: skip
