"""No sentence is said that the catalogue never sees: Chinese stands inside translations.

In a template that means a translation tag or ``_("…")``; in Python a call of gettext or the two
languages side by side in ``Words``.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from house.messages import KEYWORDS, ROOT

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff60]")
"""Han characters, and the full-width stops and brackets no English page should show."""

WRAPPED = re.compile(r"""_\(\s*(?:"[^"]*"|'[^']*')\s*\)""")
"""A sentence handed to a tag or a filter: ``{% chip _("有了") %}``."""

IN_ONE_TAG = {"translate", "trans"}
UNTIL_ITS_END = {"blocktranslate", "blocktrans", "comment"}

ALLOWED = {
    "linli/parts/templates/parts/_look.html": ["中文"],
    "linli/parts/templates/parts/specimens/person.html": ["王秀英", "欧阳建国"],
}
"""The name of the language in that language, and the invented people of the gallery."""

NOT_SENTENCES = {
    "allocation/static": "runs on a reader's own machine, in both languages",
    "demo/actions": "what the invented people wrote down",
    "demo/cast": "invented names and addresses",
    "demo/community.py": "the characters of invented names",
    "demo/management": "says it in both languages",
    "fund/postings.py": "the names of accounts, as they stand in the book",
    "fund/terms.py": "how an institution is called on its account",
    "groupchat/terms.py": "how people write in a group",
    "hall/forms/courses.py": "the space before a room in a room",
    "hall/static": "runs on a reader's own machine, in both languages",
    "holder/statements.py": "the titles and remarks of banks, and of the receipt sheet",
    "identity/management": "says it in both languages",
    "kernel/money.py": "the capitals of a slip",
    "kernel/names.py": "surnames that are read in their own way",
    "kernel/sheets.py": "how a day is written in a sheet",
    "kernel/words.py": "days and hours, beside their English",
    "operator/postings.py": "the names of accounts, as they stand in the book",
    "notices/terms.py": "pairs of Chinese and English",
    "parts/gallery.py": "invented people",
    "parts/sharing.py": "punctuation that begins no line",
    "pricing/actions/deposits.py": "why money was given back, as it stands in the book",
    "people/queries/rosters.py": "words that stand in people's tables",
    "people/roster.py": "the titles of a roster's columns",
    "people/terms.py": "the hyphens and brackets of telephone numbers",
    "places/actions.py": "the names of places",
    "places/terms.py": "how a sheet of days off names them",
    "rules": "the rule writer's faults and the joints of sentences, beside their English",
    "shop/terms.py": "the titles and days of a merchant's bill; articles of the law",
    "spaces/forms.py": "commas people type between things; the space before a room in a room",
    "spaces/terms.py": "weekdays, beside their English",
    "site/management": "says it in both languages",
    "site/middleware.py": "the name of a file",
    "site/settings.py": "the name of the house; refusals to start, in both languages",
    "transparency/management": "the title of a sheet for the holder; help in English",
    "transparency/published/bundle.py": "read at home, in both languages at once",
    "transparency/published/exports.py": "read by other offices, in their words or in both",
    "transparency/reported.py": "the report's own words, put together",
    "transparency/terms.py": "how a group is counted, in both languages",
    "transparency/static": "runs on a reader's own machine, in both languages",
}
"""Python whose Chinese needs no catalogue, and why; a folder stands for all it holds."""


def test_no_page_holds_chinese_outside_a_translation():
    found = {
        str(path.relative_to(ROOT)): loose
        for path in pages()
        if (loose := list(unwrapped(path.read_text(encoding="utf-8"))))
    }
    unexpected = {
        page: [text for text in loose if not _is_allowed(page, text)]
        for page, loose in found.items()
    }
    assert {page: loose for page, loose in unexpected.items() if loose} == {}
    assert set(ALLOWED) <= set(found), "an exception that nothing needs any more"


@pytest.mark.parametrize(
    "page",
    [
        "<p>你好</p>",
        "<p>{{ name }}：{{ value }}</p>",
        '<a title="返回">x</a>',
        '{% card title="今天" %}',
        '{{ name|default:"没有" }}',
        '{% translate "好" %}了',
        "{% blocktranslate %}好{% endblocktranslate %}了",
        '{% include "a.html" with a=_("好") b="坏" %}',
    ],
)
def test_loose_chinese_is_seen(page):
    assert list(unwrapped(page))


