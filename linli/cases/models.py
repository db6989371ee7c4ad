"""What is remembered of leads and cases. What a person said or wrote is sealed, always."""

from django.db import models
from django.db.models import Q

from linli.cases import terms
from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


def _one_of(field: str, known: object) -> Q:
    return Q(**{f"{field}__in": tuple(known)})


class CaseFile(models.Model):
    """One case: a household, at most one person at its centre, and who walks with them.

    The stage is not here: `queries` derives it from what stands below and when. ``closed_at`` is
    the closure in force; the database lets a household have one open case (for each person at
    the centre). ``protected``: harm was or may be involved, so the family's own page says nothing
    of this case or of who read it.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "opened_at", "opened_by", "worker", "assigned_at", "assigned_by",
            "reopened_at", "closed_at", "key",
        )  # fmt: skip
        personal = ("household", "person", "protected")
        sensitive = ("reopening",)

    id = primary_key()
    place = foreign_key("places.Place")
    household = foreign_key("people.Household")
    person = foreign_key("people.Resident", null=True)
    protected = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = foreign_key("identity.User")
    worker = foreign_key("identity.User", null=True)
    assigned_at = models.DateTimeField(null=True)
    assigned_by = foreign_key("identity.User", null=True)
    reopened_at = models.DateTimeField(null=True)
    reopening = SealedField(null=True)
    closed_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(closed_at__isnull=True, person__isnull=False),
                name="case_open_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(closed_at__isnull=True, person__isnull=True),
                name="case_open_once_per_household",
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=True, assigned_at__isnull=True, assigned_by__isnull=True)
                | Q(worker__isnull=False, assigned_at__isnull=False, assigned_by__isnull=False),
                name="case_assigned_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "closed_at", "-opened_at"], name="case_of_place"),
            models.Index(fields=["worker", "closed_at"], name="case_of_worker"),
        ]


class Lead(models.Model):
    """Word that somebody may need help. The teller may stay anonymous.

    The id is wholly random: a lead can report harm, and a UUIDv7 would tell its moment.
    Answered once: taken into a case, or declined with a reason.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "channel", "raised_at", "raised_by", "taken_at", "case", "declined_at",
            "declined_by", "declined_because", "key",
        )  # fmt: skip
        personal = ("household", "building", "harm")
        sensitive = ("words", "whereabouts", "contact", "declined_words")

    id = primary_key(random_id)
    place = foreign_key("places.Place")
    building = foreign_key("places.Place", null=True)
    household = foreign_key("people.Household", null=True)
    channel = models.CharField(max_length=12)
    harm = models.CharField(max_length=8, default="no")
    words = SealedField()
    whereabouts = SealedField(null=True)
    contact = SealedField(null=True)
    raised_at = models.DateTimeField()
    raised_by = foreign_key("identity.User", null=True)
    case = foreign_key(CaseFile, null=True)
    taken_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = foreign_key("identity.User", null=True)
    declined_because = models.CharField(max_length=16, blank=True)
    declined_words = SealedField(null=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_one_of("channel", terms.CHANNELS), name="lead_channel_known"
            ),
            models.CheckConstraint(condition=_one_of("harm", terms.HARM), name="lead_harm_known"),
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(declined_at__isnull=True),
                name="lead_answered_one_way",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True, declined_because="")
                | (Q(declined_at__isnull=False) & _one_of("declined_because", terms.DECLINED)),
                name="lead_declined_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place", "raised_at"],
                condition=Q(case__isnull=True, declined_at__isnull=True),
                name="lead_waiting",
            ),
            models.Index(fields=["case"], name="lead_of_case"),
        ]


class Step(models.Model):
    """What the records of a case share: which case, which day, who wrote it and when."""

    id = primary_key()
    case = foreign_key(CaseFile)
    on = models.DateField()
    at = models.DateTimeField()
    by = foreign_key("identity.User")
    words = SealedField(null=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        abstract = True


class Assessment(Step):
    """A look at the whole situation before planning; its scores are `DomainScore` rows."""

    class Privacy:
        public = ()
        internal = ("id", "at", "by", "key")
        personal = ("case", "on")
        sensitive = ("words",)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="assessment_of_case")]


