"""The sheet: all facts in force of one subject, sealed as one text, written anew at a change."""

import datetime
import json

from linli.kernel.ids import uuid7
from linli.kernel.sealed import seal, unseal
from linli.people.models import Fact, Household, Resident, Sheet
from linli.people.terms import CONSENT, entry_of
from linli.rules.facts import FactValue
from linli.rules.kinds import KINDS, Purpose


def rewrite(subject: Resident | Household, at: datetime.datetime) -> None:
    """Write the subject's sheet anew from its facts. The caller has locked the subject's row.

    Of several facts on one kind the latest observed holds; of two of one day, the later stated.
    Facts past their day stay on the sheet: whoever reads it knows on which day they ask.
    """
    about = {"resident" if isinstance(subject, Resident) else "household": subject}
    facts = Fact.objects.filter(**about, retracted_at=None)
    stated = facts.select_related("basis").order_by("observed_on", "stated_at", "id")
    in_force = {fact.kind: fact for fact in stated}
    sheet = Sheet.objects.filter(**about).first() or Sheet(
        id=uuid7(), place_id=subject.place_id, **about
    )
    sheet.written_at = at
    entries = {kind: _entry(fact) for kind, fact in in_force.items()}
    seal(sheet, "facts", json.dumps(entries, separators=(",", ":")))
    sheet.save()


def plain_value(fact: Fact) -> bool | int | str | None:
    """A fact's value as JSON knows it; null is "there is none"."""
    text = unseal(fact, "value_sealed") if fact.sensitive else fact.value
    return json.loads(text)


def _entry(fact: Fact) -> str:
    value = KINDS[fact.kind].read(plain_value(fact))
    known = FactValue(value, fact.observed_on, fact.source, fact.valid_until)
    return entry_of(known, agreed=fact.purpose if _agreed(fact) else "")


def _agreed(fact: Fact) -> bool:
    """Whether a person's consent carries the fact to the purpose of the house it was stated for.

    What people write of a purpose in their own words carries it nowhere.
    """
    meant = fact.purpose in {purpose.value for purpose in Purpose}
    return bool(meant and fact.basis and fact.basis.kind == CONSENT)
