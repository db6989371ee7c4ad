"""What may be done with users, roles and signatures."""

import datetime
from typing import NamedTuple
from uuid import UUID

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity import queries
from linli.identity.models import Organisation, RoleHeld, SignOff, User
from linli.identity.permissions import ROLES, NotAllowed, Permission, Viewer, clock
from linli.identity.terms import first_password, login_name, may_be_held_together
from linli.journal import actions as journal
from linli.kernel import rows
from linli.kernel.refusal import NotFound, Refused


class NameTaken(Refused):
    """A login of this name exists."""

    words = gettext_lazy("登录名“%(username)s”已经有人用了，请换一个。")


class UnknownRole(Refused):
    """No such role in the code."""

    words = gettext_lazy("没有“%(role)s”这个岗位。")


class RoleHeldElsewhere(Refused):
    """Some roles are held at a place, others in an organisation; never at both or at none."""

    words = gettext_lazy("“%(role)s”不能任命在这里。")
    remedy = gettext_lazy("慈善会会计要任命在慈善会，其他岗位要任命在社区。")


class OwnAppointment(Refused):
    """Nobody gives themselves a role."""

    words = gettext_lazy("不能任命自己。")
    remedy = gettext_lazy("请另一位管理员来任命。")


class AlreadyHeld(Refused):
    """The person holds this role there already."""

    words = gettext_lazy("这个人已经在这里担任“%(role)s”了。")


class RolesKeptApart(Refused):
    """Administrator and auditor are held alone."""

    words = gettext_lazy("管理员和审计员不能再兼别的岗位。")
    remedy = gettext_lazy("请任命另一个人，或者先免去原来的岗位。")


class LastAdministrator(Refused):
    """Without an administrator nobody could be appointed any more."""

    words = gettext_lazy("这里只有这一位管理员，免去以后就没有人能任命了。")
    remedy = gettext_lazy("请先任命另一位管理员。")


class HouseHasAdministrator(Refused):
    """The first administrator's link serves only while there is none."""

    words = gettext_lazy("已经有管理员了，这个链接不再有效。")
    remedy = gettext_lazy("请直接登录；忘了密码请找另一位管理员。")


class StepAlreadySigned(Refused):
    """Somebody has already taken this step."""

    words = gettext_lazy("这一步已经有人签过了，不用再签。")


class SamePersonTwice(Refused):
    """One person may not take two steps of the same thing."""

    words = gettext_lazy("这件事您已经签过一步，下一步要由另一个人来签。")
    remedy = gettext_lazy("钱要经过不同的人的手，请同事来办这一步。")


class LoginOfStaff(Refused):
    """Whoever works here has a login that administrators answer for."""

    words = gettext_lazy("这个人在这里有岗位，登录由管理员管。")
    remedy = gettext_lazy("请管理员在“人员”里给他新的密码。")


class TakenOn(NamedTuple):
    """A login, and the first password for its owner's slip: it is never shown again."""

    user: User
    password: str


# Logins ------------------------------------------------------------------------------------------


@transaction.atomic
def invite(
    *,
    username: str,
    name: str,
    by: Viewer,
    at: datetime.datetime,
    password: str | None = None,
    office: str = "",
    demo: bool = False,
    must_change_password: bool = True,
) -> User:
    """Make a login. Without a password nobody can sign in with it until one is set.

    Raises ``NameTaken``.
    """
    by.require(Permission.ROLE_APPOINT)
    username = User.normalize_username(username)
    if User.objects.filter(username=username).exists():
        raise NameTaken(username=username)
    user = User(username=username, name=name, office=office, demo=demo)
    if password is None:
        user.set_unusable_password()
    else:
        _choose_password(
            user, password, on=timezone.localdate(at), must_change=must_change_password
        )
    return _enter(user, by, at)


