"""From a catalogue, a place and a day to a plan: each construct once more, over columns.

Every function here mirrors one ``answer`` of ``conditions`` or one ``span`` of ``amounts``; a
property test holds them together. Figures are settled by the day, so limits become constants. A
construct that is not listed raises ``CannotScreen``.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any, Literal, NamedTuple

from linli.rules.amounts import (
    AmountRule,
    FactOf,
    FigureOf,
    LesserOf,
    Money,
    Share,
    Shortfall,
    TopUp,
)
from linli.rules.conditions import (
    AgeIs,
    Compare,
    Condition,
    Each,
    Exists,
    FactIs,
    Group,
    Limit,
    Not,
    OneOf,
    PerHead,
    QualifiesFor,
    Unsettled,
    Within,
)
from linli.rules.conditions.leaves import BIRTH
from linli.rules.days import last_birth_of_age
from linli.rules.facts import NONE, Nothing
from linli.rules.kinds import KINDS, Kind
from linli.rules.learning import Subject
from linli.rules.packs import Catalogue, Pack
from linli.rules.screening.expressions import (
    FALSE,
    NO_NUMBER,
    TRUE,
    UNKNOWN,
    Against,
    AmongThese,
    Column,
    Constant,
    Expression,
    Greatest,
    IfUnknown,
    Known,
    Least,
    Plain,
    Reckoned,
    Shape,
    StartsWith,
    choose,
    contrary,
    every,
    number,
    perhaps,
    some,
    surely,
)
from linli.rules.screening.plans import MEMBERS, Answer, Grouped, OfGuardian, OfHousehold, Plan
from linli.rules.screening.snapshots import (
    GUARDIANS,
    NO_GUARDIANS,
    PERSON,
    CannotScreen,
    none_of,
    shape_of,
)

NO, PERHAPS, YES = number(0), number(1), number(2)
"""A truth as a number, so that *every* is the least of several and *some* the greatest."""

_HOW: Mapping[str, Literal["<", "<=", ">", ">="]] = {
    "at_most": "<=",
    "under": "<",
    "at_least": ">=",
    "above": ">",
}


def compiled(catalogue: Catalogue, place: str, on: date, only: Collection[str] = ()) -> Plan:
    """All benefits in force there and then, or only these, each for persons or for households.

    Raises ``CannotScreen`` where a construct has no translation, or a benefit is not in force.
    """
    packs = catalogue.for_place(place, on)
    for benefit in only:
        if benefit not in {pack.id for pack in packs}:
            raise CannotScreen(f"那天那里没有“{benefit}”。 “{benefit}” is not in force there.")
    making = Making(catalogue, place, on)
    making.members()  # always, so that a person whose household is missing is noticed
    for pack in packs:
        if only and pack.id not in only:
            continue
        there, making.within = Standing(pack, pack.is_personal), (pack.id,)
        truth = making.truth(pack.conditions, there)
        fen = making.amount(pack.amount, there, truth)
        answers = making.plan.persons if pack.is_personal else making.plan.households
        answers.append(Answer(pack.id, truth, fen))
    return making.plan


class Standing(NamedTuple):
    """Where a condition stands: whose figures it reads, and whether a person is its subject."""

    pack: Pack
    personal: bool


class Range(NamedTuple):
    """A span over columns; ``high`` is null where nothing bounds it, ``low`` never."""

    low: Expression
    high: Expression


BOUNDLESS = Range(NO, NO_NUMBER)


@dataclass(slots=True)
class Making:
    """A plan in the making. ``within``: the benefits being compiled, to notice a circle."""

    catalogue: Catalogue
    place: str
    on: date
    plan: Plan = field(default_factory=Plan)
    within: tuple[str, ...] = ()

    # ── truths ────────────────────────────────────────────────────────────────────────────────

    def truth(self, condition: Condition, there: Standing) -> Expression:
        """The condition over the columns of the table in which it stands."""
        make = _CONSTRUCTS.get(type(condition))
        if make is None:
            raise _cannot(there.pack, f"the construct {type(condition).__name__}")
        return make(self, condition, there)

    def _group(self, condition: Group, there: Standing) -> Expression:
        parts = [self.truth(part, there) for part in condition.parts]
        return every(parts) if condition.how == "all" else some(parts)

    def _not(self, condition: Not, there: Standing) -> Expression:
        return contrary(self.truth(condition.part, there))

    def _unsettled(self, condition: Unsettled, there: Standing) -> Expression:
        return UNKNOWN

    def _fact_is(self, condition: FactIs, there: Standing) -> Expression:
        tested = self._tested(condition, there)
        return self._asked(tested) if condition.kind.subject is Subject.PERSON else tested

    def _asked(self, question: Expression) -> Expression:
        """The column that holds the answer to a question of a person's own row."""
        if isinstance(question, Column | Constant):
            return question
        for name, known in self.plan.asked.items():
            if known == question:
                return Column(name)
        name = f"_asked_{len(self.plan.asked)}"
        self.plan.asked[name] = question
        return Column(name)

    def _tested(self, condition: FactIs, there: Standing) -> Expression:
        kind = condition.kind
        column, none = self._fact(kind, there), self._none(kind)
        match condition.test:
            case Exists():
                return choose((Known(column), TRUE), (none, FALSE), otherwise=UNKNOWN)
            case Within(code):
                return every([StartsWith(column, code), contrary(none)])
            case OneOf(values):
                return _among(column, none, values)
            case Compare():
                return self._compared(kind, condition.test, column, there)
        raise _cannot(there.pack, f"the test {type(condition.test).__name__}")

    def _compared(
        self, kind: Kind, test: Compare, column: Expression, there: Standing
    ) -> Expression:
        none = self._none(kind)
        if shape_of(kind) is not Shape.NUMBER:
            return choose((some([none, Known(column)]), FALSE), otherwise=UNKNOWN)
        limit, outdated = self._limit(test.limit, there.pack)
        if limit is None:
            return choose((none, FALSE), otherwise=UNKNOWN)
        passes = Against(column, _HOW[test.how], number(limit))
        return every([_lenient(passes, outdated), contrary(none)])

    def _fact(self, kind: Kind, there: Standing) -> Expression:
        if kind.key not in KINDS:
            raise _cannot(there.pack, f"the fact {kind.key}")
        if kind.subject is Subject.PERSON and not there.personal:
            raise _cannot(there.pack, f"{kind.key}, a person's fact, asked of a household")
        return Column(kind.key)

    def _none(self, kind: Kind) -> Expression:
        return Column(none_of(kind.key)) if kind.may_be_none else FALSE

    def _limit(self, limit: Limit, pack: Pack) -> tuple[int | None, bool]:
        """As ``Limit.on``: the number of the day, and whether it may have risen since."""
        if limit.parameter is None:
            return limit.number, False
        figures = [
            pack.parameters[key].on(self.on) for key in (limit.parameter, limit.times) if key
        ]
        outdated, product = any(figure.outdated for figure in figures), 1
        for figure in figures:
            if figure.value is None:
                return None, outdated
            product *= figure.value
        return product, outdated

    def _age_is(self, condition: AgeIs, there: Standing) -> Expression:
        """Ages become birthdays: at least n years old is born on a certain day or before."""
        born = self._fact(BIRTH, there)
        limit, outdated = self._limit(condition.test.limit, there.pack)
        is_born = Against(born, "<=", _day(self.on))
        if limit is None:
            return self._asked(choose((contrary(is_born), FALSE), otherwise=UNKNOWN))
        how = condition.test.how
        years = limit + 1 if how in ("at_most", "above") else limit
        reached = self._aged(born, years, there.pack)
        passes = contrary(reached) if condition.test.is_ceiling else reached
        return self._asked(every([is_born, _lenient(passes, outdated)]))

    def _aged(self, born: Expression, years: int, pack: Pack) -> Expression:
        """Whether somebody who is born has completed so many years on the day that counts."""
        last = last_birth_of_age(years, pack.reference_day(self.on)) if years > 0 else self.on
        return (
            choose((Known(born), FALSE), otherwise=UNKNOWN)
            if last is None
            else Against(born, "<=", _day(last))
        )

    # ── households ────────────────────────────────────────────────────────────────────────────

    def _gather(
        self, how: Literal["sum", "count", "min", "max"], part: Expression, name: str = ""
    ) -> Column:
        """A household's column gathered from its members; the same one for the same question."""
        for known in self.plan.grouped.values():
            if (known.how, known.part) == (how, part):
                return Column(known.name)
        name = name or f"_{how}_{len(self.plan.grouped)}"
        layer = self.plan.layer_of(part) + 1
        self.plan.grouped[name] = Grouped(name, how, part, layer)
        return Column(name)

    def members(self) -> Column:
        """How many persons a household has."""
        return self._gather("count", Column(PERSON), MEMBERS)

    def _per_head(self, condition: PerHead, there: Standing) -> Expression:
        """What is known is a floor: more can only take a ceiling away, or reach a minimum."""
        members = self.members()
        limit, outdated = self._limit(condition.test.limit, there.pack)
        nobody = Against(members, "=", NO), FALSE
        if limit is None:
            return choose(nobody, otherwise=UNKNOWN)
        ceiling = Reckoned(members, "*", number(limit))
        passes = Against(self._sum(condition.kind), _HOW[condition.test.how], ceiling)
        all_known = Against(self._known(condition.kind), "=", members)
        fails = UNKNOWN if outdated else FALSE
        if condition.test.is_ceiling:
            return choose(nobody, (contrary(passes), fails), (all_known, TRUE), otherwise=UNKNOWN)
        return choose(nobody, (passes, TRUE), (all_known, fails), otherwise=UNKNOWN)

    def _sum(self, kind: Kind) -> Column:
        return self._gather("sum", self._money_of_a_person(kind))

    def _known(self, kind: Kind) -> Column:
        return self._gather("count", self._money_of_a_person(kind))

    def _money_of_a_person(self, kind: Kind) -> Column:
        if kind.subject is not Subject.PERSON or shape_of(kind) is not Shape.NUMBER:
            raise CannotScreen(f"{kind.key} cannot be added up over the members of a household")
        return Column(kind.key)

    def _each(self, condition: Each, there: Standing) -> Expression:
        part = self.truth(condition.part, Standing(there.pack, personal=True))
        code = choose((part, YES), (contrary(part), NO), otherwise=PERHAPS)
        if condition.who == "members":
            return _decoded(self._gather("min" if condition.how == "every" else "max", code))
        if not there.personal:
            raise _cannot(there.pack, "the guardians of a household")
        return self._of_guardians(condition.how, code)

    def _of_guardians(self, how: str, code: Expression) -> Expression:
        columns = tuple(map(Column, self._guardian(code).columns))
        together = Least(columns) if how == "every" else Greatest(columns)
        asked = some([Known(Column(guardian)) for guardian in GUARDIANS])
        return choose(
            (Column(NO_GUARDIANS), FALSE),
            (asked, _decoded(together)),
            otherwise=UNKNOWN,
        )

    def _guardian(self, code: Expression) -> OfGuardian:
        for known in self.plan.of_guardian.values():
            if known.part == code:
                return known
        name = f"_guardian_{len(self.plan.of_guardian)}"
        made = OfGuardian(name, code, self.plan.layer_of(code) + 1)
        self.plan.of_guardian[name] = made
        return made

    def _qualifies_for(self, condition: QualifiesFor, there: Standing) -> Expression:
        pack = self.catalogue.in_force(condition.benefit, self.place, self.on)
        if pack is None:
            return UNKNOWN
        if pack.id in self.within:
            raise _cannot(pack, "a benefit that leans on itself")
        if pack.is_personal and not there.personal:
            raise _cannot(there.pack, f"{pack.id}, a person's benefit, asked of a household")
        before, self.within = self.within, (*self.within, pack.id)
        truth = self.truth(pack.conditions, Standing(pack, pack.is_personal))
        self.within = before
        asked_by_another = there.personal and not pack.is_personal
        return self._once_a_household(truth) if asked_by_another else truth

    def _once_a_household(self, truth: Expression) -> Expression:
        """Work it out in the households' table: a person then carries one truth, not its parts."""
        if isinstance(truth, Column | Constant):
            return truth
        for known in self.plan.of_household.values():
            if known.part == truth:
                return Column(known.name)
        name = f"_truth_{len(self.plan.of_household)}"
        layer = max(1, self.plan.layer_of(truth))
        self.plan.of_household[name] = OfHousehold(name, truth, layer)
        return Column(name)

    # ── amounts ───────────────────────────────────────────────────────────────────────────────

    def amount(self, rule: AmountRule | None, there: Standing, truth: Expression) -> Expression:
        """Fen a month where known to the fen and where the answer is not no, else null.

        An amount is known to the fen when every case that may hold pays the same, exactly. What
        may hold is worked out in truths, which cost a bit a row; only then are amounts chosen.
        """
        if rule is None:
            return NO_NUMBER
        may_pay: dict[Expression, list[Expression]] = {}
        reached: list[Expression] = []
        for case in rule.cases:
            exact = _exact(self._span(case.money, there))
            holds = self.truth(case.when, there) if case.when else TRUE
            may_pay.setdefault(exact, []).append(every([*reached, perhaps(holds)]))
            reached.append(contrary(surely(holds)))
        ways = [(some(possible), exact) for exact, possible in may_pay.items()]
        differ = [
            every([one, other, contrary(surely(_alike(exact, another)))])
            for (one, exact), (other, another) in combinations(ways, 2)
        ]
        unclear = some([contrary(truth), *differ])
        return choose((unclear, NO_NUMBER), *ways, otherwise=NO_NUMBER)

    def _span(self, money: Money, there: Standing) -> Range:
        match money:
            case FigureOf(parameter):
                value = there.pack.parameters[parameter].on(self.on).value
                return BOUNDLESS if value is None else Range(number(value), number(value))
            case FactOf(kind):
                column = self._fact(kind, there)
                if shape_of(kind) is not Shape.NUMBER:
                    raise _cannot(there.pack, f"the amount {kind.key}")
                return Range(IfUnknown(column, NO), column)
            case LesserOf(parts):
                spans = [self._span(part, there) for part in parts]
                return Range(_least([one.low for one in spans]), _least([o.high for o in spans]))
            case Shortfall(kind, parameter):
                return self._shortfall(kind, parameter, there.pack)
            case TopUp(kind, parameter):
                return self._top_up(kind, parameter, there)
            case Share(whole, percent) if there.pack.parameters[percent].on(self.on).value is None:
                return Range(NO, self._span(whole, there).high)
        raise _cannot(there.pack, f"the amount {type(money).__name__}")

    def _top_up(self, kind: Kind, parameter: str, there: Standing) -> Range:
        figure = there.pack.parameters[parameter].on(self.on)
        if figure.value is None:
            return BOUNDLESS
        level, drawn = number(figure.value), self._fact(kind, there)
        told = IfUnknown(drawn, NO)
        lacking = choose((Against(told, "<", level), Reckoned(level, "-", told)), otherwise=NO)
        surely = choose((Known(drawn), lacking), otherwise=NO)
        return Range(surely, NO_NUMBER if figure.outdated else lacking)

    def _shortfall(self, kind: Kind, parameter: str, pack: Pack) -> Range:
        figure = pack.parameters[parameter].on(self.on)
        if figure.value is None:
            return BOUNDLESS
        members, known, total = self.members(), self._known(kind), self._sum(kind)
        needed = Reckoned(members, "*", number(figure.value))
        short = Against(total, "<", needed), Reckoned(needed, "-", total)
        lacking = choose(short, otherwise=NO)
        surely = choose((Against(known, "=", members), lacking), otherwise=NO)
        return Range(surely, NO_NUMBER if figure.outdated else lacking)


