"""The house itself calls something off, and may take that back: places and line come back as they
were, but who had a place must say again that they come."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from linli.hall import terms
from linli.hall.actions.money import release
from linli.hall.actions.scope import Meant, call_anew, is_drawn
from linli.hall.actions.waiting import advance, end
from linli.hall.models import Asking, Enrollment, Offer, Party, Pool
from linli.identity.permissions import Viewer
from linli.kernel.ids import random_id

LINE = {terms.WAITING: terms.STOOD, terms.ENTERED: terms.STOOD}
UNSETTLED = {**LINE, terms.OFFERED: terms.STOOD, terms.ASKED: terms.STOOD}
EVERYTHING = {**UNSETTLED, terms.PLACED: terms.STOPPED}


def call_off(
    offer: Offer,
    session_id: UUID | None,
    what: Mapping[str, str],
    *,
    by: Viewer,
    at: datetime.datetime,
) -> list[UUID]:
    """End the enrollments in these states; what a place cost goes back whole.

    Returns the parties it ended.
    """
    call_anew(Pool.objects.filter(offer=offer, session=session_id))
    live = Enrollment.objects.filter(offer=offer, session=session_id, state__in=tuple(what))
    by_state: dict[str, list[Enrollment]] = {}
    for each in live:
        by_state.setdefault(each.state, []).append(each)
    ended = {
        state: {each.party_id for each in end(mine, what[state], at)}
        for state, mine in by_state.items()
    }
    for party_id in sorted(ended.get(terms.PLACED, ())):
        release(party_id, begins_at=None, by=by, at=at)
    return sorted(set().union(*ended.values()))


def resume(wanted: Meant, *, by: Viewer, at: datetime.datetime) -> None:
    """Offer the places to those who had them, then to those who were in line; or let them enter
    again, where lots are still to be drawn. Too late to offer a place, whoever wants asks anew."""
    wanted.locked()
    if wanted.first.cancelled or wanted.begins_at <= at:
        return
    called_off = Enrollment.objects.filter(
        offer=wanted.offer, session=wanted.session_id, state__in=terms.CALLED_OFF
    )
    if terms.lapses_at(wanted.begins_at, at) is None:
        called_off.update(state=terms.CANCELLED, since=at)  # or they would come back twice
        return
    _line_up_again(wanted, at)
    advance(wanted, by=by, at=at)
    stood = called_off.filter(state=terms.STOOD)
    if wanted.offer.mode == terms.LOTTERY and not is_drawn(wanted.offer):
        stood.update(state=terms.ENTERED, since=at)
    elif stood.update(state=terms.WAITING, since=at):
        advance(wanted, by=by, at=at)


def _line_up_again(wanted: Meant, at: datetime.datetime) -> None:
    """Who had a place stands first in line, as a party of its own: what the old one cost and what
    was given back stays with the old one. A yes they had from a keeper still holds."""
    stopped = Enrollment.objects.filter(
        offer=wanted.offer, session=wanted.session_id, state=terms.STOPPED
    )
    ids = list(stopped.values_list("party_id", flat=True))
    for old in Party.objects.filter(pk__in=ids).order_by("asked_at", "pk"):
        people = list(
            stopped.filter(party=old).order_by("pk").values_list("resident_id", flat=True)
        )
        anew = Party.objects.create(
            offer_id=old.offer_id, session_id=old.session_id, contact_id=old.contact_id,
            channel=old.channel, asked_by_id=old.asked_by_id, asked_at=old.asked_at,
            key=random_id(),
        )  # fmt: skip
        stopped.filter(party=old).update(state=terms.CANCELLED)
        Enrollment.objects.bulk_create(
            Enrollment(
                offer_id=old.offer_id, session_id=old.session_id, party=anew, resident_id=one,
                state=terms.WAITING, since=at,
            )
            for one in people
        )  # fmt: skip
        for said in Asking.objects.filter(party=old, approved=True).order_by("-turn")[:1]:
            Asking.objects.create(
                party=anew, turn=1, asked_by_id=said.asked_by_id, asked_at=said.asked_at,
                approved=True, answered_by_id=said.answered_by_id, answered_at=said.answered_at,
            )  # fmt: skip
