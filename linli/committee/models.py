"""What is remembered of a committee: who sits on it, who has a tie, what was voted on which day."""

from django.db import models
from django.db.models import F, Q

from linli.committee.terms import CHOICES, DECIDE, LEAST_PRESENT, RATIFY, SUPERVISOR, VOTER
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class Committee(models.Model):
    """A body that decides about something of an upper room: ``room``, ``noun`` and ``subject_id``.

    Its seats are unpaid: nothing here could hold a fee.
    """

    class Privacy:
        public = ("id", "place", "organisation", "room", "noun", "subject_id", "name", "founded_on")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    organisation = foreign_key("identity.Organisation", null=True)
    room = models.CharField(max_length=20)
    noun = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    name = models.CharField(max_length=80)
    founded_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "noun", "subject_id"], name="committee_one_a_subject"
            )
        ]


class Member(models.Model):
    """A seat and its term: who votes, or who supervises and has no vote. No login is needed."""

    class Privacy:
        public = ()
        internal = ("id", "committee", "part", "from_on", "until_on")
        personal = ("name", "stands_for")
        sensitive = ()

    id = primary_key()
    committee = foreign_key(Committee, related_name="members")
    name = models.CharField(max_length=40)
    part = models.CharField(max_length=12)
    stands_for = models.CharField(max_length=40, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=(VOTER, SUPERVISOR)), name="member_part_known"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="member_term_in_order",
            ),
        ]


class Tie(models.Model):
    """What binds a member to a household, a person or a firm: he takes no part where it matters."""

    class Privacy:
        public = ()
        internal = ("id", "member", "declared_on", "ended_on")
        personal = ("household", "person")
        sensitive = ("firm", "words")

    id = primary_key()
    member = foreign_key(Member, related_name="ties")
    household = foreign_key("people.Household", null=True)
    person = foreign_key("people.Resident", null=True)
    firm = SealedField(null=True)
    words = SealedField()
    declared_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False, person__isnull=True, firm__isnull=True)
                | Q(household__isnull=True, person__isnull=False, firm__isnull=True)
                | Q(household__isnull=True, person__isnull=True, firm__isnull=False),
                name="tie_to_one_thing",
            )
        ]


class Sitting(models.Model):
    """A meeting. Keyed from its signed sheet by one person, confirmed by another."""

    class Privacy:
        public = ()
        internal = (
            "id", "committee", "number", "held_on", "sheet", "called_at", "keyed_at",
            "confirmed_at", "supervisor",
        )  # fmt: skip
        personal = ("called_by", "keyed_by", "confirmed_by")
        sensitive = ()

    id = primary_key()
    committee = foreign_key(Committee, related_name="sittings")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    sheet = foreign_key("papers.Paper", null=True)
    supervisor = foreign_key(Member, null=True)
    called_by = foreign_key("identity.User")
    called_at = models.DateTimeField()
    keyed_by = foreign_key("identity.User", null=True)
    keyed_at = models.DateTimeField(null=True)
    confirmed_by = foreign_key("identity.User", null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="sitting_number_once"),
            models.CheckConstraint(
                condition=Q(keyed_by__isnull=True, keyed_at__isnull=True)
                | Q(keyed_by__isnull=False, keyed_at__isnull=False, sheet__isnull=False,
                    supervisor__isnull=False),
                name="sitting_keyed_from_a_sheet",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False,
                    keyed_by__isnull=False) & ~Q(confirmed_by=F("keyed_by")),
                name="sitting_confirmed_by_another",
            ),
        ]  # fmt: skip


class Item(models.Model):
    """A line of the docket: what is decided, under a title that names nobody.

    ``household`` and ``person`` say whom it concerns, for ties alone; ``decided_fen`` is what the
    sheet grants. ``remark`` is the supervisor's, an empty one too: NULL means not asked yet.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "sitting", "position", "kind", "room", "noun", "subject_id", "title", "reason",
            "asked_fen", "decided_fen", "off",
        )  # fmt: skip
        personal = ("household", "person")
        sensitive = ("words", "remark")

    id = primary_key()
    sitting = foreign_key(Sitting, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    room = models.CharField(max_length=20)
    noun = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=80)
    reason = models.CharField(max_length=60, blank=True)
    asked_fen = models.BigIntegerField()
    decided_fen = models.BigIntegerField(null=True)
    household = foreign_key("people.Household", null=True)
    person = foreign_key("people.Resident", null=True)
    off = models.BooleanField(default=False)
    words = SealedField(null=True)
    remark = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="item_place_once"),
            models.UniqueConstraint(
                fields=["sitting", "room", "noun", "subject_id", "kind"], name="item_subject_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=(DECIDE, RATIFY)), name="item_kind_known"),
            models.CheckConstraint(
                condition=Q(decided_fen__isnull=True)
                | Q(decided_fen__gt=0, decided_fen__lte=F("asked_fen")),
                name="item_never_above_what_was_asked",
            ),
        ]
        indexes = [models.Index(fields=["room", "noun", "subject_id"], name="item_of_subject")]


class Attendance(models.Model):
    """Whether a member was there."""

    class Privacy:
        public = ()
        internal = ("id", "sitting", "member", "present")
        personal = ()
        sensitive = ()

    id = primary_key()
    sitting = foreign_key(Sitting, related_name="attendances")
    member = foreign_key(Member)
    present = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "member"], name="attendance_once")
        ]


class Vote(models.Model):
    """One member's word on one item, or that he takes no part in it.

    A recusal stands in the vote's own place, so a recused member has nowhere to vote: the database
    knows one row a member and item, and a row with a tie can say nothing but ``recused``.
    """

    class Privacy:
        public = ()
        internal = ("id", "item", "member", "tie")
        personal = ("choice",)
        sensitive = ()

    id = primary_key()
    item = foreign_key(Item, related_name="votes")
    member = foreign_key(Member)
    choice = models.CharField(max_length=8)
    tie = foreign_key(Tie, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="vote_once"),
            models.CheckConstraint(condition=Q(choice__in=CHOICES), name="vote_choice_known"),
            models.CheckConstraint(
                condition=Q(tie__isnull=True) | Q(choice="recused"), name="vote_never_with_a_tie"
            ),
        ]


class Decision(models.Model):
    """What a confirmed sitting decided on one item, for good; no quorum, no decision."""

    class Privacy:
        public = ()
        internal = (
            "item", "passed", "amount_fen", "members", "entitled", "present", "yes", "no",
            "abstain", "decided_on", "at",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    item = one_to_one(Item, primary_key=True, related_name="decision")
    passed = models.BooleanField()
    amount_fen = models.BigIntegerField(null=True)
    members = models.PositiveSmallIntegerField()
    entitled = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstain = models.PositiveSmallIntegerField()
    decided_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(present__gte=LEAST_PRESENT)
                & Q(present__gt=F("entitled") - F("present"))
                & Q(present__gte=F("yes") + F("no") + F("abstain"))
                & Q(members__gte=F("entitled"))
                & Q(entitled__gte=F("present")),
                name="decision_with_a_quorum",
            ),
            models.CheckConstraint(
                condition=Q(passed=True, yes__gt=F("no") + F("abstain"), amount_fen__isnull=False)
                | Q(passed=False, yes__lte=F("no") + F("abstain"), amount_fen__isnull=True),
                name="decision_by_most_votes_cast",
            ),
        ]
