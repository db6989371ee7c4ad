"""A rulebook with the shipped texts taken in, and two officers of the whole city."""

from types import SimpleNamespace

import pytest

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import clock
from linli.papers.models import folder
from linli.rulebook import actions
from linli.rulebook.models import Edition
from tests.village import NOW, TODAY

XIAMEN = "3502"


@pytest.fixture
def book(village) -> SimpleNamespace:
    """The village with every shipped text in its rulebook, and its officers: writer and another."""
    actions.take_in_shipped(by=clock(), at=NOW)
    for key in ("writer", "another"):
        setattr(village, key, officer(village, key, place=XIAMEN))
    village.stranger = officer(village, "stranger", place="350206005024")
    return village


def officer(village, key: str, *, place: str):
    """Somebody who holds the policy officer's role at a place, as a viewer."""
    user = identity.invite(username=key, name=key, office=key, by=clock(), at=NOW)
    identity.appoint(
        user_id=user.pk, role="policy_officer", place=place, from_on=TODAY, by=clock(), at=NOW
    )
    village.users[key] = user
    return who.viewer_for(user, on=TODAY, second_factor=True)


def standing(benefit: str, edition: str = "", jurisdiction: str = XIAMEN) -> Edition:
    """The row that stands for a policy now."""
    return Edition.objects.get(
        benefit=benefit, edition=edition, jurisdiction=jurisdiction, stands_from__isnull=False,
        out_at=None,
    )  # fmt: skip


__all__ = ["book", "folder", "officer", "standing"]
