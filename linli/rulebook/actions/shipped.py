"""Taking in what the program ships: each text once, as a row nobody can edit."""

import datetime

from django.db import transaction

from linli.identity.permissions import Viewer
from linli.rulebook.actions.turning import hold, remember, turn_the_page
from linli.rulebook.models import Edition
from linli.rulebook.terms import REPLACED, SHIPPED
from linli.rules.shelf import Text, shipped_texts


@transaction.atomic
def take_in_shipped(*, by: Viewer, at: datetime.datetime) -> int:
    """Write down every shipped text that is not here yet. The house's own act, at each start.

    It stands where nothing stands, or in place of an older shipped text. Where people have decided
    otherwise their text stays, and the new one waits for somebody to adopt it. So does a new
    edition of a policy that people have changed. Returns how many texts were new.
    """
    kept = Edition.objects.filter(origin=SHIPPED)
    known = set(kept.values_list("jurisdiction", "benefit", "edition", "digest"))
    fresh = [text for text in shipped_texts() if (*_slot(text), text.digest) not in known]
    if not fresh:
        return 0
    book = hold()
    standing = {
        (row.jurisdiction, row.benefit, row.edition): row
        for row in Edition.objects.filter(stands_from__isnull=False, out_at=None)
    }
    decided = {row.benefit for row in standing.values() if row.origin != SHIPPED}
    for text in fresh:
        before = standing.get(_slot(text))
        stands = before.origin == SHIPPED if before else text.benefit not in decided
        row = _take_in(text, before if stands else None, stands, at)
        remember("policy.taken_in", ("edition", row.pk), by, at, row)
    turn_the_page(book)
    return len(fresh)


def _take_in(text: Text, before: Edition | None, stands: bool, at: datetime.datetime) -> Edition:
    if before:
        before.out_at, before.out_why = at, REPLACED
        before.save(update_fields=["out_at", "out_why"])
    return Edition.objects.create(
        jurisdiction=text.jurisdiction,
        benefit=text.benefit,
        edition=text.edition,
        text=text.text,
        digest=text.digest,
        origin=SHIPPED,
        replaces=before,
        came_at=at,
        stands_from=at if stands else None,
    )


def _slot(text: Text) -> tuple[str, str, str]:
    return text.jurisdiction, text.benefit, text.edition
