"""What a guardian tells the door of a child: who may fetch it, allergies, photographs; taken back.

At home a guardian speaks for the children their own pages show; at the desk a keeper writes down
what such a guardian says, for a child that stands on the list of one of their doors.
"""

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.actions.children import NameMissing
from linli.attendance.models import ChildSign, FetchPermit
from linli.attendance.queries.children import insist_on_child
from linli.attendance.queries.named import Named, named_for
from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.transactions import one_transaction
from linli.kernel.words import XIAMEN
from linli.people import queries as people


class MayNotFetch(Refused):
    """Somebody a child is hidden from; it is not said why."""

    words = gettext_lazy("这个人不能写进接送名单。")
    remedy = gettext_lazy("有疑问，请当面找社区。")


class AdultsOnly(Refused):
    """A child is not handed to a child."""

    words = gettext_lazy("接孩子的要是成年人。")


class WrongDay(Refused):
    """A permit ends."""

    words = gettext_lazy("请写到哪一天为止，最长 %(days)s 天。")


class TooManyNamed(Refused):
    """A list somebody can read at a door."""

    words = gettext_lazy("一个孩子最多写 %(most)s 个人，请先去掉不用的。")


class SignUnknown(Refused):
    """Neither an allergy nor photographs."""

    words = gettext_lazy("请写过敏什么，或者选能不能拍照。")


@one_transaction
def name_fetcher(
    *,
    child_id: UUID,
    named_by: UUID | None = None,
    session_id: UUID | None = None,
    name: str = "",
    resident_id: UUID | None = None,
    relation: str,
    until_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> FetchPermit:
    """A guardian names an adult who may fetch their child, until a day.

    ``session_id``: told at the desk, for a child on that list, by the guardian ``named_by``;
    without it, the guardian speaks at home. Raises ``MayNotFetch``, ``AdultsOnly``, ``WrongDay``,
    ``TooManyNamed``, ``NameMissing``, ``NotFound``.
    """
    on = at.astimezone(XIAMEN).date()
    place, guardian, named = _speaking(child_id, named_by, session_id, by, on)
    if earlier := pressed_before(FetchPermit, key, child_id=child_id):
        return earlier
    if not on <= until_on <= on + datetime.timedelta(days=terms.PERMIT_DAYS):
        raise WrongDay(days=terms.PERMIT_DAYS)
    if len(named.permits) >= terms.MOST_PERMITS:
        raise TooManyNamed(most=terms.MOST_PERMITS)
    made = FetchPermit(
        child_id=child_id, place_id=place, resident_id=resident_id, until_on=until_on,
        relation=relation.strip()[:12], named_by_id=guardian, named_at=at, by_id=by.user_id,
        key=key,
    )  # fmt: skip
    if resident_id is None:
        typed = " ".join(name.split())[:40]
        if not typed:
            raise NameMissing
        if any(terms.same_name(typed, hidden) for hidden in named.away.values()):
            raise MayNotFetch
        seal(made, "name", typed)
    else:
        _insist_on_adult(resident_id, child_id, named, by, on)
    made.save(force_insert=True)
    _remember("fetch_permit.given", "fetch_permit", made.pk, place, by, at)
    return made


@one_transaction
def take_back_fetcher(
    *, permit_id: UUID, session_id: UUID | None = None, by: Viewer, at: datetime.datetime
) -> FetchPermit:
    """That person fetches the child no more. Any guardian who may be told says so."""
    made = FetchPermit.objects.select_for_update().filter(pk=permit_id).first()
    if made is None:
        raise NotFound
    _insist_may_speak(made.child_id, session_id, by, at.astimezone(XIAMEN).date())
    if made.taken_back_at is None:
        made.taken_back_at, made.taken_back_by_id = at, by.user_id
        made.save(update_fields=["taken_back_at", "taken_back_by"])
        _remember("fetch_permit.taken_back", "fetch_permit", made.pk, made.place_id, by, at)
    return made


@one_transaction
def tell_sign(
    *,
    child_id: UUID,
    kind: str,
    value: str,
    named_by: UUID | None = None,
    session_id: UUID | None = None,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> ChildSign:
    """A guardian tells the door of an allergy, or whether the child may be photographed, and agrees
    that it is kept and shown there, and to who teaches. What was told before is taken back.
    Raises ``SignUnknown``."""
    on = at.astimezone(XIAMEN).date()
    place, guardian, _named = _speaking(child_id, named_by, session_id, by, on)
    if earlier := pressed_before(ChildSign, key, child_id=child_id, kind=kind):
        return earlier
    words = value.strip()[:100]
    known = (terms.PHOTO_YES, terms.PHOTO_NO) if kind == terms.PHOTO else (words,)
    if kind not in terms.SIGN_KINDS or not words or words not in known:
        raise SignUnknown
    for before in ChildSign.objects.select_for_update().filter(
        child=child_id, kind=kind, taken_back_at=None
    ):
        _back(before, by, at)
    made = ChildSign(
        child_id=child_id, place_id=place, kind=kind, told_by_id=guardian, agreed_on=on,
        wording=terms.SIGN_WORDING, at=at, by_id=by.user_id, key=key,
    )  # fmt: skip
    seal(made, "value", words)
    made.save(force_insert=True)
    _remember("child_sign.told", "child_sign", made.pk, place, by, at)
    return made


@one_transaction
def take_back_sign(
    *, sign_id: UUID, session_id: UUID | None = None, by: Viewer, at: datetime.datetime
) -> ChildSign:
    """It is not so any more, or not to be kept."""
    made = ChildSign.objects.select_for_update().filter(pk=sign_id).first()
    if made is None:
        raise NotFound
    _insist_may_speak(made.child_id, session_id, by, at.astimezone(XIAMEN).date())
    if made.taken_back_at is None:
        _back(made, by, at)
        _remember("child_sign.taken_back", "child_sign", made.pk, made.place_id, by, at)
    return made


def _speaking(
    child_id: UUID,
    named_by: UUID | None,
    session_id: UUID | None,
    by: Viewer,
    on: datetime.date,
) -> tuple[str, UUID, Named]:
    """The child's community, the guardian who speaks, and who may fetch. Raises ``NotFound``."""
    _insist_may_speak(child_id, session_id, by, on)
    guardian = named_by if session_id else people.resident_of(by)
    named = named_for([child_id], on).get(child_id)
    if named is None or guardian not in {one.id for one in named.guardians}:
        raise NotFound
    assert guardian is not None
    [comer] = people.comers([child_id])
    return comer.place, guardian, named


def _insist_may_speak(
    child_id: UUID, session_id: UUID | None, by: Viewer, on: datetime.date
) -> None:
    if session_id is not None:
        insist_on_child(by, session_id, child_id)
    elif child_id not in people.with_me(by, on):
        raise NotFound


def _insist_on_adult(
    resident_id: UUID, child_id: UUID, named: Named, by: Viewer, on: datetime.date
) -> None:
    """Raises ``NotFound``, ``AdultsOnly``, ``MayNotFetch``. Only a keeper finds neighbours."""
    people.listed_place(by, resident_id)
    if resident_id == child_id or people.guardians_told([resident_id], on):
        raise AdultsOnly
    if resident_id in named.away:
        raise MayNotFetch


def _back(sign: ChildSign, by: Viewer, at: datetime.datetime) -> None:
    sign.taken_back_at, sign.taken_back_by_id = at, by.user_id
    sign.save(update_fields=["taken_back_at", "taken_back_by"])


def _remember(
    verb: str, noun: str, pk: UUID, place: str, by: Viewer, at: datetime.datetime
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=(noun, pk), place=place)
