"""The verb of this package: what one family may have on one day, explained.

Example::

    from linli.rules.evaluate import evaluate_all
    from linli.rules.kept import catalogue

    for verdict in evaluate_all(family, on=date(2026, 11, 24), catalogue=catalogue()):
        print(verdict.pack.name.en, verdict.outcome.value, verdict.because)
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from linli.rules.amounts import Amount
from linli.rules.conditions import Open
from linli.rules.facts import NONE, Family, Person
from linli.rules.figures import Figure
from linli.rules.kinds import TAUGHT_BY
from linli.rules.later import later
from linli.rules.learning import Paper
from linli.rules.near import ways_in, without_unlikely_papers
from linli.rules.packs import Catalogue, CountsFrom, Pack
from linli.rules.situation import Situation, Truth
from linli.rules.verdicts import Handed, Missing, Outcome, Verdict, WayIn
from linli.rules.words import Words, places_in

CAP_NOT_STATED = Words(
    "来源没有写明这种情形的年度上限，请向经办单位核实。",
    "No source states a yearly cap for this case: ask the office.",
)


ONLY_THE_YEAR = Words(
    "来源只写明从{day}起执行，没有写具体日期。",
    "The source only says that it applies from {day}, without the day.",
)


def evaluate_all(family: Family, on: date, catalogue: Catalogue) -> tuple[Verdict, ...]:
    """Every benefit in force where the family lives, for each member or the household.

    What nothing points to is answered and no more; ``evaluate`` explains one when asked.
    """
    return tuple(
        _verdict(Situation(family, on, pack, catalogue, _person(family, subject)), in_full=False)
        for pack in catalogue.for_place(family.place, on)
        for subject in _subjects(pack, family)
    )


def _subjects(pack: Pack, family: Family) -> tuple[UUID | None, ...]:
    return tuple(person.id for person in family.persons) if pack.is_personal else (None,)


def evaluate(
    pack: Pack, family: Family, on: date, catalogue: Catalogue, subject: UUID | None = None
) -> Verdict:
    """One benefit for one subject: a member's id, or ``None`` for a household's benefit.

    Raises ``KeyError`` for a person who is no member, ``WrongUnitError`` for a personal benefit
    asked of a household.
    """
    return _verdict(Situation(family, on, pack, catalogue, _person(family, subject)), in_full=True)


def leaves_open(family: Family, on: date, catalogue: Catalogue) -> bool:
    """Whether any benefit is had, may be had, or waits for a paper or an answer of the family.

    Where none does, every policy has refused. Asks no more than it must; explains nothing.
    """
    asked = [
        Situation(family, on, pack, catalogue, _person(family, subject))
        for pack in catalogue.for_place(family.place, on)
        for subject in _subjects(pack, family)
    ]
    return any(_is_had(at) for at in asked) or any(_waits(at) for at in asked)


def _is_had(at: Situation) -> bool:
    received = at.pack.received_when
    return at.truth(at.pack.conditions) is True or bool(received and at.look(received) is True)


def _waits(at: Situation) -> bool:
    """A figure to verify with the office is nothing to ask of a family, nor is a paper that nothing
    points to: a healthy neighbour is not asked for a disability certificate."""
    if not _likely(at):
        return False
    if any(way.papers for way in ways_in(at)):
        return True
    there = at.assuming(without_unlikely_papers(at))
    return any(one.kind for one in at.pack.conditions.still_open(there))


def settled(
    pack: Pack, family: Family, on: date, catalogue: Catalogue
) -> Iterator[tuple[UUID | None, Outcome, Amount | None]]:
    """One benefit for everybody of a family, without a word of explanation: whose, what, how much.

    For counting many families. Only whoever is eligible is told an amount.
    """
    for subject in _subjects(pack, family):
        at = Situation(family, on, pack, catalogue, _person(family, subject))
        outcome = Outcome.of(at.truth(pack.conditions))
        yield subject, outcome, _amount(at, outcome) if outcome is Outcome.ELIGIBLE else None


def waits_for(family: Family, on: date, catalogue: Catalogue) -> set[tuple[str, str]]:
    """The figures (benefit, parameter) without a present value that alone hold an answer up.

    What is open for want of a fact too waits for the family first: else every figure would be said
    to hold up everybody whose income nobody has asked.
    """
    waiting: set[tuple[str, str]] = set()
    for pack in catalogue.for_place(family.place, on):
        for subject in _subjects(pack, family):
            at = Situation(family, on, pack, catalogue, _person(family, subject))
            hold_up = set(_figures_alone(at))
            waiting |= {key for key, one in at.figures.items() if one in hold_up and one.stale}
    return waiting


def _figures_alone(at: Situation) -> Iterator[Figure]:
    """The figures an answer reads, where it wants no fact: of its amount, or of what is open."""
    outcome = Outcome.of(at.truth(at.pack.conditions))
    if outcome is Outcome.ELIGIBLE:
        amount = _amount(at, outcome)
        yield from amount.figures if amount else ()
    elif outcome is Outcome.NEEDS_INFORMATION:
        found = []
        for one in at.pack.conditions.still_open(at):
            if one.kind:
                return
            found.append(one.figure)
        yield from (one for one in found if one)


def _person(family: Family, subject: UUID | None) -> Person | None:
    return family.person(subject) if subject else None


def _verdict(at: Situation, *, in_full: bool) -> Verdict:
    pack, on = at.pack, at.on
    outcome = Outcome.of(at.truth(pack.conditions))
    already = at.look(pack.received_when) if pack.received_when else None
    settled = outcome is Outcome.ELIGIBLE or already is True
    likely = settled or _likely(at)
    comes = None if settled else later(at)
    explained = likely or in_full or comes is not None
    amount = _amount(at, outcome) if explained else None
    opens = tuple(pack.conditions.still_open(at)) if explained else ()
    ways = ways_in(at) if likely and outcome is not Outcome.ELIGIBLE else ()
    return Verdict(
        pack=pack,
        subject=at.person.id if at.person else None,
        on=on,
        outcome=outcome,
        likely=likely,
        reasons=tuple(pack.conditions.explain(at)) if explained else (),
        amount=amount,
        missing=_missing(opens),
        standards=tuple(dict.fromkeys(one.standard for one in opens if one.standard)),
        ways_in=ways,
        later=comes,
        documents=tuple(Handed(paper, _held(at, paper.one_of)) for paper in pack.documents),
        already=already if isinstance(already, bool) else None,
        cost_of_waiting_fen=_cost_of_waiting(pack, amount, on, already is True),
        warnings=tuple(_warnings(at, outcome, amount, ways, opens)) if explained else (),
        facts=tuple(at.seen.items()),
        figures=tuple(at.figures.values()),
    )


def _likely(at: Situation) -> bool:
    """Whether a sign makes this benefit worth asking about; read apart, for no answer rests on it.

    Without it every family would be asked why the father cannot raise the child.
    """
    sign = at.pack.likely_when
    return sign is None or at.assuming({}).truth(sign) is True


def _amount(at: Situation, outcome: Outcome) -> Amount | None:
    """A status pays nothing by itself; somebody who may not have it is told no amount."""
    if at.pack.amount is None or outcome is Outcome.NOT_ELIGIBLE:
        return None
    return at.pack.amount.amount(at)


def _missing(opens: tuple[Open, ...]) -> tuple[Missing, ...]:
    return Missing.gathered((one.kind, one.subject) for one in opens if one.kind)


def _cost_of_waiting(pack: Pack, amount: Amount | None, on: date, already: bool) -> int | None:
    """Only what is counted from the month of application is lost by waiting."""
    if amount is None or not amount.is_monthly or already:
        return None
    if pack.counts_from is not CountsFrom.MONTH_OF_APPLICATION:
        return None
    return amount.cost_of_waiting_fen(on)


def _held(at: Situation, one_of: tuple[Paper, ...]) -> Truth:
    """Whether one of these papers exists, judged by the facts it would teach."""
    found = {_exists(at, paper) for paper in one_of}
    if True in found:
        return True
    return None if None in found else False


def _exists(at: Situation, paper: Paper) -> Truth:
    for kind in TAUGHT_BY.get(paper.key, ()):
        if (value := at.peek(kind)) is not None:
            return value is not NONE and value is not False
    return None


def _warnings(
    at: Situation,
    outcome: Outcome,
    amount: Amount | None,
    ways: tuple[WayIn, ...],
    opens: tuple[Open, ...],
) -> Iterator[Words]:
    """What must stand beside the answer: outdated figures, silent sources, the pack's caveats.

    A plain no rests on no figure (an outdated one cannot say no), so it carries no warning. A
    figure that stands among the standards to verify is not warned of a second time.
    """
    if outcome is Outcome.NOT_ELIGIBLE and not ways:
        return
    amounts = [amount, *(prospect.amount for way in ways for prospect in way.prospects)]
    figures = dict.fromkeys(
        [*at.figures.values(), *(figure for one in amounts if one for figure in one.figures)]
    )
    told = {one.figure for one in opens}
    yield from (one.warning for one in figures if one.warning and one not in told)
    if amount and not amount.cap_is_stated and None not in {one.value for one in figures}:
        yield CAP_NOT_STATED
    since = at.pack.effective_from
    if not since.exact and since.first <= at.on <= since.last:
        yield ONLY_THE_YEAR % {"day": since.say()}
    yield from (_filled(at, caveat) for caveat in at.pack.caveats)


def _filled(at: Situation, caveat: Words) -> Words:
    """A caveat with the day's figures in its ``{parameter}`` places."""
    return caveat % {key: at.figure(key).say() for key in places_in(caveat)}
