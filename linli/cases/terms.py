"""On what terms a case is walked: the stages, the domains and their steps, who may tell. Pure.

The stages and their order are those of MZ/T 094-2017 个案工作. A score is never a bare number:
every step of every domain is a sentence a parent can agree or disagree with. Domains marked
`REPORTED` hold the newspaper's own words on Ms Wang's child; the others are written for this house,
and a community may want its own rehabilitation teacher to read them.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from linli.rules.words import Words

REPORTED: Final = Words("2024-04-19 报道中的原话", "words of the report of 2024-04-19")
HOUSE: Final = Words(
    "邻里自拟，请康复老师审阅", "written for Linli; have a rehabilitation teacher read it"
)


# Stages -------------------------------------------------------------------------------------------


class Stage(Enum):
    """What is being done now. `CLOSED` is not a stage of the standard but its end."""

    INTAKE = "intake"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    INTERVENTION = "intervention"
    EVALUATION = "evaluation"
    CLOSURE = "closure"
    CLOSED = "closed"


STAGES: Final[Mapping[Stage, Words]] = {
    Stage.INTAKE: Words("接案", "Intake"),
    Stage.ASSESSMENT: Words("预估", "Assessment"),
    Stage.PLANNING: Words("计划", "Planning"),
    Stage.INTERVENTION: Words("介入", "Intervention"),
    Stage.EVALUATION: Words("评估", "Evaluation"),
    Stage.CLOSURE: Words("结案", "Closure"),
    Stage.CLOSED: Words("已结案", "Closed"),
}

NEXT_STEP: Final[Mapping[Stage, Words]] = {
    Stage.INTAKE: Words("等督导指定一位社工", "A supervisor names a worker"),
    Stage.ASSESSMENT: Words("上门了解，做一次预估", "Visit the family and assess"),
    Stage.PLANNING: Words("和家里人一起定计划", "Make a plan together with the family"),
    Stage.INTERVENTION: Words(
        "按计划去做，做一件记一件", "Do what was planned and note each thing"
    ),
    Stage.EVALUATION: Words(
        "计划的日子到了，看看目标做到没有", "The plan's day has come: were the goals met?"
    ),
    Stage.CLOSURE: Words("评估做完了，可以结案", "Evaluated: the case may be closed"),
    Stage.CLOSED: Words("已经结案，按约定回访", "Closed; look in again as agreed"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done in a case since it was opened (or reopened): the facts a stage hangs on.

    ``intervened``, ``followed_up`` and ``evaluated`` count only when they came after the latest
    plan; ``due_on`` is the last day of that plan's goals.
    """

    assigned: bool = False
    assessed: bool = False
    planned: bool = False
    intervened: bool = False
    followed_up: bool = False
    evaluated: bool = False
    closed: bool = False
    due_on: datetime.date | None = None


def stage(done: Done, on: datetime.date) -> Stage:
    """The stage a case is in on a day: the first thing of the standard's order not yet done.

    Intervention lasts until the plan's last day has come; then it is time to evaluate.
    """
    if done.closed:
        return Stage.CLOSED
    if not done.assigned:
        return Stage.INTAKE
    if not done.assessed:
        return Stage.ASSESSMENT
    if not done.planned:
        return Stage.PLANNING
    if done.evaluated:
        return Stage.CLOSURE
    plan_is_over = done.due_on is not None and done.due_on <= on
    return Stage.EVALUATION if plan_is_over and done.intervened else Stage.INTERVENTION


# Domains ------------------------------------------------------------------------------------------


