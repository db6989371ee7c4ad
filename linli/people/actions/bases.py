"""On what basis something is kept: guardians, consents, legal duties; and taking consent back."""

import dataclasses
import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions as papers, queries as kept_papers
from linli.people.actions import sheets
from linli.people.models import (
    Basis,
    Fact,
    Guardianship,
    Household,
    Membership,
    Resident,
    ResidentLogin,
)
from linli.people.terms import (
    CONSENT,
    CONSENT_FORMS,
    LEGAL_DUTY,
    PAPER,
    READ_ALOUD,
    Consent,
    Ground,
    LegalDuty,
    is_child,
    is_minor,
)


class ChildNeedsBasis(Refused):
    """Nothing about a child under 14 is kept without a basis (个人信息保护法 arts. 28, 31)."""

    words = gettext_lazy("“%(name)s”未满14岁，要先记下凭什么登记，才能保存。")
    remedy = gettext_lazy("请记下监护人的同意，或写明法定职责和条款（如未成年人保护法第43条）。")


class NotByGuardian(Refused):
    """For a child under 14 a guardian consents, nobody else."""

    words = gettext_lazy("“%(name)s”未满14岁，同意要由监护人作出。")
    remedy = gettext_lazy("请先登记监护人，再由监护人同意。")


class NotByThemself(Refused):
    """From 14 on a person consents for themself, or their guardian does."""

    words = gettext_lazy("同意要由“%(name)s”本人作出，别人不能代替。")
    remedy = gettext_lazy("本人不便时，请念给本人听并请见证人在场；有法定监护人的，由监护人同意。")


class NotOfThisHousehold(Refused):
    """An adult member consents for a household."""

    words = gettext_lazy("这一户的同意，要由现在住在这户的成年人作出。")


class BasisIncomplete(Refused):
    """A legal duty without article, or a consent that does not say how it was given."""

    words = gettext_lazy("%(what)s")


class NotAGuardian(Refused):
    words = gettext_lazy("监护人要是成年人，而且不能是孩子自己。")


class AlreadyGuardian(Refused):
    words = gettext_lazy("他已经登记为这个孩子的监护人，不用再登记。")


class AlreadyWithdrawn(Refused):
    words = gettext_lazy("这份同意已经撤回了。")


class DutyStays(Refused):
    """What a statute makes us keep cannot be withdrawn like a consent."""

    words = gettext_lazy("这是法律要求保存的，不是凭同意保存的，所以不能撤回。")
    remedy = gettext_lazy("内容有错可以要求更正；对做法有意见，请向居委会或街道提出。")


class NewGuardian(NamedTuple):
    """Who, and as what: ``parent``, ``grandparent``, ``appointed`` or ``other``."""

    guardian_id: UUID
    kind: str


@transaction.atomic
def name_guardian(
    *, child_id: UUID, guardian_id: UUID, kind: str, by: Viewer, at: datetime.datetime
) -> Guardianship:
    """Enter who is legally a minor's guardian. Raises ``NotAGuardian``, ``AlreadyGuardian``."""
    child = _resident(child_id, by)
    guardian = _resident(guardian_id, by)
    on = timezone.localdate(at)
    if child == guardian or is_minor(guardian.born_on, on):
        raise NotAGuardian
    if Guardianship.objects.filter(child=child, guardian=guardian, until=None).exists():
        raise AlreadyGuardian
    named = guardianship_of(child, NewGuardian(guardian_id, kind), on)
    named.save(force_insert=True)
    _remember("guardian.named", child, by, at, guardianship=named.pk)
    return named


@transaction.atomic
def end_guardianship(*, guardianship_id: UUID, by: Viewer, at: datetime.datetime) -> Guardianship:
    """From today this person is no longer the child's guardian, and sees nothing of the child's."""
    named = Guardianship.objects.select_related("child").filter(pk=guardianship_id).first()
    if named is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=named.child.place_id)
    named.until = timezone.localdate(at)
    named.save(update_fields=["until"])
    _remember("guardian.ended", named.child, by, at, guardianship=named.pk)
    return named


