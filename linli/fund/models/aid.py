"""A request for aid and the facts that follow it. Its state is which of them exist."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.fund.models.funds import Fund
from linli.fund.models.programmes import AidProgramme
from linli.fund.models.publishing import Batch
from linli.fund.terms import (
    COMMITTEE,
    EARLIER,
    EMERGENCY,
    GOODWILL,
    PURPOSES,
    REASONS,
    ROUND_PURPOSE,
    SMALL_SUM,
)
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField

THE_COMMITTEES_DAY = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
"""From this day on nothing rests on one member's word (``EARLIER``)."""


def _one_basis() -> Any:
    """A decision rests on the committee's, or on what two people proposed and signed; never both.

    ``EARLIER`` is what was decided before there was a committee's room, and nothing later.
    """
    by_two = Q(basis__in=(SMALL_SUM, EMERGENCY), decision__isnull=True, proposal__isnull=False)
    return (
        Q(basis=COMMITTEE, decision__isnull=False, proposal__isnull=True)
        | by_two
        | Q(basis=EARLIER, decision__isnull=True, proposal__isnull=True)
        & Q(at__lt=THE_COMMITTEES_DAY)
    )


class AidRequest(models.Model):
    """A request for money, as it was asked; what became of it stands in the facts that follow.

    ``gap_fen`` is what state aid leaves open of a month's need, worked out on the day it was
    asked (None where the purpose is not to fill a gap). ``persons`` counts whom it helps: none
    where it is works; some, and no household, where it is a round of visits (``RoundShare``). The
    ``origin`` names the upper room's record it came from, frozen, without a foreign key.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "fund", "place", "purpose", "reason", "asked_fen", "gap_fen", "persons",
            "origin_room", "origin_noun", "origin_id", "origin_title", "origin_on", "asked_at",
            "programme", "key",
        )  # fmt: skip
        personal = ("household", "person", "asked_by")
        sensitive = ()

    id = primary_key()
    fund = foreign_key(Fund)
    place = foreign_key("places.Place")
    purpose = models.CharField(max_length=20)
    household = foreign_key("people.Household", null=True)
    person = foreign_key("people.Resident", null=True)
    persons = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=30)
    programme = foreign_key(AidProgramme, null=True)
    asked_fen = models.BigIntegerField()
    gap_fen = models.BigIntegerField(null=True)
    origin_room = models.CharField(max_length=20, blank=True)
    origin_noun = models.CharField(max_length=20, blank=True)
    origin_id = models.UUIDField(null=True)
    origin_title = models.CharField(max_length=80, blank=True)
    origin_on = models.DateField(null=True)
    asked_by = foreign_key("identity.User")
    asked_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(asked_fen__gt=0), name="aid_asked_above_zero"),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="aid_purpose_permitted"),
            models.CheckConstraint(condition=Q(reason__in=REASONS), name="aid_reason_known"),
            models.CheckConstraint(
                condition=Q(household__isnull=True, person__isnull=True, gap_fen__isnull=True,
                            persons=0)
                | Q(household__isnull=True, person__isnull=True, gap_fen__isnull=True,
                    persons__gt=0, purpose=ROUND_PURPOSE, reason=GOODWILL)
                | Q(household__isnull=False, persons__gt=0)
                & (Q(gap_fen__isnull=True) | Q(gap_fen__gte=F("asked_fen"))),
                name="aid_never_above_the_gap",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["fund", "-asked_at"], name="aid_of_fund"),
            models.Index(fields=["household", "-asked_at"], name="aid_of_household"),
        ]


class RoundShare(models.Model):
    """A household for which a round of visits asked, equal to every other one of the round.

    ``got`` is None until the round is settled, and is said once.
    """

    class Privacy:
        public = ()
        internal = ("id", "request", "persons", "got")
        personal = ("household",)
        sensitive = ()

    id = primary_key()
    request = foreign_key(AidRequest, related_name="shares")
    household = foreign_key("people.Household")
    persons = models.PositiveSmallIntegerField()
    got = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "household"], name="share_once_a_household"),
            models.CheckConstraint(condition=Q(persons__gt=0), name="share_of_somebody"),
        ]


class Proposal(models.Model):
    """The first of two people says what should be decided without the committee: a small sum, or
    an emergency. ``amount_fen`` 0 means no, with ``words`` the family may read."""

    class Privacy:
        public = ()
        internal = ("request", "basis", "amount_fen", "at", "key")
        personal = ("proposed_by",)
        sensitive = ("words",)

    request = one_to_one(AidRequest, primary_key=True, related_name="proposal")
    basis = models.CharField(max_length=12)
    amount_fen = models.BigIntegerField()
    words = SealedField(null=True)
    proposed_by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=(SMALL_SUM, EMERGENCY)), name="proposal_basis_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, words__isnull=True)
                | Q(amount_fen=0, words__isnull=False, basis=SMALL_SUM),
                name="proposal_amount_or_words",
            ),
        ]


class Grant(models.Model):
    """It was granted, and the money was set aside in the same breath (``entry``).

    ``basis`` says on what it rests: a decision of the committee (each carries one grant), or what
    two people signed, to be ratified by ``ratify_by``. ``limit_fen`` is the fund's limit for small
    sums on that day.
    """

    class Privacy:
        public = ()
        internal = (
            "request", "amount_fen", "basis", "decision", "proposal", "limit_fen", "ratify_by",
            "at", "entry", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    request = one_to_one(AidRequest, primary_key=True, related_name="grant")
    amount_fen = models.BigIntegerField()
    basis = models.CharField(max_length=12)
    decision = one_to_one("committee.Decision", null=True)
    proposal = one_to_one(Proposal, null=True)
    limit_fen = models.BigIntegerField(null=True)
    ratify_by = models.DateField(null=True)
    at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="grant_above_zero"),
            models.CheckConstraint(condition=_one_basis(), name="grant_rests_on_one_basis"),
            models.CheckConstraint(
                condition=Q(basis=SMALL_SUM, amount_fen__lte=F("limit_fen"),
                            limit_fen__isnull=False, ratify_by__isnull=False)
                | Q(basis=EMERGENCY, limit_fen__isnull=True, ratify_by__isnull=False)
                | Q(basis__in=(COMMITTEE, EARLIER), limit_fen__isnull=True,
                    ratify_by__isnull=True),
                name="grant_small_or_ratified",
            ),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True) | Q(proposal=F("request")),
                name="grant_of_its_own_proposal",
            ),
        ]  # fmt: skip


class Refusal(models.Model):
    """The committee, or two people, said no, and why, in words the family may read."""

    class Privacy:
        public = ()
        internal = ("request", "basis", "decision", "proposal", "at", "key")
        personal = ()
        sensitive = ("words",)

    request = one_to_one(AidRequest, primary_key=True, related_name="refusal")
    words = SealedField()
    basis = models.CharField(max_length=12)
    decision = one_to_one("committee.Decision", null=True)
    proposal = one_to_one(Proposal, null=True)
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_basis(), name="refusal_rests_on_one_basis"),
        ]


class Instruction(models.Model):
    """The holder was asked to pay. Only what was granted can be: the key points at the grant."""

    class Privacy:
        public = ()
        internal = ("grant", "at", "key")
        personal = ()
        sensitive = ()

    grant = one_to_one(Grant, primary_key=True, related_name="instruction")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)


class Payment(models.Model):
    """The holder paid: a second person entered its bank reference and day.

    ``batch`` is the publication that counted it; empty while it waits for a large enough group.
    """

    class Privacy:
        public = ()
        internal = (
            "instruction", "fund", "bank_reference", "paid_on", "at", "entry", "batch", "key",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    instruction = one_to_one(Instruction, primary_key=True, related_name="payment")
    fund = foreign_key(Fund, db_index=False)
    bank_reference = models.CharField(max_length=60)
    paid_on = models.DateField()
    at = models.DateTimeField()
    entry = one_to_one("ledger.Entry")
    batch = foreign_key(Batch, null=True)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            # One line of the holder's statement pays one request: the second is a slip or a fraud.
            models.UniqueConstraint(fields=["fund", "bank_reference"], name="bank_line_pays_once"),
        ]


class Withdrawal(models.Model):
    """The request was taken back before it was paid; what was set aside went back (``entry``)."""

    class Privacy:
        public = ()
        internal = ("request", "at", "entry", "key")
        personal = ()
        sensitive = ()

    request = one_to_one(AidRequest, primary_key=True, related_name="withdrawal")
    at = models.DateTimeField()
    entry = one_to_one("ledger.Entry", null=True)
    key = models.UUIDField(unique=True)