@transaction.atomic
def take_on(
    *,
    username: str,
    name: str,
    role: str,
    by: Viewer,
    at: datetime.datetime,
    place: str | None = None,
    organisation: UUID | None = None,
    office: str = "",
) -> TakenOn:
    """Take somebody on: a login, a first role from today, a first password. All or nothing.

    Raises what ``invite`` and ``appoint`` raise.
    """
    password = first_password()
    user = invite(username=username, name=name, office=office, password=password, by=by, at=at)
    appoint(
        user_id=user.pk,
        role=role,
        place=place,
        organisation=organisation,
        from_on=timezone.localdate(at),
        by=by,
        at=at,
    )
    return TakenOn(user, password)


@transaction.atomic
def give_login(*, initials: str, name: str, by: Viewer, at: datetime.datetime) -> TakenOn:
    """A login without any role, for a resident; the room that knows the resident has asked whether
    ``by`` may give it to this one.

    ``initials`` begin the login's name, so that its owner remembers it.
    """
    by.require(Permission.LOGIN_GIVE)
    user = User(username=_free_name(initials), name=name)
    password = first_password()
    _choose_password(user, password, on=timezone.localdate(at), must_change=True)
    return TakenOn(_enter(user, by, at), password)


@transaction.atomic
def renew_login(*, user_id: UUID, by: Viewer, at: datetime.datetime) -> TakenOn:
    """A new first password for a login given like that; its sessions end.

    Raises ``LoginOfStaff`` for a login that holds any role: with its password one could act as it.
    """
    by.require(Permission.LOGIN_GIVE)
    user = User.objects.select_for_update().get(pk=user_id)
    if queries.roles_of(user_id, timezone.localdate(at)):
        raise LoginOfStaff
    password = first_password()
    _set_password(user, password, on=timezone.localdate(at), must_change=True)
    _note("user.password_handed_out", by, user.pk, at)
    return TakenOn(user, password)


@transaction.atomic
def hand_out_password(*, user_id: UUID, by: Viewer, at: datetime.datetime) -> str:
    """Replace a forgotten password by a first one, which is returned and never shown again.

    Ends every session of the login. A second factor stays: who hands out cannot thereby pay.
    Raises ``NotFound`` for somebody the viewer does not answer for.
    """
    user = queries.locked_staff_member(by, user_id, timezone.localdate(at))
    password = first_password()
    _set_password(user, password, on=timezone.localdate(at), must_change=True)
    _note("user.password_handed_out", by, user.pk, at)
    return password


@transaction.atomic
def change_password(*, user: User, password: str, by: Viewer, at: datetime.datetime) -> None:
    """Keep the password a person chose for themselves; the form has checked its rules."""
    _set_password(user, password, on=timezone.localdate(at), must_change=False)
    _note("user.password_changed", by, user.pk, at)


@transaction.atomic
def forget_factors(*, user_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """Take away a user's passkeys, one-time codes and recovery codes, for a lost phone.

    The console's alone (``NotAllowed``): an administrator who could take away a factor and hand out
    a password could sign as the cashier.
    """
    if by.kind != "clock":
        raise NotAllowed
    Authenticator.objects.filter(user=user_id).delete()
    _note("user.factors_forgotten", by, user_id, at)


@transaction.atomic
def close_login(*, user_id: UUID, by: Viewer, at: datetime.datetime) -> User:
    """Let nobody in by this login any more, from the next request on; nothing is deleted."""
    return _open_or_close(user_id, by, at, is_active=False)


@transaction.atomic
def reopen_login(*, user_id: UUID, by: Viewer, at: datetime.datetime) -> User:
    """Let its owner in again."""
    return _open_or_close(user_id, by, at, is_active=True)


@transaction.atomic
def appoint_first_administrator(
    *,
    link_id: UUID,
    username: str,
    name: str,
    password: str,
    place: str,
    at: datetime.datetime,
) -> User:
    """Make the house's first administrator by the link printed on its console.

    Raises ``HouseHasAdministrator`` when there is one or the link was used, ``NameTaken``.
    """
    if queries.has_administrator(timezone.localdate(at)):
        raise HouseHasAdministrator
    user = invite(
        username=username,
        name=name,
        password=password,
        must_change_password=False,
        by=clock(),
        at=at,
    )
    appoint(
        user_id=user.pk,
        role="administrator",
        place=place,
        from_on=timezone.localdate(at),
        by=clock(),
        at=at,
    )
    try:
        sign_off(
            subject=("first_administrator", link_id), step="use", by=Viewer(user_id=user.pk), at=at
        )
    except StepAlreadySigned as used:
        raise HouseHasAdministrator from used
    return user


# Sign-ins, for whoever must show later who was here -----------------------------------------------


def note_sign_in(*, way: str, by: Viewer, at: datetime.datetime) -> None:
    """Remember that somebody came in; ``way`` is like ``password+totp``, ``webauthn``, ``demo``."""
    _note("user.signed_in", by, by.user_id, at, way=way)


def note_sign_out(*, by: Viewer, at: datetime.datetime) -> None:
    """Remember that somebody left."""
    _note("user.signed_out", by, by.user_id, at)


def note_failed_sign_in(
    *, user_id: UUID, failures: int, locked: bool, at: datetime.datetime
) -> None:
    """Remember a wrong password for a login that exists, and whether it locked the login."""
    _note("user.sign_in_failed", clock(), user_id, at, failures=failures, locked=locked)


def note_recovery_codes(*, by: Viewer, at: datetime.datetime) -> None:
    """Remember that somebody was given new recovery codes."""
    _note("user.recovery_codes_made", by, by.user_id, at)


@transaction.atomic
def forget_ended(*, at: datetime.datetime) -> None:
    """Delete sessions that have ended and failures too old to lock anybody."""
    Session.objects.filter(expire_date__lt=at).delete()
    AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME).delete()


