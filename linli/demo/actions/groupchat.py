"""The demo's group chat: a list that was pasted and waits to be looked through."""

import datetime

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.groupchat import actions as chats
from linli.hall import queries as hall
from linli.programmes import queries as programmes


def paste_a_list(*, workers: Workers, at: datetime.datetime) -> None:
    """What a group wrote for the first of the cast's courses; nobody is enrolled by it."""
    first = cast.COURSES[0]
    [course] = [each for each in programmes.courses_at(cast.PLACE) if each.title == first.title]
    [offer] = hall.offers_of([course.id], at=at)[course.id]
    chats.paste(
        offer_id=offer.id, session_id=next(iter(offer.pools)), text=cast.CHAT,
        group_name=cast.CHAT_GROUP, by=workers["hall_keeper"], at=at,
    )  # fmt: skip
