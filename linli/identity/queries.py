"""What may be asked about who signs in and what they may do."""

import datetime
from collections import defaultdict
from typing import Any, NamedTuple
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from linli.identity.models import Organisation, RoleHeld, SignOff, User
from linli.identity.permissions import ROLES, Held, Permission, Viewer, above
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.places import queries as places

STAFF_PER_PAGE = 50


class RoleRow(NamedTuple):
    """A role somebody holds: its word, and the name of the place or organisation."""

    id: UUID
    role: str
    name: str
    sentence: str
    where: str
    from_on: datetime.date
    until_on: datetime.date | None


class StaffRow(NamedTuple):
    """Somebody who works here, as an administrator sees them."""

    user_id: UUID
    username: str
    name: str
    office: str
    is_active: bool
    has_signed_in: bool
    roles: list[RoleRow]


class Passkey(NamedTuple):
    """A passkey as its owner sees it."""

    id: int
    name: str
    added_at: datetime.datetime
    used_at: datetime.datetime | None


class Factors(NamedTuple):
    """What a person can confirm a sign-in with, besides the password."""

    has_totp: bool
    passkeys: list[Passkey]
    recovery_codes_left: int

    @property
    def any(self) -> bool:
        return self.has_totp or bool(self.passkeys)


def viewer_for(
    user: User, *, on: datetime.date, second_factor: bool = False, language: str = "zh-hans"
) -> Viewer:
    """The viewer a signed-in user is on a day: their roles in force, with the places they cover."""
    return Viewer(
        user_id=user.pk,
        name=user.name,
        held=tuple(_held(role) for role in roles_of(user.pk, on)) if user.holds_roles else (),
        second_factor=second_factor,
        language=language,
    )


def factors_of(user_id: UUID) -> Factors:
    """One user's second factors."""
    found = {kind: [] for kind in Authenticator.Type}
    for factor in Authenticator.objects.filter(user=user_id).order_by("created_at"):
        found[factor.type].append(factor)
    return Factors(
        has_totp=bool(found[Authenticator.Type.TOTP]),
        passkeys=[
            Passkey(key.pk, key.wrap().name, key.created_at, key.last_used_at)
            for key in found[Authenticator.Type.WEBAUTHN]
        ],
        recovery_codes_left=sum(
            len(codes.wrap().get_unused_codes())
            for codes in found[Authenticator.Type.RECOVERY_CODES]
        ),
    )


def user_named(username: str) -> User | None:
    """The user with this login, or None."""
    return User.objects.filter(username=User.normalize_username(username)).first()


def name_of(user_id: UUID | None) -> str:
    """A worker's name for a page of the desk; empty for the clock and the unknown."""
    return User.objects.filter(pk=user_id).values_list("name", flat=True).first() or ""


def names_of(user_ids: set[UUID]) -> dict[UUID, str]:
    """The names of several users, in one query."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "name"))


def offices_of(user_ids: set[UUID]) -> dict[UUID, str]:
    """The offices of several users: what a family may know of who looked."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "office"))


def colleagues(role: str, place: str, on: datetime.date) -> list[User]:
    """The active users who hold a role whose scope covers a community, by name."""
    held = roles_covering(role, place, on).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name"))


def members(role: str, organisation_id: UUID, on: datetime.date) -> list[User]:
    """The active users who hold a role in an organisation, by name."""
    held = _in_force(on).filter(role=role, organisation=organisation_id).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name"))


def communities_with(permission: Permission, on: datetime.date) -> frozenset[str]:
    """The communities where somebody may do a thing today; codes of communities are public."""
    roles = [role for role, known in ROLES.items() if permission in known.permissions]
    held = _in_force(on).filter(role__in=roles, place__isnull=False)
    return places.communities_under(held.values_list("place", flat=True).distinct())


def workplace(user_id: UUID | None, on: datetime.date) -> str:
    """The place whose auditors see what this login does: of a role in force, or none."""
    held = _in_force(on).filter(user=user_id).order_by("from_on", "pk")
    places_of = held.values_list("place_id", "organisation__place_id").first() or ("", "")
    return next((place for place in places_of if place), "")


def signatures(subject: tuple[str, UUID]) -> list[SignOff]:
    """Who has signed which step of one thing, in order of time."""
    kind, subject_id = subject
    rows = SignOff.objects.filter(subject_kind=kind, subject_id=subject_id)
    return list(rows.select_related("actor").order_by("at"))


def organisation(organisation_id: UUID) -> Organisation | None:
    """An organisation by its id, or None."""
    return Organisation.objects.filter(pk=organisation_id).first()


