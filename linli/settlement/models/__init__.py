"""What is remembered of sessions delivered, statements and what was said to them."""

from linli.settlement.models.said import Said
from linli.settlement.models.statements import Dispute, Line, Statement

__all__ = ["Dispute", "Line", "Said", "Statement"]
