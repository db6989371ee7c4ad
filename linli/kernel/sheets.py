"""Workbooks and csv files as people upload them: refused with a sentence, or read row by row.

What a program computes instead of saying (a formula) is pointed at, never taken for a fact.
"""

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy

from linli.kernel.refusal import Refused

MOST_BYTES: Final = 10 * 2**20
MOST_INFLATED_BYTES: Final = 80 * 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls and locked workbooks are both packed in
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"[^>]*>\s*<f[\s>/]')
_SHEET = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
DAY_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


class UnreadableSheet(Refused):
    """The file as a whole cannot be taken; nothing has changed."""

    words = gettext_lazy("这个文件读不了，什么都没有改动。")


class TooLarge(UnreadableSheet):
    words = gettext_lazy("这个文件有 %(mib)s MB，最多 %(most)s MB，没有读它。")
    remedy = gettext_lazy("表格里请不要放照片；行数很多时，请分成几个文件上传。")


class Inflated(UnreadableSheet):
    words = gettext_lazy("这个文件打开后大得不正常，没有读它。")
    remedy = gettext_lazy("请新建一个表格，只复制要用的内容，再上传。")


class NotAWorkbook(UnreadableSheet):
    words = gettext_lazy("这不是 Excel 表格（.xlsx），没有读它。")
    remedy = gettext_lazy("请在 Excel 或 WPS 里“另存为”.xlsx，再上传。")


class OldWorkbook(UnreadableSheet):
    words = gettext_lazy("这是旧版 Excel 表格（.xls），只改文件名是不行的，没有读它。")
    remedy = gettext_lazy("请用 Excel 或 WPS 打开，“另存为”类型选 .xlsx，再上传。")


class LockedWorkbook(UnreadableSheet):
    words = gettext_lazy("这个表格加了打开密码，没有读它。")
    remedy = gettext_lazy("请打开后去掉密码保存，再上传；传完记得删掉没有密码的那一份。")


class BrokenWorkbook(UnreadableSheet):
    words = gettext_lazy("这个表格损坏了，没有读完，什么都没有改动。")
    remedy = gettext_lazy("请用 Excel 或 WPS 打开它，另存一份新的再上传。")


class NotText(UnreadableSheet):
    """Neither UTF-8 nor GB 18030, the two ways in which Chinese banks write csv."""

    words = gettext_lazy("这个文本文件的编码认不出来，没有读它。")
    remedy = gettext_lazy("请用 Excel 或 WPS 打开，“另存为”.xlsx，再上传。")


def insist_on_workbook(content: bytes) -> None:
    """Refuse what is no .xlsx, is locked, broken off, or too large once it is open."""
    if len(content) > MOST_BYTES:
        raise TooLarge(mib=round(len(content) / 2**20), most=MOST_BYTES // 2**20)
    if content.startswith(_OLE):
        raise LockedWorkbook if _LOCKED in content else OldWorkbook
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inflated = sum(part.file_size for part in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fault:
        raise NotAWorkbook from fault
    if "xl/workbook.xml" not in names:
        raise NotAWorkbook
    if inflated > MOST_INFLATED_BYTES:
        raise Inflated


def sheets(content: bytes) -> Iterable[tuple[str, list[list[Any]]]]:
    """The sheets of a workbook in their order: name and rows of values."""
    import python_calamine as calamine  # a compiled reader, wanted only here

    try:
        book = calamine.load_workbook(io.BytesIO(content))
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except calamine.PasswordError as fault:
        raise LockedWorkbook from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise BrokenWorkbook from fault


def csv_rows(content: bytes) -> list[list[str]]:
    """The rows of a csv file in UTF-8 or GB 18030, whatever of comma, semicolon, tab parts them."""
    if len(content) > MOST_BYTES:
        raise TooLarge(mib=round(len(content) / 2**20), most=MOST_BYTES // 2**20)
    text = _decoded(content)
    counted = {mark: text.count(mark) for mark in ",\t;"}
    rows = csv.reader(io.StringIO(text), delimiter=max(counted, key=lambda mark: counted[mark]))
    try:
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as fault:
        raise NotText from fault


def is_workbook(content: bytes) -> bool:
    """Whether the file is packed as workbooks are, whatever its name says."""
    return content.startswith((b"PK\x03\x04", _OLE))


def write(rows: Iterable[Sequence[str]], *, title: str, columns: int) -> bytes:
    """A workbook of texts alone: no number loses digits, nothing is computed."""
    from openpyxl import Workbook  # slow to load, wanted only here
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index in range(columns):
        sheet.column_dimensions[chr(ord("A") + index)].width = 16
        sheet.column_dimensions[chr(ord("A") + index)].number_format = "@"
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type, cell.number_format = "s", "@"  # "=…" stays a text, never a formula
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def day(text: str) -> datetime.date:
    """A day as people write it: 2018-06-12, 2018/6/12, 2018.6.12, 2018年6月12日, 20180612.

    Raises ValueError for anything else, an impossible day among them.
    """
    written = unicodedata.normalize("NFKC", text).replace(" ", "")
    match = _DAY.fullmatch(written) or DAY_DIGITS.fullmatch(written)
    if match is None:
        raise ValueError("not a day")
    return datetime.date(int(match[1]), int(match[2]), int(match[3]))


def formulas(content: bytes, sheet_name: str) -> set[tuple[int, int]]:
    """Where a sheet computes instead of saying: (row as Excel counts, column from 0)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = archive.read(_part_of(archive, sheet_name))
    except (KeyError, zipfile.BadZipFile, OSError, ValueError) as fault:
        raise BrokenWorkbook from fault
    return {(int(row), _column_index(letters)) for letters, row in _FORMULA.findall(text)}


def _part_of(archive: zipfile.ZipFile, sheet_name: str) -> str:
    """The file within the workbook that holds a sheet, by way of its relations."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in _TARGET.findall(links):
        said = dict(_ATTRIBUTE.findall(link))
        targets[said.get("Id", "")] = said.get("Target", "")
    ids = dict(_SHEET.findall(book))
    target = targets[ids.get(sheet_name) or next(iter(ids.values()))]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotText
