"""What a workbook says, row by row: the roster's columns, its template, and how one is read.

No table is touched here. What cannot be read is never guessed: the file is refused with a sentence,
or the row is marked with one, and nothing disappears without being said.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext, gettext_lazy

from linli.kernel import sheets
from linli.kernel.sheets import UnreadableSheet

MOST_ROWS: Final = 20_000
HEADER_WITHIN_ROWS: Final = 10  # above the titles people write a heading, a date, a note

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


class NoTitles(UnreadableSheet):
    words = gettext_lazy("前%(rows)s行里没有找到“姓名”这一列，不知道哪一列是什么。")
    remedy = gettext_lazy("请下载模板，照模板的第一行写列名。")


class TitlesTwice(UnreadableSheet):
    words = gettext_lazy("有两列都是“%(titles)s”，不知道该用哪一列。")
    remedy = gettext_lazy("请删掉多余的一列，或改成别的名字，再上传。")


class TitlesMissing(UnreadableSheet):
    words = gettext_lazy("缺少这些列：%(titles)s。")
    remedy = gettext_lazy("至少要有“姓名”，并且有“身份证号”，或者“出生日期”和“性别”两列。")


class NoRows(UnreadableSheet):
    words = gettext_lazy("表格里只有列名，没有一个人。")
    remedy = gettext_lazy("请从列名的下一行开始填写。")


class TooManyRows(UnreadableSheet):
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
    """Read a workbook's first sheet that has a column 姓名. Raises an ``UnreadableSheet``."""
    sheets.insist_on_workbook(content)
    for name, rows in sheets.sheets(content):
        at = _header_row(rows)
        if at is not None:
            return _roster(rows, at, sheets.formulas(content, name))
    raise NoTitles(rows=HEADER_WITHIN_ROWS)


def template() -> bytes:
    """The workbook to fill in: the columns, one made-up example, and how to."""
    return write([[column.title for column in COLUMNS], [column.example for column in COLUMNS]])


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """A roster's workbook of these rows, the titles among them."""
    return sheets.write(rows, title="名册", columns=len(COLUMNS))


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
    if name == "born_on" and not sheets.DAY_DIGITS.fullmatch(text):
        return text, gettext(
            "“出生日期”在表格里是数字“%(text)s”，看不出是哪一天。请写成 2018-06-12 这样。"
        ) % {"text": text}
    return text, ""


def _formula_words(name: str) -> str:
    return gettext(
        "“%(title)s”是公式，看到的结果不一定是存着的内容。请复制这一列，“选择性粘贴”成数值，再上传。"
    ) % {"title": TITLES[name]}


def _title(cell: Any) -> str:
    return _DECORATION.sub("", unicodedata.normalize("NFKC", str(cell)))
