"""How a fact comes to be known: a paper somebody issues, or a question the family can answer.

Kinds learned from the same paper or question share it, so that "one document away" counts papers
and not columns: a disability certificate tells category and grade at once.

Days, fees and papers an issuer asks for are ``None`` or empty until somebody has read them in a
source; the page then says "ask the issuer", never a guess.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from linli.rules.words import Words


class Subject(Enum):
    """Whom a fact is about."""

    PERSON = "person"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document somebody issues. ``days`` and ``fee_fen`` stay ``None`` while no source says.

    ``signs`` are kinds of fact of the same person; the paper is suggested only when one of them is
    known and says yes. Without them every healthy neighbour would be "one document away" from a
    disability allowance. No signs: the paper may be suggested to anybody.
    """

    key: str
    name: Words
    issuer: Words
    needs: tuple[Words, ...] = ()
    days: int | None = None
    fee_fen: int | None = None
    note: Words | None = None
    signs: tuple[str, ...] = ()
    of: Subject = Subject.PERSON


_COMMITTEE = re.compile(
    r"居委会|居民委员会|村委会|村民委员会|社区(?!卫生)|committee|community(?! health)",
    re.IGNORECASE,
)
"""A community *health* centre is a clinic and may well write a diagnosis."""


def is_from_a_committee(paper: Paper) -> bool:
    """Whether a residents' committee is named as the issuer: such a paper is asked of nobody.

    Six ministries listed in 2020 what may not be asked of a committee: disability, illness,
    property, employment, kinship and fifteen more. Our source names these five; a kind of paper
    not known to be allowed is refused as well.
    """
    return any(_COMMITTEE.search(words) for words in (paper.issuer.zh, paper.issuer.en))


@dataclass(frozen=True, slots=True)
class Question:
    """Something the family can answer at the kitchen table, once a person or once a household."""

    key: str
    name: Words
    of: Subject = Subject.PERSON


Learning = Paper | Question

DISABILITY_CERTIFICATE = Paper(
    "disability_certificate",
    Words("残疾人证", "disability certificate"),
    Words(
        "区残疾人联合会（先到指定医院做残疾评定）",
        "district disabled persons' federation, after assessment at an assigned hospital",
    ),
    needs=(
        Words("本人身份证或户口簿", "the person's identity card or household register"),
        Words("指定医院的残疾评定结果", "the assigned hospital's assessment"),
    ),
    signs=("diagnosis", "contracted_rehab_institution", "monthly_rehab_cost"),
)
DIAGNOSIS = Paper(
    "diagnosis",
    Words("诊断证明", "diagnosis"),
    Words("指定的医院或医生", "an assigned hospital or doctor"),
    note=Words(
        "0到3岁言语残疾儿童，要三级医院的专科医生出具。",
        "For a speech disorder at ages 0–3: a specialist of a tertiary hospital.",
    ),
    signs=("disability_grade", "contracted_rehab_institution", "monthly_rehab_cost"),
)
RESIDENCE_PERMIT = Paper(
    "residence_permit",
    Words("居住证", "residence permit"),
    Words("居住地公安派出所", "police station of the place of residence"),
)
REHAB_AGREEMENT = Paper(
    "rehab_agreement",
    Words("与定点康复机构的康复协议", "rehabilitation agreement with a contracted institution"),
    Words("定点（协议）康复机构", "the contracted institution"),
    signs=("diagnosis", "disability_grade"),
)
HOUSEHOLD_REGISTER = Paper(
    "household_register",
    Words("户口簿", "household register"),
    Words("户籍地公安派出所", "police station of the hukou"),
    of=Subject.HOUSEHOLD,
)
GUARDIAN_IDENTITY_CARD = Paper(
    "guardian_identity_card",
    Words("监护人身份证", "guardian's identity card"),
    Words("户籍地公安机关", "police of the hukou"),
)
MEANS_CHECK_CONSENT = Paper(
    "means_check_consent",
    Words("家庭经济状况核对授权书", "authorisation to check the family's means"),
    Words("全家成年人签字，交街道办事处", "signed by every adult, for the subdistrict office"),
    of=Subject.HOUSEHOLD,
)
ABILITY_ASSESSMENT = Paper(
    "ability_assessment",
    Words("老年人能力评估报告", "assessment of an elder's abilities"),
    Words("民政部门认可的评估机构", "an assessment body recognised by civil affairs"),
    signs=("disability_grade", "no_work_ability"),
)
SCHOOL_HARDSHIP = Paper(
    "school_hardship",
    Words("家庭经济困难学生认定", "recognition as a student in hardship"),
    Words("就读的学校", "the school attended"),
    signs=("school_stage",),
)

PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            DISABILITY_CERTIFICATE,
            DIAGNOSIS,
            RESIDENCE_PERMIT,
            REHAB_AGREEMENT,
            HOUSEHOLD_REGISTER,
            GUARDIAN_IDENTITY_CARD,
            MEANS_CHECK_CONSENT,
            ABILITY_ASSESSMENT,
            SCHOOL_HARDSHIP,
        )
    }
)
"""Every paper a pack may name, by its key."""

MEANS = Question(
    "means",
    Words("全家每个人的月收入和金融资产", "monthly income and financial assets of every member"),
    of=Subject.HOUSEHOLD,
)
BIRTH_DATE = Question(
    "birth_date", Words("出生日期（看身份证或户口簿）", "date of birth, from the card or register")
)
HUKOU = Question(
    "hukou_place", Words("户籍所在地（看户口簿）", "place of hukou, from the household register")
)
REHAB_COST = Question(
    "monthly_rehab_cost",
    Words("每月康复费用（看发票）", "rehabilitation cost a month, from invoices"),
)
WHO_DIAGNOSED = Question(
    "diagnosed_by_tertiary_specialist",
    Words(
        "诊断证明是不是三级医院专科医生出具的",
        "whether a tertiary hospital's specialist signed the diagnosis",
    ),
)
PARENTS = Question(
    "parents_cannot",
    Words("父母各是什么情况，为什么不能抚养", "the situation of each parent: why they cannot"),
)
