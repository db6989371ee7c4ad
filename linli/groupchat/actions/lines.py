"""Lines are done, in their order, each for itself: one that fails does not stop the others."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.groupchat import queries, terms
from linli.groupchat.models import Line, Nickname
from linli.groupchat.queries import Choice, PasteCard, Row
from linli.hall import actions as hall
from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import Refused
from linli.kernel.transactions import one_transaction

CHAT, DESK = "chat", "desk"
DO, LAY_ASIDE = "do", "aside"
A_MOMENT = datetime.timedelta(microseconds=1)
LONGEST_WHY = 200


def settle(
    *, paste_id: UUID, choices: Mapping[int, Choice], by: Viewer, at: datetime.datetime
) -> int:
    """Do what the worker said of each line: enrol its people as one party, cancel, lay aside.

    ``choices`` by position in the text; a line that is not among them, or not understood, waits.
    Whoever is enrolled takes a place of those kept for who is spoken with, and stands in line, from
    this moment on, in the order of the lines. Gives how many lines were done. Raises ``NotFound``.
    """
    view = queries.preview(by, paste_id, choices, at=at)
    done = 0
    for count, row in enumerate(row for row in view.open if row.at in choices):
        choice = choices[row.at]
        moment = at + count * A_MOMENT  # the line is kept by the moment one asks
        if choice.act == LAY_ASIDE:
            _keep(view.card, row, terms.ASIDE, by, at)
        elif choice.act == DO and row.told_by(choice):
            _remember(view.card, row, choice, by, at)
            done += _do(view.card, row, by, moment)
    _record(view.card, done, by, at)
    return done


def _do(card: PasteCard, row: Row, by: Viewer, at: datetime.datetime) -> bool:
    """Enrol or cancel one line; what stood in the way is kept with it."""
    try:
        state, party_id = _leave(row, by, at) if row.leaves else _enrol(card, row, by, at)
    except Refused as refusal:
        _keep(card, row, terms.REFUSED, by, at, why=f"{refusal} {refusal.next_step}".strip())
        return False
    _keep(card, row, state, by, at, party_id=party_id)
    return True


def _enrol(card: PasteCard, row: Row, by: Viewer, at: datetime.datetime) -> tuple[str, UUID]:
    """The key of the party is the line's own: two workers with one text enrol one party."""
    party = hall.enrol(
        offer_id=card.offer_id,
        session_id=card.session_id,
        people_ids=row.people,
        channel=CHAT if card.sheet is None else DESK,
        by=by,
        at=at,
        key=UUID(bytes=row.key[:16]),
    )
    states = {each.state for each in party.enrollments.all()}
    return (terms.DONE if "placed" in states else terms.WAITS), party.pk


def _leave(row: Row, by: Viewer, at: datetime.datetime) -> tuple[str, UUID]:
    if row.party_id is None:
        raise hall.NotLive
    hall.cancel(party_id=row.party_id, by=by, at=at)
    return terms.LEFT, row.party_id


@one_transaction
def _keep(
    card: PasteCard,
    row: Row,
    state: str,
    by: Viewer,
    at: datetime.datetime,
    party_id: UUID | None = None,
    why: str = "",
) -> None:
    """What became of a line; what is done stays, a refusal gives way to what is done later."""
    of_it = Line.objects.filter(offer=card.offer_id, session=card.session_id, key=row.key)
    said = {
        "paste_id": card.id,
        "number": row.at,
        "state": state,
        "asked": row.line.count,
        "party_id": party_id,
        "why": why[:LONGEST_WHY],
        "settled_by_id": by.user_id,
        "settled_at": at,
    }
    if of_it.filter(state__in=(terms.REFUSED, terms.ASIDE)).update(**said) or of_it.exists():
        return
    try:
        with transaction.atomic():
            Line.objects.create(
                offer_id=card.offer_id, session_id=card.session_id, key=row.key, **said
            )
    except IntegrityError:  # another worker has just done the same line
        of_it.filter(state__in=(terms.REFUSED, terms.ASIDE)).update(**said)


def _remember(card: PasteCard, row: Row, choice: Choice, by: Viewer, at: datetime.datetime) -> None:
    """Whom a nickname means in this group: unless people are really called so."""
    nick = terms.folded(row.line.who)
    if card.group_id is None or not nick or not choice.named or row.bears or nick in terms.KIN:
        return
    _learn(card.group_id, nick, row.who, by, at)


@one_transaction
def _learn(
    group_id: UUID, nick: str, resident_id: UUID | None, by: Viewer, at: datetime.datetime
) -> None:
    Nickname.objects.update_or_create(
        group_id=group_id,
        nick=nick[:40],
        defaults={"resident_id": resident_id, "chosen_by_id": by.user_id, "chosen_at": at},
    )


@one_transaction
def _record(card: PasteCard, done: int, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb="chat.settled",
        by=by,
        at=at,
        subject=("paste", card.id),
        place=card.place,
        details={"lines": done},
    )
