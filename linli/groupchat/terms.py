"""How a line of a group chat is read: who, how many, with whom, coming or not. Pure.

People write as they speak. What is not understood is said to be so; no line is lost, none guessed
into a place: a worker looks at every verdict before anything is done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

SIGN, HEAD, EXAMPLE, EMPTY, UNREAD = "sign", "head", "example", "empty", "unread"
"""What a line is: an enrolment or a cancellation, a heading, the example, nothing, or unread."""

JOIN, LEAVE = "join", "leave"
VERBS = (JOIN, LEAVE)

DONE, WAITS, LEFT, REFUSED, ASIDE = "done", "waits", "left", "refused", "aside"
STATES = (DONE, WAITS, LEFT, REFUSED, ASIDE)
"""What became of a line: enrolled, in line, cancelled, refused, or laid aside by the worker."""

MOST_LINES = 400
KEPT_DAYS = 180
"""Then a text is forgotten; what became of its lines stays. Ours: a term, and time to ask back."""

LONGEST_TEXT = 20_000
MOST_PEOPLE = 20
LONGEST_LINE = 120
LONGEST_WHO = 20

MYSELF, FAMILY = "我", "家人"
"""Words that name nobody: whoever wrote the line, and everybody at home."""

MALE, FEMALE, EITHER = 1, 2, 0

KIN: dict[str, tuple[int, int]] = {
    "外孙女": (-2, FEMALE), "外孙子": (-2, MALE), "外孙": (-2, MALE), "孙女": (-2, FEMALE),
    "孙子": (-2, MALE), "孙儿": (-2, EITHER), "孙": (-2, EITHER),
    "儿子": (-1, MALE), "女儿": (-1, FEMALE), "闺女": (-1, FEMALE), "孩子": (-1, EITHER),
    "小孩": (-1, EITHER), "小朋友": (-1, EITHER), "宝宝": (-1, EITHER), "宝贝": (-1, EITHER),
    "娃": (-1, EITHER), "娃娃": (-1, EITHER), "小宝": (-1, EITHER), "大宝": (-1, EITHER),
    "二宝": (-1, EITHER), "儿女": (-1, EITHER),
    "老伴": (0, EITHER), "老公": (0, MALE), "先生": (0, MALE), "丈夫": (0, MALE),
    "老婆": (0, FEMALE), "太太": (0, FEMALE), "妻子": (0, FEMALE), "爱人": (0, EITHER),
    "妈妈": (1, FEMALE), "老妈": (1, FEMALE), "母亲": (1, FEMALE), "妈": (1, FEMALE),
    "爸爸": (1, MALE), "老爸": (1, MALE), "父亲": (1, MALE), "爸": (1, MALE),
    "奶奶": (2, FEMALE), "外婆": (2, FEMALE), "阿嬷": (2, FEMALE), "爷爷": (2, MALE),
    "外公": (2, MALE), "阿公": (2, MALE),
}  # fmt: skip
"""A word for kin: how many generations up (children: -1), and the sex it says."""

PAIRS = {
    "母女": "女儿", "母子": "儿子", "父女": "女儿", "父子": "儿子", "爷孙": "孙", "祖孙": "孙",
    "婆孙": "孙", "夫妻": "老伴", "夫妇": "老伴", "两口子": "老伴",
}  # fmt: skip
"""Two who come together, told in one word: who the other one is."""


@dataclass(frozen=True)
class Line:
    """A line as it was written (``raw``) and as it was read.

    ``number``: the one that was typed. ``who``: the name or nickname, in the writer's letters.
    ``companions``: words for those who come along, kin or names; ``count`` counts everybody.
    ``asked_by``: who wrote it for another, where that is said. ``turn``: which line with this
    name and verb, so that two of one name are two.
    """

    raw: str
    kind: str
    number: int | None = None
    who: str = ""
    count: int = 1
    companions: tuple[str, ...] = ()
    verb: str = JOIN
    asked_by: str = ""
    turn: int = 1

    @property
    def unnamed(self) -> int:
        """How many come along of whom nothing is said."""
        return max(0, self.count - 1 - len(self.companions))

    @property
    def identity(self) -> str:
        """What makes it the same line in another text: who, which of theirs, and the verb."""
        who = folded(self.who) or f"?{self.number or 0}"
        return f"{who}|{self.turn}|{self.verb}"


def folded(who: str) -> str:
    """A nickname as it is compared: half-width, small letters, no blanks, no pictures."""
    return re.sub(r"\s+", "", _plain(who)).lower()


def read(text: str) -> list[Line]:
    """Every line of a pasted text with what it is; joined again, ``raw`` is the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = [_plain(raw) for raw in lines]
    first = next((at for at, each in enumerate(plain) if _is_numbered(each)), None)
    found = [
        _read(raw, each, before=first is not None and at < first, numbered=first is not None)
        for at, (raw, each) in enumerate(zip(lines, plain, strict=True))
    ]
    return _with_turns(found)


