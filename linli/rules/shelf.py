"""Packs that stand as texts on a shelf (rows of a database) instead of in files; read like files.

A shelf holds two kinds of text: policies, and the *figures* that several policies of one
jurisdiction rest on (``shared.yaml``). Reading, comparing and examples are those of ``library``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from linli.rules.days import StatedDay
from linli.rules.faults import PackFault
from linli.rules.figures import DatedValue, Parameter
from linli.rules.library import SHARED, compared, shipped
from linli.rules.loading.figures import Shared, read_shared
from linli.rules.loading.packs import Loaded, read_pack
from linli.rules.loading.spots import Spot
from linli.rules.packs import NATIONWIDE, Catalogue, Pack
from linli.rules.texts import text_of

FIGURES = "shared"
"""What stands for a benefit's name where a text holds figures of several benefits."""


class Text(NamedTuple):
    """One text of the shelf.

    ``benefit`` is ``FIGURES`` for figures, whose ``edition`` is empty. ``until``: the last day on
    which it rules, where a later edition took over; its own words may reach further.
    """

    jurisdiction: str
    benefit: str
    edition: str
    text: str
    until: date | None = None

    @property
    def name(self) -> str:
        """What a fault tells: ``3502/dibao-2019``."""
        return "/".join((self.jurisdiction, "-".join(filter(None, (self.benefit, self.edition)))))

    @property
    def digest(self) -> str:
        """SHA-256 in hex, as a verdict's snapshot tells it."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def is_figures(self) -> bool:
        """Whether it holds figures of several benefits, and no policy."""
        return self.benefit == FIGURES


def shipped_texts() -> list[Text]:
    """The texts this house ships, figures first. Raises ``PackFault``."""
    policies, figures = [], {}
    for path, one in shipped():
        pack = one.pack
        text = text_of(path, one.spot.file)
        policies.append(Text(pack.jurisdiction, pack.id, pack.edition, text))
        beside = path.with_name(SHARED)
        if beside.exists():
            figures[pack.jurisdiction] = text_of(beside, str(beside))
    shared = [Text(place, FIGURES, "", text) for place, text in sorted(figures.items())]
    return [*shared, *policies]


def nearest(jurisdiction: str, figures: Mapping[str, Shared]) -> Shared:
    """The shared figures that hold for a jurisdiction: its own, else those of a place above it."""
    code = nearest_code(jurisdiction, figures)
    return {} if code is None else figures[code]


def nearest_code(jurisdiction: str, figures: Mapping[str, Shared]) -> str | None:
    """Whose figures those are."""
    above = [code for code in figures if jurisdiction.startswith(reach_of(code))]
    return max(above, key=lambda code: len(reach_of(code)), default=None)


def read_policy(text: Text, shared: Shared) -> Loaded:
    """One policy; must be what its place on the shelf says. Raises ``PackFault``."""
    one = read_pack(text.text, text.name, shared)
    pack = one.pack
    for key, found, wanted in (
        ("id", pack.id, text.benefit),
        ("jurisdiction", pack.jurisdiction, text.jurisdiction),
        ("edition", pack.edition, text.edition),
    ):
        if found != wanted:
            spot = one.spot.any_fields()[key]
            raise spot.fault(
                f"这里应当是“{wanted}”，写的是“{found}”。",
                f"“{wanted}” belongs here, not “{found}”.",
            )
    if text.until is None:
        return one
    return replace(one, pack=replace(pack, effective_to=StatedDay(text.until, text.until)))


def written_in(text: str) -> Text:
    """The place a policy's text claims on the shelf, so far as it can be read.

    Raises ``PackFault`` where it is no YAML or does not say which policy it is.
    """
    fields = Spot.of_text(text, "yaml").any_fields()
    for key in ("jurisdiction", "id", "edition"):
        if key not in fields:
            raise PackFault(
                "yaml",
                1,
                Spot.of_text(text, "yaml").fault(f"缺少“{key}”。", f"“{key}” is missing.").words,
            )
    return Text(fields["jurisdiction"].text(), fields["id"].text(), fields["edition"].text(), text)


def read_figures(text: Text) -> Shared:
    """The figures of one jurisdiction. Raises ``PackFault``."""
    return read_shared(text.text, text.name)


def together(loaded: Sequence[Loaded]) -> Catalogue:
    """A catalogue in the order in which a worker meets the benefits, whatever came to the shelf
    first. Raises ``PackFault``, at fault being the one that stands later in ``loaded``.
    """
    packs = compared(loaded).packs
    return Catalogue(
        tuple(sorted(packs, key=lambda pack: (f"{pack.id}-{pack.edition}.yaml", pack.jurisdiction)))
    )


def day_before(pack: Pack) -> date:
    """The last day on which an earlier edition rules, where this one takes over."""
    return pack.effective_from.first - timedelta(days=1)


def with_value(
    catalogue: Catalogue, owner: Pack, parameter: str, value: int, on: date
) -> Catalogue:
    """The catalogue as it would be with another value of one figure from a day on.

    A figure that several policies of the jurisdiction share changes for all of them. For reckoning
    what a value would do; such a catalogue answers nobody.
    """
    meant = owner.parameters[parameter]
    last = meant.values[-1]
    changed = Parameter(
        meant.key,
        meant.name,
        meant.unit,
        (
            *(one for one in meant.values if one.since.first < on),
            DatedValue(StatedDay(on, on), value, last.source, StatedDay(on, on)),
        ),
    )
    return Catalogue(
        tuple(
            replace(pack, parameters={**pack.parameters, parameter: changed})
            if pack is owner
            or (pack.jurisdiction == owner.jurisdiction and pack.parameters.get(parameter) == meant)
            else pack
            for pack in catalogue.packs
        )
    )


def reach_of(jurisdiction: str) -> str:
    """The division code beneath which it applies; empty for the whole country."""
    return "" if jurisdiction == NATIONWIDE else jurisdiction
