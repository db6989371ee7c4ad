"""Parts of a file of ten bytes."""

import pytest

from linli.kernel.ranges import Part, Unsatisfiable, part_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-1", (0, 1)),
        ("bytes=0-", (0, 9)),
        ("bytes=4-99", (4, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-99", (0, 9)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,4-5", None),
        ("lines=0-1", None),
    ],
)
def test_is_the_part_that_was_asked_for(asked, part):
    assert part_of(asked, 10) == (Part(*part) if part else None)


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_behind_the_end_there_is_nothing(asked):
    with pytest.raises(Unsatisfiable):
        part_of(asked, 10)