# Roles -------------------------------------------------------------------------------------------


@transaction.atomic
def appoint(
    *,
    user_id: UUID,
    role: str,
    by: Viewer,
    at: datetime.datetime,
    place: str | None = None,
    organisation: UUID | None = None,
    from_on: datetime.date,
    until_on: datetime.date | None = None,
) -> RoleHeld:
    """Give a person a role at a place or in an organisation.

    ``until_on`` is the first day without it. Raises ``UnknownRole``, ``RoleHeldElsewhere``,
    ``OwnAppointment``, ``AlreadyHeld``, ``RolesKeptApart``; ``NotFound`` outside one's scope.
    """
    _refuse_unfit_role(role, place, organisation)
    answerable = _place_answerable(place, organisation, by)
    if by.user_id == user_id and by.kind == "person":
        raise OwnAppointment
    _refuse_unfit_person(user_id, role, place, organisation, from_on)
    held = RoleHeld.objects.create(
        user_id=user_id,
        role=role,
        place_id=place,
        organisation_id=organisation,
        from_on=from_on,
        until_on=until_on,
    )
    journal.record(
        verb="role.appointed",
        by=by,
        at=at,
        subject=("user", user_id),
        place=answerable or "",
        details={"role": role},
    )
    return held


@transaction.atomic
def dismiss(*, role_id: UUID, by: Viewer, at: datetime.datetime, on: datetime.date) -> RoleHeld:
    """End a role: ``on`` is the first day without it.

    Raises ``LastAdministrator``; ``NotFound`` outside the viewer's scope.
    """
    held = RoleHeld.objects.select_for_update().filter(pk=role_id).first()
    if held is None:
        raise NotFound
    answerable = _place_answerable(held.place_id, held.organisation_id, by)
    if held.role == "administrator" and not _another_administrator(held, on):
        raise LastAdministrator
    held.until_on = max(on, held.from_on)
    held.save(update_fields=["until_on"])
    journal.record(
        verb="role.ended",
        by=by,
        at=at,
        subject=("user", held.user_id),
        place=answerable or "",
        details={"role": held.role},
    )
    return held


@transaction.atomic
def found_organisation(
    *,
    name: str,
    kind: str,
    by: Viewer,
    at: datetime.datetime,
    name_en: str = "",
    usc_code: str = "",
    place: str | None = None,
) -> Organisation:
    """Enter a holder, operator, provider or partner unit; ``place`` answers for its people."""
    _require_at(by, place)
    made = Organisation.objects.create(
        name=name, kind=kind, name_en=name_en, usc_code=usc_code, place_id=place
    )
    journal.record(
        verb="organisation.founded",
        by=by,
        at=at,
        subject=("organisation", made.pk),
        place=place or "",
    )
    return made


