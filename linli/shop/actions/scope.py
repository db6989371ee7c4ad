"""Whose corner it is: every verb of the shop begins here."""

from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.shop.models import Corner, Item, ShopDay


def corner_for(corner_id: UUID, by: Viewer, permission: Permission) -> Corner:
    """The corner, if ``by`` may do this with it; else refused."""
    return permitted(
        Corner.objects.select_related("fund").filter(pk=corner_id).first(), by, permission
    )


def permitted(corner: Corner | None, by: Viewer, permission: Permission) -> Corner:
    """The corner again, or ``NotFound``, or what ``require`` raises."""
    if corner is None:
        raise NotFound
    by.require(permission, place=corner.place_id, organisation=corner.fund.holder_id)
    return corner


def held_item(item_id: UUID, by: Viewer, permission: Permission) -> Item:
    """A piece, locked until the transaction ends, so that it moves one way only."""
    item = Item.objects.select_for_update(of=("self",)).select_related("corner__fund")
    found = item.filter(pk=item_id).first()
    if found is None:
        raise NotFound
    permitted(found.corner, by, permission)
    return found


def held_day(day_id: UUID, by: Viewer, permission: Permission) -> ShopDay:
    """A selling day, locked until the transaction ends."""
    day = locked_day(day_id)
    permitted(day.corner, by, permission)
    return day


def locked_day(day_id: UUID) -> ShopDay:
    """The same for a till, whose cookie was its permission."""
    days = ShopDay.objects.select_for_update(of=("self",)).select_related("corner__fund")
    day = days.filter(pk=day_id).first()
    if day is None:
        raise NotFound
    return day