def organisations(viewer: Viewer) -> list[Organisation]:
    """The organisations for whose people the viewer answers, by name."""
    mine = Organisation.objects.filter(place__in=viewer.communities(Permission.ROLE_APPOINT))
    return list(mine.order_by("name"))


def organisations_at(place: str) -> list[Organisation]:
    """The organisations of a community and those of no single one, by name."""
    here = Q(place=place) | Q(place=None)
    return list(Organisation.objects.filter(here).order_by("name"))


def has_any_user() -> bool:
    """Whether anybody at all can sign in yet."""
    return User.objects.exists()


def has_administrator(on: datetime.date) -> bool:
    """Whether somebody who can sign in may appoint others, anywhere."""
    return _in_force(on).filter(role="administrator", user__is_active=True).exists()


def staff(viewer: Viewer, on: datetime.date, page: int = 1) -> Page:
    """A page of ``StaffRow``: those who hold a role for which the viewer answers, by name."""
    users = User.objects.filter(pk__in=_answered_for(viewer).values("user")).order_by("name", "pk")
    found = Paginator(users, STAFF_PER_PAGE).get_page(page)
    roles = _role_rows(viewer, [user.pk for user in found], on)
    found.object_list = [_staff_row(user, roles[user.pk]) for user in found]
    return found


def staff_member(viewer: Viewer, user_id: UUID, on: datetime.date) -> StaffRow:
    """One person for whom the viewer answers. Raises ``NotFound``."""
    user = _staff_users(viewer, on).filter(pk=user_id).first()
    if user is None:
        raise NotFound
    return _staff_row(user, _role_rows(viewer, [user_id], on)[user_id])


def locked_staff_member(viewer: Viewer, user_id: UUID, on: datetime.date) -> User:
    """The same person's login, locked until the caller's transaction ends. Raises ``NotFound``."""
    user = _staff_users(viewer, on).select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    return user


def roles_of(user_id: UUID, on: datetime.date) -> list[RoleHeld]:
    """The roles one user holds on a day."""
    return _roles_of(user_id, on)


@Question
def _roles_of(user: Any, on: Any) -> QuerySet[RoleHeld]:
    return _in_force(on).filter(user=user)


def roles_covering(role: str, place: str, on: datetime.date) -> QuerySet[RoleHeld]:
    """Who holds a role on a day at a place or at one above it."""
    return _in_force(on).filter(role=role, place__in=above(place))


def _in_force(on: datetime.date) -> QuerySet[RoleHeld]:
    return RoleHeld.objects.filter(_still_held(on))


def _still_held(on: datetime.date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gt=on))


def _answered_for(viewer: Viewer) -> QuerySet[RoleHeld]:
    """The roles, present and past, over which the viewer decides."""
    here = viewer.communities(Permission.ROLE_APPOINT)
    return RoleHeld.objects.filter(Q(place__in=here) | Q(organisation__place__in=here))


def _staff_users(viewer: Viewer, on: datetime.date) -> QuerySet[User]:
    """Users all of whose roles in force are the viewer's to decide: no other power comes along."""
    if viewer.kind == "clock":
        return User.objects.all()
    mine = _answered_for(viewer)
    others = _in_force(on).exclude(pk__in=mine.values("pk")).values("user")
    return User.objects.filter(pk__in=mine.values("user")).exclude(pk__in=others)


def _role_rows(
    viewer: Viewer, user_ids: list[UUID], on: datetime.date
) -> dict[UUID, list[RoleRow]]:
    """The roles in force of several users, those alone for which the viewer answers."""
    rows: dict[UUID, list[RoleRow]] = defaultdict(list)
    held = _answered_for(viewer).filter(_still_held(on), user__in=user_ids)
    for role in held.select_related("place", "organisation").order_by("from_on", "pk"):
        word = ROLES[role.role]
        where = str(role.place) if role.place else role.organisation.name
        rows[role.user_id].append(
            RoleRow(
                role.pk, role.role, word.name, word.sentence, where, role.from_on, role.until_on
            )
        )
    return rows


def _staff_row(user: User, roles: list[RoleRow]) -> StaffRow:
    return StaffRow(
        user_id=user.pk,
        username=user.username,
        name=user.name,
        office=user.office,
        is_active=user.is_active,
        has_signed_in=user.last_login is not None,
        roles=roles,
    )


def _held(role: RoleHeld) -> Held:
    communities = places.communities_under([role.place_id]) if role.place_id else frozenset()
    return Held(role.role, communities, role.organisation_id, role.place_id)
