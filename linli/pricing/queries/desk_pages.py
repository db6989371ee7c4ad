"""What the prices' desk shows: versions, drafts that wait for a second person, whom to ask."""

from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.pricing.models import PassKind, Price, Subsidy
from linli.pricing.queries.scope import Scope, places_of
from linli.pricing.terms import STATUSES

PER_WORDS = {"term": gettext_lazy("整门课"), "session": gettext_lazy("一次")}
PAYER_WORDS = {
    "operator": gettext_lazy("运营方自己"),
    "fund": gettext_lazy("社区慈善基金"),
    "sponsor": gettext_lazy("资助的单位或个人"),
}
PERIOD_WORDS = {
    "day": gettext_lazy("一天"),
    "month": gettext_lazy("一个月"),
    "ever": gettext_lazy("总共"),
}


def insist_on_resident(viewer: Viewer, resident_id: UUID) -> None:
    """Refuse whoever does not enrol people where this resident lives. Raises ``NotFound``."""
    found = people.comers([resident_id])
    if not found:
        raise NotFound
    viewer.require(Permission.ENROLLMENT_KEEP, place=found[0].place)


class PriceRow(NamedTuple):
    """A version of a price."""

    row: Price
    title: str
    may_activate: bool

    @property
    def late_back(self) -> str:
        return f"{self.row.late_back_permille / 10:g}%"

    @property
    def per_word(self) -> Any:
        return PER_WORDS[self.row.per]


class SubsidyRow(NamedTuple):
    """A version of a subsidy."""

    row: Subsidy
    title: str
    may_activate: bool

    @property
    def share(self) -> str:
        """Of the list price; empty for a fixed amount."""
        return "" if self.row.permille is None else f"{self.row.permille / 10:g}%"

    @property
    def paper(self) -> Any:
        """What must be shown; None where nothing must."""
        return STATUSES.get(self.row.status)

    @property
    def period_word(self) -> Any:
        return PERIOD_WORDS[self.row.period]


def prices(viewer: Viewer) -> list[PriceRow]:
    """The versions of prices of the viewer's places, drafts first, then the newest. The same
    queries, however many."""
    scope = Scope(viewer)
    found = Price.objects.filter(place__in=scope.places).select_related("course")
    rows = [
        PriceRow(each, each.course.title, scope.may_activate(each))
        for each in found.order_by("-valid_from", "-written_at")
    ]
    return sorted(rows, key=lambda each: each.row.in_force_at is not None)


def subsidies(viewer: Viewer) -> list[SubsidyRow]:
    """The versions of subsidies of the viewer's places, drafts first. Likewise."""
    scope = Scope(viewer)
    titles = dict(
        PassKind.objects.filter(place__in=scope.places)
        .order_by("valid_from")
        .values_list("code", "title")
    )
    found = Subsidy.objects.filter(place__in=scope.places).select_related("course", "payer")
    rows = [
        SubsidyRow(
            each,
            each.course.title if each.course else titles.get(each.pass_code, ""),
            scope.may_activate(each),
        )
        for each in found.order_by("order", "code")
    ]
    return sorted(rows, key=lambda each: each.row.in_force_at is not None)


def count_to_activate(viewer: Viewer) -> tuple[int, int]:
    """How many versions another has written wait for the viewer to put them into force: of prices
    and subsidies, and of passes. Four queries."""
    places = places_of(viewer, Permission.PRICE_ACTIVATE)
    prices, subsidies, passes = (
        model.objects.filter(place__in=places, in_force_at=None)
        .exclude(written_by=viewer.user_id)
        .count()
        for model in (Price, Subsidy, PassKind)
    )
    return prices + subsidies, passes
