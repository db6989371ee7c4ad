"""Every kind of fact the rules can read: what it is called, what it may hold, how it is learned.

A kind is *immutable* (a birth date: learned once, never changed), *obtainable* (a paper somebody
issues: "there is none" can become "here it is"), or *askable* (the family knows it). Any of them
may be *perishable* besides: after ``good_for_days`` the answer is asked again, because an old
"no income" is not a fact about today.

Where a fact is learned, and from whose paper, is declared in ``learning``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from linli.kernel.money import spoken
from linli.rules import divisions
from linli.rules.facts import NONE, Plain, Value, plain_value
from linli.rules.learning import (
    BIRTH_DATE,
    DIAGNOSIS,
    DISABILITY_CERTIFICATE,
    HUKOU,
    MEANS,
    REHAB_AGREEMENT,
    REHAB_COST,
    RESIDENCE_PERMIT,
    WHO_DIAGNOSED,
    Learning,
    Question,
    Subject,
)
from linli.rules.words import Words


class Nature(Enum):
    """How a fact may come to be known, and whether it may change."""

    IMMUTABLE = "immutable"
    OBTAINABLE = "obtainable"
    ASKABLE = "askable"


class Shape(Enum):
    """What a fact's value looks like."""

    YES_NO = "yes_no"
    DAY = "day"
    FEN = "fen"
    CHOICE = "choice"
    PLACE = "place"


class NotAFact(ValueError):
    """The value does not fit the kind; ``words`` says how, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


_PLACE_CODE = re.compile(r"\d{2,12}", re.ASCII)
YES_NO_WORDS: Mapping[Value, Words] = {True: Words("是", "yes"), False: Words("否", "no")}
NOTHING_WORDS = Words("没有", "none")
NOT_NONE = Words("“{kind}”不能回答“没有”。", "“{kind}” cannot be “none”.")
NOT_THIS_VALUE = Words("“{kind}”不能是这个值。", "“{kind}” cannot hold this value.")
NOT_A_DAY = Words("“{kind}”要写成 2020-05-01 这样的日期。", "“{kind}” must be a day, 2020-05-01.")


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One kind of fact, itself and no copy: compared by identity.

    ``choices`` name the values of a CHOICE; ``may_be_none``: "there is none" is an answer.

    ``sensitive`` follows the Personal Information Protection Law, art. 28: health, means, and
    everything of a child under 14; such values are encrypted and their reading is logged.
    """

    key: str
    name: Words
    subject: Subject
    shape: Shape
    nature: Nature
    learn: Learning
    sensitive: bool
    may_be_none: bool = False
    good_for_days: int | None = None
    choices: Mapping[Value, Words] = field(default_factory=dict)

    @property
    def perishable(self) -> bool:
        """Whether an old answer must be asked again."""
        return self.good_for_days is not None

    def check(self, value: Value) -> Value:
        """The value itself, when this kind may hold it. Raises ``NotAFact``."""
        if value is NONE and not self.may_be_none:
            raise NotAFact(NOT_NONE % {"kind": self.name})
        if value is not NONE and not self._fits(value):
            raise NotAFact(NOT_THIS_VALUE % {"kind": self.name})
        return value

    def _fits(self, value: Value) -> bool:
        match self.shape:
            case Shape.YES_NO:
                return isinstance(value, bool)
            case Shape.DAY:
                return isinstance(value, date)
            case Shape.FEN:
                return type(value) is int and value >= 0
            case Shape.PLACE:
                return isinstance(value, str) and _PLACE_CODE.fullmatch(value) is not None
            case Shape.CHOICE:
                return type(value) is not bool and value in self.choices

    def read(self, plain: Plain) -> Value:
        """A value from JSON, checked: null is "none", a day is in ISO form. Raises ``NotAFact``."""
        if plain is None:
            return self.check(NONE)
        if self.shape is Shape.DAY and isinstance(plain, str):
            try:
                return date.fromisoformat(plain)
            except ValueError as fault:
                raise NotAFact(NOT_A_DAY % {"kind": self.name}) from fault
        return self.check(plain)

    def say(self, value: Value) -> Words:
        """The value as people say it: 肢体, 三级, ¥3,000, 没有."""
        if value is NONE:
            return NOTHING_WORDS
        if self.shape is Shape.YES_NO:
            return YES_NO_WORDS[value]
        if self.shape is Shape.CHOICE:
            return self.choices[value]
        if self.shape is Shape.FEN and isinstance(value, int):
            return Words(spoken(value), spoken(value))
        if self.shape is Shape.PLACE:
            return divisions.spoken(str(value))
        text = str(plain_value(value))
        return Words(text, text)


