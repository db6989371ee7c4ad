"""What is remembered of rooms where people come and go."""

from linli.gym.models.health import Declaration, Induction, Talk
from linli.gym.models.rooms import Occupancy, OpenTerms, Questions, Visit

__all__ = [
    "Declaration", "Induction", "Occupancy", "OpenTerms", "Questions", "Talk", "Visit",
]  # fmt: skip
