"""Reads a text file that somebody wrote, and says where it cannot be read."""

import re
from pathlib import Path

from linli.rules.faults import PackFault
from linli.rules.words import Words

PACKS = Path(__file__).parent / "packs"
"""Where the policies lie that this house ships."""

NOT_UTF_8 = Words("这个文件不是 UTF-8 文本。", "the file is not UTF-8 text.")
UNPRINTABLE = Words("这里有不可见的控制字符。", "a control character stands here.")

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not take."""


def text_of(path: Path, name: str) -> str:
    """The file's text. Raises ``PackFault`` naming ``name`` and the line; ``OSError``."""
    written = path.read_bytes()
    try:
        text = written.decode()
    except UnicodeDecodeError as fault:
        line = written.count(b"\n", 0, fault.start) + 1
        raise PackFault(name, line, NOT_UTF_8) from fault
    if found := _UNPRINTABLE.search(text):
        raise PackFault(name, text.count("\n", 0, found.start()) + 1, UNPRINTABLE)
    return text