A_YEAR = 366
"""How long a perishable answer is relied on. Ours, not the law's: reviews are yearly."""

CATEGORIES: Mapping[Value, Words] = MappingProxyType(
    {
        "visual": Words("视力", "visual"),
        "hearing": Words("听力", "hearing"),
        "speech": Words("言语", "speech"),
        "limb": Words("肢体", "limb"),
        "intellectual": Words("智力", "intellectual"),
        "mental": Words("精神", "mental"),
        "multiple": Words("多重", "multiple"),
    }
)
GRADES: Mapping[Value, Words] = MappingProxyType(
    {
        1: Words("一级", "grade 1"),
        2: Words("二级", "grade 2"),
        3: Words("三级", "grade 3"),
        4: Words("四级", "grade 4"),
    }
)
DIAGNOSES: Mapping[Value, Words] = MappingProxyType(
    {
        "visual": Words("视力障碍", "visual impairment"),
        "hearing": Words("听力障碍", "hearing impairment"),
        "speech": Words("言语障碍", "speech disorder"),
        "limb": Words("肢体障碍（含脑瘫）", "limb impairment, cerebral palsy included"),
        "intellectual": Words("智力障碍", "intellectual disability"),
        "autism": Words("孤独症", "autism"),
        "multiple": Words("多重障碍", "several at once"),
        "other": Words("其他", "another"),
    }
)


def _status(key: str, zh: str, en: str, subject: Subject) -> Kind:
    """A yes or no that a register or the family can answer, and that goes stale in a year."""
    return Kind(
        key,
        Words(zh, en),
        subject,
        Shape.YES_NO,
        Nature.ASKABLE,
        Question(key, Words(zh, en), subject),
        sensitive=True,
        good_for_days=A_YEAR,
    )


