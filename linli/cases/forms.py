"""What may be typed about leads and cases. ``values()`` is what the action takes."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from linli.cases import terms
from linli.cases.actions import GoalWanted
from linli.cases.queries import CaseCard, DomainProgress, choices, say
from linli.fund import queries as funds
from linli.identity import queries as identity
from linli.identity.permissions import Permission
from linli.parts.forms import Attempt, Day, Pressed, YuanField
from linli.places import queries as places

ASSIGN_FOR_DAYS = 180
MONITOR_FOR_DAYS = 90
GOAL_WITHIN_DAYS = 90

FAMILY_PURPOSES = ("family_aid", "student_aid")
FAMILY_REASONS = (
    "care_and_rehabilitation", "serious_illness", "family_upheaval", "sudden_event", "schooling",
)  # fmt: skip
"""Of the fund's permitted uses and classes of reason, those that can concern a family."""


class Words(forms.CharField):
    """Free text; what it holds is sealed by the action."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        options.setdefault("max_length", 4000)
        super().__init__(**options)


class One(forms.ChoiceField):
    """One of several sentences, as rows a thumb can hit."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(**options)


# Leads --------------------------------------------------------------------------------------------


class TellForm(Pressed):
    """A neighbour tells. Four questions; only the first must be answered."""

    words = Words(
        label=_("您看到了什么？"),
        help_text=_("用平常的话写就好。不知道名字也没关系。"),
        error_messages={"required": _("请写一句话，告诉我们您看到了什么。")},
    )
    whereabouts = forms.CharField(
        label=_("在哪里？"),
        help_text=_("例如：3 号楼附近；常在食堂见到的那位老人家。"),
        required=False,
        max_length=200,
    )
    harm = One(label=_("有没有人正在受到伤害，或有危险？"), initial="no")
    contact = forms.CharField(
        label=_("怎么找到您？"),
        help_text=_("称呼、电话都可以，不写也行。只有社工看得到，不会告诉那家人是谁说的。"),
        required=False,
        max_length=120,
    )
    place = forms.ChoiceField(label=_("哪个社区？"))

    def __init__(self, *args: Any, on: datetime.date, place: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        served = places_served(on)
        self.fields["harm"].choices = choices(terms.HARM)
        self.fields["place"].choices = served
        if len(served) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = served[0][0]
        else:
            self.fields["place"].initial = place or settings.LINLI_COMMUNITY


def places_served(on: datetime.date) -> list[tuple[str, str]]:
    """The communities where somebody works on cases today, by code and name."""
    codes = identity.communities_with(Permission.CASE_WORK, on)
    return [(place.code, str(place)) for place in places.named(codes)]


class TakeInForm(Attempt):
    """Which household, and who is at the centre."""

    household_id = forms.UUIDField(widget=forms.HiddenInput)
    person_id = One(
        label=_("主要为了谁？"),
        help_text=_("孩子和老人分开走，才看得出各自的变化。说不准就选“一家人”。"),
        required=False,
    )

    def __init__(self, *args: Any, members: list[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person_id"].choices = [
            ("", gettext("一家人")),
            *[(str(member), name) for member, name in members],
        ]

    def values(self) -> dict[str, Any]:
        """What ``take_in`` takes."""
        person = self.cleaned_data["person_id"]
        return {
            "household_id": self.cleaned_data["household_id"],
            "person_id": UUID(person) if person else None,
        }


class DeclineForm(Attempt):
    """Why no case comes of a lead."""

    because = One(label=_("为什么不立案？"))
    words = Words(label=_("补充一句"), rows=2, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["because"].choices = choices(terms.DECLINED)


# Cases --------------------------------------------------------------------------------------------


class CaseForm(Pressed):
    """A form on one case, with that case and today at hand."""

    def __init__(self, *args: Any, case: CaseCard, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case, self.today = case, today
        if "on" in self.fields:
            self.fields["on"].initial = today


class AssignForm(CaseForm):
    """Which worker walks with this family, until when."""

    worker_id = One(label=_("交给谁？"))
    until_on = Day(
        label=_("档案对他打开到哪一天？"),
        help_text=_("到期自动关上；还没办完可以再指定一次。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        workers = identity.colleagues("social_worker", self.case.place, self.today)
        self.fields["worker_id"].choices = [(str(user.pk), user.name) for user in workers]
        self.fields["until_on"].initial = self.today + datetime.timedelta(days=ASSIGN_FOR_DAYS)

    def values(self) -> dict[str, Any]:
        """What ``assign_worker`` takes."""
        return {
            "worker_id": UUID(self.cleaned_data["worker_id"]),
            "until_on": self.cleaned_data["until_on"],
        }


class AssessForm(CaseForm):
    """Where the family stands, domain by domain."""

    on = Day(label=_("哪一天看的？"))
    words = Words(label=_("总的情况"), help_text=_("家里有谁、最难的是什么、他们自己想要什么。"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for domain in terms.DOMAINS.values():
            self.fields[f"score_{domain.key}"] = _steps_field(domain)
        self.order_fields(["key", "on", *self._domain_names(), "words"])

    def domains(self) -> list[forms.BoundField]:
        """The questions with steps, in the order of the terms."""
        return [self[name] for name in self._domain_names()]

    def values(self) -> dict[str, Any]:
        """What ``assess`` takes."""
        return _with_scores(self.cleaned_data)

    def _domain_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("score_")]


class PlanForm(CaseForm):
    """What to reach: a goal for each domain that is red, and for others where the family wishes."""

    on = Day(label=_("哪一天商量好的？"))
    every_days = forms.TypedChoiceField(
        label=_("多久看一次？"), coerce=int, widget=forms.RadioSelect, initial=30
    )
    words = Words(
        label=_("怎么商量的"),
        help_text=_("和谁一起定的；家里人自己来做什么，我们来做什么。"),
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["every_days"].choices = choices(terms.RHYTHMS)
        self.wanted = [look for look in self.case.progress if look.light != "green"]
        for look in self.wanted:
            self._ask_goal(look)

    def goals(self) -> list[dict[str, Any]]:
        """For the page: each domain not yet green, with its three questions."""
        return [
            {
                "look": look,
                "target": self[f"target_{look.domain}"],
                "words": self[f"words_{look.domain}"],
                "due_on": self[f"due_{look.domain}"],
            }
            for look in self.wanted
        ]

    def clean(self) -> dict[str, Any]:
        """A goal has a step, words and a day, or is not there at all."""
        for look in self.wanted:
            if not self.cleaned_data.get(f"target_{look.domain}"):
                continue
            for name in (f"words_{look.domain}", f"due_{look.domain}"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, gettext("选了要到哪一步，这一格也要填。"))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What ``plan`` takes."""
        typed = self.cleaned_data
        goals = [
            GoalWanted(
                domain=look.domain,
                target=int(typed[f"target_{look.domain}"]),
                due_on=typed[f"due_{look.domain}"],
                words=typed[f"words_{look.domain}"],
            )
            for look in self.wanted
            if typed.get(f"target_{look.domain}")
        ]
        return {name: typed[name] for name in ("on", "every_days", "words", "key")} | {
            "goals": goals
        }

    def _ask_goal(self, look: DomainProgress) -> None:
        domain = terms.DOMAINS[look.domain]
        above = [
            (str(score), say(domain.words_of(score)))
            for score in range(look.current + 1, domain.highest + 1)
        ]
        must = look.light == "red"
        if not must:
            above.append(("", gettext("这次先不定目标")))
        self.fields[f"target_{look.domain}"] = One(
            label=gettext("要到哪一步？"), choices=above, required=must
        )
        self.fields[f"words_{look.domain}"] = forms.CharField(
            label=gettext("用家里人的话说"), max_length=200, required=False
        )
        self.fields[f"due_{look.domain}"] = Day(
            label=gettext("到哪一天"),
            required=False,
            initial=self.today + datetime.timedelta(days=GOAL_WITHIN_DAYS),
        )


class InterveneForm(CaseForm):
    """One thing done for or with the family."""

    kind = One(label=_("做了什么？"))
    on = Day(label=_("哪一天？"))
    words = Words(label=_("经过"), help_text=_("做了什么、家里人怎么说、下一步是什么。"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = choices(terms.INTERVENTIONS)


class FollowUpForm(CaseForm):
    """How it goes now, in the teller's eyes: for each domain the sentence that fits best."""

    teller = One(label=_("谁说的？"))
    on = Day(label=_("哪一天？"))
    words = Words(label=_("还说了什么"), rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["teller"].choices = choices(terms.TELLERS)
        for look in self.case.progress:
            asked = _steps_field(terms.DOMAINS[look.domain])
            before = gettext("上次：%(words)s") % {"words": look.current_words}
            asked.help_text = f"{look.question} {before}"
            self.fields[f"score_{look.domain}"] = asked

    def domains(self) -> list[forms.BoundField]:
        """Each domain looked at before, with what was said last."""
        return [self[f"score_{look.domain}"] for look in self.case.progress]

    def values(self) -> dict[str, Any]:
        """What ``follow_up`` takes."""
        return _with_scores(self.cleaned_data)


class EvaluateForm(CaseForm):
    """Whether each goal was reached."""

    on = Day(label=_("哪一天？"))
    words = Words(label=_("总的来说"), help_text=_("什么变了，靠什么变的，还有什么要留心。"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for goal in self.case.goals:
            self.fields[f"goal_{goal.id}"] = One(
                label=gettext("做到了吗？"), choices=choices(terms.RESULTS)
            )

    def goals(self) -> list[dict[str, Any]]:
        """For the page: each goal of the plan and the question."""
        return [{"goal": goal, "field": self[f"goal_{goal.id}"]} for goal in self.case.goals]

    def values(self) -> dict[str, Any]:
        """What ``evaluate`` takes."""
        typed = self.cleaned_data
        return {
            "on": typed["on"],
            "words": typed["words"],
            "key": typed["key"],
            "results": {goal.id: typed[f"goal_{goal.id}"] for goal in self.case.goals},
        }


class CloseForm(CaseForm):
    """How it ended, and until when somebody still looks in."""

    outcome = One(label=_("怎么结束的？"))
    on = Day(label=_("哪一天？"))
    monitor_until = Day(
        label=_("回访到哪一天？"), help_text=_("结案以后还有人记得：到这一天之前再去看看。")
    )
    words = Words(label=_("写给以后接手的人"), rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = choices(terms.OUTCOMES)
        later = self.today + datetime.timedelta(days=MONITOR_FOR_DAYS)
        self.fields["monitor_until"].initial = later


class ReopenForm(CaseForm):
    """Why a closed case is opened again."""

    words = Words(label=_("为什么重新打开？"), rows=3)

    def values(self) -> dict[str, Any]:
        """What ``reopen`` takes."""
        return {"words": self.cleaned_data["words"]}


class AskFundForm(CaseForm):
    """How much, for which permitted use, and why as a class: the committee reads no diagnosis."""

    amount_fen = YuanField(
        label=_("申请多少？"), help_text=_("政策给的算完以后，还差多少就申请多少。")
    )
    purpose = One(
        label=_("用在哪里？"),
        choices=[(key, funds.PURPOSE_WORDS[key]) for key in FAMILY_PURPOSES],
    )
    reason = One(
        label=_("属于哪一类困难？"),
        choices=[(key, funds.REASON_WORDS[key]) for key in FAMILY_REASONS],
        help_text=_("管委会只看到这一类，看不到病名和姓名。"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


def _steps_field(domain: terms.Domain) -> One:
    """A domain's question; its answers are its steps, in words."""
    steps = [(str(score), say(domain.words_of(score))) for score in range(1, domain.highest + 1)]
    return One(
        label=say(domain.name), help_text=say(domain.question), choices=steps, required=False
    )


def _with_scores(typed: dict[str, Any]) -> dict[str, Any]:
    """The typed values, with each answered ``score_<domain>`` gathered into ``scores``."""
    scores = {
        name.removeprefix("score_"): int(value)
        for name, value in typed.items()
        if name.startswith("score_") and value
    }
    rest = {name: value for name, value in typed.items() if not name.startswith("score_")}
    return {**rest, "scores": scores}
