"""The families who are helped: what was told, what they lack, what became of it. All invented."""

from collections.abc import Mapping
from typing import NamedTuple

AID_OF_THE_FUND = "fund_student_aid"
AID_FEN, AID_SOURCE, AID_ADDRESS = 500_00, "演示基金管委会的决议（虚构）", "演示〔2026〕1号"
ASKED, ANSWERED = "民政窗口（演示，没有真的打过）", "今年的标准请看官网公布的文件，电话里不作数。"
DUTY_TO_CHILDREN = ("未成年人保护法 第四十三条", "掌握辖区儿童基本情况")


class Helped(NamedTuple):
    """A family already helped: what was told of it, what its care costs a month, what was granted.

    ``diagnosis`` is a child's; without one it is the head of the household who needs care.
    ``certificate``: the category of the disability certificate, of grade 4, if there is one.
    ``scores`` → ``after``: domain → step (cases.terms), at the assessment and at the follow-up.
    """

    told: str
    reason: str
    cost_yuan: int
    granted_yuan: int
    scores: Mapping[str, int]
    after: Mapping[str, int]
    diagnosis: str = ""
    certificate: str = ""


HELPED_LAST_QUARTER = (
    Helped(
        "五号楼的孩子要去很远的地方训练，妈妈天天抱着赶车。",
        "care_and_rehabilitation",
        2_700,
        1_000,
        {"health": 2, "economic": 1},
        {"health": 3, "economic": 2},
        diagnosis="limb",
        certificate="limb",
    ),
    Helped(
        "这家的爸爸做完心脏手术，康复的钱是借的。",
        "serious_illness",
        2_000,
        1_500,
        {"health": 1, "economic": 1},
        {"health": 3, "economic": 2},
        certificate="limb",
    ),
    Helped(
        "小朋友听不清，跟不上班里，家里刚给他配了助听器。",
        "care_and_rehabilitation",
        2_400,
        700,
        {"health": 2, "economic": 2},
        {"health": 3, "economic": 3},
        diagnosis="hearing",
        certificate="hearing",
    ),
    Helped(
        "楼上两口子失业，老公还在做理疗。",
        "family_upheaval",
        1_600,
        1_200,
        {"health": 2, "economic": 1},
        {"health": 3, "economic": 2},
        certificate="limb",
    ),
    Helped(
        "孩子不和别的小朋友玩，一个人转圈。",
        "care_and_rehabilitation",
        3_000,
        1_300,
        {"health": 1, "economic": 2},
        {"health": 3, "economic": 3},
        diagnosis="autism",
    ),
    Helped(
        "收废品的大哥摔断腿，康复停了两次。",
        "sudden_event",
        1_800,
        1_300,
        {"health": 2, "economic": 1},
        {"health": 3, "economic": 2},
        certificate="limb",
    ),
)
HELPED = (
    Helped(
        "同楼道的孩子快四岁了还不开口，家里在带他做训练。",
        "care_and_rehabilitation",
        2_800,
        1_000,
        {"communication": 1, "economic": 2},
        {"communication": 2, "economic": 3},
        diagnosis="speech",
        certificate="speech",
    ),
    Helped(
        "楼上的先生中风后走路要人扶，每周去做康复。",
        "serious_illness",
        2_400,
        1_500,
        {"self_care": 2, "economic": 2},
        {"self_care": 3, "economic": 3},
        certificate="limb",
    ),
    Helped(
        "邻居家的孩子戴助听器，最近没去训练了。",
        "care_and_rehabilitation",
        2_600,
        900,
        {"communication": 2, "health": 1},
        {"communication": 3, "health": 3},
        diagnosis="hearing",
        certificate="hearing",
    ),
    Helped(
        "隔壁家的顶梁柱出了事故，在家休养。",
        "family_upheaval",
        1_800,
        1_800,
        {"family_strain": 1, "economic": 1},
        {"family_strain": 2, "economic": 2},
        certificate="limb",
    ),
    Helped(
        "有个孩子走路不稳，妈妈一个人背上背下。",
        "care_and_rehabilitation",
        3_200,
        1_200,
        {"self_care": 1, "family_strain": 2},
        {"self_care": 2, "family_strain": 3},
        diagnosis="limb",
        certificate="limb",
    ),
    Helped(
        "对门的阿姨做完手术，一直在外面做康复。",
        "serious_illness",
        2_000,
        1_000,
        {"health": 2, "economic": 2},
        {"health": 3, "economic": 3},
        certificate="limb",
    ),
    Helped(
        "孩子上的是训练班，家里说快交不起了。",
        "care_and_rehabilitation",
        2_500,
        800,
        {"learning": 1, "economic": 1},
        {"learning": 2, "economic": 2},
        diagnosis="intellectual",
    ),
    Helped(
        "楼下的师傅腰伤了，停工三个月。",
        "sudden_event",
        1_500,
        1_200,
        {"economic": 1},
        {"economic": 2},
        certificate="limb",
    ),
    Helped(
        "常在电梯里遇到的孩子不看人，也不说话。",
        "care_and_rehabilitation",
        3_000,
        1_300,
        {"communication": 1, "neighbours": 1},
        {"communication": 2, "neighbours": 2},
        diagnosis="autism",
        certificate="mental",
    ),
    Helped(
        "楼里一位大哥做透析回来还要做康复，家里老人照顾。",
        "serious_illness",
        2_200,
        1_600,
        {"health": 2, "family_strain": 1},
        {"health": 3, "family_strain": 2},
        certificate="limb",
    ),
)
REHAB_AID = "child_rehab_aid"
REHAB_LIMIT_YUAN = 1_700
"""The policy's monthly limit of 2021 (rules/packs/xiamen/child_rehab_aid-2021.yaml)."""

UNANSWERED = "12号楼有位阿婆一个人住，这几天没看见她下楼。"
"""A word that waits for an answer, so that the first page of a worker is not empty."""

CERTIFICATE, AID = "登记残疾人证", "申请救助和康复补助"
VISITED, WISHED = "上门看过，和家里人谈了。", "一步一步来"
LOOKED_IN, CALLED = "家里人说，比上个月好一些。", "打电话问过，还稳得住。"
"""What is written on the way: why something is kept, what was seen, wished and heard."""

PUBLISHED = 6
"""So many of ``HELPED`` stand in this quarter's batch. The others were paid since: with one more
family they are five, the least that may be shown, so a visitor's own batch shows them together."""
