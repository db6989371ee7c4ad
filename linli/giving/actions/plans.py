"""What the holder says: a plan as it was filed, who is related to it, and where one gives."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import queries as funds
from linli.giving import terms
from linli.giving.actions.holding import DayNotPossible, NumberTaken, fund_for, insist_on_purpose
from linli.giving.models import Disclosure, GivingPoint, Plan, RelatedParty
from linli.giving.queries import related_gifts
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal


class FiledTooLate(Refused):
    """Ten days lie between the filing and the first day."""

    words = gettext_lazy("备案要在开始前至少十天：%(filed)s 备案的，最早 %(earliest)s 开始。")


class NotRelated(Refused):
    """Only a related party's gift is disclosed as one."""

    words = gettext_lazy("这笔捐赠不是关联方的，不用这样公开。")


class PlatformIncomplete(Refused):
    """A platform comes with its secure address, or not at all."""

    words = gettext_lazy("写了平台，就要写它的网址，以 https:// 开头。")


@transaction.atomic
def enter_plan(
    *,
    fund_id: UUID,
    title: str,
    number: str,
    filed_on: datetime.date,
    starts_on: datetime.date,
    ends_on: datetime.date,
    area: str,
    in_charge: str,
    purpose: str,
    costs: str,
    leftover: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    target_fen: int | None = None,
) -> Plan:
    """Enter a public fundraising plan as it was filed (慈善法 arts 24, 25).

    Raises ``FiledTooLate``, ``DayNotPossible``, ``NumberTaken``, ``KeyUsedForOther``.
    """
    home = fund_for(fund_id, Permission.FUNDRAISING_FILE, by)
    if earlier := pressed_before(Plan, key, number=number):
        return earlier
    earliest = terms.earliest_start(filed_on)
    if starts_on < earliest:
        raise FiledTooLate(filed=filed_on, earliest=earliest)
    if ends_on < starts_on or filed_on > timezone.localdate(at):
        raise DayNotPossible
    insist_on_purpose(fund_id, purpose)
    if Plan.objects.filter(fund=fund_id, number=number).exists():
        raise NumberTaken(number=number)
    plan = Plan.objects.create(
        fund_id=fund_id, place_id=home.place, title=title, number=number, filed_on=filed_on,
        may_begin_on=earliest, starts_on=starts_on, ends_on=ends_on, area=area,
        in_charge=in_charge, purpose=purpose, target_fen=target_fen, costs=costs,
        leftover=leftover, entered_by_id=by.user_id, entered_at=at, key=key,
    )  # fmt: skip
    journal.record(
        verb="plan.entered", by=by, at=at, subject=("plan", plan.pk), place=plan.place_id
    )
    return plan


@transaction.atomic
def name_related(
    *,
    fund_id: UUID,
    kind: str,
    name: str,
    since: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    of_whom: str = "",
    until: datetime.date | None = None,
) -> RelatedParty:
    """The holder names somebody related to it, for as long as that lasts.

    Gifts already received under this name are found too. Raises ``DayNotPossible``.
    """
    home = fund_for(fund_id, Permission.FUNDRAISING_FILE, by)
    if earlier := pressed_before(RelatedParty, key, kind=kind):
        return earlier
    if until and until < since:
        raise DayNotPossible
    party = RelatedParty(
        holder_id=home.holder, kind=kind, name_blind=funds.donor_blind(name), since=since,
        until=until, entered_by_id=by.user_id, entered_at=at, key=key,
    )  # fmt: skip
    seal(party, "name", name)
    seal(party, "of_whom", of_whom or None)
    party.save(force_insert=True)
    journal.record(
        verb="related.named", by=by, at=at, subject=("related_party", party.pk), place=home.place
    )
    return party


@transaction.atomic
def end_related(
    *, party_id: UUID, until: datetime.date, fund_id: UUID, by: Viewer, at: datetime.datetime
) -> RelatedParty:
    """The tie has ended. Raises ``DayNotPossible`` before it began."""
    home = fund_for(fund_id, Permission.FUNDRAISING_FILE, by)
    party = RelatedParty.objects.select_for_update().filter(pk=party_id, holder=home.holder).first()
    if party is None:
        raise NotFound
    if until < party.since:
        raise DayNotPossible
    party.until = until
    party.save(update_fields=["until"])
    journal.record(
        verb="related.ended", by=by, at=at, subject=("related_party", party.pk), place=home.place
    )
    return party


@transaction.atomic
def disclose_related(
    *,
    donation_id: UUID,
    fund_id: UUID,
    disclosed_on: datetime.date,
    where: str,
    by: Viewer,
    at: datetime.datetime,
) -> Disclosure:
    """A related party's gift was published (信息公开办法 art. 14). Twice is once."""
    home = fund_for(fund_id, Permission.FUNDRAISING_FILE, by)
    earlier = Disclosure.objects.filter(pk=donation_id).first()
    if earlier:
        return earlier
    if donation_id not in {
        gift.donation_id for gift in related_gifts(by, fund_id, timezone.localdate(at))
    }:
        raise NotRelated
    if disclosed_on > timezone.localdate(at):
        raise DayNotPossible
    disclosed = Disclosure.objects.create(
        donation_id=donation_id, disclosed_on=disclosed_on, where=where, by_id=by.user_id, at=at
    )
    journal.record(
        verb="related.disclosed", by=by, at=at, subject=("donation", donation_id), place=home.place
    )
    return disclosed


@transaction.atomic
def say_where_to_give(
    *,
    fund_id: UUID,
    address: str,
    hours: str,
    by: Viewer,
    at: datetime.datetime,
    platform: str = "",
    platform_url: str = "",
) -> GivingPoint:
    """Where one gives, from now on. No account number, no payment code (慈善法 art. 27).

    Raises ``PlatformIncomplete``.
    """
    home = fund_for(fund_id, Permission.FUNDRAISING_FILE, by)
    if bool(platform) != bool(platform_url):
        raise PlatformIncomplete
    if platform_url and not platform_url.startswith("https://"):
        raise PlatformIncomplete
    point = GivingPoint.objects.create(
        fund_id=fund_id, address=address, hours=hours, platform=platform,
        platform_url=platform_url, said_by_id=by.user_id, said_at=at,
    )  # fmt: skip
    journal.record(
        verb="giving_point.said", by=by, at=at, subject=("fund", fund_id), place=home.place
    )
    return point
