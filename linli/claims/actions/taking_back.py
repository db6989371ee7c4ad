"""Taking back what was entered by mistake: it stays readable, with its moment."""

import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy

from linli.claims.actions.files import AlreadyClaimed
from linli.claims.actions.holding import held, let_go, photos_of, remember, steps_of
from linli.claims.models import Arrival, Bill, Claim, Settlement, Step
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions as papers
from linli.people import actions as people

ENTRIES: dict[str, type[models.Model]] = {
    "step": Step, "bill": Bill, "settlement": Settlement, "arrival": Arrival,
}  # fmt: skip


class NotTheLast(Refused):
    """Something has happened since."""

    words = gettext_lazy("只能撤回最后一步；后面的要先撤回。")


@transaction.atomic
def take_back(
    *, claim_id: UUID, entry: str, entry_id: UUID, by: Viewer, at: datetime.datetime
) -> Claim:
    """Take back a step (the last one), a bill, a settlement or an arrival; pressed twice, once.

    A fact that a grant or an end had stated is retracted with it. Raises ``NotTheLast``.
    """
    claim = held(claim_id, by, at)
    found = ENTRIES[entry].objects.filter(pk=entry_id, claim=claim).first()
    if found is None:
        raise NotFound
    if found.taken_back_at:
        return claim
    if isinstance(found, Step):
        _undo(claim, found, by, at)
    let_go([getattr(found, "photo_id", None)], by=by, at=at)
    found.taken_back_at = at
    found.save(update_fields=["taken_back_at"])
    remember("taken_back", claim, by, at, entry=entry, id=entry_id)
    return claim


def _undo(claim: Claim, step: Step, by: Viewer, at: datetime.datetime) -> None:
    if steps_of(claim).last() != step:
        raise NotTheLast
    if step.fact_id:
        people.retract_fact(fact_id=step.fact_id, by=by, at=at)
    if claim.ended_at:
        claim.ended_at = None
        try:
            with transaction.atomic():
                claim.save(update_fields=["ended_at"])
        except IntegrityError as other:
            raise AlreadyClaimed from other
        for photo in photos_of(claim):
            papers.hold_on(paper_id=photo, by=by, at=at)
