"""Cases and papers."""

from linli.papers import actions as papers
from linli.papers.tests.paper_samples import photo
from tests.house.things.base import Parameters, Village, family, opened, told, work
from tests.village import HERE


def lead(village: Village) -> Parameters:
    return {"lead_id": told(village)}


def chosen(village: Village) -> dict[str, str]:
    """The fields by which a lead is taken in."""
    home = family(village)
    return {"household_id": str(home.household), "person_id": str(home.child)}


def case(village: Village) -> Parameters:
    return {"case_id": opened(village)}


def paper(village: Village) -> Parameters:
    kept = papers.keep(
        content=photo(), kind="consent", retention="consent", place=HERE, **work(village)
    )
    return {"paper_id": kept.pk}
