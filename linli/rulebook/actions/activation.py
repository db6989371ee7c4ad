"""Putting a text in force, and taking it back.

Two people: who wrote it never activates it, and the database refuses it too. Nothing is activated
unseen: what it would do was counted for this very text, among the texts that stand now.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.rulebook.actions.turning import hold, remember, told, turn_the_page
from linli.rulebook.models import Draft, Edition, Rulebook
from linli.rulebook.queries.checking import Check, check
from linli.rulebook.queries.drafts import open_draft
from linli.rulebook.queries.reckonings import effects_of
from linli.rulebook.queries.standing import shelf
from linli.rulebook.terms import EDITED, REPLACED, SHIPPED, WITHDRAWN


class WrittenByYou(Refused):
    """The second pair of eyes is another person's."""

    words = gettext_lazy("改的人不能自己让它生效，要由另一个人来。")
    remedy = gettext_lazy("请另一位政策专员打开这份草稿。")


class NotSound(Refused):
    """Something is wrong in the text, or an example does not come out."""

    words = gettext_lazy("第%(line)s行：%(fault)s")
    remedy = gettext_lazy("请先改好再生效；现行的文本照旧执行。")


class EffectsNotReckoned(Refused):
    """Nobody has seen what this very text would do."""

    words = gettext_lazy("还没有算过这份文本的影响，或者算过以后文本或别的政策又改了。")
    remedy = gettext_lazy("请先“算一算影响”，看过人数和金额再生效。")


class BeginsBefore(Refused):
    """It would rule days that are past, and nobody said why."""

    words = gettext_lazy("它从 %(day)s 起执行，早于今天：请写明为什么。")


class NothingChanged(Refused):
    """The same text stands already."""

    words = gettext_lazy("和现行的文本一模一样，没有可生效的改动。")


class NotToBeWithdrawn(Refused):
    """What the program ships, or what does not stand."""

    words = gettext_lazy("只有政策专员改过、现在还在执行的文本可以撤回。")


class Needed(Refused):
    """Others lean on it."""

    words = gettext_lazy("撤回以后，别的政策就站不住了：%(fault)s")


class ReasonMissing(Refused):
    """A withdrawal says why."""

    words = gettext_lazy("请写一句为什么撤回。")


@transaction.atomic
def activate(*, draft_id: UUID, by: Viewer, at: datetime.datetime, reason: str = "") -> Edition:
    """Put another's draft in force: from its first day it rules; an earlier edition ends before.

    Raises ``WrittenByYou``, ``NotSound``, ``NothingChanged``, ``EffectsNotReckoned``,
    ``BeginsBefore``, ``NotFound``.
    """
    draft = open_draft(by, draft_id, Permission.POLICY_ACTIVATE)
    if draft.written_by_id == by.user_id:
        raise WrittenByYou
    book = hold()
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    found = check(draft.jurisdiction, draft.text)
    _refuse(draft, found, book, reason, timezone.localdate(at))
    made = _put_in_force(draft, found, reason.strip(), by, at)
    draft.closed_at, draft.became = at, made
    draft.save(update_fields=["closed_at", "became"])
    turn_the_page(book)
    remember("policy.activated", ("edition", made.pk), by, at, made)
    return made


@transaction.atomic
def withdraw(*, edition_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Edition:
    """Take a text back: what stood before it stands again.

    One person may, for what comes back was agreed before.

    Raises ``NotToBeWithdrawn``, ``ReasonMissing``, ``Needed``, ``NotFound``.
    """
    by.require(Permission.POLICY_ACTIVATE)
    book = hold()
    row = Edition.objects.select_for_update().filter(pk=edition_id).first()
    if row is None:
        raise NotFound
    by.require(Permission.POLICY_ACTIVATE, place=row.jurisdiction)
    if row.origin == SHIPPED or row.stands_from is None or row.out_at:
        raise NotToBeWithdrawn
    if not reason.strip():
        raise ReasonMissing
    was_broken = {one.name for one in shelf().broken}
    row.out_at, row.out_why, row.out_by_id = at, WITHDRAWN, by.user_id
    row.save(update_fields=["out_at", "out_why", "out_by"])
    if row.replaces_id:
        Edition.objects.filter(pk=row.replaces_id).update(out_at=None, out_why="", out_by=None)
        Edition.objects.filter(ended_by=row).update(ended_by=row.replaces_id)
    else:
        Edition.objects.filter(ended_by=row).update(until=None, ended_by=None)
    turn_the_page(book)
    for one in shelf().broken:
        if one.name not in was_broken:
            raise Needed(fault=told(one.words))
    remember("policy.withdrawn", ("edition", row.pk), by, at, row)
    return row


def _refuse(draft: Draft, found: Check, book: Rulebook, reason: str, today: datetime.date) -> None:
    for fault in (*found.faults, *found.failing):
        raise NotSound(line=fault.line, fault=told(fault.words))
    if found.same:
        raise NothingChanged
    effects = effects_of(draft, book.stamp)
    if effects is None or not effects.finished_at or effects.broke:
        raise EffectsNotReckoned
    assert found.loaded is not None
    begins = found.loaded.pack.effective_from.first
    if begins < today and not reason.strip():
        raise BeginsBefore(day=begins.isoformat())


def _put_in_force(
    draft: Draft, found: Check, reason: str, by: Viewer, at: datetime.datetime
) -> Edition:
    assert found.text is not None
    before = Edition.objects.filter(pk=found.stands_now).first()
    if before:
        before.out_at, before.out_why, before.out_by_id = at, REPLACED, by.user_id
        before.save(update_fields=["out_at", "out_why", "out_by"])
    made = Edition.objects.create(
        jurisdiction=found.text.jurisdiction,
        benefit=found.text.benefit,
        edition=found.text.edition,
        until=before.until if before else None,
        ended_by=before.ended_by if before else None,
        text=draft.text,
        digest=found.text.digest,
        origin=EDITED,
        replaces=before,
        came_at=at,
        written_by_id=draft.written_by_id,
        written_at=draft.written_at,
        activated_by_id=by.user_id,
        stands_from=at,
        reason=reason,
    )
    if before:
        Edition.objects.filter(ended_by=before).update(ended_by=made)
    assert found.loaded is not None
    last = found.loaded.pack.effective_from.first - datetime.timedelta(days=1)
    Edition.objects.filter(pk__in=found.ends).update(until=last, ended_by=made)
    return made
