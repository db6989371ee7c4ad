"""Publishing what is hidden line by line, and showing the head of a book to the outside."""

import datetime
from collections.abc import Iterable
from itertools import pairwise

from django.utils import timezone

from linli.identity.permissions import Permission, Viewer
from linli.kernel.rows import insert
from linli.kernel.transactions import one_transaction
from linli.ledger import guards, postings, queries
from linli.ledger.actions.refusals import AlreadyPublished, GroupTooSmall
from linli.ledger.actions.writing import Posted, actor_of, append, hold_book, posted_before
from linli.ledger.models import Anchor, Book, Entry

SMALLEST_GROUP = 5
"""k: fewer households than this are never published together."""


@one_transaction
def publish_batch(
    *,
    book: str,
    title: str,
    payments: Iterable[int],
    households: int,
    key: str,
    by: Viewer,
    at: datetime.datetime,
) -> Posted:
    """Publish the sum of ``payments`` (entries' numbers) to ``households`` distinct households.

    The entry has no lines: per account the sums, and the root over all their lines' leaves, by
    which a family proves that its own line is inside. Raises ``GroupTooSmall``,
    ``AlreadyPublished``, ``NotFound`` for a number that has no lines.
    """
    held = hold_book(book)
    by.require(Permission.BATCH_PUBLISH, place=held.place_id, organisation=held.owner_id)
    seqs = sorted(payments)
    if households < SMALLEST_GROUP:
        raise GroupTooSmall(households=households, least=SMALLEST_GROUP)
    inside = queries.batch_content(held, seqs)
    draft = postings.batch_published(
        book, title, seqs, households, inside.sums, inside.root, timezone.localdate(at)
    )
    if (earlier := posted_before(held, draft, key, by, ours_to_date=True)) is not None:
        return Posted(earlier, created=False)
    guards.insist()
    _insist_on_once(held, seqs)
    return Posted(append(held, draft, key=key, by=by, at=at), created=True)


@one_transaction
def anchor(*, book: str, shown_to: str, by: Viewer, at: datetime.datetime) -> Anchor:
    """Remember that the head of the book was shown outside (a receipt, a notice, another house).

    ``shown_to`` says where, without a person's name.
    """
    held = hold_book(book)
    guards.insist()
    head = Entry.objects.get(book=held, seq=held.head_seq)
    made = Anchor(entry=head, hash=head.hash, shown_to=shown_to, at=at, actor=actor_of(by))
    made.digest = queries.anchor_digest(made)
    shown_before = Anchor.objects.filter(pk=made.digest).first()
    if shown_before is None:
        insert(made)
    return shown_before or made


def _insist_on_once(book: Book, seqs: list[int]) -> None:
    twice = {one for one, next_one in pairwise(seqs) if one == next_one}
    twice |= queries.published_payments(book) & set(seqs)
    if twice:
        raise AlreadyPublished(seq=min(twice))
