"""Names: read with the surname as a surname, found by any tail, masked to the surname."""

import pytest
from hypothesis import given, strategies as st

from linli.kernel import names


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("王秀英", "wang xiu ying"),
        ("单田芳", "shan tian fang"),
        ("曾国华", "zeng guo hua"),
        ("解晓东", "xie xiao dong"),
        ("仇英", "qiu ying"),
        ("查良镛", "zha liang yong"),
        ("翟天临", "zhai tian lin"),
        ("区启良", "ou qi liang"),
        ("盖丽丽", "ge li li"),
        ("尉迟恭", "yu chi gong"),
        ("单于", "shan yu"),  # two characters: a surname and a given name
        ("小单", "xiao dan"),  # only a surname is read as one
        ("吕绿", "lv lv"),
        ("䶮", "yan"),
        ("买买提·吐尔逊", "mai mai ti tu er xun"),
        ("John Smith", "john smith"),
    ],
)
def test_is_read_as_the_bearer_says_it(name, pinyin):
    assert names.reading(name).pinyin == pinyin


@pytest.mark.parametrize(
    "typed",
    [
        "王秀英",
        "王秀",
        "秀英",
        "英",
        "wangxiuying",
        "wang xiu",
        "WANG",
        "xiuying",
        "ying",
        "wxy",
        "xy",
    ],
)
def test_is_found_by_any_beginning_of_any_tail(typed):
    assert _found(typed, "王秀英")


@pytest.mark.parametrize("typed", ["zengguohua", "cengguohua", "zgh", "cgh"])
def test_a_surname_of_two_readings_is_found_by_both(typed):
    assert _found(typed, "曾国华")


def test_is_not_found_by_what_is_not_there():
    assert not _found("秀王", "王秀英")
    assert not _found("wy", "王秀英")


def test_is_kept_without_the_blanks_of_lists():
    assert names.tidy(" 王　芳 ") == "王芳"
    assert names.tidy("John   Smith") == "John Smith"


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王秀英", "王＊＊"), ("王", "王＊"), ("尉迟恭", "尉迟＊"), ("单于", "单＊")],
)
def test_masks_to_the_surname(name, masked):
    assert names.masked(name) == masked


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6))
def test_every_tail_is_found_and_no_key_is_idle(name):
    keys = names.search_keys(name)
    assert all(_found(name[start:], name) for start in range(len(name)))
    assert all(not other.startswith(key) for key in keys for other in keys if other != key), (
        "a key another begins with finds nothing new"
    )


def _found(typed, name):
    text = names.search_text(typed)
    return any(key.startswith(text) for key in names.search_keys(name))
