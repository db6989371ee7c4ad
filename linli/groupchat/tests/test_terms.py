"""Lines as people write them, and what is read; nothing typed makes the reading fall over."""

import pytest
from hypothesis import given, settings, strategies as st

from linli.groupchat import terms
from linli.groupchat.terms import EMPTY, EXAMPLE, HEAD, JOIN, LEAVE, SIGN, UNREAD, read

pytestmark = pytest.mark.once

NUMBERED = [
    # as written behind a number, who, how many, companions
    ("1. 陈丽 2人", "陈丽", 2, ()),
    ("2. 王秀英", "王秀英", 1, ()),
    ("３．李建国　１人", "李建国", 1, ()),
    ("4、幸福一家人👨‍👩‍👧 3人", "幸福一家人", 3, ()),
    ("5. 我和孙子", "", 2, ("孙子",)),
    ("6. 林美珍和孙子", "林美珍", 2, ("孙子",)),
    ("7. +1", "", 1, ()),
    ("8. 陈丽+1", "陈丽", 2, ()),
    ("9. 郑秀＋２", "郑秀", 3, ()),
    ("10. 黄志强 带孙女", "黄志强", 2, ("孙女",)),
    ("11. 一家三口", "", 3, ()),
    ("12. 郑大明 2大1小", "郑大明", 3, ("小孩",)),
    ("13. 3号楼 502 蔡阿姨", "蔡阿姨", 1, ()),
    ("14. 叶子🌿", "叶子", 1, ()),
    ("15. Linda 2", "Linda", 2, ()),
    ("①吴小红", "吴小红", 1, ()),
    ("16 孙子涵 1人", "孙子涵", 1, ()),
    ("17. 陈丽、王秀英", "陈丽", 2, ("王秀英",)),
    ("18. 刘洋13800138000", "刘洋", 1, ()),
    ("19. 陈丽 10:30到", "陈丽", 1, ()),
    ("20. 夫妻俩 林文", "林文", 2, ("老伴",)),
    ("21. 林文夫妻", "林文", 2, ("老伴",)),
    ("22. 王惠宁 母子", "王惠宁", 2, ("儿子",)),
    ("23. 老张和老伴", "老张", 2, ("老伴",)),
    ("24. 张三x2", "张三", 2, ()),
    ("25. 8-302 小林", "小林", 1, ()),
    ("26. 蔡秀治（2人）", "蔡秀治", 2, ()),
    ("27. 小宇妈妈", "小宇妈妈", 1, ()),
    ("28. 小宇妈妈+孩子", "小宇妈妈", 2, ("孩子",)),
    ("29. 周杰 两个人", "周杰", 2, ()),
    ("30. 陈先生", "陈先生", 1, ()),
    ("31. 孙丽", "孙丽", 1, ()),
    ("32. 洪美玲 参加", "洪美玲", 1, ()),
    ("33. 全家都去", "", 2, ("家人",)),
    ("34. 邱阿姨带两个孙子", "邱阿姨", 3, ("孙子", "孙子")),
    ("5️⃣ 柯婷婷 1大2小", "柯婷婷", 3, ("小孩", "小孩")),
    ("35) 张伟 1人 电话0592-5551234", "张伟", 1, ()),
    ("36.郑阿婆", "郑阿婆", 1, ()),
    ("37 陈阿珍", "陈阿珍", 1, ()),
    ("38，王芳", "王芳", 1, ()),
    ("(39) 王芳", "王芳", 1, ()),
    ("40. 欧阳小敏 共3位", "欧阳小敏", 3, ()),
    ("41. wang xiuying", "wang xiuying", 1, ()),
    ("42. 周四上午 陈丽", "陈丽", 1, ()),
    ("43. 王芳，孙女", "王芳", 2, ("孙女",)),
    ("44. 陈丽 我和我老公", "陈丽", 2, ("老公",)),
    ("45. 我报名", "", 1, ()),
    ("46. 阿嬷和外孙女", "阿嬷", 2, ("外孙女",)),
    ("47. 李姐 二人", "李姐", 2, ()),
    ("48. 苏婷3个", "苏婷", 3, ()),
]  # fmt: skip

FOR_OTHERS = [
    ("1. 帮王阿姨报", "王阿姨", "我"),
    ("2. 陈丽（帮王阿姨报）", "王阿姨", "陈丽"),
    ("3. 替我妈报名", "妈", "我"),
    ("4. 陈丽帮她妈妈报", "妈妈", "陈丽"),
    ("5. 代报：许阿婆", "许阿婆", "我"),
    ("6. 给林文报一个", "林文", "我"),
    ("7. 小陈代林文", "林文", "小陈"),
]

