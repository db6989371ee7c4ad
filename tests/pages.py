"""What a page says beside its random marks, so that a number found there was written there."""

import re

_MARKS = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # an id
    r"|\b[0-9a-f]{32,64}\b"  # a hash
    r'|(?<=name="csrfmiddlewaretoken" value=")\w+'
)


def without_marks(text: str) -> str:
    """Take ids, hashes and form tokens out of ``text``. One id in a hundred holds eleven digits in
    a row, and one in a hundred and fifty holds any number of three: a test that looks for a number
    must not find those.
    """
    return _MARKS.sub("", text)
