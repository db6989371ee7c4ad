"""What the law wants told, and what an auditor takes."""

import datetime
from typing import Any
from uuid import uuid4

from linli.audit import actions as audits
from linli.disclosure import actions as disclosures
from linli.disclosure.queries import calendar
from tests.house.things.base import Parameters, Village, once
from tests.house.things.fund import begun
from tests.village import NOW, TODAY


@once
def begun_project(village: Village) -> Any:
    return disclosures.begin_undertaking(
        fund_id=begun(village),
        title="楼道灯",
        began_on=TODAY - datetime.timedelta(days=200),
        key=uuid4(),
        by=village.holder_accountant,
        at=NOW,
    )


def undertaking(village: Village) -> Parameters:
    return {"undertaking_id": begun_project(village).pk}


def yearly_report(village: Village) -> Parameters:
    return {"fund_id": begun(village), "rule": "yearly", "due_on": f"{TODAY.year + 1}-05-31"}


@once
def three_monthly_report(village: Village) -> Parameters:
    project = begun_project(village)
    [first, *_] = [row for row in calendar(village.holder_accountant, TODAY) if row.undertaking_id]
    return {
        "fund_id": begun(village),
        "rule": "three_monthly",
        "due_on": first.due.due_on.isoformat(),
        "undertaking_id": project.pk,
    }


@once
def disclosed(village: Village) -> Parameters:
    which = three_monthly_report(village)
    made = disclosures.disclose(
        **{**which, "due_on": datetime.date.fromisoformat(which["due_on"])},
        published_on=TODAY,
        words="进展",
        link="https://example.org/progress",
        key=uuid4(),
        by=village.holder_accountant,
        at=NOW,
    )
    return {"entry_id": made.pk}


@once
def sample(village: Village) -> Parameters:
    begun(village)
    drawn = audits.draw_sample(
        fund_id=begun(village), kind="donations", size=5, by=village.auditor, at=NOW
    )
    return {"sample_id": drawn.pk}


def audited_book(village: Village) -> Parameters:
    return {"fund_id": begun(village), "what": "entries"}
