"""Days as rules need them: ages, and days a source states only as a year or a month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from linli.rules.words import Words

_SHAPE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class StatedDay:
    """A day as precisely as its source states it: ``2021``, ``2024-06`` or ``2019-07-01``."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> "StatedDay":
        """From text. Raises ``ValueError`` where it is no year, month or day that exists."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise ValueError("write a year, a month or a day: 2021, 2024-06, 2019-07-01")
        year, month, day = int(match["year"]), match["month"], match["day"]
        if day:
            exact = date(year, int(month), int(day))
            return cls(exact, exact)
        if month:
            return cls(
                date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
            )
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __str__(self) -> str:
        """As it was written."""
        if self.first == self.last:
            return self.first.isoformat()
        return str(self.first.year) if self._whole_year else f"{self.first:%Y-%m}"

    @property
    def _whole_year(self) -> bool:
        return self.first.month != self.last.month

    @property
    def exact(self) -> bool:
        """Whether the source names the very day."""
        return self.first == self.last

    def say(self) -> Words:
        """``2019年7月1日`` / ``2019-07-01``, as far as it is known."""
        zh = f"{self.first.year}年"
        if not self._whole_year:
            zh += f"{self.first.month}月"
        if self.exact:
            zh += f"{self.first.day}日"
        return Words(zh, str(self))


def age_on(born: date, day: date) -> int:
    """Completed years (周岁) on ``day``; the birthday itself counts as reached.

    Born on 29 February, one grows older on 28 February of a common year: where a month lacks the
    corresponding day, its last day stands for it (Civil Code, art. 202). Raises ``ValueError``
    before birth: nobody is minus one year old.
    """
    if day < born:
        raise ValueError("not born yet")
    return day.year - born.year - (day < birthday_in(born, day.year))


def birthday_in(born: date, year: int) -> date:
    """The day on which somebody grows a year older in ``year``."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def first_day_of_age(born: date, years: int) -> date | None:
    """The birthday on which somebody has completed ``years``; ``None`` after the calendar ends."""
    if born.year + years > date.max.year - 1:
        return None
    return birthday_in(born, born.year + years)


def last_birth_of_age(years: int, day: date) -> date | None:
    """The last day on which one can be born and have completed ``years``, one or more, on ``day``.

    The other way round than ``age_on``: a whole registry is compared with one day of birth.
    ``None`` before the calendar begins: nobody is so old.
    """
    if day.year - years < date.min.year:
        return None
    last = birthday_in(day, day.year - years)
    day_after = last + timedelta(days=1)
    return day_after if age_on(day_after, day) >= years else last
