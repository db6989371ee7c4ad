"""Writing facts into a book, and taking them back."""

import datetime

from django.utils import timezone

from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.transactions import one_transaction
from linli.ledger import guards, postings, queries
from linli.ledger.actions.refusals import AlreadyReversed, CannotBeReversed
from linli.ledger.actions.writing import Posted, append, hold_book, posted_before
from linli.ledger.entry import EntryDraft
from linli.ledger.models import Entry


@one_transaction
def post(draft: EntryDraft, *, key: str, by: Viewer, at: datetime.datetime) -> Posted:
    """Write one fact into its book. The room that knows the fact has asked whether ``by`` may.

    ``key`` is made by the page or the till, once, at random, and is published: the same key with
    the same content gives the first entry again (``created`` is False).

    Raises ``KeyUsedOtherwise``, ``NotEnough``, ``NotEnoughForPurpose``, ``PeriodClosed``,
    ``DatedAhead``, ``NoSuchBook``, ``NoSuchAccount``, ``GuardsMissing``.
    """
    if draft.kind in postings.OWN_KINDS:
        raise ValueError(f"{draft.kind} is the ledger's own; it has an action")
    book = hold_book(draft.book)
    if (earlier := posted_before(book, draft, key, by)) is not None:
        return Posted(earlier, created=False)
    guards.insist()
    return Posted(append(book, draft, key=key, by=by, at=at), created=True)


@one_transaction
def reverse(
    *, book: str, seq: int, reason: str, key: str, by: Viewer, at: datetime.datetime
) -> Posted:
    """Take entry ``seq`` back by its own lines the other way round, dated today.

    ``reason`` is a published code (``entered_twice``), not a sentence about a person. Both entries
    stay visible; the right one is then posted anew. What a lot lost comes back as a new lot of the
    same purpose. Raises ``CannotBeReversed``, ``AlreadyReversed``, ``AlreadySpent``, and what
    ``post`` raises.
    """
    held = hold_book(book)
    original = Entry.objects.filter(book=held, seq=seq).first()
    if original is None:
        raise NotFound
    original.book = held
    draft = postings.entry_reversed(seq, queries.draft_of(original), reason, timezone.localdate(at))
    if (earlier := posted_before(held, draft, key, by, ours_to_date=True)) is not None:
        return Posted(earlier, created=False)
    guards.insist()
    if original.reverses_id or not draft.lines:
        raise CannotBeReversed(seq=seq)
    undone = Entry.objects.filter(reverses=original).first()
    if undone:
        raise AlreadyReversed(seq=seq, by_seq=undone.seq)
    entry = append(held, draft, key=key, by=by, at=at, reverses=original)
    return Posted(entry, created=True)
