"""On what terms people come and go, how many are inside, and a row for everybody who came."""

from django.db import models
from django.db.models import F, Q

from linli.gym.terms import METHODS
from linli.kernel.columns import foreign_key, one_to_one, primary_key


class Questions(models.Model):
    """The plain questions of a room's health declaration, as the hall asks them; never changed."""

    class Privacy:
        public = ("id", "space", "place", "number", "items", "set_at")
        internal = ()
        personal = ("by",)
        sensitive = ()

    id = primary_key()
    space = foreign_key("spaces.Space")
    place = foreign_key("places.Place")
    number = models.PositiveSmallIntegerField()
    items = models.JSONField()
    set_at = models.DateTimeField()
    by = foreign_key("identity.User")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="gym_questions_numbered"),
        ]


class OpenTerms(models.Model):
    """On what terms people come and go in a room, until the next version. A visit names its own.

    Ages in years: who is younger than ``age_from`` comes with an adult from ``accompanied_from``
    on; ``age_to`` is the last. ``health_months``: how long a declaration is good; empty: none is
    wanted. ``induction_when``: when somebody shows the machines, as the hall says it.
    ``pass_needed``: a season pass that covers the room, used once a day. ``visits_months``: how
    long it is kept who came; empty: the hall has not said so, and the street reads that it has not.
    """

    class Privacy:
        public = (
            "id", "space", "place", "number", "most_people", "age_from", "accompanied_from",
            "age_to", "induction", "induction_when", "card_needed", "pass_needed", "health_months",
            "questions", "visits_months", "from_at", "until_at",
        )  # fmt: skip
        internal = ("key",)
        personal = ("by", "ended_by")
        sensitive = ()

    id = primary_key()
    space = foreign_key("spaces.Space")
    place = foreign_key("places.Place")
    number = models.PositiveSmallIntegerField()
    most_people = models.PositiveSmallIntegerField()
    age_from = models.PositiveSmallIntegerField(null=True)
    accompanied_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    induction = models.BooleanField()
    induction_when = models.CharField(max_length=60, blank=True)
    card_needed = models.BooleanField()
    pass_needed = models.BooleanField()
    health_months = models.PositiveSmallIntegerField(null=True)
    questions = foreign_key(Questions, null=True)
    visits_months = models.PositiveSmallIntegerField(null=True)
    from_at = models.DateTimeField()
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    until_at = models.DateTimeField(null=True)
    ended_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space"], condition=Q(until_at__isnull=True), name="gym_terms_one_in_force"
            ),
            models.UniqueConstraint(fields=["space", "number"], name="gym_terms_numbered"),
            models.CheckConstraint(
                condition=Q(most_people__gt=0), name="gym_terms_let_somebody_in"
            ),
            models.CheckConstraint(
                condition=Q(accompanied_from__isnull=True)
                | Q(age_from__isnull=False, accompanied_from__lt=F("age_from")),
                name="gym_terms_accompanied_before_alone",
            ),
            models.CheckConstraint(
                condition=Q(age_to__isnull=True)
                | Q(age_from__isnull=True)
                | Q(age_to__gte=F("age_from")),
                name="gym_terms_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(health_months__isnull=True, questions__isnull=True)
                | Q(health_months__isnull=False, health_months__gt=0, questions__isnull=False),
                name="gym_terms_declaration_has_questions",
            ),
            models.CheckConstraint(
                condition=Q(visits_months__isnull=True) | Q(visits_months__gt=0),
                name="gym_terms_keep_visits_a_while",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, ended_by__isnull=True)
                | Q(until_at__isnull=False, ended_by__isnull=False, until_at__gte=F("from_at")),
                name="gym_terms_ended_by_somebody",
            ),
        ]


class Occupancy(models.Model):
    """How many are inside, against the terms. Whoever comes or goes holds this row.

    It still bears who forgot to go out until the next who comes or goes lets them out; reading
    does not count them. ``over``: how many more than the terms had come in already when a device
    that was without network told of it. What has happened is written down, and told.
    """

    class Privacy:
        public = ()
        internal = ("space", "most", "inside", "over")
        personal = ()
        sensitive = ()

    space = one_to_one("spaces.Space", primary_key=True)
    most = models.PositiveSmallIntegerField()
    inside = models.PositiveSmallIntegerField(default=0)
    over = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(inside__lte=F("most") + F("over")),
                name="gym_occupancy_not_more_than_terms",
            ),
        ]


class Visit(models.Model):
    """Somebody came in, and went out again. Never deleted: taken back, or told of nobody any more.

    ``companion``: the adult a child came with. ``forgotten``: nobody saw them go; the room closed.
    ``left_key`` is the press's, so that the same press is one going out. ``erased_at``: the room's
    time to keep who came is over: that somebody was here stays, for what was counted, and not who.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "space", "place", "terms", "entered_at", "method", "key", "left_at", "left_key",
            "forgotten", "taken_back_at", "reason", "erased_at",
        )  # fmt: skip
        personal = ("resident", "companion", "by", "left_by", "taken_back_by")
        sensitive = ()

    id = primary_key()
    space = foreign_key("spaces.Space")
    place = foreign_key("places.Place")
    terms = foreign_key(OpenTerms)
    resident = foreign_key("people.Resident", null=True)
    companion = foreign_key("people.Resident", null=True)
    entered_at = models.DateTimeField()
    method = models.CharField(max_length=4)
    by = foreign_key("identity.User")
    key = models.UUIDField(unique=True)
    left_at = models.DateTimeField(null=True)
    left_by = foreign_key("identity.User", null=True)
    left_key = models.UUIDField(null=True, unique=True)
    forgotten = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)
    reason = models.CharField(max_length=60, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, resident__isnull=False)
                | Q(erased_at__isnull=False, resident__isnull=True, companion__isnull=True),
                name="gym_visit_of_somebody_until_erased",
            ),
            models.UniqueConstraint(
                fields=["space", "resident"],
                condition=Q(left_at__isnull=True, forgotten=False, taken_back_at__isnull=True),
                name="gym_visit_inside_once",
            ),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="gym_visit_method_known"),
            models.CheckConstraint(
                condition=Q(companion__isnull=True) | ~Q(companion=F("resident")),
                name="gym_visit_companion_is_another",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_by__isnull=True)
                | Q(
                    left_at__isnull=False,
                    left_by__isnull=False,
                    left_at__gte=F("entered_at"),
                    forgotten=False,
                ),
                name="gym_visit_left_after_entering",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(reason=""),
                name="gym_visit_taken_back_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["space", "entered_at"], name="gym_visits_of_room"),
            models.Index(fields=["resident", "entered_at"], name="gym_visits_of_resident"),
        ]