@transaction.atomic
def record_basis(
    *,
    ground: Ground,
    by: Viewer,
    at: datetime.datetime,
    resident_id: UUID | None = None,
    household_id: UUID | None = None,
    photo: bytes | None = None,
    key: UUID | None = None,
) -> Basis:
    """Enter why we may keep what we keep, of a person or of a household (one of the two).

    ``photo``: the signed sheet, kept with it. ``key``: pressed twice, it is one basis. Raises
    ``NotByGuardian``, ``NotByThemself``, ``NotOfThisHousehold``, ``BasisIncomplete``, and what
    keeping a paper refuses.
    """
    subject = _resident(resident_id, by) if resident_id else _household(household_id, by)
    about = {"resident": resident_id, "household": household_id}
    if pressed_before := Basis.objects.filter(pk=key, **about).first():
        return pressed_before
    on = timezone.localdate(at)
    ground = with_photo(ground, photo, place=subject.place_id, by=by, at=at)
    if isinstance(subject, Resident):
        guardianships = Guardianship.objects.filter(child=subject, until=None)
        basis = basis_of(subject, ground, guardianships, by=by, on=on)
    else:
        basis = _basis_of_household(subject, ground, by=by, on=on)
    if key:
        basis.pk = key
    basis.save(force_insert=True)
    _remember("basis.recorded", subject, by, at, basis=basis.pk, why=basis.kind)
    return basis


@transaction.atomic
def withdraw_basis(*, basis_id: UUID, by: Viewer, at: datetime.datetime) -> Basis:
    """Take a consent back: what rested on it is no longer in force. As easy as giving it (art. 15).

    By the one who gave it, from their own page, or by a worker for them. Raises ``DutyStays``,
    ``AlreadyWithdrawn``.
    """
    basis = Basis.objects.select_for_update(of=("self",)).filter(pk=basis_id).first()
    if basis is None:
        raise NotFound
    if not _gave(by, basis):
        by.require(Permission.RESIDENT_EDIT, place=basis.place_id)
    if basis.kind == LEGAL_DUTY:
        raise DutyStays
    if basis.withdrawn_at:
        raise AlreadyWithdrawn
    basis.withdrawn_at = at
    basis.save(update_fields=["withdrawn_at"])
    subject = basis.resident or basis.household
    Fact.objects.filter(basis=basis, retracted_at=None).update(
        retracted_at=at, retracted_because=Fact.Because.CONSENT_WITHDRAWN
    )
    sheets.rewrite(subject, at)
    if basis.paper_id:
        papers.release(paper_id=basis.paper_id, by=by, at=at, ended_on=timezone.localdate(at))
    _remember("basis.withdrawn", subject, by, at, basis=basis.pk)
    return basis


def with_photo(
    ground: Ground, photo: bytes | None, *, place: str, by: Viewer, at: datetime.datetime
) -> Ground:
    """Keep the photographed sheet of a consent on paper; it opens through its person's record."""
    if photo is None or not isinstance(ground, Consent) or ground.form != PAPER:
        return ground
    sheet = papers.keep(
        content=photo, kind="consent", retention="consent", place=place, guarded=True, by=by, at=at
    )
    return dataclasses.replace(ground, paper=sheet.pk)


def guardianship_of(child: Resident, new: NewGuardian, on: datetime.date) -> Guardianship:
    """The row, not yet saved."""
    return Guardianship(child=child, guardian_id=new.guardian_id, kind=new.kind, since=on)


