"""What may stand in an address: which month."""

import datetime

from django.utils.dateparse import parse_date


def month_of(typed: str, today: datetime.date) -> datetime.date:
    """The month in an address (``2026-11``), else the last one; never one to come."""
    try:
        day = parse_date(f"{typed}-01")
    except ValueError:
        day = None
    if day and day <= today:
        return day
    return (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