class Light(Enum):
    """How a step stands: red needs a goal, green is where we want to arrive."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


LIGHTS: Final[Mapping[Light, Words]] = {
    Light.RED: Words("要先帮", "Needs help first"),
    Light.AMBER: Words("还要跟", "Keep following"),
    Light.GREEN: Words("稳住了", "Steady"),
}


@dataclass(frozen=True, slots=True)
class Domain:
    """One side of a life: what is asked, and its steps in words, lowest (1) first.

    Steps 1 is red, the last is green, those between are amber, unless `red_to` says otherwise.
    """

    key: str
    name: Words
    question: Words
    steps: tuple[Words, ...]
    source: Words = HOUSE
    red_to: int = 1

    @property
    def highest(self) -> int:
        """The score of the last step; the first is always 1."""
        return len(self.steps)

    def words_of(self, score: int) -> Words:
        """The sentence of a step. Raises ``IndexError`` for a score there is no step for."""
        if not 1 <= score <= self.highest:
            raise IndexError(score)
        return self.steps[score - 1]

    def light_of(self, score: int) -> Light:
        """Red, amber or green."""
        if score <= self.red_to:
            return Light.RED
        return Light.GREEN if score == self.highest else Light.AMBER


DOMAINS: Final[Mapping[str, Domain]] = {
    domain.key: domain
    for domain in (
        Domain(
            "communication",
            Words("说话与交往", "Speaking and company"),
            Words("怎么跟人说话、打交道？", "How does the person speak and deal with others?"),
            (
                Words("不开口说话", "Does not speak"),
                Words("想要什么时，会用手势或一两个字表示", "Asks by a gesture or a word or two"),
                Words("会跟熟悉的人说简单的话", "Says simple things to people they know"),
                Words("会跟陌生人打招呼", "Greets strangers"),
            ),
            source=REPORTED,
        ),
        Domain(
            "learning",
            Words("学习与认知", "Learning"),
            Words("认得什么、学会了什么？", "What is known and learned?"),
            (
                Words("还不认识数字", "Does not know numbers yet"),
                Words("会跟着别人念数字", "Repeats numbers after somebody"),
                Words("认识数字", "Knows numbers"),
                Words("会用数字数东西", "Counts things with numbers"),
            ),
            source=REPORTED,
        ),
        Domain(
            "self_care",
            Words("生活自理", "Self-care"),
            Words("吃饭、穿衣、上厕所，要人帮吗？", "Is help needed to eat, dress and wash?"),
            (
                Words("都要别人帮", "Needs help with all of it"),
                Words("有一两样能自己做", "Does one or two things alone"),
                Words("多数能自己做，要人提醒", "Does most things when reminded"),
                Words("都能自己做", "Does all of it alone"),
            ),
        ),
        Domain(
            "health",
            Words("健康与康复", "Health and rehabilitation"),
            Words("该看的病、该做的康复，做到了吗？", "Is the needed treatment taking place?"),
            (
                Words("该做的没有做", "It is not taking place"),
                Words("断断续续地做", "It takes place now and then"),
                Words("按时在做", "It takes place regularly"),
                Words("按时在做，情况稳定或好转", "It is regular, and health is steady or better"),
            ),
        ),
        Domain(
            "family_strain",
            Words("家里的照料", "Care at home"),
            Words("照料的人还撑得住吗？", "Can those who care still bear it?"),
            (
                Words("撑不住了，没有人可以替", "They cannot go on, and nobody relieves them"),
                Words("很吃力，偶尔有人替一下", "It is very hard; somebody relieves them at times"),
                Words("吃力，但有人定期来替", "It is hard, but relief comes regularly"),
                Words("安排得过来", "They manage"),
            ),
        ),
        Domain(
            "economic",
            Words("家里的经济", "Money at home"),
            Words("吃、住、看病的钱够不够？", "Is there money for food, rent and treatment?"),
            (
                Words(
                    "付不起，已经停下了该做的事", "It is not there; something needed has stopped"
                ),
                Words("勉强在付，已经欠费或借债", "It is paid with arrears or debts"),
                Words("够用，一有意外就不够", "It is enough until something happens"),
                Words("够用，还有一点余地", "It is enough, with a little to spare"),
            ),
        ),
        Domain(
            "neighbours",
            Words("邻里往来", "Neighbours"),
            Words("跟邻居、社区有来往吗？", "Is there company with neighbours?"),
            (
                Words("几乎不跟外人来往", "Hardly sees anybody from outside"),
                Words("有事时有一两户可以找", "Has one or two households to turn to"),
                Words("会来参加社区的活动", "Comes to what the community does"),
                Words("常来，也帮别人", "Comes often and helps others"),
            ),
        ),
    )
}


def red_domains(scores: Mapping[str, int]) -> list[str]:
    """The domains whose present step is red, in the order of `DOMAINS`: each must have a goal."""
    return [
        key
        for key, domain in DOMAINS.items()
        if key in scores and domain.light_of(scores[key]) is Light.RED
    ]


def stalled(scores: Sequence[int], times: int = 3) -> bool:
    """Whether the last ``times`` scores of a domain brought no step up and did not reach green.

    ``scores`` oldest first. Fewer than ``times`` looks say nothing yet.
    """
    latest = scores[-times:]
    return len(latest) == times and max(latest) <= latest[0]


# Follow-up ----------------------------------------------------------------------------------------

TELLERS: Final[Mapping[str, Words]] = {
    "parent": Words("家长或家人", "A parent or family member"),
    "institution": Words("康复机构或学校", "The institution or school"),
    "volunteer": Words("志愿者", "A volunteer"),
    "self": Words("本人", "The person"),
    "worker": Words("社工自己看到的", "The worker's own eyes"),
}

RHYTHMS: Final[Mapping[int, Words]] = {
    7: Words("每周一次", "every week"),
    14: Words("每两周一次", "every two weeks"),
    30: Words("每月一次", "every month"),
    90: Words("每季度一次", "every quarter"),
}
"""How often a family is followed up, in days. The plan says which."""


def next_follow_up(last_on: datetime.date, every_days: int) -> datetime.date:
    """The day the next follow-up is due, counted from the last one (or from the plan)."""
    return last_on + datetime.timedelta(days=every_days)


# Ways a lead comes and goes, what is done, how a case ends ----------------------------------------

HARM: Final[Mapping[str, Words]] = {
    "no": Words("没有", "No"),
    "unsure": Words("说不准", "I cannot tell"),
    "yes": Words("有", "Yes"),
}
"""Whether somebody is being hurt or in danger; anything but "no" goes to the top of the list."""

STREET, RESIDENT, STAFF = "street", "resident", "staff"
CHANNELS: Final[Mapping[str, Words]] = {
    STREET: Words("邻居在网上告诉我们", "A neighbour, on the web"),
    RESIDENT: Words("居民自己求助", "A resident asks for help"),
    STAFF: Words("工作人员发现", "Found by staff"),
}

DECLINED: Final[Mapping[str, Words]] = {
    "already_helped": Words("这家已经有人在帮", "The family is already being helped"),
    "elsewhere": Words("不在本社区，已告知对应的社区", "Elsewhere; the right community was told"),
    "no_need": Words("了解过，不需要帮助", "Looked into; no help is needed"),
    "not_wanted": Words("这家人说不需要", "The family does not want help"),
    "cannot_find": Words("按所说的找不到", "Cannot be found from what was told"),
}

INTERVENTIONS: Final[Mapping[str, Words]] = {
    "visit": Words("入户走访", "Home visit"),
    "call": Words("打电话", "Phone call"),
    "paperwork": Words("陪办手续", "Paperwork done together"),
    "referral": Words("转介", "Referral"),
    "fund": Words("向基金申请", "Request to the fund"),
    "company": Words("陪伴与支持", "Company and support"),
}

RESULTS: Final[Mapping[str, Words]] = {
    "reached": Words("做到了", "Reached"),
    "partly": Words("做到一部分", "Partly reached"),
    "not_yet": Words("还没有", "Not yet"),
}

OUTCOMES: Final[Mapping[str, Words]] = {
    "reached": Words("目标做到了，家里能自己走下去", "Goals reached; the family goes on by itself"),
    "partly": Words("做到一部分，家里愿意先停", "Partly reached; the family wants to pause"),
    "handed_over": Words("转介给更合适的机构", "Handed over to a better placed body"),
    "moved": Words("搬走了", "Moved away"),
    "ended_by_family": Words("家里人不愿意继续", "The family does not want to go on"),
}

EARLY_ENDS: Final = frozenset({"handed_over", "moved", "ended_by_family"})
"""Outcomes that may end a case before it was evaluated; they need a sentence instead."""
