"""A name in the reader's language, as far as there is one."""

import pytest
from django.utils import translation

from linli.kernel.tongues import as_read

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("language", "english", "read"),
    [
        ("zh-hans", "Choir", "合唱"),
        ("zh-hans", "", "合唱"),
        ("en", "Choir", "Choir"),
        ("en", "", "合唱"),
        (None, "Choir", "合唱"),
    ],
)
def test_english_is_read_where_there_is_some_and_the_reader_reads_it(language, english, read):
    with translation.override(language):
        assert as_read("合唱", english) == read