def basis_of(
    resident: Resident,
    ground: Ground,
    guardianships: Iterable[Guardianship],
    *,
    by: Viewer,
    on: datetime.date,
) -> Basis:
    """The row for a person's basis, checked but not yet saved.

    ``guardianships`` in force, perhaps of this very registration. Under 14 a consent is a
    guardian's; from 14 on it is the person's own, or their guardian's.
    """
    basis = _basis(resident.place_id, ground, by, on)
    basis.resident = resident
    basis.about_child = is_child(resident.born_on, on)
    if isinstance(ground, LegalDuty):
        return basis
    basis.guardianship = next(
        (
            guardianship
            for guardianship in guardianships
            if guardianship.child_id == resident.pk and guardianship.guardian_id == ground.given_by
        ),
        None,
    )
    if basis.guardianship is None and basis.about_child:
        raise NotByGuardian(name=resident.name)
    if basis.guardianship is None and ground.given_by != resident.pk:
        raise NotByThemself(name=resident.name)
    return basis


def _basis_of_household(
    household: Household, ground: Ground, *, by: Viewer, on: datetime.date
) -> Basis:
    basis = _basis(household.place_id, ground, by, on)
    basis.household = household
    if isinstance(ground, Consent):
        living_here = Membership.objects.filter(household=household, until=None)
        giver = living_here.filter(resident=ground.given_by).select_related("resident").first()
        if giver is None or is_minor(giver.resident.born_on, on):
            raise NotOfThisHousehold
    return basis


def _basis(place: str, ground: Ground, by: Viewer, on: datetime.date) -> Basis:
    """What every basis says, checked. Raises ``BasisIncomplete``."""
    _insist_complete(ground, place, by)
    basis = Basis(
        place_id=place, purpose=ground.purpose.strip(), given_on=on, recorded_by_id=by.user_id
    )
    if isinstance(ground, LegalDuty):
        basis.kind, basis.article = LEGAL_DUTY, ground.article.strip()
    else:
        basis.kind, basis.given_by_id = CONSENT, ground.given_by
        basis.version, basis.form = ground.version.strip(), ground.form
        basis.paper_id, basis.witness = ground.paper, ground.witness.strip()
    return basis


def _insist_complete(ground: Ground, place: str, by: Viewer) -> None:
    if not ground.purpose.strip():
        raise BasisIncomplete(what=gettext_lazy("请写明用来做什么，例如“申请残疾儿童康复救助”。"))
    if isinstance(ground, LegalDuty):
        if not ground.article.strip():
            raise BasisIncomplete(
                what=gettext_lazy("请写明是哪部法律第几条，例如“未成年人保护法第43条”。")
            )
        return
    if not ground.version.strip() or ground.form not in CONSENT_FORMS:
        raise BasisIncomplete(what=gettext_lazy("请选明同意书的版本，和同意是怎样作出的。"))
    if ground.form == PAPER and (
        ground.paper is None or kept_papers.place_of(ground.paper) != place
    ):
        raise BasisIncomplete(what=gettext_lazy("签在纸上的同意书，请拍照上传后再保存。"))
    if ground.form == READ_ALOUD and ground.witness.strip() in ("", by.name):
        raise BasisIncomplete(
            what=gettext_lazy("念给本人听的，请写上在场见证人的姓名；见证人不能是您自己。")
        )


def _gave(by: Viewer, basis: Basis) -> bool:
    """Whether the viewer is the resident who gave this consent."""
    own = ResidentLogin.objects.filter(user=by.user_id, ended_at=None)
    return basis.given_by_id is not None and own.filter(resident=basis.given_by_id).exists()


def _resident(resident_id: UUID, by: Viewer) -> Resident:
    resident = Resident.objects.filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=resident.place_id)
    return resident


def _household(household_id: UUID | None, by: Viewer) -> Household:
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        raise NotFound
    by.require(Permission.RESIDENT_EDIT, place=household.place_id)
    return household


def _remember(
    verb: str,
    subject: Resident | Household,
    by: Viewer,
    at: datetime.datetime,
    **details: object,
) -> None:
    kind = "resident" if isinstance(subject, Resident) else "household"
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=(kind, subject.pk),
        place=subject.place_id,
        details={name: str(value) for name, value in details.items()},
    )
