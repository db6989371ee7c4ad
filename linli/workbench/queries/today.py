"""What waits for a viewer today, room by room; the hall's own stands in ``hall``."""

import datetime
from collections.abc import Container, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from linli.benefits import queries as benefits
from linli.cases import queries as cases
from linli.claims import queries as claims
from linli.committee import queries as committee
from linli.disclosure import queries as disclosure
from linli.fund import queries as fund
from linli.goodwill import queries as goodwill
from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.money import spoken
from linli.people import queries as people
from linli.rulebook import queries as rulebook
from linli.rules.evaluate import evaluate_all
from linli.rules.facts import Family
from linli.rules.kinds import KINDS
from linli.rules.verdicts import Outcome, Verdict
from linli.shop import queries as shop
from linli.workbench.queries.hall import of_the_hall
from linli.workbench.queries.tasks import Task


def today(viewer: Viewer, on: datetime.date, at: datetime.datetime) -> list[Task]:
    """What needs the viewer, the gravest first, then what has waited longest."""
    tasks = [
        *_leads(viewer),
        *_hints(viewer),
        *_claims(viewer, on),
        *_uncaught(viewer, on),
        *_cases_to_assign(viewer, on),
        *_openings(viewer),
        *_my_cases(viewer, on),
        *_signatures(viewer),
        *_sittings(viewer),
        *_not_visited(viewer),
        *_overdue(viewer, on),
        *_figures(viewer),
        *_undisclosed(viewer, on),
        *_uncounted(viewer, on),
        *_visits(viewer),
        *of_the_hall(viewer, on, at),
    ]
    gravest = {"stop": 0, "attention": 1}
    return sorted(tasks, key=lambda task: (gravest.get(task.tone, 2), -task.days(on)))


