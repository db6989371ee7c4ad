"""What may be done with the holder's papers: official receipts' numbers, and its account codes."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from linli.fund import actions as funds, queries as books
from linli.holder import statements as files
from linli.holder.models import AccountCode
from linli.holder.statements import Fault
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import Refused


class UnknownNumber(Refused):
    """No donation of the holder's that wanted a receipt has this number of ours."""

    words = funds.ReceiptNotWished.words


class Imported(NamedTuple):
    """How many official numbers were entered, and the rows that were refused, each with why."""

    entered: int
    refused: tuple[Fault, ...]


@transaction.atomic
def import_receipts(
    *, holder_id: UUID, content: bytes, by: Viewer, at: datetime.datetime
) -> Imported:
    """Enter the official numbers of a file. A row that does not fit is refused and named.

    The same file again changes nothing. Raises a ``kernel.sheets.UnreadableSheet``.
    """
    by.require(Permission.RECEIPT_KEEP, organisation=holder_id)
    entered, refused = 0, []
    for row in files.read_receipts(content):
        if isinstance(row, Fault):
            refused.append(row)
            continue
        try:
            _enter(holder_id, row, by, at)
            entered += 1
        except Refused as why:
            words = gettext("%(word)s：%(use)s") % {"word": row.ours, "use": why}
            refused.append(Fault(row.row, words))
    journal.record(
        verb="receipts.imported",
        by=by,
        at=at,
        subject=("organisation", holder_id),
        details={"entered": entered, "refused": len(refused)},
    )
    return Imported(entered, tuple(refused))


@transaction.atomic
def name_account(
    *, holder_id: UUID, part: str, code: str, name: str, by: Viewer, at: datetime.datetime
) -> AccountCode:
    """Say by which code and name the holder's own accounts know one of ours."""
    by.require(Permission.STATEMENT_KEEP, organisation=holder_id)
    kept, _made = AccountCode.objects.update_or_create(
        holder_id=holder_id, part=part, defaults={"code": code.strip(), "name": name.strip()}
    )
    journal.record(
        verb="account_code.kept", by=by, at=at, subject=("organisation", holder_id),
        details={"part": part},
    )  # fmt: skip
    return kept


def _enter(holder_id: UUID, row: files.ReceiptNumber, by: Viewer, at: datetime.datetime) -> None:
    wish = books.gift_numbered(by, holder_id, row.ours)
    if wish is None:
        raise UnknownNumber
    funds.record_official_receipt(
        donation_id=wish.donation_id, number=row.number, issued_on=row.issued_on, by=by, at=at
    )
