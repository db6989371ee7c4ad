"""Finding out a figure: somebody rings, somebody states a value with its source, another confirms.

Then the value stands in the policy's text, as a text of its own with its hash: there is one way in
which a rule changes. Nothing without a source ever becomes a value.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions as papers
from linli.rulebook.actions.turning import hold, remember, told, turn_the_page
from linli.rulebook.models import Edition, Enquiry, StatedFigure
from linli.rulebook.queries.checking import check
from linli.rulebook.queries.figures import Key, base_of, key_of, text_with
from linli.rulebook.queries.standing import shelf
from linli.rulebook.terms import FIGURE, REPLACED
from linli.rules.faults import PackFault
from linli.rules.figures import Trust, Unit
from linli.rules.packs import Pack
from linli.rules.shelf import FIGURES, Text, read_figures

WRITE, CONFIRM = Permission.POLICY_WRITE, Permission.POLICY_ACTIVATE


class SourceMissing(Refused):
    """A value came from somewhere, or it is no value."""

    words = gettext_lazy("没有出处的数字不能填：请写明谁说的、文件叫什么，再给网址、文号或者照片。")


class NotYetRead(Refused):
    """Nobody reads tomorrow's paper."""

    words = gettext_lazy("看到这个出处的日子还没有到。")


class TwoValues(Refused):
    """That day has a value already, and another one."""

    words = gettext_lazy("%(day)s 这一天已经有一个数值（%(value)s），同一天不能有两个。")
    remedy = gettext_lazy("请核对起始日期；原来填错了的，请改写这项政策的文本，写明理由。")


class WaitsAlready(Refused):
    """Somebody else was quicker."""

    words = gettext_lazy("这一天的数值已经有人填了，正等另一个人核对。")


class StatedByYou(Refused):
    """The second person is another."""

    words = gettext_lazy("填的人不能自己核对，要由另一个人来。")
    remedy = gettext_lazy("请另一位政策专员打开这个数字。")


class CannotBeFilled(Refused):
    """The text takes no value from a machine."""

    words = gettext_lazy("第%(line)s行：%(fault)s")


class WordsMissing(Refused):
    """A note says whom one asked, and what was said."""

    words = gettext_lazy("请写明问了谁、对方怎么说。")


@transaction.atomic
def note_enquiry(
    *,
    jurisdiction: str,
    benefit: str,
    parameter: str,
    whom: str,
    words: str,
    by: Viewer,
    at: datetime.datetime,
) -> Enquiry:
    """Write down that an office was asked: it is no source and makes no value.

    Raises ``NotFound``, ``WordsMissing``.
    """
    by.require(WRITE)
    on = timezone.localdate(at)
    key, _pack, place = key_of(by, jurisdiction, benefit, parameter, on)
    if not (whom.strip() and words.strip()):
        raise WordsMissing
    row = Enquiry.objects.create(
        jurisdiction=key.jurisdiction,
        benefit=key.benefit,
        parameter=key.parameter,
        whom=whom.strip(),
        words=words.strip(),
        asked_on=on,
        asked_by_id=by.user_id,
    )
    remember("figure.enquired", ("figure", row.pk), by, at, place=place)
    return row


@transaction.atomic
def state_figure(
    *,
    jurisdiction: str,
    benefit: str,
    parameter: str,
    value: int,
    since: datetime.date,
    title: str,
    read_on: datetime.date,
    trust: str,
    by: Viewer,
    at: datetime.datetime,
    address: str = "",
    photo: bytes | None = None,
) -> StatedFigure:
    """State a value (fen, or a plain number) with its source; it waits for another person.

    It is stated for the figure's own jurisdiction, or for one's own place beneath it. Raises
    ``NotFound``, ``SourceMissing``, ``NotYetRead``, ``TwoValues``, ``WaitsAlready``, and what
    keeping a paper refuses.
    """
    by.require(WRITE)
    on = timezone.localdate(at)
    key, pack, place = key_of(by, jurisdiction, benefit, parameter, on)
    if not title.strip() or not (address.strip() or photo):
        raise SourceMissing
    if read_on > on:
        raise NotYetRead
    _refuse_two_values(pack, key, since, value)
    paper = (
        papers.keep(
            content=photo,
            kind="source",
            retention="source",
            place=place,
            guarded=True,
            by=by,
            at=at,
        )
        if photo
        else None
    )
    try:
        with transaction.atomic():
            row = StatedFigure.objects.create(
                jurisdiction=place,
                benefit=key.benefit,
                edition=key.edition,
                parameter=key.parameter,
                value=value,
                since=since,
                title=title.strip(),
                address=address.strip(),
                read_on=read_on,
                trust=Trust(trust).value,
                paper=paper,
                stated_by_id=by.user_id,
                stated_at=at,
            )
    except IntegrityError as twice:
        raise WaitsAlready from twice
    text_of(row, pack.parameters[key.parameter].unit)
    remember("figure.stated", ("figure", row.pk), by, at, place=place)
    return row


