"""A resident's own login: given at the counter with a slip, renewed, ended.

Whoever gives one reads the first password, and with it could see what its owner will see. So only
who may open the records of the children that come along gives it, and the journal tells.
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity import actions as identity
from linli.identity.actions import TakenOn
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel import names
from linli.kernel.refusal import NotFound, Refused
from linli.people.models import Resident, ResidentLogin
from linli.people.queries.my_file import children_shown_to
from linli.people.queries.opening import insist_open
from linli.people.terms import is_minor


class AlreadyLinked(Refused):
    words = gettext_lazy("这个登录名或这位居民已经关联过了。")


class MinorHasNoLogin(Refused):
    words = gettext_lazy("未成年人没有自己的登录，由同住的监护人看。")
    remedy = gettext_lazy("请给监护人开通登录。")


@transaction.atomic
def give_login(*, resident_id: UUID, by: Viewer, at: datetime.datetime) -> TakenOn:
    """A login of their own, with a first password for the slip.

    Raises ``AlreadyLinked``, ``MinorHasNoLogin``, ``NotOpened`` when a child's record that it would
    show is not open to ``by``.
    """
    resident = _resident_to_give(resident_id, by, at)
    if is_minor(resident.born_on, timezone.localdate(at)):
        raise MinorHasNoLogin
    given = identity.give_login(
        initials=names.reading(resident.name).initials, name=resident.name, by=by, at=at
    )
    _link(resident, given.user.pk, by, at)
    return given


@transaction.atomic
def renew_login(*, resident_id: UUID, by: Viewer, at: datetime.datetime) -> TakenOn:
    """A new first password for one that was forgotten. Raises ``NotOpened``, ``LoginOfStaff``."""
    resident = _resident_to_give(resident_id, by, at)
    linked = _linked(resident)
    _remember("resident.login_renewed", resident, by, at, linked.user_id)
    return identity.renew_login(user_id=linked.user_id, by=by, at=at)


@transaction.atomic
def end_login(*, resident_id: UUID, by: Viewer, at: datetime.datetime) -> ResidentLogin:
    """The login shows nothing of this resident any more, from the next page on."""
    resident = _resident_of_mine(resident_id, by)
    linked = _linked(resident)
    linked.ended_at = at
    linked.save(update_fields=["ended_at"])
    _remember("resident.login_ended", resident, by, at, linked.user_id)
    return linked


@transaction.atomic
def link_login(
    *, resident_id: UUID, user_id: UUID, by: Viewer, at: datetime.datetime
) -> ResidentLogin:
    """This login, which exists, is this resident's. Raises ``AlreadyLinked``."""
    return _link(_resident_of_mine(resident_id, by), user_id, by, at)


def _resident_of_mine(resident_id: UUID, by: Viewer) -> Resident:
    resident = Resident.objects.select_for_update().filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.LOGIN_GIVE, place=resident.place_id)
    return resident


def _resident_to_give(resident_id: UUID, by: Viewer, at: datetime.datetime) -> Resident:
    resident, on = _resident_of_mine(resident_id, by), timezone.localdate(at)
    for child in children_shown_to(resident, on):
        insist_open(by, child, on)
    return resident


def _link(resident: Resident, user_id: UUID, by: Viewer, at: datetime.datetime) -> ResidentLogin:
    try:
        with transaction.atomic():
            linked = ResidentLogin.objects.create(resident=resident, user_id=user_id, linked_at=at)
    except IntegrityError as taken:
        raise AlreadyLinked from taken
    _remember("resident.login_linked", resident, by, at, user_id)
    return linked


def _linked(resident: Resident) -> ResidentLogin:
    linked = ResidentLogin.objects.filter(resident=resident, ended_at=None).first()
    if linked is None:
        raise NotFound
    return linked


def _remember(
    verb: str, resident: Resident, by: Viewer, at: datetime.datetime, user_id: UUID
) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("resident", resident.pk),
        place=resident.place_id,
        details={"user": str(user_id)},
    )
