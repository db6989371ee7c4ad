"""Ms Wang's family, told of as the story tells, and a claim for the child's rehabilitation aid."""

import datetime
from types import SimpleNamespace

import pytest

from linli.benefits.tests.conftest import register_family, tell
from linli.claims import actions
from linli.identity.permissions import Viewer
from tests.village import NOW, TODAY

REHAB = "child_rehab_aid"


@pytest.fixture
def family(village) -> SimpleNamespace:
    """Father, mother and child, with what the story tells of them."""
    return tell(village, register_family(village))


@pytest.fixture
def claim(village, family):
    """The child's claim, just opened."""
    return begin(village, family)


@pytest.fixture
def walk(village, claim) -> "Walk":
    """Takes the claim through its steps, as the social worker."""
    return Walk(claim, village.social_worker)


def begin(village, family):
    """Open the child's claim as the social worker."""
    return actions.open_claim(
        household_id=family.household_id,
        benefit=REHAB,
        person_id=family.child_id,
        by=village.social_worker,
        at=NOW,
    )


def moment(day: datetime.date) -> datetime.datetime:
    """The morning of a day."""
    return NOW.replace(year=day.year, month=day.month, day=day.day)


class Walk:
    """Says in a test what happened on which day; what is not said is taken from the story."""

    def __init__(self, claim, by: Viewer) -> None:
        self.claim, self.by = claim, by

    def agree(self, guardian_id, at=NOW, **more):
        """The mother lets us apply for her child, read aloud before a witness."""
        said = {"form": "read_aloud", "witness": "张姐"} | more
        return actions.agree(
            claim_id=self.claim.pk, given_by=guardian_id, by=self.by, at=at, **said
        )

    def step(self, verb: str, day: datetime.date = TODAY, **more):
        """One of the verbs of ``actions.steps``, on a day."""
        action = getattr(actions, verb)
        return action(claim_id=self.claim.pk, on=day, by=self.by, at=moment(day), **more)

    def granted(self, day: datetime.date = TODAY, **more):
        """Handed in and granted on one day, 1,700 a month against bills by the quarter."""
        self.step("submit", day)
        said = {"amount_fen": 1_700_00, "from_month": day, "rhythm": "quarter"} | more
        return self.step("grant", day, **said)

    def bill(self, month: datetime.date, fen: int = 3_000_00, at=None, **more):
        """The institution's bill for a month."""
        return actions.add_bill(
            claim_id=self.claim.pk, month=month, amount_fen=fen, by=self.by,
            at=at or moment(TODAY), **more,
        )  # fmt: skip

    def settle(self, first: datetime.date, last: datetime.date, day: datetime.date, **more):
        """Bills handed in."""
        return actions.settle(
            claim_id=self.claim.pk, first_month=first, last_month=last, on=day, by=self.by,
            at=moment(day), **more,
        )  # fmt: skip

    def came(self, fen: int, first: datetime.date, last: datetime.date, day: datetime.date, **more):
        """Money reached the family."""
        return actions.record_arrival(
            claim_id=self.claim.pk, amount_fen=fen, arrived_on=day, first_month=first,
            last_month=last, seen_as="bank_message", by=self.by, at=moment(day), **more,
        )  # fmt: skip