class CasePlan(Step):
    """What the family and the worker agreed to reach, and how often somebody looks in."""

    class Privacy:
        public = ()
        internal = ("id", "at", "by", "key", "every_days")
        personal = ("case", "on")
        sensitive = ("words",)

    every_days = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="plan_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("every_days", terms.RHYTHMS), name="plan_rhythm_known"
            )
        ]


class Goal(models.Model):
    """One thing to reach by a day, in the family's words: from which step to which."""

    class Privacy:
        public = ()
        internal = ("id", "due_on")
        personal = ("plan", "domain", "target")
        sensitive = ("words",)

    id = primary_key()
    plan = foreign_key(CasePlan)
    domain = models.CharField(max_length=20)
    target = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    words = SealedField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "domain"], name="goal_once_per_domain"),
            models.CheckConstraint(
                condition=_one_of("domain", terms.DOMAINS), name="goal_domain_known"
            ),
        ]


class Intervention(Step):
    """One thing done for or with the family."""

    class Privacy:
        public = ()
        internal = ("id", "at", "by", "key")
        personal = ("case", "on", "kind")
        sensitive = ("words",)

    kind = models.CharField(max_length=16)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="intervention_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("kind", terms.INTERVENTIONS), name="intervention_kind_known"
            )
        ]


class FollowUp(Step):
    """Somebody looked in again and said how it goes; its scores are `DomainScore` rows."""

    class Privacy:
        public = ()
        internal = ("id", "at", "by", "key")
        personal = ("case", "on", "teller")
        sensitive = ("words",)

    teller = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["case", "on"], name="follow_up_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("teller", terms.TELLERS), name="follow_up_teller_known"
            )
        ]


class DomainScore(models.Model):
    """On which step of a domain somebody stood on a day, as one assessment or follow-up saw it.

    The step's sentence is in `terms.DOMAINS`; what the teller added is sealed with the look.
    """

    class Privacy:
        public = ()
        internal = ("id", "at")
        personal = ("case", "assessment", "follow_up", "domain", "score", "on")
        sensitive = ()

    id = primary_key()
    case = foreign_key(CaseFile)
    assessment = foreign_key(Assessment, null=True)
    follow_up = foreign_key(FollowUp, null=True)
    domain = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField()
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "domain", "on", "at"], name="score_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("domain", terms.DOMAINS), name="score_domain_known"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1) & Q(score__lte=5), name="score_is_a_step"
            ),
            models.CheckConstraint(
                condition=Q(assessment__isnull=True) ^ Q(follow_up__isnull=True),
                name="score_seen_by_one_look",
            ),
            models.UniqueConstraint(
                fields=["assessment", "domain"], name="score_once_per_assessment"
            ),
            models.UniqueConstraint(
                fields=["follow_up", "domain"], name="score_once_per_follow_up"
            ),
        ]


class Evaluation(Step):
    """What the plan has come to; each goal's result is a `GoalResult`."""

    class Privacy:
        public = ()
        internal = ("id", "at", "by", "key")
        personal = ("case", "on")
        sensitive = ("words",)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="evaluation_of_case")]


class GoalResult(models.Model):
    """Whether one goal was reached, as the evaluation found."""

    class Privacy:
        public = ()
        internal = ("id",)
        personal = ("evaluation", "goal", "result")
        sensitive = ()

    id = primary_key()
    evaluation = foreign_key(Evaluation)
    goal = foreign_key(Goal)
    result = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "goal"], name="result_once_per_goal"),
            models.CheckConstraint(condition=_one_of("result", terms.RESULTS), name="result_known"),
        ]


class Closure(Step):
    """How a case ended, and until when somebody still looks in."""

    class Privacy:
        public = ()
        internal = ("id", "at", "by", "key", "monitor_until")
        personal = ("case", "on", "outcome")
        sensitive = ("words",)

    outcome = models.CharField(max_length=16)
    monitor_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="closure_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("outcome", terms.OUTCOMES), name="closure_outcome_known"
            )
        ]
