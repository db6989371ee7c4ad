"""What a workbook says, row by row: the roster's columns, its template, and how one is read.

No table is touched here. What cannot be read is never guessed: the file is refused with a sentence,
or the row is marked with one, and nothing disappears without being said.
"""

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext, gettext_lazy

from linli.kernel.refusal import Refused

MOST_BYTES: Final = 10 * 2**20
MOST_INFLATED_BYTES: Final = 80 * 2**20
MOST_ROWS: Final = 20_000
HEADER_WITHIN_ROWS: Final = 10  # above the titles people write a heading, a date, a note

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls and locked workbooks are both packed in
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"[^>]*>\s*<f[\s>/]')
_SHEET = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(Id|Target)="([^"]*)"')
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
_DAY_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DECORATION = re.compile(r"[\s*＊]|[（(].*?[）)]")


class Column(NamedTuple):
    """One column: its field, its title, and other titles it goes by."""

    field: str
    title: str
    also: tuple[str, ...] = ()
    required: bool = False
    example: str = ""


COLUMNS: Final = (
    Column("name", "姓名", required=True, example="张示例"),
    Column(
        "citizen_id", "身份证号", ("身份证号码", "公民身份号码", "身份证", "证件号码"),
        example="350206198803054826",
    ),
    Column("sex", "性别", example="女"),
    Column("born_on", "出生日期", ("出生年月日", "出生年月", "生日"), example="1988-03-05"),
    Column("phone", "手机号", ("手机号码", "手机", "电话", "联系电话", "联系方式"), example=""),
    Column("household", "户号", ("户编号", "家庭编号", "户口编号"), example="A-001"),
    Column("relation", "与户主关系", ("关系", "家庭关系"), example="户主"),
    Column("building", "楼栋", ("楼号", "幢号", "楼"), example="12号楼"),
    Column("door", "门牌号", ("房号", "室号", "房间号", "单元房号"), example="1203室"),
    Column("hukou_place", "户籍地代码", ("户籍地", "户籍代码"), example="350206"),
)  # fmt: skip
_FIELDS: Final = {
    title: column.field for column in COLUMNS for title in (column.title, *column.also)
}
TITLES: Final = {column.field: column.title for column in COLUMNS}


class UnreadableRoster(Refused):
    """The file as a whole cannot be taken; the register is untouched."""

    words = gettext_lazy("这个文件读不了，登记没有任何改动。")


class TooLarge(UnreadableRoster):
    words = gettext_lazy("这个文件有 %(mib)s MB，最多 %(most)s MB，没有读它。")
    remedy = gettext_lazy("名册里请不要放照片；人数很多时，按楼栋分成几个文件上传。")


class Inflated(UnreadableRoster):
    words = gettext_lazy("这个文件打开后大得不正常，没有读它。")
    remedy = gettext_lazy("请新建一个表格，只复制名册的内容，再上传。")


class NotAWorkbook(UnreadableRoster):
    words = gettext_lazy("这不是 Excel 表格（.xlsx），没有读它。")
    remedy = gettext_lazy("请在 Excel 或 WPS 里“另存为”.xlsx，或下载模板填写。")


class OldWorkbook(UnreadableRoster):
    words = gettext_lazy("这是旧版 Excel 表格（.xls），只改文件名是不行的，没有读它。")
    remedy = gettext_lazy("请用 Excel 或 WPS 打开，“另存为”类型选 .xlsx，再上传。")


class LockedWorkbook(UnreadableRoster):
    words = gettext_lazy("这个表格加了打开密码，没有读它。")
    remedy = gettext_lazy("请打开后去掉密码保存，再上传；传完记得删掉没有密码的那一份。")


class BrokenWorkbook(UnreadableRoster):
    words = gettext_lazy("这个表格损坏了，没有读完，登记没有任何改动。")
    remedy = gettext_lazy("请用 Excel 或 WPS 打开它，另存一份新的再上传。")


class NoTitles(UnreadableRoster):
    words = gettext_lazy("前%(rows)s行里没有找到“姓名”这一列，不知道哪一列是什么。")
    remedy = gettext_lazy("请下载模板，照模板的第一行写列名。")


class TitlesTwice(UnreadableRoster):
    words = gettext_lazy("有两列都是“%(titles)s”，不知道该用哪一列。")
    remedy = gettext_lazy("请删掉多余的一列，或改成别的名字，再上传。")


class TitlesMissing(UnreadableRoster):
    words = gettext_lazy("缺少这些列：%(titles)s。")
    remedy = gettext_lazy("至少要有“姓名”，并且有“身份证号”，或者“出生日期”和“性别”两列。")


class NoRows(UnreadableRoster):
    words = gettext_lazy("表格里只有列名，没有一个人。")
    remedy = gettext_lazy("请从列名的下一行开始填写。")


class TooManyRows(UnreadableRoster):
    words = gettext_lazy("表格有 %(rows)s 行，一次最多 %(most)s 行。")
    remedy = gettext_lazy("请分成几个文件上传。")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as Excel shows it, its texts by field, and what could not be read."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A workbook read: its rows, and the titles of columns that were not understood."""

    lines: tuple[Line, ...]
    ignored: tuple[str, ...] = field(default=())


