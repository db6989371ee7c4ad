"""Days and moments as people say them, in both languages of the house: 周二 11月24日 上午8:30.

Pure: "today" is passed in, never read here. Moments are aware; they are said in Xiamen's time.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

XIAMEN = ZoneInfo("Asia/Shanghai")

_WEEKDAYS = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOURS = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
"""Each name holds until the hour before it: 凌晨 until 6, 上午 until 12, …"""


def spoken_day(day: date, today: date | None = None, language: str = "zh-hans") -> str:
    """``周二 11月24日``; in English ``Tue 24 Nov``.

    The year is left out only when it is `today`'s: ``2025年11月24日 周一``, ``Mon 24 Nov 2025``.
    Without `today` the year is always said, as on a paper that will be read years later.
    """
    this_year = today is not None and today.year == day.year
    if language.startswith("en"):
        spoken = f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}"
        return spoken if this_year else f"{spoken} {day.year}"
    weekday = f"周{_WEEKDAYS[day.weekday()]}"
    month_day = f"{day.month}月{day.day}日"
    return f"{weekday} {month_day}" if this_year else f"{day.year}年{month_day} {weekday}"


def spoken_month(month: date, language: str = "zh-hans") -> str:
    """``2026年11月``; in English ``Nov 2026``. Any day of the month will do."""
    if language.startswith("en"):
        return f"{_MONTHS_EN[month.month - 1]} {month.year}"
    return f"{month.year}年{month.month}月"


def spoken_time(moment: datetime, language: str = "zh-hans") -> str:
    """``上午8:30``, ``中午12:05``, ``晚上7:00``; in English ``8:30 am``. Xiamen's time.

    Raises ValueError for a moment without a zone: nobody could say whose clock it shows.
    """
    here = _in_xiamen(moment)
    clock = f"{here.hour % 12 or 12}:{here.minute:02}"
    if language.startswith("en"):
        return f"{clock} {'am' if here.hour < 12 else 'pm'}"
    return next(name for until, name in _HOURS if here.hour < until) + clock


def spoken_moment(moment: datetime, today: date | None = None, language: str = "zh-hans") -> str:
    """``周二 11月24日 上午8:30``; in English ``Tue 24 Nov, 8:30 am``.

    The year as in `spoken_day`, the hour and the ValueError as in `spoken_time`.
    """
    day = spoken_day(_in_xiamen(moment).date(), today, language)
    comma = "," if language.startswith("en") else ""
    return f"{day}{comma} {spoken_time(moment, language)}"


def _in_xiamen(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be spoken")
    return moment.astimezone(XIAMEN)
