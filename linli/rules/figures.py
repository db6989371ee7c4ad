"""Figures that move every year: dated parameters, each value with its source and last check.

A figure is never a constant in code. Asked for a day, a parameter answers with the value then in
force, and says whether anybody has verified it lately. An old figure carries a warning and can turn
nobody away (see ``conditions.Compare``); a figure nobody found has no value, and what needs it
"needs information: the current standard".
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from linli.kernel.money import spoken
from linli.rules.days import StatedDay
from linli.rules.facts import Plain
from linli.rules.words import Words

RECHECK_AFTER = timedelta(days=366)
"""Money standards move every year, so a figure last verified longer ago than this is outdated."""


class Trust(Enum):
    """How near a source is to the one who decided."""

    STATUTE = "statute"
    OFFICIAL = "official"
    NEWSPAPER = "newspaper"
    MIRROR = "mirror"


TRUST_WORDS = {
    Trust.STATUTE: Words("法规原文", "text of the law"),
    Trust.OFFICIAL: Words("政府网站", "official site"),
    Trust.NEWSPAPER: Words("报纸报道", "newspaper report"),
    Trust.MIRROR: Words("转载，尚未见到原文", "a repost; the original was not seen"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule or a figure was read."""

    key: str
    title: Words
    address: str
    stated_on: StatedDay
    trust: Trust
    article: str = ""

    @property
    def trust_words(self) -> Words:
        """How near the source is to the one who decided, in words."""
        return TRUST_WORDS[self.trust]


class Unit(Enum):
    """What a parameter's whole number counts."""

    FEN = "yuan"
    FEN_PER_DAY = "yuan_per_day"
    FEN_PER_MONTH = "yuan_per_month"
    FEN_PER_YEAR = "yuan_per_year"
    TIMES = "times"
    PERCENT = "percent"

    @property
    def is_money(self) -> bool:
        """Whether the number is fen."""
        return self not in (Unit.TIMES, Unit.PERCENT)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value from a day on. ``value`` is ``None`` where no source gives it; ``note`` says more."""

    since: StatedDay
    value: int | None
    source: Source
    verified_on: StatedDay
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter's value on one day, with all one needs to cite it."""

    parameter: str
    name: Words
    unit: Unit
    value: int | None
    source: Source | None
    since: StatedDay | None
    verified_on: StatedDay | None
    outdated: bool
    note: Words | None

    def say(self) -> Words:
        """``¥1,700`` or ``2``; "not stated" without a value."""
        if self.value is None:
            return Words("来源没有写明", "no source states it")
        text = spoken(self.value) if self.unit.is_money else str(self.value)
        text += "%" if self.unit is Unit.PERCENT else ""
        return Words(text, text)

    @property
    def stale(self) -> bool:
        """Whether the current standard has to be found: there is no value, or an outdated one."""
        return self.value is None or self.outdated

    @property
    def warning(self) -> Words | None:
        """What a reader must be told beside the figure, if anything."""
        if self.value is None:
            return self.note or Words(
                "“{name}”来源没有写明，需要核实现行标准。",
                "No source states “{name}”: it needs the current standard.",
            ) % {"name": self.name}
        if self.outdated and self.verified_on is not None:
            return Words(
                "“{name}”是{day}的数字（{value}），需要核实现行标准。",
                "“{name}” is a figure of {day} ({value}): it needs the current standard.",
            ) % {"name": self.name, "day": self.verified_on.say(), "value": self.say()}
        return None

    def plain(self) -> dict[str, Plain]:
        """As a decision keeps it."""
        return {
            "parameter": self.parameter,
            "value": self.value,
            "unit": self.unit.value,
            "since": str(self.since) if self.since else None,
            "verified_on": str(self.verified_on) if self.verified_on else None,
            "source": self.source.address if self.source else None,
        }


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named figure and its values, earliest first."""

    key: str
    name: Words
    unit: Unit
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> Figure:
        """The value in force on ``day``; a figure without value before the first one."""
        in_force = None
        for dated in self.values:
            if dated.since.first <= day:
                in_force = dated
        if in_force is None:
            return Figure(self.key, self.name, self.unit, None, None, None, None, True, None)
        return Figure(
            self.key,
            self.name,
            self.unit,
            in_force.value,
            in_force.source,
            in_force.since,
            in_force.verified_on,
            day - in_force.verified_on.last > RECHECK_AFTER,
            in_force.note,
        )
