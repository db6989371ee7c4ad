"""The cast's logins: those who work here, and the residents who may sign in."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.benefits import actions as benefits
from linli.demo import cast
from linli.identity import actions as identity, queries as who
from linli.identity.permissions import ROLES, Viewer
from linli.people import actions as people

Workers = Mapping[str, Viewer]


def employ(*, by: Viewer, at: datetime.datetime) -> tuple[UUID, Workers]:
    """Found the sample federation and operator, appoint everybody who works; gives the former's id
    and the workers.

    The workers are viewers who gave a second factor, by login.
    """
    holder = identity.found_organisation(
        name=cast.HOLDER, name_en=cast.HOLDER_EN, kind="holder", place=cast.PLACE, by=by, at=at
    )
    operator = identity.found_organisation(
        name=cast.OPERATOR, name_en=cast.OPERATOR_EN, kind="operator", place=cast.PLACE, by=by,
        at=at,
    )  # fmt: skip
    teaching = identity.found_organisation(
        name=cast.TEACHING, name_en=cast.TEACHING_EN, kind="provider", place=cast.PLACE, by=by,
        at=at,
    )  # fmt: skip
    bodies = {"holder": holder.pk, "operator": operator.pk, "teaching": teaching.pk}
    return holder.pk, {player.username: _appoint(player, bodies, by, at) for player in cast.STAFF}


def invite_residents(
    living: Mapping[str, UUID], *, by: Viewer, registrar: Viewer, at: datetime.datetime
) -> None:
    """Give the residents of the cast a login of their own. ``living``: login → resident."""
    for player in cast.RESIDENTS:
        user = identity.invite(**_login(player), by=by, at=at)
        people.link_login(resident_id=living[player.username], user_id=user.pk, by=registrar, at=at)


def permit_discovery(*, workers: Workers, at: datetime.datetime) -> None:
    """Two people sign the assessment, so that the house may look for families."""
    benefits.write_assessment(place=cast.PLACE, by=workers["administrator"], at=at)
    benefits.sign_assessment(place=cast.PLACE, by=workers["supervisor"], at=at)


def _appoint(
    player: cast.Player, bodies: Mapping[str, UUID], by: Viewer, at: datetime.datetime
) -> Viewer:
    user = identity.invite(**_login(player), by=by, at=at)
    places = {"here": cast.PLACE, "next_door": cast.NEXT_DOOR, "city": cast.CITY}
    identity.appoint(
        user_id=user.pk,
        role=player.role,
        place=places.get(player.at),
        organisation=bodies.get(player.at),
        from_on=at.date(),
        by=by,
        at=at,
    )
    return who.viewer_for(user, on=at.date(), second_factor=True)


def _login(player: cast.Player) -> dict[str, Any]:
    """A login without a password: nobody can sign in with it but from the demo page."""
    office = str(ROLES[player.role].name) if player.role else ""
    return {"username": player.username, "name": player.name, "office": office, "demo": True}
