"""Every kind of fact the rules can read. Few and general: a policy asks, the kind only holds.

A fact that one policy alone would read (the price of one meal, say) is no kind of its own: the
policy tells its reader instead (``caveats``).
"""

from collections.abc import Mapping
from types import MappingProxyType

from linli.rules.facts import Value
from linli.rules.kinds.choices import (
    ABILITY_LEVELS,
    CATEGORIES,
    DIAGNOSES,
    EMERGENCIES,
    GRADES,
    PARENTS_CANNOT,
    SCHOOL_STAGES,
)
from linli.rules.kinds.kind import Kind, Nature, Purpose, Shape
from linli.rules.learning import (
    ABILITY_ASSESSMENT,
    BIRTH_DATE,
    DIAGNOSIS,
    DISABILITY_CERTIFICATE,
    HUKOU,
    MEANS,
    PARENTS,
    REHAB_AGREEMENT,
    REHAB_COST,
    RESIDENCE_PERMIT,
    SCHOOL_HARDSHIP,
    WHO_DIAGNOSED,
    Learning,
    Question,
    Subject,
)
from linli.rules.words import Words

FOR_BENEFITS = frozenset({Purpose.BENEFITS})
"""What is asked only because a benefit hangs on it."""

FOR_BOTH = frozenset({Purpose.BENEFITS, Purpose.SERVICES})
"""What the canteen's price or a course's age limit reads as well."""

A_YEAR = 366
"""How long a perishable answer is relied on. Ours, not the law's: reviews are yearly."""


def _asked(key: str, zh: str, en: str, shape: Shape, learn: Learning | None = None) -> Kind:
    """What a person or the family tells, and what goes stale in a year."""
    name = Words(zh, en)
    return Kind(
        key,
        name,
        Subject.PERSON,
        shape,
        Nature.ASKABLE,
        learn or Question(key, name),
        sensitive=True,
        purposes=FOR_BENEFITS,
        good_for_days=A_YEAR,
    )


def _chosen(
    key: str,
    zh: str,
    en: str,
    choices: Mapping[Value, Words],
    learn: Learning | None = None,
    subject: Subject = Subject.PERSON,
) -> Kind:
    """One of several answers, or none of them; asked again after a year."""
    name = Words(zh, en)
    return Kind(
        key,
        name,
        subject,
        Shape.CHOICE,
        Nature.ASKABLE,
        learn or Question(key, name, subject),
        sensitive=True,
        purposes=FOR_BENEFITS,
        may_be_none=True,
        good_for_days=A_YEAR,
        choices=choices,
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
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BOTH,
    ),
    Kind(
        "hukou_place",
        Words("户籍所在地", "place of hukou"),
        Subject.PERSON,
        Shape.PLACE,
        Nature.ASKABLE,
        HUKOU,
        sensitive=False,
        purposes=FOR_BOTH,
    ),
    Kind(
        "residence_permit_place",
        Words("居住证所在地", "place of the residence permit"),
        Subject.PERSON,
        Shape.PLACE,
        Nature.OBTAINABLE,
        RESIDENCE_PERMIT,
        sensitive=False,
        purposes=FOR_BOTH,
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
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BENEFITS,
    ),
    Kind(
        "contracted_rehab_institution",
        Words("在定点（协议）康复机构", "in a contracted rehabilitation institution"),
        Subject.PERSON,
        Shape.YES_NO,
        Nature.OBTAINABLE,
        REHAB_AGREEMENT,
        sensitive=True,
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BENEFITS,
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
        purposes=FOR_BENEFITS,
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
    _status("no_work_ability", "没有劳动能力", "is unable to work", Subject.PERSON),
    _status("no_livelihood", "没有生活来源", "has nothing to live on", Subject.PERSON),
    _status(
        "no_able_supporter",
        "没有能赡养、抚养、扶养的法定义务人",
        "has nobody who must and can support them",
        Subject.PERSON,
    ),
    _chosen(
        "father_cannot",
        "父亲不能抚养的原因",
        "why the father cannot raise the child",
        PARENTS_CANNOT,
        PARENTS,
    ),
    _chosen(
        "mother_cannot",
        "母亲不能抚养的原因",
        "why the mother cannot raise the child",
        PARENTS_CANNOT,
        PARENTS,
    ),
    _status(
        "guardianship_lacking",
        "监护缺失或监护不当",
        "guardianship is missing or improper",
        Subject.PERSON,
    ),
    _status(
        "cared_for_in_institution",
        "由机构集中养育",
        "is cared for in an institution",
        Subject.PERSON,
    ),
    _chosen("school_stage", "正在读什么学", "stage of schooling", SCHOOL_STAGES),
    Kind(
        "school_hardship",
        Words("学校认定为家庭经济困难学生", "is recognised by the school as in hardship"),
        Subject.PERSON,
        Shape.YES_NO,
        Nature.OBTAINABLE,
        SCHOOL_HARDSHIP,
        sensitive=True,
        purposes=FOR_BENEFITS,
        good_for_days=A_YEAR,
    ),
    _asked("yearly_school_fees", "一学年的学费和住宿费", "school fees a year", Shape.FEN),
    _asked(
        "yearly_medical_cost",
        "医保报销以后一年自己负担的医疗费",
        "medical cost a year after insurance",
        Shape.FEN,
    ),
    Kind(
        "ability_level",
        Words("老年人能力评估等级", "assessed level of an elder's abilities"),
        Subject.PERSON,
        Shape.CHOICE,
        Nature.OBTAINABLE,
        ABILITY_ASSESSMENT,
        sensitive=True,
        purposes=FOR_BOTH,
        may_be_none=True,
        good_for_days=A_YEAR,
        choices=ABILITY_LEVELS,
    ),
    _asked(
        "monthly_aid_drawn",
        "每月已领的低保金或困难残疾人生活补贴",
        "dibao or living allowance drawn a month",
        Shape.FEN,
    ),
    _status(
        "receives_unsupported_child_aid",
        "已在领取事实无人抚养儿童基本生活补贴",
        "already draws the unsupported child's support",
        Subject.PERSON,
    ),
    _status(
        "receives_state_student_grant",
        "已在领取国家助学金",
        "already draws the state student grant",
        Subject.PERSON,
    ),
    _status(
        "receives_advanced_age_allowance",
        "已在领取高龄津贴",
        "already draws the advanced age allowance",
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
    _chosen(
        "emergency",
        "家里突然遇到的困难",
        "what has struck the family",
        EMERGENCIES,
        subject=Subject.HOUSEHOLD,
    ),
    _status(
        "livelihood_broken",
        "因此基本生活暂时出现严重困难",
        "can for now hardly meet its basic needs because of it",
        Subject.HOUSEHOLD,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in _ALL})
"""Every kind by its key."""

TAUGHT_BY: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        key: tuple(kind for kind in _ALL if kind.learn.key == key)
        for key in {kind.learn.key for kind in _ALL}
    }
)
"""The kinds that one paper or question teaches, by its key."""
