"""What may be done with the merchant's bill: import it, and thereby confirm phone payments."""

import csv
import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken, yuan
from linli.kernel.refusal import Refused
from linli.shop import terms
from linli.shop.actions.days import enter_phone
from linli.shop.actions.scope import corner_for, locked_day
from linli.shop.models import BillDay, MerchantBill, ShopDay

WORKBOOK = b"PK\x03\x04"
TITLES_WITHIN_ROWS = 30


class NotABill(Refused):
    """No table with a day and an amount."""

    words = gettext_lazy("没有看懂这个账单：要有“日期”和“金额”两列。")
    remedy = gettext_lazy("请从收款商户后台下载 csv 或 xlsx 账单，原样上传。")


class RowNotRead(Refused):
    """A row whose day or amount cannot be read: nothing is taken in."""

    words = gettext_lazy("账单第 %(row)s 行的日期或金额看不懂，没有导入。")


class BillTooLarge(Refused):
    """Far more than a corner's month."""

    words = gettext_lazy("这个账单太大了，请按月下载再传。")


class BillDayDiffers(Refused):
    """The day was confirmed before, with another amount."""

    words = gettext_lazy("%(on)s 上次导入的是 %(before)s，这次是 %(now)s，没有导入。")
    remedy = gettext_lazy("请找慈善会核对是哪一份账单对。")


class BillDayBelowZero(Refused):
    """More was paid back than came in."""

    words = gettext_lazy("%(on)s 退的比收的还多，没有导入。")
    remedy = gettext_lazy("请找慈善会核对。")


@transaction.atomic
def import_bill(
    *, corner_id: UUID, content: bytes, by: Viewer, at: datetime.datetime
) -> MerchantBill:
    """Read a bill (csv or xlsx; a row a day or a row a payment) and confirm its days.

    The same file again gives the first import. All or nothing. Today's day is not over, so its
    rows are left for the next bill. Raises ``NotABill``, ``RowNotRead``, ``BillTooLarge``,
    ``BillDayDiffers``, ``BillDayBelowZero``.
    """
    corner = corner_for(corner_id, by, Permission.BILL_IMPORT)
    digest = hashlib.sha256(content).hexdigest()
    if earlier := MerchantBill.objects.filter(corner=corner, digest=digest).first():
        return earlier
    days = _by_day(_rows(content), before=timezone.localdate(at))
    bill = MerchantBill.objects.create(
        corner=corner, digest=digest, imported_by_id=by.user_id, imported_at=at
    )
    for on, (amount, lines) in sorted(days.items()):
        _confirm(bill, on, amount, lines)
    opened = ShopDay.objects.filter(corner=corner, on__in=days).order_by("on")
    # All days before the fund: whoever counts one of them takes its day first, and then the fund.
    held = [locked_day(day_id) for day_id in opened.values_list("pk", flat=True)]
    for day in held:
        enter_phone(day, by=by, at=at)
    journal.record(
        verb="bill.imported",
        by=by,
        at=at,
        subject=("merchant_bill", bill.pk),
        place=corner.place_id,
        details={"days": len(days)},
    )
    return bill


def _confirm(bill: MerchantBill, on: datetime.date, amount: int, lines: int) -> None:
    """One word for a day: the same again is nothing new, another is refused."""
    before = BillDay.objects.filter(corner=bill.corner, on=on).first()
    if amount < 0:
        raise BillDayBelowZero(on=on.isoformat())
    if before is None:
        BillDay.objects.create(bill=bill, corner=bill.corner, on=on, amount_fen=amount, lines=lines)
    elif before.amount_fen != amount:
        raise BillDayDiffers(
            on=on.isoformat(), before=spoken(before.amount_fen), now=spoken(amount)
        )


def _by_day(
    rows: Iterable[Sequence[str]], before: datetime.date
) -> dict[datetime.date, tuple[int, int]]:
    """Fen and rows by day, from the row after the titles on."""
    days: dict[datetime.date, tuple[int, int]] = {}
    date_at = amount_at = None
    for number, row in enumerate(rows, start=1):
        if number > terms.MOST_BILL_ROWS:
            raise BillTooLarge
        if date_at is None or amount_at is None:
            date_at = terms.column_of(row, terms.DATE_TITLES)
            amount_at = terms.column_of(row, terms.AMOUNT_TITLES)
            if number > TITLES_WITHIN_ROWS:
                raise NotABill
            continue
        cells = [*row, *[""] * (max(date_at, amount_at) + 1 - len(row))]
        if not any(cells) or not cells[date_at].strip():
            continue  # an empty line, or the sum at the foot
        on, fen = terms.day_in(cells[date_at]), _fen(cells[amount_at])
        if on is None or fen is None:
            raise RowNotRead(row=number)
        if on < before:
            amount, lines = days.get(on, (0, 0))
            days[on] = (amount + fen, lines + 1)
    if date_at is None or amount_at is None:
        raise NotABill
    return days


def _fen(text: str) -> int | None:
    """An amount of a bill, in fen; a refund stands with a minus."""
    written = text.strip().lstrip("`'").replace("+", "")
    sign = -1 if written.startswith("-") else 1
    try:
        return sign * yuan(written.removeprefix("-"))
    except ValueError:
        return None


def _rows(content: bytes) -> Iterator[list[str]]:
    if len(content) > terms.MOST_BILL_BYTES:
        raise BillTooLarge
    if content.startswith(WORKBOOK):
        yield from _workbook_rows(content)
        return
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NotABill
    try:
        yield from csv.reader(io.StringIO(text))
    except csv.Error as fault:
        raise NotABill from fault


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # slow to load, wanted only here

    try:
        sizes = [part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist()]
        if sum(sizes) > 20 * terms.MOST_BILL_BYTES:
            raise BillTooLarge
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(values_only=True):
            yield [_text(cell) for cell in row]
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError) as fault:
        raise NotABill from fault


def _text(cell: Any) -> str:
    """A cell as it would be read aloud; an amount kept as a number has two places, not sixteen."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