@transaction.atomic
def confirm_figure(*, stated_id: UUID, by: Viewer, at: datetime.datetime) -> Edition:
    """Agree to a value as another person: from now on it stands, for every community of its place.

    Raises ``NotFound``, ``StatedByYou``, ``CannotBeFilled``.
    """
    book = hold()
    row = _waiting(stated_id, by)
    if row.stated_by_id == by.user_id:
        raise StatedByYou
    was_broken = {one.name for one in shelf().broken}
    base = base_of(row)
    text = text_of(row, _unit(base, row))
    here = base.jurisdiction == row.jurisdiction
    if here:
        base.out_at, base.out_why, base.out_by_id = at, REPLACED, by.user_id
        base.save(update_fields=["out_at", "out_why", "out_by"])
    made = Edition.objects.create(
        jurisdiction=row.jurisdiction,
        benefit=row.benefit,
        edition=row.edition,
        until=base.until if here else None,
        ended_by=base.ended_by if here else None,
        text=text,
        digest=Text("", "", "", text).digest,
        origin=FIGURE,
        replaces=base if here else None,
        came_at=at,
        written_by_id=row.stated_by_id,
        written_at=row.stated_at,
        activated_by_id=by.user_id,
        stands_from=at,
        reason=row.title,
    )
    if here:
        Edition.objects.filter(ended_by=base).update(ended_by=made)
    row.confirmed_by_id, row.closed_at, row.became = by.user_id, at, made
    row.save(update_fields=["confirmed_by", "closed_at", "became"])
    turn_the_page(book)
    for fault in shelf().broken:
        if fault.name not in was_broken:
            raise CannotBeFilled(line=fault.line, fault=told(fault.words))
    remember("figure.confirmed", ("figure", row.pk), by, at, made)
    return made


@transaction.atomic
def turn_down_figure(
    *, stated_id: UUID, why_not: str, by: Viewer, at: datetime.datetime
) -> StatedFigure:
    """It is not so, or its source does not say it: the value goes, the note stays.

    Whoever stated it may take it back too. Raises ``NotFound``, ``WordsMissing``.
    """
    row = _waiting(stated_id, by)
    if not why_not.strip():
        raise WordsMissing
    row.closed_at, row.why_not = at, why_not.strip()
    row.save(update_fields=["closed_at", "why_not"])
    if row.paper_id:
        on = timezone.localdate(at)
        papers.release(paper_id=row.paper_id, by=by, at=at, ended_on=on)
    remember("figure.turned_down", ("figure", row.pk), by, at, place=row.jurisdiction)
    return row


def text_of(row: StatedFigure, unit: Unit) -> str:
    """The text with the value in it, which must read as a policy, or as figures, does.

    Its examples are not asked: they were proven with the figures they were written with, and no
    line of the rule has changed since. Raises ``CannotBeFilled``.
    """
    try:
        text = text_with(row, base_of(row), unit)
        if row.benefit == FIGURES:
            read_figures(Text(row.jurisdiction, FIGURES, "", text))
            return text
        for fault in check(row.jurisdiction, text).faults:
            raise PackFault("", fault.line, fault.words)
    except PackFault as fault:
        raise CannotBeFilled(line=fault.line, fault=told(fault.words)) from fault
    return text


def _refuse_two_values(pack: Pack, key: Key, since: datetime.date, value: int) -> None:
    """The same value again is a fresh look at it; another on the same day is a contradiction."""
    for one in pack.parameters[key.parameter].values:
        if one.since.first == since and one.value not in (None, value):
            figure = pack.parameters[key.parameter].on(since)
            raise TwoValues(day=since.isoformat(), value=told(figure.say()))


def _waiting(stated_id: UUID, by: Viewer) -> StatedFigure:
    by.require(CONFIRM)
    row = StatedFigure.objects.select_for_update().filter(pk=stated_id, closed_at=None).first()
    if row is None:
        raise NotFound
    by.require(CONFIRM, place=row.jurisdiction)
    return row


def _unit(base: Edition, row: StatedFigure) -> Unit:
    kept = shelf()
    if base.benefit == FIGURES:
        return kept.figures[base.jurisdiction][row.parameter].unit
    return kept.policies[base.pk].pack.parameters[row.parameter].unit
