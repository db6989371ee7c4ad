"""What a kind of fact is: what it is called, what it may hold, how it is learned.

A kind is *immutable* (a birth date: learned once, never changed), *obtainable* (a paper somebody
issues: "there is none" can become "here it is"), or *askable* (the family knows it). Any of them
may be *perishable* besides: after ``good_for_days`` the answer is asked again, because an old
"no income" is not a fact about today.

Which kinds there are stands in ``table``; from whose paper each is learned, in ``learning``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from linli.kernel.money import spoken
from linli.rules import divisions
from linli.rules.facts import NONE, Plain, Value, plain_value
from linli.rules.learning import Learning, Subject
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


class Purpose(Enum):
    """What a fact may be used for. Nothing serves what its kind does not name."""

    BENEFITS = "benefits"
    SERVICES = "services"

    @property
    def words(self) -> Words:
        """As a person is told."""
        return PURPOSE_WORDS[self]


class NotAFact(ValueError):
    """The value does not fit the kind; ``words`` says how, in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


PURPOSE_WORDS: Mapping[Purpose, Words] = {
    Purpose.BENEFITS: Words("查能享受的政策", "finding what one is entitled to"),
    Purpose.SERVICES: Words("食堂、活动这些日常服务", "everyday services: canteen, courses, shop"),
}
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

    ``purposes``: what it may serve; ``with_consent``: what it may serve besides, of whoever agreed.
    What somebody eats, attends or buys is kept for that service, and feeds no benefit rule unless
    the person wishes it (art. 6: no more than the purpose needs).
    """

    key: str
    name: Words
    subject: Subject
    shape: Shape
    nature: Nature
    learn: Learning
    sensitive: bool
    purposes: frozenset[Purpose]
    may_be_none: bool = False
    good_for_days: int | None = None
    choices: Mapping[Value, Words] = field(default_factory=dict)
    with_consent: frozenset[Purpose] = frozenset()

    def may_serve(self, purpose: Purpose) -> bool:
        """Whether it can serve this at all, be it of those alone who agreed."""
        return purpose in self.purposes or purpose in self.with_consent

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
