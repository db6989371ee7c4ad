"""What is remembered of a season's round: rooms, applications and their wishes, the hours given."""

from linli.allocation.models.applications import AllocatedSlot, Application, Wish
from linli.allocation.models.rounds import AllocationRound, RoundRoom

__all__ = ["AllocatedSlot", "AllocationRound", "Application", "RoundRoom", "Wish"]
