"""What the public may know of a holder's reconciliation: days, a difference, a number of lines.

No line, no name, no balance: between two batches nothing of a family's payment can be read off.
"""

import datetime
from dataclasses import dataclass

from linli.fund import published as fund
from linli.holder import queries
from linli.holder.models import BankAccount, Reconciliation
from linli.holder.terms import OLD


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Up to which statement the books agree with the bank's, and what is open.

    ``difference_fen`` is of all the funds that the holder keeps in this account together; ``old``:
    how many lines have named no fund for more than ``old_days`` days.
    """

    through: datetime.date | None
    difference_fen: int
    old: int
    old_days: int


def reconciled(place: str, on: datetime.date) -> Reconciled | None:
    """The state of the holder of this community's fund; None where no statement was ever read."""
    holder_id = fund.holder_of(place)
    if holder_id is None or not BankAccount.objects.filter(holder=holder_id).exists():
        return None
    last = Reconciliation.objects.filter(holder=holder_id).select_related("close")
    found = last.order_by("-through").first()
    return Reconciled(
        through=found.through if found else None,
        difference_fen=found.close.bank_fen - found.close.books_fen if found else 0,
        old=queries.unclaimed_for_long(holder_id, on),
        old_days=OLD.days,
    )
