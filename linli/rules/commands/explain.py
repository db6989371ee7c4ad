"""``explain``: what one family may have on one day, policy by policy, in words or as JSON."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TextIO
from uuid import UUID

from linli.rules.amounts import Period
from linli.rules.commands.family_files import Named
from linli.rules.conditions import Reason
from linli.rules.evaluate import evaluate_all
from linli.rules.figures import Source
from linli.rules.learning import Paper
from linli.rules.packs import Catalogue
from linli.rules.verdicts import Missing, Outcome, Prospect, Verdict, WayIn
from linli.rules.words import Words, joined

OUTCOMES = {
    Outcome.ELIGIBLE: Words("可以申请", "eligible"),
    Outcome.NOT_ELIGIBLE: Words("不符合", "not eligible"),
    Outcome.NEEDS_INFORMATION: Words("还要了解", "needs information"),
}
PER = {Period.DAY: "day", Period.MONTH: "month", Period.YEAR: "year", Period.ONCE: "once"}
MARKS = {True: "✓", False: "✗", None: "?"}
WHOLE_HOUSEHOLD = Words("全家", "the household")
ASK = Words("要问", "ask")
GET = Words("差", "away")
LATER = Words("将于{day}符合：{why}", "will qualify on {day}: {why}")


def explain(named: Named, on: date, packs: Catalogue, out: TextIO, language: str | None) -> int:
    """Write every verdict in that language, or as JSON where none is named."""
    verdicts = evaluate_all(named.family, on, packs)
    if language is None:
        plain = [_plain(verdict, named) for verdict in verdicts]
        out.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
    else:
        for verdict in verdicts:
            out.writelines(f"{line}\n" for line in _told(verdict, named, language))
    return 0


# ── As JSON ───────────────────────────────────────────────────────────────────────────────────


def _plain(verdict: Verdict, named: Named) -> dict[str, Any]:
    """One verdict. ``amount_fen`` is null where it is not known to the fen."""
    return {
        "policy": verdict.pack.id,
        "edition": verdict.pack.edition,
        "unit": verdict.pack.unit.value,
        "subject": _name(verdict.subject, named),
        "answer": verdict.outcome.value,
        "amount_fen": verdict.amount.exact_fen if verdict.amount else None,
        "per": PER[verdict.amount.period] if verdict.amount else None,
        "citation": _citation(verdict.citation),
        "reasons": [_reason(one) for one in verdict.reasons],
        "ask_for": [
            *(_step(one, named) for one in verdict.missing),
            *({"standard": one.plain()} for one in verdict.standards),
        ],
        "near_misses": [_way(one, named) for one in verdict.ways_in],
        "qualifies_on": verdict.later.on.isoformat() if verdict.later else None,
    }


def _name(subject: UUID | None, named: Named) -> str | None:
    return named.names[subject] if subject else None


def _citation(source: Source) -> dict[str, Any]:
    return {
        "title": source.title.plain(),
        "address": source.address,
        "article": source.article,
        "stated_on": str(source.stated_on),
        "trust": source.trust.value,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "depth": reason.depth,
        "says": reason.says.plain(),
        "holds": reason.holds,
        "found": reason.found.plain() if reason.found else None,
    }


def _step(step: Missing, named: Named) -> dict[str, Any]:
    return {
        "paper" if isinstance(step.learning, Paper) else "question": step.learning.key,
        "name": step.learning.name.plain(),
        "persons": [named.names[one] for one in step.persons],
        "facts": [kind.key for kind in step.kinds],
    }


def _way(way: WayIn, named: Named) -> dict[str, Any]:
    return {
        "papers": way.papers,
        "steps": [_step(one, named) for one in way.steps],
        "prospects": [_prospect(one) for one in way.prospects],
        "otherwise": way.otherwise.plain() if way.otherwise else None,
        "hint": way.hint.plain() if way.hint else None,
    }


def _prospect(prospect: Prospect) -> dict[str, Any]:
    return {
        "shows": prospect.shows.plain(),
        "amount": prospect.amount.say().plain() if prospect.amount else None,
        "amount_fen": prospect.amount.exact_fen if prospect.amount else None,
    }


# ── In words ──────────────────────────────────────────────────────────────────────────────────


def _told(verdict: Verdict, named: Named, language: str) -> Iterable[str]:
    who = _name(verdict.subject, named) or WHOLE_HOUSEHOLD.speak(language)
    words = [verdict.pack.name, OUTCOMES[verdict.outcome]]
    if verdict.amount:
        words.append(verdict.amount.say())
    yield f"{who} · " + " · ".join(one.speak(language) for one in words)
    for reason in verdict.reasons:
        found = f" ({reason.found.speak(language)})" if reason.found else ""
        indent = "  " * (reason.depth + 1)
        yield f"{indent}{MARKS[reason.holds]} {reason.says.speak(language)}{found}"
    for missing in verdict.missing:
        yield f"  {ASK.speak(language)}: {missing.learning.name.speak(language)}"
    for way in verdict.ways_in:
        steps = " + ".join(one.learning.name.speak(language) for one in way.steps)
        yield f"  {GET.speak(language)}: {steps}"
    if verdict.later:
        because = LATER % {
            "day": verdict.later.on.isoformat(),
            "why": joined(verdict.later.because),
        }
        yield f"  {because.speak(language)}"
    yield f"  {verdict.citation.title.speak(language)} {verdict.citation.address}"
