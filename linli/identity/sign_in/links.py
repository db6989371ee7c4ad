"""The one-time link by which a house gets its first administrator: signed, good for a day."""

import datetime
from uuid import UUID

from django.core import signing

from linli.identity import queries
from linli.identity.actions import HouseHasAdministrator
from linli.kernel.ids import random_id
from linli.kernel.refusal import NotFound

GOOD_FOR = datetime.timedelta(hours=24)
SALT = "linli.first_administrator"


def issue() -> str:
    """A fresh link's token. That it serves once is kept by ``appoint_first_administrator``."""
    return signing.dumps(random_id().hex, salt=SALT)


def read(token: str, *, on: datetime.date) -> UUID:
    """The link's id.

    Raises ``NotFound`` for a token of another house, altered, or too old, and
    ``HouseHasAdministrator`` once there is one.
    """
    try:
        link_id = UUID(signing.loads(token, salt=SALT, max_age=GOOD_FOR))
    except signing.BadSignature as wrong:
        raise NotFound from wrong
    if queries.has_administrator(on):
        raise HouseHasAdministrator
    return link_id
