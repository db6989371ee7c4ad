"""A committee of five and a supervisor, on paper: nobody of them has a login."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.committee import actions
from linli.committee.models import Item, Member, Sitting
from linli.papers.tests.paper_samples import photo
from tests.village import HERE, NOW, TODAY

VOTERS = ("甲委员", "乙委员", "丙委员", "丁委员", "戊委员")
YUAN = 100


class Table:
    """The committee's table: who sits at it, and what the secretary does for them."""

    def __init__(self, village: SimpleNamespace, subject_id: UUID | None = None) -> None:
        self.village = village
        self.by = {"by": village.committee_secretary, "at": NOW}
        self.committee = actions.found_committee(
            subject=("fund", "fund", subject_id or uuid4()),
            place=HERE,
            name="金安社区慈善公益基金管委会",
            organisation_id=village.holder.pk,
            **self.by,
        )
        self.voters = [self.appoint(name) for name in VOTERS]
        self.supervisor = self.appoint("己监督员", "supervisor")

    def appoint(self, name: str, part: str = "voter", **term) -> Member:
        term.setdefault("from_on", TODAY)
        return actions.appoint_member(
            committee_id=self.committee.pk, name=name, part=part, **term, **self.by
        )

    def call(self, **when) -> Sitting:
        when.setdefault("held_on", TODAY)
        return actions.call_sitting(committee_id=self.committee.pk, **when, **self.by)

    def docket(self, sitting: Sitting, yuan: int = 900, **whom) -> Item:
        about = actions.About("fund", "aid_request", whom.pop("id", None) or uuid4(), **whom)
        return actions.put_on_docket(
            sitting_id=sitting.pk,
            about=about,
            title="困难家庭帮扶",
            reason="看病花费大",
            asked_fen=yuan * YUAN,
            **self.by,
        )

    def sheet(
        self, choices: str, yuan: int | None = 900, words: str = "", remark=""
    ) -> actions.Sheet:
        """``choices``: a letter a voter in their order: y, n, a, r; ``-`` for no vote."""
        names = {"y": "yes", "n": "no", "a": "abstain", "r": "recused"}
        said = zip(self.voters, choices, strict=False)
        votes = {one.pk: names[letter] for one, letter in said if letter != "-"}
        return actions.Sheet(votes, yuan and yuan * YUAN, words, remark)

    def key(self, sitting: Sitting, items, **how) -> Sitting:
        everybody = [one.pk for one in (*self.voters, self.supervisor)]
        how.setdefault("present", everybody)
        how.setdefault("photo", photo())
        return actions.key_sheet(sitting_id=sitting.pk, items=items, **{**self.by, **how})

    def confirm(self, sitting: Sitting, **who):
        who.setdefault("by", self.village.fund_supervisor)
        return actions.confirm(sitting_id=sitting.pk, at=NOW, **who)


@pytest.fixture
def table(village, settings, tmp_path) -> Table:
    settings.LINLI_DATA = tmp_path
    return Table(village)
