"""The demo's board: two notices, the first one corrected and on top."""

import datetime

from linli.bulletin import actions as board
from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.kernel.ids import random_id
from linli.kernel.words import XIAMEN

DAY = datetime.timedelta(days=1)


def put_up(*, workers: Workers, at: datetime.datetime) -> None:
    """Put up yesterday; the day of the first was wrong, and is corrected since."""
    keeper, then = workers["hall_keeper"], at - DAY
    on = then.astimezone(XIAMEN).date()
    until = on + 14 * DAY
    made = []
    for kind, title, text in cast.NOTICES:
        drafted = board.draft(
            place=cast.PLACE, kind=kind, title=title, text=text.replace("周六", "周日"),
            shown_until=until, key=random_id(), by=keeper, at=then,
        )  # fmt: skip
        made.append(
            board.publish(bulletin_id=drafted.pk, shown_from=on, sure=True, by=keeper, at=then)
        )
    first, (_, title, text) = made[0], cast.NOTICES[0]
    board.correct(
        bulletin_id=first.pk, seen=1, title=title, text=text, shown_until=until,
        why="检修改到周六", sure=True, by=keeper, at=at,
    )  # fmt: skip
    board.pin(bulletin_id=first.pk, pinned=True, by=keeper, at=at)
