"""The sheet: all facts in force of one subject, sealed as one text, written anew at a change."""

import datetime
import json

from linli.kernel.ids import uuid7
from linli.kernel.sealed import seal, unseal
from linli.people.models import Fact, Household, Resident, Sheet


def rewrite(subject: Resident | Household, at: datetime.datetime) -> None:
    """Write the subject's sheet anew from its facts. The caller has locked the subject's row.

    Of several facts on one kind the latest observed holds; of two of one day, the later stated.
    Facts past their day stay on the sheet: whoever reads it knows on which day they ask.
    """
    about = {"resident" if isinstance(subject, Resident) else "household": subject}
    facts = Fact.objects.filter(**about, retracted_at=None)
    in_force = {fact.kind: fact for fact in facts.order_by("observed_on", "stated_at", "id")}
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


def _entry(fact: Fact) -> dict[str, object]:
    """Only what rules read: a million sheets are opened at a go, and each word of them costs."""
    entry = {
        "value": plain_value(fact),
        "observed_on": fact.observed_on.isoformat(),
        "source": fact.source,
    }
    if fact.valid_until:
        entry["valid_until"] = fact.valid_until.isoformat()
    return entry
