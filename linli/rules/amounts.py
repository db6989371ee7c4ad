"""How much a benefit pays: whole fen a month (or day, year, time), a cap, and the figures.

What is unknown makes a *span* instead of a guess: a cost nobody told makes "at most 1,700", a
family that may be on dibao "430 to 510", a figure without source "needs the current standard".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import reduce
from typing import NamedTuple, Protocol

from linli.kernel.money import spoken
from linli.rules.conditions import Condition
from linli.rules.facts import Plain
from linli.rules.figures import Figure
from linli.rules.kinds import Kind
from linli.rules.situation import Situation
from linli.rules.words import Words

MONTHS = 12


class Period(Enum):
    """How often an amount is paid. Only what is paid monthly lowers a family's monthly gap."""

    DAY = "daily"
    MONTH = "monthly"
    YEAR = "yearly"
    ONCE = "once"


PERIOD_WORDS = {
    Period.DAY: Words("每天{a}", "{a} a day"),
    Period.MONTH: Words("每月{a}", "{a} a month"),
    Period.YEAR: Words("每年{a}", "{a} a year"),
    Period.ONCE: Words("一次{a}", "{a} once"),
}


class Rounding(Enum):
    """How a share of an amount becomes whole fen. Whole yuan where the rule says so."""

    DOWN_TO_FEN = "down_to_fen"
    UP_TO_FEN = "up_to_fen"
    DOWN_TO_YUAN = "down_to_yuan"
    UP_TO_YUAN = "up_to_yuan"

    def of(self, part: int, whole: int) -> int:
        """``part / whole`` fen, rounded. ``whole`` is above zero, ``part`` not below."""
        step = FEN_IN_A_YUAN if self in (Rounding.DOWN_TO_YUAN, Rounding.UP_TO_YUAN) else 1
        down = part // (whole * step) * step
        rises = self in (Rounding.UP_TO_FEN, Rounding.UP_TO_YUAN) and down * whole < part
        return down + step if rises else down


FEN_IN_A_YUAN = 100
PERCENT = 100


class Span(NamedTuple):
    """From ``low`` to ``high`` fen, both included; ``high`` is ``None`` where nothing bounds it."""

    low: int
    high: int | None

    def lesser(self, other: "Span") -> "Span":
        """The smaller of two amounts, each known only as a span."""
        highs = [high for high in (self.high, other.high) if high is not None]
        return Span(min(self.low, other.low), min(highs, default=None))

    def or_else(self, other: "Span") -> "Span":
        """Either of two."""
        unbounded = self.high is None or other.high is None
        high = None if unbounded else max(self.high or 0, other.high or 0)
        return Span(min(self.low, other.low), high)


UNBOUNDED = Span(0, None)


class Money(Protocol):
    """An expression that gives fen a month."""

    def span(self, at: Situation) -> Span:
        """What it comes to, as far as it is known."""


@dataclass(frozen=True, slots=True)
class FigureOf:
    """A dated parameter."""

    parameter: str

    def span(self, at: Situation) -> Span:
        value = at.figure(self.parameter).value
        return UNBOUNDED if value is None else Span(value, value)


@dataclass(frozen=True, slots=True)
class FactOf:
    """What the person pays, earns or owns."""

    kind: Kind

    def span(self, at: Situation) -> Span:
        value = at.look(self.kind)
        return Span(value, value) if isinstance(value, int) else UNBOUNDED