_ALL = (
    Kind(
        "birth_date",
        Words("出生日期", "date of birth"),
        Subject.PERSON,
        Shape.DAY,
        Nature.IMMUTABLE,
        BIRTH_DATE,
        sensitive=False,
    ),
    Kind(
        "hukou_place",
        Words("户籍所在地", "place of hukou"),
        Subject.PERSON,
        Shape.PLACE,
        Nature.ASKABLE,
        HUKOU,
        sensitive=False,
    ),
    Kind(
        "residence_permit_place",
        Words("居住证所在地", "place of the residence permit"),
        Subject.PERSON,
        Shape.PLACE,
        Nature.OBTAINABLE,
        RESIDENCE_PERMIT,
        sensitive=False,
        may_be_none=True,
        good_for_days=A_YEAR,
    ),
    Kind(
        "disability_category",
        Words("残疾类别", "disability category"),
        Subject.PERSON,
        Shape.CHOICE,
        Nature.OBTAINABLE,
        DISABILITY_CERTIFICATE,
        sensitive=True,
        may_be_none=True,
        choices=CATEGORIES,
    ),
    Kind(
        "disability_grade",
        Words("残疾等级", "disability grade"),
        Subject.PERSON,
        Shape.CHOICE,
        Nature.OBTAINABLE,
        DISABILITY_CERTIFICATE,
        sensitive=True,
        may_be_none=True,
        choices=GRADES,
    ),
    Kind(
        "diagnosis",
        Words("指定医院的诊断", "diagnosis by an assigned hospital"),
        Subject.PERSON,
        Shape.CHOICE,
        Nature.OBTAINABLE,
        DIAGNOSIS,
        sensitive=True,
        may_be_none=True,
        choices=DIAGNOSES,
    ),
    Kind(
        "diagnosed_by_tertiary_specialist",
        Words("诊断由三级医院专科医生出具", "diagnosed by a tertiary hospital's specialist"),
        Subject.PERSON,
        Shape.YES_NO,
        Nature.ASKABLE,
        WHO_DIAGNOSED,
        sensitive=True,
    ),
    Kind(
        "contracted_rehab_institution",
        Words("在定点（协议）康复机构", "in a contracted rehabilitation institution"),
        Subject.PERSON,
        Shape.YES_NO,
        Nature.OBTAINABLE,
        REHAB_AGREEMENT,
        sensitive=True,
        good_for_days=A_YEAR,
    ),
    Kind(
        "monthly_rehab_cost",
        Words("每月康复费用", "rehabilitation cost a month"),
        Subject.PERSON,
        Shape.FEN,
        Nature.ASKABLE,
        REHAB_COST,
        sensitive=True,
        good_for_days=A_YEAR,
    ),
    Kind(
        "monthly_income",
        Words("月收入", "monthly income"),
        Subject.PERSON,
        Shape.FEN,
        Nature.ASKABLE,
        MEANS,
        sensitive=True,
        good_for_days=A_YEAR,
    ),
    Kind(
        "financial_assets",
        Words("金融资产", "financial assets"),
        Subject.PERSON,
        Shape.FEN,
        Nature.ASKABLE,
        MEANS,
        sensitive=True,
        good_for_days=A_YEAR,
    ),
    _status("tekun_status", "是特困供养人员", "is in tekun support", Subject.PERSON),
    _status(
        "orphan_support",
        "领取孤儿基本生活费",
        "draws the orphans' basic living support",
        Subject.PERSON,
    ),
    _status(
        "work_injury_care",
        "领取工伤保险生活护理费",
        "draws the work-injury care benefit",
        Subject.PERSON,
    ),
    _status(
        "receives_child_rehab_aid",
        "已在享受残疾儿童康复救助",
        "already receives the rehabilitation aid",
        Subject.PERSON,
    ),
    _status(
        "receives_disability_care_allowance",
        "已在领取重度残疾人护理补贴",
        "already draws the care allowance",
        Subject.PERSON,
    ),
    _status(
        "receives_disability_living_allowance",
        "已在领取困难残疾人生活补贴",
        "already draws the living allowance",
        Subject.PERSON,
    ),
    _status("dibao_status", "是低保家庭", "is a dibao family", Subject.HOUSEHOLD),
    _status(
        "low_income_status",
        "已认定为低收入（低保边缘）家庭",
        "is recognised as a low-income family",
        Subject.HOUSEHOLD,
    ),
    _status(
        "rigid_expense_status",
        "已认定为支出型困难家庭",
        "is recognised as poor through unavoidable spending",
        Subject.HOUSEHOLD,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in _ALL})
"""Every kind by its key."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """When ``known`` holds this value, a paper still missing most often shows one of ``likely``.

    Used only to say what a missing paper may bring, never to answer in its place.
    """

    known: str
    value: Value
    paper: str
    kind: str
    likely: tuple[Value, ...]
    words: Words
    source: str


EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation(
        known="diagnosis",
        value="autism",
        paper="disability_certificate",
        kind="disability_category",
        likely=("mental",),
        words=Words(
            "孤独症通常评定为精神残疾；也可能评为言语或智力残疾，以评定结果为准。",
            "Autism is usually assessed as a mental disability; speech or intellectual is possible "
            "too: the assessment decides.",
        ),
        source="zibizhengw.cn 446100, 430971",
    ),
)
