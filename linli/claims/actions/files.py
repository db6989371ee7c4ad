"""Beginning a claim: from a verdict, with the family's consent and the papers of its checklist."""

import datetime
import json
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.benefits import actions as hints, queries as benefits
from linli.claims.actions.holding import held, keep_photo, let_go, remember
from linli.claims.models import Claim, HandedPaper
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.people import actions as people, queries as known_people
from linli.rulebook import queries as rulebook
from linli.rules.verdicts import Verdict

CONSENT_VERSION = "claims-2026-11"
"""The edition of the words a family agrees to (templates/claims/desk/_consent_words.html)."""

PAPER_KINDS = {
    "disability_certificate": "certificate",
    "diagnosis": "diagnosis",
    "household_register": "register",
}
"""Papers of the rules → what the photo is filed as; any other is filed as "other"."""


class NoSuchBenefit(Refused):
    """No policy of that name is in force for them."""

    words = gettext_lazy("这家人现在没有这一项政策可以申领。")
    remedy = gettext_lazy("政策可能换了版本，请回到“可以申领什么”再看一次。")


class AlreadyReceived(Refused):
    """What they have is never applied for again."""

    words = gettext_lazy("这一项他们已经在享受了。")


class AlreadyClaimed(Refused):
    """Somebody is at it."""

    words = gettext_lazy("这一项已经有人在替他们申领。")
    remedy = gettext_lazy("请打开那一件接着办。")


class NoSuchPaper(Refused):
    """It is not on this claim's checklist."""

    words = gettext_lazy("这件申领的材料单上没有这一份。")


@transaction.atomic
def open_claim(
    *,
    household_id: UUID,
    benefit: str,
    person_id: UUID | None,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
) -> Claim:
    """Begin to apply for a family; the verdict of today is kept with the facts it rested on.

    A machine suggests and a person decides: what it calls not eligible may be applied for too.
    Raises ``NoSuchBenefit``, ``AlreadyReceived``, ``AlreadyClaimed``, people's ``NotOpened``.
    """
    if key and (pressed_before := Claim.objects.filter(pk=key, household=household_id).first()):
        return pressed_before
    by.require(Permission.CLAIM_WORK, place=known_people.place_of_household(by, household_id))
    verdict = _verdict(by, household_id, benefit, person_id, timezone.localdate(at))
    if verdict.already:
        raise AlreadyReceived
    claim = Claim(
        place_id=known_people.place_of_household(by, household_id),
        household_id=household_id,
        person_id=person_id,
        benefit=benefit,
        edition=verdict.pack.edition,
        rule_sha256=verdict.pack.digest,
        waiting_fen=verdict.cost_of_waiting_fen or 0,
        worker_id=by.user_id,
        opened_by_id=by.user_id,
        opened_at=at,
    )
    if key:
        claim.pk = key
    seal(claim, "snapshot", json.dumps(verdict.snapshot()))
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError as twice:
        raise AlreadyClaimed from twice
    hints.claim_begun(household_id=household_id, benefit=benefit, person_id=person_id, by=by, at=at)
    remember("opened", claim, by, at, benefit=benefit, edition=claim.edition)
    return claim


def _verdict(
    by: Viewer, household_id: UUID, benefit: str, person_id: UUID | None, on: datetime.date
) -> Verdict:
    for one in benefits.verdicts(by, household_id, on):
        if (one.verdict.pack.id, one.verdict.subject) == (benefit, person_id):
            return one.verdict
    raise NoSuchBenefit


@transaction.atomic
def agree(
    *,
    claim_id: UUID,
    given_by: UUID,
    form: str,
    by: Viewer,
    at: datetime.datetime,
    witness: str = "",
    photo: bytes | None = None,
    key: UUID | None = None,
) -> Claim:
    """Enter that the person, or a child's guardian, lets us apply for them, and how they said so.

    ``form``: one of people's CONSENT_FORMS; ``photo`` the signed sheet. Raises what
    ``people.actions.record_basis`` raises.
    """
    claim = held(claim_id, by, at)
    subject = (
        {"resident_id": claim.person_id}
        if claim.person_id
        else {"household_id": claim.household_id}
    )
    basis = people.record_basis(
        ground=people.Consent(
            given_by=given_by,
            purpose=gettext("由社区代办申领，把申请所需的材料交给经办单位"),
            version=CONSENT_VERSION,
            form=form,
            witness=witness,
        ),
        photo=photo,
        by=by,
        at=at,
        key=key,
        **subject,
    )
    if claim.basis_id != basis.pk:
        claim.basis_id = basis.pk
        claim.save(update_fields=["basis"])
        remember("agreed", claim, by, at, basis=basis.pk)
    return claim


@transaction.atomic
def keep_paper(
    *,
    claim_id: UUID,
    position: int,
    paper: str,
    by: Viewer,
    at: datetime.datetime,
    photo: bytes | None = None,
) -> HandedPaper:
    """Tick one place of the checklist, with the photo of the paper where there is one.

    A better photo takes the place of an earlier one; ticked again without one, the same paper keeps
    what it has. Raises ``NoSuchPaper`` and what keeping a
    paper refuses.
    """
    claim = held(claim_id, by, at)
    pack = rulebook.catalogue().edition(claim.benefit, claim.edition, claim.place_id)
    documents = pack.documents if pack else ()
    if not 0 <= position < len(documents):
        raise NoSuchPaper
    if paper not in {one.key for one in documents[position].one_of}:
        raise NoSuchPaper
    before = HandedPaper.objects.filter(claim=claim, position=position).first()
    kept_photo = before.photo_id if before and before.paper == paper else None
    if before and (photo is not None or kept_photo is None):
        let_go([before.photo_id], by=by, at=at)
    if photo is not None:
        kind = PAPER_KINDS.get(paper, "other")
        kept_photo = keep_photo(claim, photo, kind, by=by, at=at)
    kept, _made = HandedPaper.objects.update_or_create(
        claim=claim,
        position=position,
        defaults={
            "paper": paper,
            "photo_id": kept_photo,
            "kept_at": at,
            "kept_by_id": by.user_id,
        },
    )
    remember("paper_kept", claim, by, at, paper=paper)
    return kept
