"""On what terms a committee decides: plain arithmetic on sets of members. Pure.

The size, the odd number, the unpaid seats and the supervisor follow Hunan's guide to community
charity funds (2025-01-01); Xiamen's own text is not at hand. The quorum is the usual one: more
than half of those who may vote on the very item.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

SMALLEST_COMMITTEE: Final = 5
LEAST_PRESENT: Final = 3
"""More than half of the smallest committee: recusals never make a quorum smaller than that."""

VOTER, SUPERVISOR = "voter", "supervisor"
YES, NO, ABSTAIN, RECUSED = "yes", "no", "abstain", "recused"
CHOICES: Final = (YES, NO, ABSTAIN, RECUSED)
DECIDE, RATIFY = "decide", "ratify"

Who = TypeVar("Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one item, as numbers. ``members`` counts the voting seats held that day,
    ``entitled`` those without a tie, ``present`` the entitled who were there."""

    members: int
    entitled: int
    present: int
    yes: int
    no: int
    abstain: int

    @property
    def quorum(self) -> bool:
        """Whether enough of those who may vote were there to decide at all."""
        return 2 * self.present > self.entitled and self.present >= LEAST_PRESENT

    @property
    def passed(self) -> bool:
        """More than half of the votes cast say yes; an abstention is a vote cast, a tie is a no."""
        return self.quorum and self.yes > self.no + self.abstain

    @property
    def missing(self) -> int:
        """How many more would have to be there for a quorum."""
        return max(0, self.entitled // 2 + 1 - self.present, LEAST_PRESENT - self.present)


def count(
    members: Collection[Who],
    present: Collection[Who],
    votes: Mapping[Who, str],
) -> Tally:
    """The tally of one item. Only members count, only those present, and never one recused.

    ``votes``: member → one of ``CHOICES``; ``RECUSED`` stands for a tie, declared or on the day.
    """
    seats = set(members)
    entitled = {who for who in seats if votes.get(who) != RECUSED}
    there = entitled & set(present)
    cast = [votes[who] for who in there if who in votes]
    return Tally(
        members=len(seats),
        entitled=len(entitled),
        present=len(there),
        yes=cast.count(YES),
        no=cast.count(NO),
        abstain=cast.count(ABSTAIN),
    )


def complete(voters: int, supervisors: int) -> bool:
    """Whether a committee may sit: five at least, an odd number, and somebody who watches."""
    return voters >= SMALLEST_COMMITTEE and voters % 2 == 1 and supervisors >= 1
