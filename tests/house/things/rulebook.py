"""The policies' texts and figures."""

from typing import Any

from linli.identity.permissions import clock
from linli.papers.tests.paper_samples import photo
from linli.rulebook import actions as rulebook, queries as policies
from linli.rulebook.tests.conftest import standing
from tests.house.things.base import Parameters, Village, once
from tests.village import HERE, NOW, TODAY


def officer(village: Village) -> dict[str, Any]:
    return {"by": village.policy_officer, "at": NOW}


@once
def edition(village: Village) -> Parameters:
    """Jin'an's own policy, as it is shipped."""
    rulebook.take_in_shipped(by=clock(), at=NOW)
    return {"edition_id": standing("fund_student_aid", "2023", HERE).pk}


def edition_above(village: Village) -> Parameters:
    """The city's, of which every community may make its own."""
    edition(village)
    return {"edition_id": standing("child_rehab_aid", "2021").pk}


@once
def draft(village: Village) -> Parameters:
    return {"draft_id": rulebook.start_draft(**edition(village), **officer(village)).pk}


@once
def figure(village: Village) -> Parameters:
    edition(village)
    return {
        "jurisdiction": HERE,
        "benefit": "fund_student_aid",
        "parameter": tried_figure(village)["parameter"],
    }


@once
def stated(village: Village) -> Parameters:
    made = rulebook.state_figure(
        **figure(village),
        value=1,
        since=TODAY,
        title="文件",
        read_on=TODAY,
        trust="official",
        photo=photo(),
        **officer(village),
    )
    return {"stated_id": made.pk}


def tried_figure(village: Village) -> Parameters:
    found = policies.policy(village.policy_officer, **edition(village), on=TODAY)
    return {**edition(village), "parameter": found.figures[0].parameter}


@once
def simulation(village: Village) -> Parameters:
    tried = tried_figure(village)
    made = rulebook.ask_simulation(**tried, middle=100, **officer(village))
    return {"reckoning_id": made.pk}
