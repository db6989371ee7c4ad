"""By whose leave the house looks for families: an impact assessment that two people signed.

个人信息保护法 arts. 55–56: automated suggestions from sensitive data want one beforehand.
"""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.benefits.models import ImpactAssessment
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused

EDITION = "2026-11"
"""The edition of the text that is read and signed (templates/benefits/desk/_assessment.html)."""


class AlreadySigned(Refused):
    """It was written or signed before."""

    words = gettext_lazy("这份影响评估已经有了，不用再签。")


class SignedByTheWriter(Refused):
    """The second signature is another person's."""

    words = gettext_lazy("评估由一个人提出，要由另一个人签字。")
    remedy = gettext_lazy("请另一位督导来签。")


@transaction.atomic
def write_assessment(*, place: str, by: Viewer, at: datetime.datetime) -> ImpactAssessment:
    """Put the assessment forward for a community. Raises ``AlreadySigned``."""
    by.require(Permission.DISCOVERY_PERMIT, place=place)
    try:
        with transaction.atomic():
            made = ImpactAssessment.objects.create(
                place_id=place, edition=EDITION, written_by_id=by.user_id, written_at=at
            )
    except IntegrityError as twice:
        raise AlreadySigned from twice
    _remember("assessment.written", place, by, at)
    return made


@transaction.atomic
def sign_assessment(*, place: str, by: Viewer, at: datetime.datetime) -> ImpactAssessment:
    """Agree to it, as another person; from now on families are looked for.

    Raises ``SignedByTheWriter``, ``AlreadySigned``, ``NotFound`` before it was put forward.
    """
    by.require(Permission.DISCOVERY_PERMIT, place=place)
    waiting = ImpactAssessment.objects.select_for_update().filter(place=place).first()
    if waiting is None:
        raise NotFound
    if waiting.signed_at:
        raise AlreadySigned
    if waiting.written_by_id == by.user_id:
        raise SignedByTheWriter
    waiting.signed_by_id, waiting.signed_at = by.user_id, at
    waiting.save(update_fields=["signed_by", "signed_at"])
    _remember("assessment.signed", place, by, at)
    return waiting


def _remember(verb: str, place: str, by: Viewer, at: datetime.datetime) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("assessment", place), place=place)
