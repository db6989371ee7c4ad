"""One document away: what would turn a no or a "not yet" to yes, and what it would then bring.

The condition tree proposes the smallest sets of steps; each is then *tried*, by answering with
every value its papers may show, because two lines of one certificate cannot be chosen apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice, product

from linli.rules.amounts import Amount
from linli.rules.conditions import Samples, Way
from linli.rules.facts import NONE, Value
from linli.rules.kinds import EXPECTATIONS, KINDS, Expectation, Kind, Shape, Subject
from linli.rules.learning import Paper
from linli.rules.situation import Asked, Situation
from linli.rules.verdicts import Missing, Prospect, WayIn
from linli.rules.words import Words

MOST_TRIALS = 512
"""More combinations than any pack of ours needs; a bound, so that no pack can hang a page."""

MOST_WAYS = 3
"""Shown at most: "the certificate or the diagnosis" helps, a list of ten does not."""

Answers = Mapping[Asked, Value]
Win = tuple[Answers, Amount | None]

IF_IT_FITS = Words("结果符合条件时", "if the answers meet the conditions")
NOTHING_ELSE = Words("评定或核实为其他结果时不发。", "Nothing is paid for any other result.")


def ways_in(at: Situation) -> tuple[WayIn, ...]:
    """The shortest ways to a yes, all of one length; empty where it is yes or no way is known."""
    found: list[WayIn] = []
    shortest = 0
    for way in at.pack.conditions.ways(at, want=True):
        if found and len(way) > shortest:
            break
        if way and (tried := _tried(at, way)):
            found.append(tried)
            shortest = len(way)
    return tuple(found[:MOST_WAYS])


def without_unlikely_papers(at: Situation) -> Answers:
    """As if there were none of the papers that are not known of, and that nothing points to."""
    return {
        asked: NONE if KINDS[asked.kind].may_be_none else False
        for asked in _looked_at(at)
        if isinstance(KINDS[asked.kind].learn, Paper)
        and KINDS[asked.kind].learn.of is Subject.PERSON
        and _whose(at, asked).look(KINDS[asked.kind]) is None
        and _whose(at, asked).step(KINDS[asked.kind]) is None
    }


def _tried(at: Situation, way: Way) -> WayIn | None:
    taught = _taught(at, way)
    expectation = _expectation(at, taught)
    trials = list(_trials(at, taught, expectation))
    wins = [win for answers in trials if (win := _win(at, answers))]
    if not wins:
        return None
    return WayIn(
        steps=Missing.gathered((KINDS[asked.kind], asked.subject) for asked in taught),
        prospects=_prospects(wins),
        otherwise=NOTHING_ELSE if len(wins) < len(trials) else None,
        hint=expectation.words if expectation else None,
    )


def _taught(at: Situation, way: Way) -> tuple[Asked, ...]:
    """Every fact the pack looks at that these steps would teach, in the order of the kinds."""
    order = list(KINDS)
    taught = [asked for asked in _looked_at(at) if _whose(at, asked).step(KINDS[asked.kind]) in way]
    return tuple(sorted(taught, key=lambda asked: order.index(asked.kind)))


def _looked_at(at: Situation) -> tuple[Asked, ...]:
    """What the conditions and the amount read, found by reading them once, apart."""
    there = at.assuming({})
    there.truth(at.pack.conditions)
    if at.pack.amount:
        at.pack.amount.amount(there)
    return tuple(there.seen)


def _whose(at: Situation, asked: Asked) -> Situation:
    return at.about(at.family.person(asked.subject) if asked.subject else None)


def _expectation(at: Situation, taught: tuple[Asked, ...]) -> Expectation | None:
    """What the missing paper most often shows, given what is known of the person."""
    for asked in taught:
        for expectation in EXPECTATIONS:
            known = _whose(at, asked).fact(KINDS[expectation.known])
            if expectation.kind == asked.kind and known and known.value == expectation.value:
                return expectation
    return None


def _trials(
    at: Situation, taught: tuple[Asked, ...], expectation: Expectation | None
) -> Iterator[Answers]:
    """Every combination of values worth trying."""
    samples = at.pack.conditions.samples(at)
    values = [_values(KINDS[asked.kind], samples, expectation) for asked in taught]
    for combination in islice(product(*values), MOST_TRIALS):
        yield {
            asked: value
            for asked, value in zip(taught, combination, strict=True)
            if value is not None
        }


def _values(
    kind: Kind, samples: Samples, expectation: Expectation | None
) -> tuple[Value | None, ...]:
    """Values worth trying; one that only an amount reads, and cannot be listed, stays unknown."""
    if expectation and expectation.kind == kind.key:
        return expectation.likely
    if kind.shape is Shape.CHOICE:
        return tuple(kind.choices)
    if kind.shape is Shape.YES_NO:
        return (True, False)
    return tuple(sorted(samples.get(kind.key, ()), key=str)) or (None,)


def _win(at: Situation, answers: Answers) -> Win | None:
    there = at.assuming(answers)
    if there.truth(at.pack.conditions) is not True:
        return None
    return answers, at.pack.amount.amount(there) if at.pack.amount else None


def _prospects(wins: list[Win]) -> tuple[Prospect, ...]:
    """One line for each amount, the best first."""
    by_amount: dict[str, list[Win]] = defaultdict(list)
    for answers, amount in wins:
        by_amount[amount.say().en if amount else ""].append((answers, amount))
    prospects = [
        Prospect(_shown([answers for answers, _ in group]), group[0][1])
        for group in by_amount.values()
    ]
    return tuple(sorted(prospects, key=_worth, reverse=True))


def _worth(prospect: Prospect) -> int:
    return prospect.amount.at_least_fen if prospect.amount else 0


def _shown(group: list[Answers]) -> Words:
    """``精神 一级、二级``: the values that bring this amount, the last kind's put together."""
    named = [asked for asked in group[0] if KINDS[asked.kind].shape is Shape.CHOICE]
    if not named:
        return IF_IT_FITS
    *firsts, last = named
    by_first: dict[tuple[Value, ...], list[Value]] = defaultdict(list)
    for answers in group:
        by_first[tuple(answers[asked] for asked in firsts)].append(answers[last])
    by_last: dict[tuple[Value, ...], list[tuple[Value, ...]]] = defaultdict(list)
    for first, lasts in by_first.items():
        by_last[tuple(dict.fromkeys(lasts))].append(first)
    phrases = [
        _listed([_named(firsts, first) for first in heads], [_named([last], (v,)) for v in lasts])
        for lasts, heads in by_last.items()
    ]
    return Words("；".join(one.zh for one in phrases), "; ".join(one.en for one in phrases))


def _named(kinds: list[Asked], values: tuple[Value, ...]) -> Words:
    said = [KINDS[asked.kind].say(value) for asked, value in zip(kinds, values, strict=True)]
    return Words("".join(one.zh for one in said), " ".join(one.en for one in said))


def _listed(heads: list[Words], lasts: list[Words]) -> Words:
    zh = "、".join(one.zh for one in heads), "、".join(one.zh for one in lasts)
    en = ", ".join(one.en for one in heads), " or ".join(one.en for one in lasts)
    return Words(" ".join(filter(None, zh)), " ".join(filter(None, en)))