def _undisclosed(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    if not viewer.may(Permission.DISCLOSURE_SEE):
        return
    for row in disclosure.overdue(viewer, on):
        yield Task(
            _("过期没有公开：%(what)s") % {"what": row.title},
            row.due.due_on,
            reverse("disclosure:desk_index"),
            "calendar-days",
            "attention",
        )


def _leads(viewer: Viewer) -> Iterator[Task]:
    for lead in cases.leads(viewer):
        yield Task(
            _("有人可能有危险：一条线索等您看") if lead.urgent else _("一条新线索等人跟进"),
            timezone.localdate(lead.raised_at),
            reverse("cases:desk_lead", args=[lead.id]),
            "bell",
            "stop" if lead.urgent else "attention",
        )


def _hints(viewer: Viewer) -> Iterator[Task]:
    if viewer.may(Permission.HINT_ANSWER) and (count := benefits.count_waiting_for(viewer)):
        yield Task(
            ngettext(
                "政策找到 %(count)s 家，等您去问一问", "政策找到 %(count)s 家，等您去问一问", count
            )
            % {"count": count},
            None,
            reverse("benefits:desk_hints"),
            "heart-handshake",
            "attention",
        )

    if viewer.may(Permission.HINT_ANSWER) and (count := benefits.count_notes(viewer)):
        yield Task(
            ngettext(
                "有人替 %(count)s 家说了话，等您去看", "有人替 %(count)s 家说了话，等您去看", count
            )
            % {"count": count},
            None,
            reverse("benefits:desk_hints"),
            "bell",
            "attention",
        )


def _uncaught(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    if viewer.may(Permission.HARDSHIP_CATCH) and (rows := benefits.uncaught(viewer, on)):
        yield Task(
            ngettext(
                "谁也没接住：%(count)s 家等一个答复",
                "谁也没接住：%(count)s 家等一个答复",
                len(rows),
            )
            % {"count": len(rows)},
            timezone.localdate(rows[0].since),
            reverse("benefits:desk_uncaught"),
            "life-buoy",
            "attention",
        )


def _claims(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    if viewer.may(Permission.CLAIM_WORK) and (count := claims.count_due(viewer, on)):
        words = ngettext("%(count)s 件申领到了日子", "%(count)s 件申领到了日子", count)
        here = reverse("claims:desk_index")
        yield Task(words % {"count": count}, None, here, "file-plus", "attention")


def _figures(viewer: Viewer) -> Iterator[Task]:
    if viewer.may(Permission.POLICY_ACTIVATE) and (count := rulebook.count_to_confirm(viewer)):
        words = ngettext(
            "有 %(count)s 个政策数字等您核对", "有 %(count)s 个政策数字等您核对", count
        )
        here = reverse("rulebook:desk_figures")
        yield Task(words % {"count": count}, None, here, "scale", "attention")


def _cases_to_assign(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    if not viewer.may(Permission.CASE_SUPERVISE):
        return
    for case in cases.cases(viewer, on=on, which="unassigned").object_list:
        yield Task(
            _("%(family)s接案了，等您指定社工") % {"family": case.label},
            case.opened_on,
            reverse("cases:desk_assign", args=[case.id]),
            "user-check",
            "attention",
        )


def _openings(viewer: Viewer) -> Iterator[Task]:
    for asked in people.asked_openings(viewer):
        if not asked.own:
            yield Task(
                _("%(worker)s申请打开%(child)s的档案") % {
                    "worker": asked.asked_by, "child": asked.name,
                },
                timezone.localdate(asked.asked_at),
                reverse("people:desk_asked"),
                "lock",
                "attention",
            )  # fmt: skip


def _my_cases(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    """The viewer's own cases: whose follow-up is due, what comes next, what waiting costs."""
    mine = cases.mine(viewer, on=on)
    for case in mine:
        here = reverse("cases:desk_case", args=[case.id])
        if case.next_on and case.next_on <= on:
            sentence = _("%(family)s到了随访的日子") % {"family": case.label}
            yield Task(sentence, case.next_on, here, "users", "attention")
        elif case.stage in ("assessment", "planning", "closure"):
            words = {"family": case.label, "step": case.next_step}
            yield Task(_("%(family)s：%(step)s") % words, case.opened_on, here, "folder-heart")
    yield from _money_left_lying(mine, on)


def _money_left_lying(mine: list[cases.CaseRow], on: datetime.date) -> Iterator[Task]:
    """What these families lose by waiting, and which of their answers have grown too old.

    The house works it out itself and tells no more than the sentence, so nobody's record is read.
    """
    if not mine:
        return
    rules, labels = rulebook.catalogue(), {case.household_id: case.label for case in mine}
    on_their_way, alone = claims.living(labels), benefits.not_looked_for(labels)
    for family in people.families(clock(), [one for one in labels if one not in alone], on):
        answers = evaluate_all(family, on, rules)
        here = reverse("benefits:desk_household", args=[family.household_id])
        words = {"family": labels[family.household_id]}
        unclaimed = _unclaimed(family, answers, on_their_way)
        lost_fen = sum(verdict.cost_of_waiting_fen or 0 for verdict in unclaimed)
        if lost_fen:
            words["money"] = spoken(lost_fen)
            sentence = _("%(family)s可以申领的还没有申请，每等一个月少 %(money)s") % words
            yield Task(sentence, None, here, "hand-coins", "attention")
        if any(verdict.papers_away for verdict in answers if _is_open(verdict)):
            sentence = _("%(family)s差一份材料，就能多申领一项") % words
            yield Task(sentence, None, here, "file-plus")
        if grown_old := _grown_old(family, on):
            words["count"] = str(grown_old)
            sentence = _("%(family)s有 %(count)s 项情况太久没问，要再问一次") % words
            yield Task(sentence, None, here, "clipboard-list")


def _unclaimed(
    family: Family, answers: Iterable[Verdict], on_their_way: Container[Any]
) -> Iterator[Verdict]:
    for verdict in answers:
        begun = (family.household_id, verdict.pack.id, verdict.subject) in on_their_way
        if verdict.outcome is Outcome.ELIGIBLE and not verdict.already and not begun:
            yield verdict


def _is_open(verdict: Verdict) -> bool:
    return verdict.outcome is not Outcome.ELIGIBLE


def _grown_old(family: Family, on: datetime.date) -> int:
    """How many answers are past the day until which their kind may be relied on."""
    known = [*family.facts.items()]
    for person in family.persons:
        known += person.facts.items()
    return sum(
        1
        for kind, fact in known
        if (days := KINDS[kind].good_for_days)
        and fact.observed_on + datetime.timedelta(days=days) < on
    )


def _signatures(viewer: Viewer) -> Iterator[Task]:
    """Requests to the fund that wait for the viewer's own signature, state by state."""
    waiting = {
        "decided": (Permission.AID_INSTRUCT, _("一份 %(amount)s 的申请通过了，等您交付款")),
        "instructed": (Permission.AID_PAY, _("一笔 %(amount)s 等慈善会付款")),
    }
    for request in fund.to_decide(viewer) if viewer.may(Permission.AID_DECIDE) else ():
        yield _signature(request, _("一份 %(amount)s 的申请等您审议"))
    for request in fund.to_docket(viewer) if viewer.may(Permission.COMMITTEE_KEEP) else ():
        yield _signature(request, _("一份 %(amount)s 的申请等放进会议议程"))
    for state, (permission, sentence) in waiting.items():
        if viewer.may(permission):
            for request in fund.requests(viewer, state).object_list:
                yield _signature(request, sentence)


def _signature(request: fund.RequestRow, sentence: str) -> Task:
    return Task(
        sentence % {"amount": spoken(request.granted_fen or request.asked_fen)},
        timezone.localdate(request.asked_at),
        reverse(_where_to_sign(request.state), args=[request.id]),
        "hand-coins",
        "attention",
    )


def _sittings(viewer: Viewer) -> Iterator[Task]:
    """Sittings of a committee whose sheet is to be keyed, or checked against its photo."""
    for sitting, confirm in committee.waiting(viewer):
        words = {"number": sitting.number}
        if confirm:
            sentence = _("第 %(number)s 次管委会会议的票等您核对") % words
            url = reverse("fund:desk_confirm_sitting", args=[sitting.id])
        else:
            sentence = _("第 %(number)s 次管委会会议开完了就照表决单录票") % words
            url = reverse("committee:desk_sitting", args=[sitting.id])
        yield Task(sentence, sitting.held_on, url, "scale", "attention")


def _not_visited(viewer: Viewer) -> Iterator[Task]:
    """Requests of families that wait for the home visit."""
    if not viewer.may(Permission.AID_ASK):
        return
    for request in fund.not_visited(viewer):
        yield Task(
            _("一份 %(amount)s 的申请，审议以前要去家里看一看")
            % {"amount": spoken(request.asked_fen)},
            timezone.localdate(request.asked_at),
            reverse("fund:desk_visit", args=[request.id]),
            "house",
            "attention",
        )


def _overdue(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    """For the fund's supervisor and secretary: what should have been ratified by now."""
    if not (viewer.may(Permission.SITTING_CONFIRM) or viewer.may(Permission.COMMITTEE_KEEP)):
        return
    overdue = [row for row in fund.unratified(viewer, on) if row.overdue]
    if overdue:
        words = ngettext(
            "%(count)s 份先批先付的过期没有追认", "%(count)s 份先批先付的过期没有追认", len(overdue)
        )
        here = reverse("fund:desk_index")
        yield Task(
            words % {"count": len(overdue)}, overdue[0].ratify_by, here, "triangle-alert", "stop"
        )


def _where_to_sign(state: str) -> str:
    """A request's own page; what the holder is to pay stands at the holder's desk."""
    return "holder:desk_instruction" if state == "instructed" else "fund:desk_request"


def _uncounted(viewer: Viewer, on: datetime.date) -> Iterator[Task]:
    """Money of the charity corner that a second person should have counted by now."""
    if not viewer.may(Permission.SHOP_OPEN):
        return
    for day in shop.overdue_counts(viewer, on):
        yield Task(
            _("%(name)s的钱该由第二个人点了") % {"name": day.name},
            day.on,
            reverse("shop:desk_day", args=[day.id]),
            "hand-coins",
            "attention",
        )


def _visits(viewer: Viewer) -> Iterator[Task]:
    """Steps of goodwill rounds: a list to approve, whom to visit, a sheet to key or to check."""
    if not viewer.may(Permission.GOODWILL_SEE):
        return
    sentences = {
        goodwill.APPROVE: _("%(title)s，%(count)s 户的名单等您批准"),
        goodwill.VISIT: _("%(title)s，可以领签收单上门了"),
        goodwill.AGAIN: _("%(title)s，有 %(count)s 户还没有签收，再去一次"),
        goodwill.KEY: _("%(title)s，签收单等您录入"),
        goodwill.CHECK: _("%(title)s，签收单等您核对"),
        goodwill.SETTLE: _("%(title)s，都签收了，等您结清"),
    }
    doors = {goodwill.KEY: "goodwill:desk_key", goodwill.CHECK: "goodwill:desk_check"}
    for one in goodwill.waiting(viewer):
        where = doors.get(one.step, "goodwill:desk_round")
        yield Task(
            sentences[one.step] % {"title": one.title, "count": one.households},
            one.since,
            reverse(where, args=[one.sheet_id or one.round_id]),
            "heart-handshake",
            "attention",
        )
