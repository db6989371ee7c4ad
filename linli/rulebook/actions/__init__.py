"""What may be done with policies."""

from linli.rulebook.actions.shipped import take_in_shipped

__all__ = ["take_in_shipped"]
