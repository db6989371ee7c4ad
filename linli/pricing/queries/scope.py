"""Whose prices a viewer may see, and which they may put into force; asked once a page."""

from functools import cached_property
from typing import Any

from linli.identity.permissions import Permission, Viewer
from linli.operator import queries as operations
from linli.operator.queries import OperationCard


class Scope:
    """The communities whose prices are the viewer's: by a role there, or in who runs the hall."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @cached_property
    def places(self) -> frozenset[str]:
        """Where the viewer writes prices."""
        return self._places(Permission.PRICE_WRITE)

    @cached_property
    def operations(self) -> list[OperationCard]:
        """The books in which these places' money is kept. One query."""
        found = (operations.operation_of(place) for place in sorted(self.places))
        return [each for each in found if each is not None]

    def may_activate(self, version: Any) -> bool:
        """Whether the viewer may put this into force: it is somebody else's."""
        return version.written_by_id != self.viewer.user_id and version.place_id in self._activate

    @cached_property
    def _activate(self) -> frozenset[str]:
        return self._places(Permission.PRICE_ACTIVATE)

    def _places(self, permission: Permission) -> frozenset[str]:
        return places_of(self.viewer, permission)


def places_of(viewer: Viewer, permission: Permission) -> frozenset[str]:
    """Where a viewer may do this, by a role there or in who runs the hall. One query."""
    run = operations.run_by(viewer.organisations(permission))
    return viewer.communities(permission) | {each.place for each in run}
