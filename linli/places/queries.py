"""What may be asked about places. They are public: no viewer is needed."""

from collections.abc import Iterable

from django.db.models import Q

from linli.places.models import Place

OFFICIAL_COMMUNITY_DIGITS = 12


def get(code: str) -> Place | None:
    """The place with this code, or None."""
    return Place.objects.filter(code=code).first()


def named(codes: Iterable[str]) -> list[Place]:
    """The places with these codes, in order of code."""
    return list(Place.objects.filter(code__in=codes).order_by("code"))


def community_of(code: str) -> str:
    """The community a place of a lower level lies in: the first 12 digits of its code."""
    return code[:OFFICIAL_COMMUNITY_DIGITS]


def communities_under(codes: Iterable[str]) -> frozenset[str]:
    """The codes of all communities at or beneath the given places.

    A community, grid or building names its community by itself; only a higher level asks the tree.
    """
    low = {community_of(code) for code in codes if len(code) >= OFFICIAL_COMMUNITY_DIGITS}
    high = [code for code in codes if len(code) < OFFICIAL_COMMUNITY_DIGITS]
    if not high:
        return frozenset(low)
    beneath = Q()
    for code in high:
        beneath |= Q(code__startswith=code)
    found = Place.objects.filter(beneath, level="community").values_list("code", flat=True)
    return frozenset(low) | frozenset(found)


def children(code: str) -> list[Place]:
    """The places directly beneath one, by code."""
    return list(Place.objects.filter(parent_id=code, closed_on=None).order_by("code"))


def trail(code: str) -> list[Place]:
    """A place and those above it, highest first."""
    prefixes = [code[:length] for length in range(2, len(code) + 1)]
    return list(Place.objects.filter(code__in=prefixes).order_by("code"))


def places_of(codes: Iterable[str]) -> list[Place]:
    """The places with these codes, by code."""
    return list(Place.objects.filter(code__in=codes).order_by("code"))


def of_level(level: str) -> list[Place]:
    """Every open place of one level, by code."""
    return list(Place.objects.filter(level=level, closed_on=None).order_by("code"))
