"""The values a fact may be chosen from, in the words of the house."""

from collections.abc import Mapping
from types import MappingProxyType

from linli.rules.facts import Value
from linli.rules.words import Words

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

PARENTS_CANNOT: Mapping[Value, Words] = MappingProxyType(
    {
        "dead": Words("死亡", "dead"),
        "untraceable": Words("查找不到", "cannot be traced"),
        "missing": Words("失踪", "missing"),
        "severe_disability": Words(
            "重残（一、二级，或三、四级精神、智力残疾）",
            "severe disability: grade 1–2, or grade 3–4 if mental or intellectual",
        ),
        "severe_illness": Words("重病", "grave illness"),
        "imprisoned": Words("服刑", "in prison"),
        "compulsory_rehab": Words("强制隔离戒毒", "in compulsory drug rehabilitation"),
        "otherwise_detained": Words(
            "被采取其他限制人身自由的措施满六个月", "otherwise detained for six months"
        ),
        "out_of_touch": Words(
            "失联（六个月以上没有尽抚养义务）", "out of touch: no support for six months"
        ),
        "guardianship_revoked": Words("被撤销监护资格", "guardianship revoked by a court"),
        "deported": Words("被遣送（驱逐）出境", "deported"),
    }
)
"""粤民规字〔2019〕10号 after 民发〔2019〕62号; the answer "none" means that the parent can."""

SCHOOL_STAGES: Mapping[Value, Words] = MappingProxyType(
    {
        "preschool": Words("幼儿园", "kindergarten"),
        "compulsory": Words("义务教育（小学、初中）", "compulsory: primary or junior high"),
        "senior_high": Words("普通高中", "senior high"),
        "vocational": Words("中等职业学校", "secondary vocational"),
        "admitted": Words("刚被高校录取，还没有入学", "just admitted to a university or college"),
        "college": Words("大专在读", "at college (three years)"),
        "undergraduate": Words("本科在读", "undergraduate"),
        "postgraduate": Words("研究生在读", "postgraduate"),
    }
)
ABILITY_LEVELS: Mapping[Value, Words] = MappingProxyType(
    {
        0: Words("能力完好", "intact"),
        1: Words("轻度失能", "mild loss"),
        2: Words("中度失能", "moderate loss"),
        3: Words("重度失能", "severe loss"),
        4: Words("完全失能", "total loss"),
    }
)
"""GB/T 42195-2022, whose full text was not seen: the words are as practice has them."""

EMERGENCIES: Mapping[Value, Words] = MappingProxyType(
    {
        "fire": Words("火灾", "fire"),
        "accident": Words("交通事故等意外", "a traffic or other accident"),
        "sudden_illness": Words("家人突发重大疾病", "a sudden grave illness"),
        "sudden_expense": Words("生活必需支出突然增加", "a sudden rise of necessary spending"),
        "other_hardship": Words("其他特殊困难", "another special hardship"),
    }
)
"""社会救助暂行办法 art. 47."""
