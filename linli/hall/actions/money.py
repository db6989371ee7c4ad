"""What a place costs: quoted when it is given, ended when it is given back, in one transaction."""

import datetime
from collections.abc import Mapping, Sequence
from uuid import UUID

from linli.hall.actions.scope import Meant
from linli.hall.models import Party
from linli.identity.permissions import Viewer
from linli.operator.actions import Origin
from linli.pricing import actions as pricing


def charge(
    party: Party,
    wanted: Meant,
    resident_ids: Sequence[UUID],
    *,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Freeze what the places of a party's people cost; a free course needs no quote."""
    pricing.quote(
        origin=Origin("hall", "party", party.pk, wanted.first.title, wanted.on),
        course_id=wanted.offer.course_id,
        session_id=wanted.session_id,
        resident_ids=resident_ids,
        by=by,
        at=at,
    )


def insist_on_price(
    wanted: Meant,
    resident_ids: Sequence[UUID],
    shown_fen: Mapping[UUID, int] | None,
    at: datetime.datetime,
) -> None:
    """Refuse another price than those of these people were shown who were shown one."""
    shown = {one: fen for one, fen in (shown_fen or {}).items() if one in resident_ids}
    if shown:
        pricing.insist_on_price(
            course_id=wanted.offer.course_id,
            session_id=wanted.session_id,
            on=wanted.on,
            shown_fen=shown,
            at=at,
        )


def release(
    party_id: UUID,
    *,
    begins_at: datetime.datetime | None,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """What goes back by the published rule; whole (None) where the hall itself called it off."""
    pricing.end_quotes(
        room="hall", noun="party", thing_id=party_id, begins_at=begins_at, by=by, at=at
    )
