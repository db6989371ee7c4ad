"""Whose committee it is, and how its deeds are written down."""

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.committee import queries
from linli.committee.models import Committee, Member
from linli.committee.terms import SMALLEST_COMMITTEE, SUPERVISOR, VOTER, complete
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused


class CommitteeIncomplete(Refused):
    """Fewer than five votes, an even number, or nobody who watches."""

    words = gettext_lazy(
        "管委会现在有 %(voters)s 位有表决权的成员、%(supervisors)s 位监督员，还不能开会。"
    )
    remedy = gettext_lazy("有表决权的成员要是单数，至少 5 位；监督员至少 1 位。请先补齐名单。")


def require(
    committee: Committee, by: Viewer, permission: Permission = Permission.COMMITTEE_KEEP
) -> None:
    by.require(permission, place=committee.place_id, organisation=committee.organisation_id)


def held_committee(committee_id: UUID, by: Viewer) -> Committee:
    found = Committee.objects.select_for_update().filter(pk=committee_id).first()
    if found is None:
        raise NotFound
    require(found, by)
    return found


def held_member(member_id: UUID, by: Viewer) -> Member:
    found = Member.objects.select_related("committee").filter(pk=member_id).first()
    if found is None:
        raise NotFound
    require(found.committee, by)
    return found


def insist_complete(committee: Committee, on: datetime.date) -> None:
    parts = [member.part for member in queries.members_on(committee, on)]
    voters, supervisors = parts.count(VOTER), parts.count(SUPERVISOR)
    if not complete(voters, supervisors):
        raise CommitteeIncomplete(voters=voters, supervisors=supervisors, least=SMALLEST_COMMITTEE)


def record(
    verb: str, committee: Committee, by: Viewer, at: datetime.datetime, **details: str
) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("committee", committee.pk),
        place=committee.place_id,
        details=details,
    )
