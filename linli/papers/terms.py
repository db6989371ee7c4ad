"""How long a paper is kept, and how large it may be. Pure."""

import calendar
import datetime
from typing import Final

MOST_BYTES: Final = 12 * 1024 * 1024
"""A phone's photo is 3 to 6 MiB, a scan of ten pages about 5."""

MOST_PIXELS: Final = 50_000_000
MOST_PAGES: Final = 20
MOST_SOUND_BYTES: Final = 5 * 1024 * 1024
"""Two minutes of what a telephone records are 1 to 3 MiB."""

RETENTION_YEARS: Final = {
    # 网络数据安全管理条例 art. 12: records of consent and of passing data on, three years at least.
    "consent": 3,
    # What an aid was decided on. Ours, until the holder's archive rule says otherwise.
    "evidence": 5,
    # What a figure of a policy was read from; it is about nobody.
    "source": 5,
    # Seen once to check a number; the number is what we keep.
    "identity": 0,
    # A voice that was taken back: nobody has it any more.
    "voice": 0,
}
"""Whole years after the purpose has ended, by class."""


def keep_until(retention: str, ended_on: datetime.date) -> datetime.date:
    """The last day a paper may be kept, when its purpose ended on a day."""
    year = ended_on.year + RETENTION_YEARS[retention]
    last_of_month = calendar.monthrange(year, ended_on.month)[1]
    return ended_on.replace(year=year, day=min(ended_on.day, last_of_month))
