"""Invents the people of a community from a fixed seed. Pure: the same number gives the same people.

Nobody is copied from anywhere. Identity numbers are well-formed (area code, real date, check digit)
and belong to nobody we know of; the sequence digits are drawn like everything else. Phone numbers
are left out: China keeps no range for invented ones, so every one could be somebody's.
"""

import datetime
import random
from collections.abc import Iterator
from typing import NamedTuple

from linli.kernel.citizen_id import check_character

SEED = 20240419  # the day of the report
AREA = "350206"

SURNAMES = (
    "陈林黄张吴李王郑蔡刘杨许郭洪苏叶庄谢曾周赖徐朱邱江何沈潘余胡罗方卢颜魏高肖董范汪石丁"
    "施纪翁蒋傅熊龚薛白欧阮单解翟"
)
FIRST = "秀美丽淑玉金惠雅晓文志建国明永福荣华俊伟宏佳思宇子梓雨欣若安海青春清庆天水火木"
SECOND = "英珍芳华兰梅香琴霞萍云凤强军平勇辉杰斌涛鹏飞轩涵怡宁悦琪萱豪泽睿晨阳林山川石"
BUILDINGS = tuple(f"{number}号楼" for number in range(1, 49))

# Share of households by kind, and what each looks like: (weight, heads' ages, others).
ELDER_ALONE, ELDER_COUPLE, COUPLE, SMALL_FAMILY, THREE_GENERATIONS, SINGLE, WITH_CHILD = range(7)
KINDS = {
    ELDER_ALONE: 9,
    ELDER_COUPLE: 12,
    COUPLE: 18,
    SMALL_FAMILY: 34,
    THREE_GENERATIONS: 17,
    SINGLE: 10,
}
CHILD_YEARS = (3, 11)


class Person(NamedTuple):
    """An invented person; ``relation`` as in GB/T 4761, ``sex`` as in GB/T 2261.1."""

    name: str
    sex: int
    born_on: datetime.date
    citizen_id: str
    relation: str
    local_hukou: bool


class Family(NamedTuple):
    """An invented household."""

    number: str
    building: str
    door: str
    people: tuple[Person, ...]


def families(residents: int, today: datetime.date, with_child: int = 0) -> Iterator[Family]:
    """Households until there are at least ``residents`` people in them.

    The first ``with_child`` of them are two parents of this district and one child of 3 to 11.
    """
    draw = random.Random(SEED)
    taken: set[str] = set()
    count, number = 0, 0
    while count < residents or number < with_child:
        number += 1
        kind = WITH_CHILD if number <= with_child else _kind(draw)
        family = _family(draw, number, kind, today, taken)
        count += len(family.people)
        yield family


def _kind(draw: random.Random) -> int:
    [kind] = draw.choices(list(KINDS), weights=list(KINDS.values()))
    return kind


def _family(
    draw: random.Random, number: int, kind: int, today: datetime.date, taken: set[str]
) -> Family:
    surname = draw.choice(SURNAMES)
    local = kind == WITH_CHILD or draw.random() < 0.72
    people = tuple(
        _person(draw, surname, relation, sex, age, local, today, taken)
        for relation, sex, age in _members(draw, kind)
    )
    floor = draw.randint(1, 18)
    return Family(
        number=f"{number:05d}",
        building=draw.choice(BUILDINGS),
        door=f"{floor}{draw.randint(1, 8):02d}室",
        people=people,
    )


def _members(draw: random.Random, kind: int) -> list[tuple[str, int, int]]:
    """(relation, sex, age) of each member, the head first."""
    if kind == ELDER_ALONE:
        return [("02", draw.choice((1, 2, 2)), draw.randint(66, 96))]
    if kind == ELDER_COUPLE:
        age = draw.randint(62, 90)
        return [("02", 1, age), ("12", 2, age - draw.randint(-2, 5))]
    if kind == SINGLE:
        return [("02", draw.choice((1, 2)), draw.randint(22, 58))]
    if kind == WITH_CHILD:
        child, parent = draw.randint(*CHILD_YEARS), draw.randint(24, 33)
        sex = draw.choice((1, 2))
        relation = "20" if sex == 1 else "30"
        return [("02", 1, child + parent), ("12", 2, child + parent - 1), (relation, sex, child)]
    age = draw.randint(26, 58)
    members = [("02", 1, age), ("12", 2, max(22, age - draw.randint(-2, 5)))]
    if kind == COUPLE:
        return members
    for _child in range(draw.choice((1, 1, 1, 2))):
        sex = draw.choice((1, 2))
        members.append(("20" if sex == 1 else "30", sex, max(0, age - draw.randint(24, 33))))
    if kind == THREE_GENERATIONS:
        members.append(("52", 2, age + draw.randint(22, 32)))
        if draw.random() < 0.6:
            members.append(("51", 1, age + draw.randint(23, 34)))
    return members


def _person(
    draw: random.Random,
    surname: str,
    relation: str,
    sex: int,
    age: int,
    local: bool,
    today: datetime.date,
    taken: set[str],
) -> Person:
    if relation in ("12", "52"):  # a wife and a mother keep their own surname
        surname = draw.choice(SURNAMES)
    born_on = today - datetime.timedelta(days=age * 365 + age // 4 + draw.randint(1, 364))
    return Person(
        name=surname + draw.choice(FIRST) + (draw.choice(SECOND) if draw.random() < 0.86 else ""),
        sex=sex,
        born_on=born_on,
        citizen_id=_citizen_id(draw, born_on, sex, taken),
        relation=relation,
        local_hukou=local,
    )


def _citizen_id(draw: random.Random, born_on: datetime.date, sex: int, taken: set[str]) -> str:
    while True:
        sequence = draw.randrange(sex % 2, 996, 2)  # the 17th digit: odd man, even woman
        body = f"{AREA}{born_on:%Y%m%d}{sequence:03d}"
        if body not in taken:
            taken.add(body)
            return body + check_character(body)