@pytest.mark.parametrize(
    "page",
    [
        '{% translate "你好" as hello %}',
        "{% blocktranslate count n=n %}{{ n }} 人{% plural %}{{ n }} 人{% endblocktranslate %}",
        "{% card title=_(\"今天\") note=_('明天') %}",
        '{{ name|default:_("没有") }}',
        "{# 注 #}{% comment %}说明 {% if a %}甲{% endif %}{% endcomment %}<!-- 注 -->",
        "<p>“{{ words }}” · ¥1 – 2</p>",
    ],
)
def test_wrapped_chinese_and_comments_are_left_alone(page):
    assert not list(unwrapped(page))


def test_no_python_holds_chinese_outside_a_translation():
    found = {
        path.relative_to(ROOT / "linli").as_posix(): loose
        for path in code()
        if (loose := list(untranslated(path.read_text(encoding="utf-8"))))
    }
    reasons = {page: reason for page in found if (reason := _reason(page))}
    assert {page: loose for page, loose in found.items() if page not in reasons} == {}
    assert set(NOT_SENTENCES) == set(reasons.values()), "a reason that nothing needs any more"


@pytest.mark.parametrize(
    "source",
    [
        'words = "没有找到。"',
        'f"{name}：{value}"',
        'raise Refused("没有找到。")',
        'field = CharField(label="姓名", help_text=_("照证件写"))',
        '_("好") + "了"',
    ],
)
def test_chinese_without_gettext_is_seen(source):
    assert list(untranslated(source))


@pytest.mark.parametrize(
    "source",
    [
        'words = gettext_lazy("没有找到。")',
        'field = CharField(label=_("姓名"))',
        'Words("没有", "nothing")',
        'def a():\n    """``没有``"""',
        'KINDS = {}\n"""种类 → 词"""  # 注',
    ],
)
def test_translated_chinese_and_docstrings_are_left_alone(source):
    assert not list(untranslated(source))


def code() -> Iterator[Path]:
    """Every Python file of the house but its tests and migrations."""
    for path in sorted((ROOT / "linli").rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path


def untranslated(source: str) -> Iterator[str]:
    """The texts of a Python file that hold Chinese and are neither translated nor a docstring."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if _speaks_for_itself(node):
            continue
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and CHINESE.search(text):
            yield text
        waiting.extend(ast.iter_child_nodes(node))


def _speaks_for_itself(node: ast.AST) -> bool:
    """A docstring, or a call that translates what it is given or is given both languages."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return called in KEYWORDS or called == "Words"


def _reason(page: str) -> str | None:
    """Which line of NOT_SENTENCES covers a file."""
    return next((part for part in NOT_SENTENCES if f"{page}/".startswith(f"{part}/")), None)


def pages() -> Iterator[Path]:
    """Every template of the house: what is shown to people."""
    for pattern in ("*.html", "*.txt"):
        for path in sorted((ROOT / "linli").rglob(pattern)):
            if "templates" in path.parts:
                yield path


def unwrapped(page: str) -> Iterator[str]:
    """The pieces of a template that hold Chinese and stand in no translation and no comment."""
    end = ""
    for token in Lexer(_without_html_comments(page)).tokenize():
        piece = token.contents.strip()
        if end:
            end = "" if token.token_type == TokenType.BLOCK and piece == end else end
        elif token.token_type == TokenType.BLOCK:
            tag = piece.split()[0]
            end = f"end{tag}" if tag in UNTIL_ITS_END else ""
            if tag not in IN_ONE_TAG and tag != "comment" and _is_loose(piece):
                yield piece
        elif token.token_type in (TokenType.TEXT, TokenType.VAR) and _is_loose(piece):
            yield piece


def _is_loose(piece: str) -> bool:
    return bool(CHINESE.search(WRAPPED.sub("", piece)))


def _is_allowed(page: str, text: str) -> bool:
    for words in ALLOWED.get(page, []):
        text = text.replace(words, "")
    return not _is_loose(text)


def _without_html_comments(page: str) -> str:
    return re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
