"""The things that addresses name, all in Jin'an, made through the actions of their rooms.

A maker takes the village and gives the parameters of the address: ``{"resident_id": …}``. What
several need is made once and kept with the village (``base.once``).
"""

from tests.house.things import (
    base,
    benefits,
    board,
    cases,
    children,
    committee,
    disclosure,
    fund,
    giving,
    goodwill,
    gym,
    hall,
    holder,
    identity,
    operator,
    people,
    pricing,
    rooms,
    rulebook,
    shop,
    street,
)

ROOMS = (
    base, benefits, board, cases, children, committee, disclosure, fund, giving, goodwill, gym,
    hall, holder, identity, operator, people, pricing, rooms, rulebook, shop, street,
)  # fmt: skip


def made(name: str, village: base.Village) -> base.Parameters:
    """What the maker of this name gives. ``ValueError`` where no room has one, or several have."""
    [maker] = {vars(room)[name] for room in ROOMS if name in vars(room)}
    return maker(village)
