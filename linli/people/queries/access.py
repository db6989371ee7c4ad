"""Who has been given a record, who asks for one, and who changed what."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language, gettext, gettext_lazy

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import queries as journal
from linli.kernel import names
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers import queries as papers
from linli.people.models import Assignment, Basis, OpeningRequest, Shield
from linli.people.queries import keys
from linli.people.queries.opening import insist_open, resident_in_scope
from linli.rules.kinds import KINDS

DEED_WORDS = {
    "resident.registered": gettext_lazy("登记"),
    "resident.corrected": gettext_lazy("更正资料"),
    "resident.forgotten": gettext_lazy("旧资料已按要求销毁"),
    "resident.shielded": gettext_lazy("开始保护"),
    "resident.unshielded": gettext_lazy("结束保护"),
    "resident.login_linked": gettext_lazy("关联了登录名"),
    "resident.login_renewed": gettext_lazy("给了新的登录密码"),
    "resident.login_ended": gettext_lazy("停用了登录"),
    "guardian.named": gettext_lazy("登记监护人"),
    "guardian.ended": gettext_lazy("不再是监护人"),
    "basis.recorded": gettext_lazy("记下依据"),
    "basis.withdrawn": gettext_lazy("撤回同意"),
    "fact.stated": gettext_lazy("记下情况"),
    "fact.retracted": gettext_lazy("撤下情况"),
    "record.assigned": gettext_lazy("档案指定给社工"),
    "record.unassigned": gettext_lazy("收回指定"),
    "opening.asked": gettext_lazy("有人申请打开"),
    "opening.granted": gettext_lazy("同意打开"),
    "opening.refused": gettext_lazy("不同意打开"),
}
FIELD_WORDS = {
    "name": gettext_lazy("姓名"),
    "sex": gettext_lazy("性别"),
    "born_on": gettext_lazy("出生日期"),
    "citizen_id": gettext_lazy("身份证号"),
    "phone": gettext_lazy("电话"),
    "hukou_place": gettext_lazy("户籍地"),
}


@dataclass(frozen=True)
class AssignmentCard:
    """Who may open a record, until when, by whose word."""

    id: UUID
    worker: str
    supervisor: str
    scope: str
    purpose: str
    since_on: datetime.date
    until_on: datetime.date
    of_household: bool


@dataclass(frozen=True)
class AskedOpening:
    """A wish to open a record that waits for an answer. The name is masked: it is not open yet."""

    id: UUID
    resident_id: UUID
    name: str
    asked_by: str
    asked_at: datetime.datetime
    reason: str
    own: bool  # the viewer's own, which somebody else must answer


@dataclass(frozen=True)
class Change:
    """One deed on a person's record. ``before`` and ``after`` are empty once it was forgotten."""

    at: datetime.datetime
    verb: str
    by: str
    before: dict[str, object]
    after: dict[str, object]

    @property
    def title(self) -> str:
        """What was done, in words."""
        return str(DEED_WORDS.get(self.verb, self.verb))

    @property
    def text(self) -> str:
        """What it said before and says now, where that may still be read."""
        if "kind" in self.after:
            return _fact_in_words(str(self.after["kind"]), self.after["value"])
        return gettext("；").join(
            gettext("%(field)s：%(before)s → %(after)s")
            % {
                "field": FIELD_WORDS.get(name, name),
                "before": self.before.get(name) or "—",
                "after": after or "—",
            }
            for name, after in self.after.items()
        )


def _fact_in_words(key: str, plain: object) -> str:
    """``残疾等级：三级``."""
    kind, language = KINDS.get(key), get_language() or "zh-hans"
    if kind is None:
        return key
    value = kind.say(kind.read(plain)).speak(language)
    return gettext("%(kind)s：%(value)s") % {"kind": kind.name.speak(language), "value": value}