# Signatures --------------------------------------------------------------------------------------


def sign_off(*, subject: tuple[str, UUID], step: str, by: Viewer, at: datetime.datetime) -> SignOff:
    """Put one person's name to one step, inside the caller's transaction.

    The database decides: raises ``StepAlreadySigned`` or ``SamePersonTwice``.
    """
    kind, subject_id = subject
    signature = SignOff(
        subject_kind=kind, subject_id=subject_id, step=step, actor_id=by.user_id, at=at
    )
    if rows.insert_new(signature):
        return signature
    if SignOff.objects.filter(subject_kind=kind, subject_id=subject_id, step=step).exists():
        raise StepAlreadySigned
    raise SamePersonTwice


def _enter(user: User, by: Viewer, at: datetime.datetime) -> User:
    user.save(force_insert=True)
    journal.record(verb="user.invited", by=by, at=at, subject=("user", user.pk))
    return user


def _free_name(initials: str) -> str:
    """A login's name that nobody has; of ten thousand few are taken, so a few draws find one."""
    while True:
        name = login_name(initials)
        if not User.objects.filter(username=name).exists():
            return name


def _choose_password(user: User, password: str, *, on: datetime.date, must_change: bool) -> None:
    user.set_password(password)
    user.password_set_on = on
    user.must_change_password = must_change


def _set_password(user: User, password: str, *, on: datetime.date, must_change: bool) -> None:
    _choose_password(user, password, on=on, must_change=must_change)
    user.save(update_fields=["password", "password_set_on", "must_change_password"])


def _open_or_close(user_id: UUID, by: Viewer, at: datetime.datetime, *, is_active: bool) -> User:
    user = queries.locked_staff_member(by, user_id, timezone.localdate(at))
    if user.pk == by.user_id:
        raise OwnAppointment
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    _note("user.login_reopened" if is_active else "user.login_closed", by, user.pk, at)
    return user


def _note(
    verb: str, by: Viewer, user_id: UUID | None, at: datetime.datetime, **details: object
) -> None:
    place = queries.workplace(user_id, timezone.localdate(at))
    journal.record(verb=verb, by=by, at=at, subject=("user", user_id), place=place, details=details)


def _require_at(by: Viewer, place: str | None) -> None:
    """Refuse whoever may not appoint at this place; what stands nowhere is the clock's alone."""
    by.require(Permission.ROLE_APPOINT, place=place)
    if place is None and by.kind != "clock":
        raise NotFound


def _place_answerable(place: str | None, organisation: UUID | None, by: Viewer) -> str | None:
    """The place whose administrators decide about a role there; refuses everybody else."""
    if organisation is not None:
        found = queries.organisation(organisation)
        if found is None:
            raise NotFound
        place = found.place_id
    _require_at(by, place)
    return place


def _refuse_unfit_role(role: str, place: str | None, organisation: UUID | None) -> None:
    if role not in ROLES:
        raise UnknownRole(role=role)
    at_place, in_organisation = place is not None, organisation is not None
    wanted = ROLES[role].where
    if (at_place, in_organisation) != (wanted == "place", wanted == "organisation"):
        raise RoleHeldElsewhere(role=ROLES[role].name)


def _refuse_unfit_person(
    user_id: UUID, role: str, place: str | None, organisation: UUID | None, on: datetime.date
) -> None:
    """Compare with the roles already held; the user's row is locked, so two clicks are one."""
    if not User.objects.select_for_update().filter(pk=user_id).exists():
        raise NotFound
    held = queries.roles_of(user_id, on)
    if any((r.role, r.place_id, r.organisation_id) == (role, place, organisation) for r in held):
        raise AlreadyHeld(role=ROLES[role].name)
    if not may_be_held_together({role, *(other.role for other in held)}):
        raise RolesKeptApart


def _another_administrator(held: RoleHeld, on: datetime.date) -> bool:
    """Whether somebody else who can sign in still appoints at this place or above it."""
    others = queries.roles_covering("administrator", held.place_id or "", on)
    return others.exclude(pk=held.pk).filter(user__is_active=True).exists()