@dataclass(frozen=True, slots=True)
class LesserOf:
    """The smallest of several."""

    parts: tuple[Money, ...]

    def span(self, at: Situation) -> Span:
        first, *others = (part.span(at) for part in self.parts)
        for other in others:
            first = first.lesser(other)
        return first


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What the household lacks to a standard a head (差额): standard × members − what they have.

    An outdated standard has most likely risen, so it bounds the sum from below only.
    """

    kind: Kind
    parameter: str

    def span(self, at: Situation) -> Span:
        members = at.family.persons
        figure = at.figure(self.parameter)
        if figure.value is None:
            return UNBOUNDED
        looked = [at.about(person).look(self.kind) for person in members]
        known = [value for value in looked if isinstance(value, int)]
        lacking = max(0, figure.value * len(members) - sum(known))
        surely = lacking if len(known) == len(members) else 0
        return Span(surely, None if figure.outdated else lacking)


@dataclass(frozen=True, slots=True)
class TopUp:
    """What a person lacks to a level (补差): the level, less what is drawn already.

    An outdated level has most likely risen, so it bounds the sum from below only.
    """

    kind: Kind
    parameter: str

    def span(self, at: Situation) -> Span:
        figure = at.figure(self.parameter)
        if figure.value is None:
            return UNBOUNDED
        drawn = at.look(self.kind)
        lacking = max(0, figure.value - (drawn if isinstance(drawn, int) else 0))
        surely = lacking if isinstance(drawn, int) else 0
        return Span(surely, None if figure.outdated else lacking)


@dataclass(frozen=True, slots=True)
class Share:
    """So many per cent of another amount, rounded as the rule says."""

    of: Money
    percent: str
    rounding: Rounding

    def span(self, at: Situation) -> Span:
        percent = at.figure(self.percent).value
        whole = self.of.span(at)
        if percent is None:
            return Span(0, whole.high)
        return Span(
            self.rounding.of(whole.low * percent, PERCENT),
            None if whole.high is None else self.rounding.of(whole.high * percent, PERCENT),
        )


@dataclass(frozen=True, slots=True)
class AmountCase:
    """What is paid ``when`` a condition holds; the last case of a rule may stand without one."""

    money: Money
    when: Condition | None = None
    yearly_cap: str | None = None

    def cap(self, at: Situation) -> tuple[int | None, bool]:
        """Fen a calendar year, and whether a source says so ("no cap" is a statement too)."""
        if self.yearly_cap is None:
            return None, True
        value = at.figure(self.yearly_cap).value
        return value, value is not None


@dataclass(frozen=True, slots=True)
class AmountRule:
    """The first case that holds. All cases of one rule are paid in the same rhythm."""

    cases: tuple[AmountCase, ...]
    period: Period = Period.MONTH

    def amount(self, at: Situation) -> "Amount":
        """What is paid in this situation, from the cases that hold or may still hold."""
        here = at.apart()
        cases = list(self._possible(here))
        spans = [case.money.span(here) for case in cases]
        rests_on = tuple(here.figures.values())
        caps = {case.cap(here) for case in cases}
        at.figures.update(here.figures)
        if not spans:
            return Amount(0, None, None, False, rests_on, self.period)
        span = reduce(Span.or_else, spans)
        cap, is_stated = caps.pop() if len(caps) == 1 else (None, False)
        return Amount(span.low, span.high, cap, is_stated, rests_on, self.period)

    def _possible(self, at: Situation) -> Iterator[AmountCase]:
        for case in self.cases:
            holds = case.when is None or at.truth(case.when)
            if holds is not False:
                yield case
            if holds is True:
                return


@dataclass(frozen=True, slots=True)
class Amount:
    """Fen a ``period`` from ``at_least_fen`` to ``at_most_fen`` (``None``: no source bounds it).

    ``yearly_cap_fen``: at most so much a calendar year. ``cap_is_stated`` is false where the source
    is silent about a cap, which is not the same as "no cap".
    """

    at_least_fen: int
    at_most_fen: int | None
    yearly_cap_fen: int | None
    cap_is_stated: bool
    figures: tuple[Figure, ...]
    period: Period = Period.MONTH

    @property
    def is_monthly(self) -> bool:
        """Whether it is paid month by month, as the family's costs are."""
        return self.period is Period.MONTH

    @property
    def needs_standard(self) -> bool:
        """Whether no source gives the amount: nobody may quote a number then."""
        return not self.figures or any(figure.value is None for figure in self.figures)

    @property
    def monthly_fen(self) -> int | None:
        """Fen a month when that is known to the fen; ``None`` too for what is not monthly."""
        return self.exact_fen if self.is_monthly else None

    @property
    def exact_fen(self) -> int | None:
        """Fen a period when they are known to the fen, else ``None``."""
        return self.at_least_fen if self.at_least_fen == self.at_most_fen else None

    def in_months(self, months: int) -> int:
        """Fen surely paid over so many months of one calendar year, under the cap where stated."""
        paid = self.at_least_fen * months
        return paid if self.yearly_cap_fen is None else min(paid, self.yearly_cap_fen)

    def cost_of_waiting_fen(self, on: date) -> int:
        """Fen lost by applying next month instead of this one, when counted from application.

        Under a yearly cap nothing is lost while the months left can still fill it.
        """
        left = MONTHS - on.month + 1
        return self.in_months(left) - self.in_months(left - 1)

    def say(self) -> Words:
        """``每月¥1,700``: exact, a span, at most; without a source "needs the current standard"."""
        a_period = PERIOD_WORDS[self.period]
        if self.needs_standard or (self.at_most_fen is None and not self.at_least_fen):
            return Words("金额要核实现行标准", "the amount needs the current standard")
        least, most = spoken(self.at_least_fen), spoken(self.at_most_fen or 0)
        if self.at_most_fen is None:
            return a_period % {"a": Words(f"至少{least}", f"at least {least}")}
        if self.at_least_fen == self.at_most_fen:
            return a_period % {"a": least}
        if self.at_least_fen == 0:
            return a_period % {"a": Words(f"最多{most}", f"up to {most}")}
        return a_period % {"a": Words(f"{least}到{most}", f"{least} to {most}")}

    def plain(self) -> dict[str, Plain]:
        """As a decision keeps it."""
        return {
            "at_least_fen": self.at_least_fen,
            "at_most_fen": self.at_most_fen,
            "yearly_cap_fen": self.yearly_cap_fen,
            "cap_is_stated": self.cap_is_stated,
            "period": self.period.value,
        }