def assignments(
    viewer: Viewer, resident_id: UUID, household_id: UUID | None, on: datetime.date
) -> list[AssignmentCard]:
    """The assignments in force for a person or their household, for whoever may assign."""
    resident = resident_in_scope(viewer, resident_id)
    in_force = Assignment.objects.filter(place=resident.place_id, until_on__gte=on)
    of_person = in_force.filter(resident=resident_id)
    of_home = in_force.filter(household=household_id) if household_id else in_force.none()
    rows = (of_person | of_home).select_related("worker", "supervisor").order_by("until_on")
    return [
        AssignmentCard(
            id=row.pk,
            worker=row.worker.name,
            supervisor=row.supervisor.name,
            scope=str(row.get_scope_display()),
            purpose=row.purpose,
            since_on=row.since_on,
            until_on=row.until_on,
            of_household=row.household_id is not None,
        )
        for row in rows
    ]


def asked_openings(viewer: Viewer) -> list[AskedOpening]:
    """The requests that wait, in the communities where the viewer answers them; oldest first."""
    places = viewer.communities(Permission.MINOR_ASSIGN)
    waiting = OpeningRequest.objects.filter(place__in=places, decided_at=None)
    rows = waiting.select_related("resident", "asked_by").order_by("asked_at")[:100]
    return [
        AskedOpening(
            id=row.pk,
            resident_id=row.resident_id,
            name=names.masked(row.resident.name),
            asked_by=row.asked_by.name,
            asked_at=row.asked_at,
            reason=unseal(row, "reason") or "",
            own=row.asked_by_id == viewer.user_id,
        )
        for row in rows
    ]


def waiting_for_opening(viewer: Viewer, resident_id: UUID) -> bool:
    """Whether the viewer has asked to open this record and waits for the answer."""
    asked = OpeningRequest.objects.filter(resident=resident_id, asked_by=viewer.user_id)
    return asked.filter(decided_at=None).exists()


@dataclass(frozen=True)
class ShieldCard:
    """A shield in force: since when, by whom, why."""

    id: UUID
    since_on: datetime.date
    set_by: str
    reason: str


def shield_of(viewer: Viewer, resident_id: UUID) -> ShieldCard | None:
    """The shield in force over a person, for whoever may set one. Logged."""
    resident = resident_in_scope(viewer, resident_id)
    viewer.require(Permission.MINOR_ASSIGN, place=resident.place_id)
    made = Shield.objects.filter(resident=resident, until_on=None).first()
    if made is None:
        return None
    viewer.looked_at("resident", resident.pk, "shield", place=resident.place_id)
    by = identity.name_of(made.set_by_id)
    return ShieldCard(made.pk, made.since_on, by, unseal(made, "reason") or "")


def consent_paper(viewer: Viewer, basis_id: UUID, on: datetime.date) -> papers.Sheet:
    """The photographed sheet of a consent, where the record it belongs to is open. Logged."""
    basis = Basis.objects.filter(pk=basis_id).select_related("resident").first()
    if basis is None or basis.paper_id is None:
        raise NotFound
    viewer.require(Permission.RESIDENT_OPEN, place=basis.place_id)
    if basis.resident:
        insist_open(viewer, basis.resident, on)
    return papers.guarded_paper(viewer, basis.paper_id)


def changes(viewer: Viewer, resident_id: UUID, on: datetime.date) -> list[Change]:
    """What was done to a record, newest first, with what it said before. Logged."""
    resident = resident_in_scope(viewer, resident_id)
    opening = insist_open(viewer, resident, on)
    viewer.looked_at(
        "resident", resident.pk, "changes", place=resident.place_id, basis=opening.basis
    )
    key = keys.key_of(resident_id)
    deeds = journal.history(("resident", resident_id))
    known = identity.names_of({deed.actor_id for deed in deeds if deed.actor_id})
    return [
        Change(
            deed.at,
            deed.verb,
            known.get(deed.actor_id, ""),
            **keys.opened(deed.sealed, key, resident_id),
        )
        for deed in deeds
    ]
