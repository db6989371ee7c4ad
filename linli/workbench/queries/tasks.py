"""One thing that needs somebody today, whichever room it comes from."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that needs the viewer: a sentence, since when, where to go. Bears no full name."""

    sentence: str
    since: datetime.date | None
    url: str
    icon: str
    tone: str = ""

    def days(self, on: datetime.date) -> int:
        """How long it has waited."""
        return (on - self.since).days if self.since else 0