def read(content: bytes) -> Roster:
    """Read a workbook's first sheet that has a column 姓名. Raises an ``UnreadableRoster``."""
    _insist_on_workbook(content)
    for name, rows in _sheets(content):
        at = _header_row(rows)
        if at is not None:
            return _roster(rows, at, _formulas(content, name))
    raise NoTitles(rows=HEADER_WITHIN_ROWS)


def template() -> bytes:
    """The workbook to fill in: the columns, one made-up example, and how to."""
    return write([[column.title for column in COLUMNS], [column.example for column in COLUMNS]])


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of texts alone: no number loses digits, nothing is computed."""
    from openpyxl import Workbook  # slow to load, wanted only here
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.freeze_panes = "A2"
    for index in range(len(COLUMNS)):
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
    match = _DAY.fullmatch(written) or _DAY_DIGITS.fullmatch(written)
    if match is None:
        raise ValueError("not a day")
    return datetime.date(int(match[1]), int(match[2]), int(match[3]))


def _insist_on_workbook(content: bytes) -> None:
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


def _sheets(content: bytes) -> Iterable[tuple[str, list[list[Any]]]]:
    import python_calamine as calamine  # a compiled reader, wanted only here

    try:
        book = calamine.load_workbook(io.BytesIO(content))
        for name in book.sheet_names:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except calamine.PasswordError as fault:
        raise LockedWorkbook from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise BrokenWorkbook from fault


def _header_row(rows: list[list[Any]]) -> int | None:
    for number, row in enumerate(rows[:HEADER_WITHIN_ROWS]):
        if "name" in {_FIELDS.get(_title(cell)) for cell in row}:
            return number
    return None


def _roster(rows: list[list[Any]], header: int, formulas: set[tuple[int, int]]) -> Roster:
    titles = [_title(cell) for cell in rows[header]]
    columns = {index: _FIELDS[title] for index, title in enumerate(titles) if title in _FIELDS}
    _insist_on_columns(columns)
    below = [
        (number, row)
        for number, row in enumerate(rows[header + 1 :], start=header + 2)
        if any(str(cell).strip() for cell in row)
    ]
    if not below:
        raise NoRows
    if len(below) > MOST_ROWS:
        raise TooManyRows(rows=len(below), most=MOST_ROWS)
    ignored = tuple(title for title in titles if title and title not in _FIELDS)
    return Roster(tuple(_line(number, row, columns, formulas) for number, row in below), ignored)


def _insist_on_columns(columns: Mapping[int, str]) -> None:
    present = list(columns.values())
    twice = sorted({TITLES[name] for name in present if present.count(name) > 1})
    if twice:
        raise TitlesTwice(titles=gettext("、").join(twice))
    if "citizen_id" not in present:
        missing = [TITLES[name] for name in ("born_on", "sex") if name not in present]
        if missing:
            raise TitlesMissing(titles=gettext("、").join([TITLES["citizen_id"], *missing]))


def _line(
    number: int, row: list[Any], columns: Mapping[int, str], formulas: set[tuple[int, int]]
) -> Line:
    cells: dict[str, str] = {}
    for index, name in columns.items():
        value = row[index] if index < len(row) else ""
        if (number, index) in formulas:
            return Line(number, cells, _formula_words(name))
        text, fault = _text(value, name)
        cells[name] = text
        if fault:
            return Line(number, cells, fault)
    return Line(number, cells)


def _text(value: Any, name: str) -> tuple[str, str]:
    """A cell as text, and what is wrong with it, if anything."""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d"), ""
    if isinstance(value, bool):
        return str(value), ""
    if isinstance(value, float | int):
        return _number(value, name)
    return str(value).strip(), ""


def _number(value: float, name: str) -> tuple[str, str]:
    """A number where a text is meant. Fifteen digits are exact; what was longer has been lost."""
    text = str(int(value)) if float(value).is_integer() else str(value)
    if name == "citizen_id" and len(text) > 15:
        return text, gettext(
            "“身份证号”在表格里存成了数字，最后几位已经丢了。请把这一列的格式设为“文本”，再重新填写。"
        )
    if name == "born_on" and not _DAY_DIGITS.fullmatch(text):
        return text, gettext(
            "“出生日期”在表格里是数字“%(text)s”，看不出是哪一天。请写成 2018-06-12 这样。"
        ) % {"text": text}
    return text, ""


def _formula_words(name: str) -> str:
    return gettext(
        "“%(title)s”是公式，看到的结果不一定是存着的内容。请复制这一列，“选择性粘贴”成数值，再上传。"
    ) % {"title": TITLES[name]}


def _formulas(content: bytes, sheet_name: str) -> set[tuple[int, int]]:
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


def _title(cell: Any) -> str:
    return _DECORATION.sub("", unicodedata.normalize("NFKC", str(cell)))