def spoken(line: Line) -> str:
    """A line as it is said back into the group: as it was written, no number to call."""
    return _PHONE.sub("", line.who).strip() or (f"{line.number} 号" if line.number else "？")


def as_text(rows: Iterable[tuple[str, str]]) -> str:
    """Rows typed from a sheet (who, and with whom or how many) as a text to be read."""
    typed = [(who.strip(), more.strip()) for who, more in rows]
    return "\n".join(
        f"{number}. {who} {more}".strip()
        for number, (who, more) in enumerate(typed, start=1)
        if who or more
    )


# Reading ------------------------------------------------------------------------------------------

_DIGITS = {"一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9, "十": 10}  # fmt: skip
_N = r"(\d{1,2}|[一二两三四五六七八九十])"
_NUMBERED = re.compile(r"\s*[(\[]?(\d{1,3})(?:\s*[.、,:)\]]+(?!\d)|(?=\s+\D)|(?=[^\d\W]))\s*")
_NOT_A_NUMBER = re.compile(r"\s*\d{1,4}\s*(?:[:点月日号年栋幢座]|人|位|个|名|大|小|岁|-)")
_PHONE = re.compile(r"\d{7,}|\d{3,4}[- ]\d{4}[- ]?\d{3,4}")
_TIME = re.compile(
    r"\d{1,2}:\d{2}(?:\s*-\s*\d{1,2}:\d{2})?|\d{1,2}点(?:半|\d{1,2}分?)?|\d{1,2}月\d{1,2}[日号]?"
    r"|(?:周|星期|礼拜)[一二三四五六日天]|上午|下午|晚上|早上|今天|明天|后天|\d{1,2}岁"
)
_DOOR = re.compile(
    r"\d+\s*(?:号楼|栋|幢|座|单元|室|楼)[-\d]*|\d+[#-]\d+(?:-\d+)*|\d{1,2}号(?!\d)|\b\d{3,4}(?=\s)"
)
_LEAVE = re.compile(
    r"(?<!不)取消(?:报名|接龙|了)?|不[去来]了?|[去来]不了了?|不能[去来]了?|不参加了?|不报了?"
    r"|退出(?:接龙)?了?|请假|没空了?|删掉?"
)
_EXAMPLE = re.compile(r"^\s*\d*[.、\s]*(?:例|例如|示例|样例|模板|格式)(?:[:\s.、]|$)")
_HEAD = re.compile(r"#\s*接龙|接龙[:\s]*$|^报名接龙|^活动接龙|^-{3,}|^={3,}|^\*{3,}")
_ASKING = re.compile(r"\?|请问|吗[.!。]?$|几点|在哪|怎么报|多少钱")
_FOR = re.compile(
    r"(?:我)?(?:帮|替|给|代)(?:忙)?(?:报)?[:\s]*(?P<whom>[^\s,，。()]{1,10}?)"
    r"(?:(?:来)?(?:报名|报|登记|接龙|接)(?:一下|个|上|了)?|(?=[\s,，。()]|$))"
)
_WHOLE_FAMILY = re.compile(r"全家人?|(?:^|(?<=[\s,+]))一家(?:人|子)")
_ALL = re.compile(rf"一家\s*{_N}\s*口|{_N}\s*口(?:人|之家)?")
_BIG_SMALL = re.compile(rf"(?:{_N}\s*(?:个)?大(?:人)?)\s*[、,+和]?\s*(?:{_N}\s*(?:个)?小(?:孩)?)")
_PLUS = re.compile(rf"\+\s*{_N}(?!\s*(?:个)?(?:{'|'.join(KIN)}))")
_COUNT = re.compile(rf"(?:共|一共|总共|共计|合计)?\s*{_N}\s*(?:个人|人|位|名|个)(?!月)")
_BARE = re.compile(r"[\sx×*:,]+(\d{1,2})\s*$|(?<=[^\d\W])(\d)\s*$")
_US_TWO = re.compile(r"我们(俩|两|仨|三)个?|咱(俩|仨)|(?<=[^\W\d])(俩|仨)(?=$|[\s,，])")
_KIN_WORD = "|".join(sorted(KIN, key=len, reverse=True))
_WITH = re.compile(
    rf"(?:和|跟|与|同|带着?|领着?|携|还有|加上?|[+&、,/]|\s)\s*(?:我|我家|她|他|家里)?的?"
    rf"(?:{_N}\s*个?)?\s*(?:小|大)?(?P<kin>{_KIN_WORD})(?=$|[\s,，、.。!+&/)\d和跟一两二去来参报共同])"
)
_ME_AND = re.compile(rf"我(?:家)?(?P<kin>{_KIN_WORD})(?=$|[\s,，、.。!+&/)])")
_AND_NAME = re.compile(
    r"(?:和|跟|与|、|&|/|\+)\s*(?P<name>[\u4e00-\u9fff]{2,4})(?=$|[\s,，、.。!&/+和跟与])"
)
_FILLER = re.compile(
    r"报名参加|我要报名|已报名|报名|参加|接龙|我们?|本人|一起|都?去|准时到|可以|谢谢|收到|确定"
    r"|名字|姓名|昵称|电话|手机|微信|联系|[各共到]|的$|来$|要去"
)
_EDGES = " \t,.;:!~_-—|/\\\"'()[]{}<>*#+&=@、。，；：！？·…“”‘’【】「」《》"
_NAME_LIKE = re.compile(r"[\u4e00-\u9fff]{2,4}|[A-Za-z][A-Za-z .'-]{1,24}")


def _plain(text: str) -> str:
    """Half-width, circled numbers as numbers, without pictures and what joins them."""
    text = re.sub("[\ufe0e\ufe0f\u20e3\u200b-\u200f\u2060\U000e0020-\U000e007f]", "", text)
    text = unicodedata.normalize("NFKC", re.sub("[\u2460-\u2473]", lambda m: f"{m[0]}.", text))
    return "".join(
        " " if unicodedata.category(each) in ("So", "Sk", "Cs", "Co", "Cn", "Cc", "Cf") else each
        for each in text
    ).strip()


def _read(raw: str, plain: str, *, before: bool, numbered: bool) -> Line:
    if not plain:
        return Line(raw, EMPTY)
    if _EXAMPLE.match(plain):
        return Line(raw, EXAMPLE)
    number, body = _numbered(plain)
    if number is None and (before or _HEAD.search(plain)):
        return Line(raw, HEAD)
    if len(body) > LONGEST_LINE:
        return Line(raw, UNREAD, number)
    if not body.strip(_EDGES + "+"):
        return Line(raw, EMPTY if "+" not in body else SIGN, number)
    if _ASKING.search(body):
        return Line(raw, UNREAD, number)
    line = _sign(raw, number, body)
    if number is None and not _sure(line, body, numbered):
        return Line(raw, UNREAD)
    return line


def _is_numbered(plain: str) -> bool:
    return _numbered(plain)[0] is not None and not _EXAMPLE.match(plain)


def _numbered(plain: str) -> tuple[int | None, str]:
    found = _NUMBERED.match(plain)
    if found is None or (_NOT_A_NUMBER.match(plain) and not re.match(r"\s*\d+\s*[.、)]", plain)):
        return None, plain
    return int(found[1]), plain[found.end() :]


def _sure(line: Line, body: str, numbered: bool) -> bool:
    """A line without a number is an enrolment only if it can hardly be anything else."""
    if line.kind != SIGN:
        return False
    name = bool(_NAME_LIKE.fullmatch(line.who))
    cue = bool(line.verb == LEAVE or line.count > 1 or line.asked_by or _COUNT.search(body))
    short = len(line.who) <= 8
    return name if not numbered else (name and len(body) <= 12) or (cue and short)


def _sign(raw: str, number: int | None, body: str) -> Line:
    rest = _DOOR.sub(" ", _TIME.sub(" ", _PHONE.sub(" ", body)))
    verb, rest = JOIN, rest.replace("(", " ").replace(")", " ")
    if left := _LEAVE.search(rest):
        verb = LEAVE  # what follows is the reason, unless nobody was named before
        rest = rest[: left.start()] if rest[: left.start()].strip(_EDGES) else rest[left.end() :]
    asked_by = whom = ""
    if found := _FOR.search(rest):
        asked_by = _name(rest[: found.start()]) or MYSELF
        whom = re.sub(r"^(?:我家|我|她|他)(?:的)?", "", found["whom"])
        rest = rest[found.end() :]
    rest, companions = _companions(rest)
    rest, count = _count(rest, companions)
    who = _name(f"{whom} {rest}")
    sure = who or companions or asked_by or count > 1 or verb == LEAVE or _speaks_of_self(body)
    if not sure or len(who) > LONGEST_WHO:
        return Line(raw, UNREAD, number)
    count = min(max(count, 1 + len(companions)), MOST_PEOPLE)
    return Line(raw, SIGN, number, who, count, tuple(companions[: MOST_PEOPLE - 1]), verb, asked_by)


def _companions(rest: str) -> tuple[str, list[str]]:
    """Who comes along by words, and what is left of the line without them."""
    found: list[str] = []
    if all_of_them := _WHOLE_FAMILY.search(rest):
        return rest[: all_of_them.start()] + " " + rest[all_of_them.end() :], [FAMILY]
    for pair, other in PAIRS.items():
        if pair in rest:
            rest, found = re.sub(rf"{pair}(?:俩|两个?|二人|2人)?", " ", rest), [other]
            break
    if both := _BIG_SMALL.search(rest):
        big, small = _many(both[1]), _many(both[2])
        found += ["小孩"] * min(small, MOST_PEOPLE)
        return rest[: both.start()] + f" {big + small}人 " + rest[both.end() :], found
    rest = rest.strip()
    while kin := _WITH.search(rest):
        many = _many(kin[1]) if kin[1] else 1
        found += [kin["kin"]] * min(many, MOST_PEOPLE)
        rest = rest[: kin.start()] + " " + rest[kin.end() :]
    while kin := _ME_AND.search(rest):
        found.append(kin["kin"])
        rest = rest[: kin.start()] + " " + rest[kin.end() :]
    while name := _AND_NAME.search(rest):
        if not rest[: name.start()].strip(_EDGES):
            break
        found.append(name["name"])
        rest = rest[: name.start()] + " " + rest[name.end() :]
    return rest, found


def _count(rest: str, companions: Sequence[str]) -> tuple[str, int]:
    """How many come in all, and what is left of the line without it."""
    for form, extra in ((_ALL, 0), (_US_TWO, 0), (_PLUS, 1), (_COUNT, 0), (_BARE, 0)):
        if found := form.search(rest):
            many = next(_many(each) for each in found.groups() if each)
            if form is _PLUS and not rest[: found.start()].strip(_EDGES) and not companions:
                extra = 0  # a line of +1 alone: the writer comes
            if form is _PLUS:
                extra += len(companions)
            return rest[: found.start()] + " " + rest[found.end() :], many + extra
    return rest, 1 + len(companions)


def _many(text: str) -> int:
    return _DIGITS[text] if text in _DIGITS else int(text)


def _name(rest: str) -> str:
    """What is left is the name: no fillers, no punctuation at its edges."""
    words = [each.strip(_EDGES) for each in _FILLER.sub(" ", rest).split()]
    words = [each for each in words if each]
    if words and all(each.isascii() for each in words):
        return " ".join(words)
    return "".join(words)


def _speaks_of_self(body: str) -> bool:
    return bool(re.search(r"我|\+\s*1|报名|参加|本人", body))


def _with_turns(lines: Sequence[Line]) -> list[Line]:
    seen: dict[tuple[str, str], int] = {}
    turned = []
    for line in lines:
        if line.kind != SIGN:
            turned.append(line)
            continue
        same = (folded(line.who) or f"?{line.number or 0}", line.verb)
        seen[same] = seen.get(same, 0) + 1
        turned.append(replace(line, turn=seen[same]))
    return turned
