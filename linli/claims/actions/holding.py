"""Getting hold of a claim: locked, of one's own community, its family's records open."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.claims import terms
from linli.claims.models import Arrival, Bill, Claim, HandedPaper, Step
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions as papers
from linli.people import queries as people


class NotNow(Refused):
    """Where the application stands, this cannot have happened."""

    words = gettext_lazy("这件申领现在不能记“%(step)s”。")
    remedy = gettext_lazy("请看一下它走到哪一步了；记错了的，可以先撤回上一步。")


class WrongDay(Refused):
    """In the future, or before it was opened for the family."""

    words = gettext_lazy("日期不对：不能在将来，也不能早于上一步（%(day)s）。")


def held(claim_id: UUID, by: Viewer, at: datetime.datetime) -> Claim:
    """The claim, its row locked. Raises ``NotFound``, people's ``NotOpened``."""
    claim = Claim.objects.select_for_update().filter(pk=claim_id).first()
    if claim is None:
        raise NotFound
    by.require(Permission.CLAIM_WORK, place=claim.place_id)
    insist_open(by, claim, timezone.localdate(at))
    return claim


def insist_open(viewer: Viewer, claim: Claim, on: datetime.date) -> None:
    """A claim tells of a minor what the minor's record tells, so it opens with it."""
    if claim.household_id not in people.open_households(viewer, [claim.household_id], on):
        raise people.NotOpened(resident_id=claim.person_id)


def state_of(claim: Claim) -> str:
    """Where it stands."""
    steps = steps_of(claim).values_list("kind", flat=True)
    came = Arrival.objects.filter(claim=claim, taken_back_at=None).exists()
    return terms.state_of(list(steps), money_came=came)


def steps_of(claim: Claim) -> QuerySet[Step]:
    """What happened, the oldest first, without what was taken back."""
    return Step.objects.filter(claim=claim, taken_back_at=None).order_by("on", "recorded_at", "id")


def keep_photo(
    claim: Claim, photo: bytes | None, kind: str, *, by: Viewer, at: datetime.datetime
) -> UUID | None:
    """Keep a photo with this claim; it opens through the claim alone."""
    if photo is None:
        return None
    kept = papers.keep(
        content=photo, kind=kind, retention="evidence", place=claim.place_id, guarded=True,
        by=by, at=at,
    )  # fmt: skip
    return kept.pk


def photos_of(claim: Claim) -> set[UUID]:
    """The photos that still prove something of a claim."""
    kept = {
        photo
        for model in (Step, Bill, Arrival)
        for photo in model.objects.filter(claim=claim, taken_back_at=None).values_list(
            "photo_id", flat=True
        )
    }
    kept |= set(HandedPaper.objects.filter(claim=claim).values_list("photo_id", flat=True))
    return kept - {None}


def let_go(photos: Iterable[UUID | None], *, by: Viewer, at: datetime.datetime) -> None:
    """What these photos proved is over: from today their class says how long they are kept."""
    for photo in {photo for photo in photos if photo}:
        papers.release(paper_id=photo, by=by, at=at, ended_on=timezone.localdate(at))


def remember(verb: str, claim: Claim, by: Viewer, at: datetime.datetime, **details: object) -> None:
    """Write the deed; it names the benefit's claim and no person."""
    journal.record(
        verb=f"claim.{verb}",
        by=by,
        at=at,
        subject=("claim", claim.pk),
        place=claim.place_id,
        details={name: str(value) for name, value in details.items()},
    )