Maker = Callable[[Making, Any, Standing], Expression]
_CONSTRUCTS: Mapping[type, Maker] = {
    AgeIs: Making._age_is,
    Each: Making._each,
    FactIs: Making._fact_is,
    Group: Making._group,
    Not: Making._not,
    PerHead: Making._per_head,
    QualifiesFor: Making._qualifies_for,
    Unsettled: Making._unsettled,
}


def _cannot(pack: Pack, what: str) -> CannotScreen:
    return CannotScreen(f"{pack.id} {pack.edition}: {what} cannot be screened for")


def _among(
    column: Expression, none: Expression, values: frozenset[bool | int | str | date | Nothing]
) -> Expression:
    """Equal to one of these; "none" may be one of them."""
    wanted = sorted((value for value in values if not isinstance(value, Nothing)), key=str)
    found = _one_of(column, tuple(wanted))
    return some([found, none]) if NONE in values else every([found, contrary(none)])


def _one_of(column: Expression, values: tuple[Plain, ...]) -> Expression:
    if not values:
        return choose((Known(column), FALSE), otherwise=UNKNOWN)
    if len(values) == 1 and isinstance(values[0], bool):  # a truth is its own answer; 1 is not
        return column if values[0] else contrary(column)
    return AmongThese(column, values)