LEAVING = [
    ("1. 王秀英 不去了", "王秀英"),
    ("2. 取消", ""),
    ("3. 阿强不来了，孩子发烧", "阿强"),
    ("4. 陈丽 取消报名", "陈丽"),
    ("5. 去不了了 王芳", "王芳"),
    ("6. 李建国（退出）", "李建国"),
    ("7. 王芳请假", "王芳"),
    ("陈丽丽 不去了", "陈丽丽"),
]

OTHERS = [
    ("", EMPTY),
    ("   ", EMPTY),
    ("🌹🌹", EMPTY),
    ("9.", EMPTY),
    ("例 张三 2人", EXAMPLE),
    ("例：1. 张三", EXAMPLE),
    ("格式：姓名 人数", EXAMPLE),
    ("1. 例如 张三 2人", EXAMPLE),
    ("#接龙", HEAD),
    ("2. 请问几点开始？", UNREAD),
    ("3. 在哪里上课", UNREAD),
    ("大家记得带水杯", UNREAD),
    ("谢谢", UNREAD),
    ("4. " + "很长的话" * 40, UNREAD),
]


def sign(written: str) -> terms.Line:
    """A line read in a list of others."""
    [*_, line] = read(f"#接龙\n1. 某某\n{written}")
    return line


@pytest.mark.parametrize(("written", "who", "count", "companions"), NUMBERED)
def test_reads_who_comes_and_with_whom(written, who, count, companions):
    line = sign(written)
    assert (line.kind, line.verb) == (SIGN, JOIN)
    assert (line.who, line.count, line.companions) == (who, count, companions)


@pytest.mark.parametrize(("written", "who", "asked_by"), FOR_OTHERS)
def test_reads_for_whom_somebody_asks(written, who, asked_by):
    line = sign(written)
    assert (line.kind, line.who, line.asked_by, line.count) == (SIGN, who, asked_by, 1)


@pytest.mark.parametrize(("written", "who"), LEAVING)
def test_reads_who_will_not_come(written, who):
    line = sign(written)
    assert (line.kind, line.verb, line.who) == (SIGN, LEAVE, who)


@pytest.mark.parametrize(("written", "kind"), OTHERS)
def test_says_what_is_no_enrolment(written, kind):
    assert sign(written).kind == kind


def test_what_stands_before_the_first_number_is_the_heading():
    lines = read("12月3日 周四上午9点 书法课\n名额 12 个，先报先得\n1. 陈丽")
    assert [line.kind for line in lines] == [HEAD, HEAD, SIGN]


def test_names_alone_are_read_where_nobody_wrote_numbers():
    lines = read("陈丽\n王秀英 2人\n今天下雨大家小心路滑")
    assert [line.kind for line in lines] == [SIGN, SIGN, UNREAD]


def test_two_of_one_name_are_two_and_numbers_may_repeat():
    lines = read("1. 陈丽\n2. 王芳\n2. 陈丽 2人\n3. 陈丽 不去了")
    assert [line.identity for line in lines] == [
        "陈丽|1|join", "王芳|1|join", "陈丽|2|join", "陈丽|1|leave",
    ]  # fmt: skip


def test_a_line_is_the_same_however_it_is_dressed():
    [one], [other] = read("3. 叶子🌿 １人"), read("７、 叶 子")
    assert one.identity == other.identity


def test_no_number_to_call_is_said_back():
    [line] = read("1. 刘洋 139 0000 0000")
    assert terms.spoken(line) == "刘洋"


def test_a_sheet_is_a_text_without_its_blank_lines():
    assert terms.as_text([("陈丽", "2人"), ("", ""), (" 王芳", "")]) == "1. 陈丽 2人\n3. 王芳"


WORDS = st.sampled_from(
    ["1.", "２、", "陈丽", "我和", "孙子", "+1", "+", "帮", "报", "不去了", "2人", "(", "）", "🌹",
     "例", "#接龙", "10:30", "一家", "口", "大", "小", "带", "？", "\t", "\u200d", "x", "号楼",
     "139"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map("".join)))
def test_no_line_is_lost_and_nothing_falls_over(text):
    lines = read(text)
    assert "\n".join(line.raw for line in lines) == text.replace("\r\n", "\n").replace("\r", "\n")
    for line in lines:
        assert line.kind in (SIGN, HEAD, EXAMPLE, EMPTY, UNREAD)
        assert 1 <= line.count <= terms.MOST_PEOPLE
        assert line.unnamed >= 0
        assert terms.spoken(line)
