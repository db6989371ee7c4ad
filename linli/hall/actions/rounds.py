"""Whose round has begun may ask before everybody may."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.hall.models import Offer
from linli.hall.queries import hours_of, moment_words, partys_hour
from linli.kernel.refusal import Refused


class NotYourRound(Refused):
    """Others come first, for a reason that is published."""

    words = gettext_lazy("现在还没轮到：%(when)s 起报名，因为%(why)s。")
    remedy = gettext_lazy("几个人一起报，按最晚的那一位算；先轮到的人可以先单独报。")


def insist_on_round(offer: Offer, ids: Sequence[UUID], at: datetime.datetime) -> bool:
    """Whether these people may ask together before the offer opens to everybody; False where there
    are no rounds. Raises ``NotYourRound``.

    Asked only before that hour: afterwards rounds cost nothing.
    """
    hours = hours_of(offer.pk, ids, at=at)
    if not hours:
        return False
    latest = partys_hour(hours)
    if not latest.begun:
        raise NotYourRound(when=moment_words(latest.opens_at, at), why=latest.why)
    return True