def _lenient(passes: Expression, outdated: bool) -> Expression:
    """An outdated limit turns nobody away: where it would say no, the answer is unknown."""
    return choose((passes, TRUE), otherwise=UNKNOWN) if outdated else passes


def _decoded(code: Expression) -> Expression:
    """The truth behind the number; nobody there is no."""
    return choose(
        (Against(code, "=", PERHAPS), UNKNOWN), (Against(code, "=", YES), TRUE), otherwise=FALSE
    )


def _day(day: date) -> Constant:
    return Constant(day, Shape.DAY)


def _least(parts: list[Expression]) -> Expression:
    """The smallest, with the figures among them compared already."""
    figures = [one.value for one in parts if isinstance(one, Constant)]
    numbers = [value for value in figures if isinstance(value, int)]
    others: list[Expression] = [one for one in parts if not isinstance(one, Constant)]
    if numbers:
        others.append(number(min(numbers)))
    return NO_NUMBER if not others else others[0] if len(others) == 1 else Least(tuple(others))


def _alike(one: Expression, other: Expression) -> Expression:
    """Whether two amounts are the same; two figures are compared here and now."""
    if isinstance(one, Constant) and isinstance(other, Constant):
        return Constant(one.value == other.value)
    return Against(one, "=", other)


def _exact(span: Range) -> Expression:
    """The amount where both ends of the span are one, else null."""
    if span.low == span.high:
        return span.low
    if span.high == NO_NUMBER:
        return NO_NUMBER
    return choose((Against(span.low, "=", span.high), span.low), otherwise=NO_NUMBER)
