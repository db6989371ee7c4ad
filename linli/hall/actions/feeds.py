"""A resident's calendar feed is made, made anew, and ended. Its address is told once."""

import datetime
import secrets
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.hall.models import Feed
from linli.hall.queries import blind_of
from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import Refused
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.people import queries as people

TOKEN_BYTES = 32


class NobodyBehindIt(Refused):
    """The login is linked to no resident."""

    words = gettext_lazy("这个登录没有连到居民，没有可以订阅的日历。")
    remedy = gettext_lazy("请到服务台，请工作人员连上。")


class NewFeed(NamedTuple):
    """A feed, and the token of its address, which is not kept anywhere."""

    feed: Feed
    token: str


@after_the_quicker
@one_transaction
def make_feed(*, by: Viewer, at: datetime.datetime) -> NewFeed:
    """Give the signed-in resident a new secret address; the one before is dead at once.

    Raises ``NobodyBehindIt``.
    """
    resident_id = people.resident_of(by)
    if resident_id is None:
        raise NobodyBehindIt
    _end(resident_id, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = Feed.objects.create(resident_id=resident_id, token_blind=blind_of(token), made_at=at)
    journal.record(verb="feed.made", by=by, at=at, subject=("feed", feed.pk))
    return NewFeed(feed, token)


@transaction.atomic
def end_feed(*, by: Viewer, at: datetime.datetime) -> int:
    """End the signed-in resident's feed; how many were live. Raises ``NobodyBehindIt``."""
    resident_id = people.resident_of(by)
    if resident_id is None:
        raise NobodyBehindIt
    ended = _end(resident_id, at)
    for feed in ended:
        journal.record(verb="feed.ended", by=by, at=at, subject=("feed", feed.pk))
    return len(ended)


def _end(resident_id: object, at: datetime.datetime) -> list[Feed]:
    live = Feed.objects.select_for_update().filter(resident=resident_id, ended_at=None)
    ended = list(live)
    Feed.objects.filter(pk__in=[each.pk for each in ended]).update(ended_at=at)
    return ended
