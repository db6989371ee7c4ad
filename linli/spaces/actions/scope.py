"""Whose room it is: every verb of the desk begins here."""

from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.spaces.actions.holding import locked_booking
from linli.spaces.models import Booking, Space


def space_for(space_id: UUID, by: Viewer, permission: Permission) -> Space:
    """The room, if ``by`` may do this with it; else refused."""
    found = Space.objects.filter(pk=space_id).first()
    if found is None:
        raise NotFound
    by.require(permission, place=found.place_id)
    return found


def booking_for(booking_id: UUID, by: Viewer, permission: Permission) -> Booking:
    """The booking, locked, if ``by`` may do this with it; else refused."""
    found = locked_booking(booking_id)
    by.require(permission, place=found.place_id)
    return found
