"""What is remembered of finding families: hints and notes that wait for an answer, by whose leave,
who does not wish to be looked for, and who caught a family that no policy helps.

A verdict is never remembered. A hint nobody has acted upon is taken away by the next look that
does not find it any more.
"""

from django.db import models
from django.db.models import Q

from linli.benefits.terms import (
    ANSWERS,
    CAUGHT,
    FOLLOWED_UP,
    HAS_IT,
    LEAD,
    MOST_FAMILIES_A_WEEK,
    NOTERS,
    STATES,
    WITH_REASON,
)
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.ids import random_id
from linli.kernel.sealed import SealedField


class ImpactAssessment(models.Model):
    """The assessment of what discovery does to people, signed by two (个人信息保护法 arts. 55–56).

    Without both signatures nobody is looked for in that community.
    """

    class Privacy:
        public = ()
        internal = ("place", "edition", "written_at", "signed_at", "written_by", "signed_by")
        personal = ()
        sensitive = ()

    place = one_to_one("places.Place", primary_key=True)
    edition = models.CharField(max_length=20)
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()
    signed_by = foreign_key("identity.User", null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False)
                & ~Q(signed_by=models.F("written_by")),
                name="assessment_signed_by_another",
            )
        ]


class Workload(models.Model):
    """How many new families a worker takes on in a week; the supervisor sees the rest."""

    class Privacy:
        public = ()
        internal = ("user", "families_a_week")
        personal = ()
        sensitive = ()

    user = one_to_one("identity.User", primary_key=True)
    families_a_week = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(families_a_week__lte=MOST_FAMILIES_A_WEEK), name="workload_bearable"
            )
        ]


class Hint(models.Model):
    """A family may be missing something it is entitled to, and why the house thinks so.

    ``person`` is whose the benefit is, None where it is the household's. ``why`` holds the signs
    and the papers still missing. A machine suggests: nothing follows until a person has answered.
    Answered by nobody, "has it": the family came by the benefit while this waited.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "found_at", "given_to", "given_on", "answered_by", "answered_at")
        personal = (
            "household", "person", "benefit", "edition", "state", "monthly_fen", "waiting_fen",
            "answer", "again_on",
        )  # fmt: skip
        sensitive = ("why", "words")

    id = primary_key()
    place = foreign_key("places.Place")
    household = foreign_key("people.Household")
    person = foreign_key("people.Resident", null=True)
    benefit = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    monthly_fen = models.BigIntegerField()
    waiting_fen = models.BigIntegerField()
    why = SealedField()
    found_at = models.DateTimeField()
    given_to = foreign_key("identity.User", null=True)
    given_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    answered_by = foreign_key("identity.User", null=True)
    answered_at = models.DateTimeField(null=True)
    words = SealedField(null=True)
    again_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person", "benefit"],
                condition=Q(person__isnull=False),
                name="hint_once_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["household", "benefit"],
                condition=Q(person__isnull=True),
                name="hint_once_for_a_household",
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="hint_state_known"),
            models.CheckConstraint(
                condition=Q(monthly_fen__gte=0, waiting_fen__gte=0), name="hint_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=ANSWERS, answered_at__isnull=False, answered_by__isnull=False)
                | Q(answer=HAS_IT, answered_at__isnull=False, answered_by__isnull=True),
                name="hint_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(given_to__isnull=True, given_on__isnull=True)
                | Q(given_to__isnull=False, given_on__isnull=False),
                name="hint_given_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(again_on__isnull=True) | Q(answer="not_now"), name="hint_again_later"
            ),
        ]
        indexes = [
            models.Index(fields=["place", "answer", "given_to"], name="hint_of_place"),
            models.Index(fields=["given_to", "given_on"], name="hint_of_worker"),
        ]


class HardshipNote(models.Model):
    """Somebody says in a sentence that a family is having a hard time; a sign, whatever rules say.

    ``household`` is None until somebody has found out which door is meant. A ``lead`` (an id of
    cases, which is above) keeps its own words. The id is random: it must not tell the moment.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "said_by", "raised_at", "raised_by", "lead", "given_to", "given_on",
            "answered_by", "answered_at", "key",
        )  # fmt: skip
        personal = ("household", "answer")
        sensitive = ("words", "whereabouts", "answer_words")

    id = primary_key(random_id)
    place = foreign_key("places.Place")
    household = foreign_key("people.Household", null=True)
    said_by = models.CharField(max_length=10)
    words = SealedField(null=True)
    whereabouts = SealedField(null=True)
    lead = models.UUIDField(null=True, unique=True)
    raised_at = models.DateTimeField()
    raised_by = foreign_key("identity.User", null=True)
    given_to = foreign_key("identity.User", null=True)
    given_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    answered_by = foreign_key("identity.User", null=True)
    answered_at = models.DateTimeField(null=True)
    answer_words = SealedField(null=True)
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(said_by__in=NOTERS), name="note_said_by_known"),
            models.CheckConstraint(
                condition=Q(said_by=LEAD, lead__isnull=False, words__isnull=True)
                | ~Q(said_by=LEAD) & Q(lead__isnull=True, words__isnull=False),
                name="note_has_words_or_a_lead",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=False) | Q(whereabouts__isnull=False),
                name="note_says_who_or_where",
            ),
            models.CheckConstraint(
                condition=Q(given_to__isnull=True, given_on__isnull=True)
                | Q(given_to__isnull=False, given_on__isnull=False),
                name="note_given_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | Q(answer__in=FOLLOWED_UP, answered_at__isnull=False, answered_by__isnull=False),
                name="note_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "answer", "given_to"], name="note_of_place"),
            models.Index(fields=["household", "raised_at"], name="note_of_household"),
            models.Index(fields=["raised_by", "raised_at"], name="note_of_noter"),
        ]


class Caught(models.Model):
    """What was done for a family in hardship whom every policy refuses; holds until a newer sign.

    That nobody caught a family is never stored: it is read from notes and facts.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "caught_at", "caught_by")
        personal = ("household", "how")
        sensitive = ("words",)

    id = primary_key()
    place = foreign_key("places.Place")
    household = foreign_key("people.Household")
    how = models.CharField(max_length=10)
    words = SealedField(null=True)
    caught_at = models.DateTimeField()
    caught_by = foreign_key("identity.User")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(how__in=CAUGHT), name="caught_somehow"),
            models.CheckConstraint(
                condition=~Q(how__in=WITH_REASON) | Q(words__isnull=False),
                name="caught_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["household", "caught_at"], name="caught_of_household")]


class LeftAlone(models.Model):
    """A household that does not wish the house to look for benefits for it, and since when."""

    class Privacy:
        public = ()
        internal = ("id", "place", "since_at", "until_at")
        personal = ("household", "said_by", "taken_back_by")
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    household = foreign_key("people.Household")
    since_at = models.DateTimeField()
    said_by = foreign_key("identity.User")
    until_at = models.DateTimeField(null=True)
    taken_back_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(until_at__isnull=True), name="left_alone_once"
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, taken_back_by__isnull=True)
                | Q(until_at__isnull=False, taken_back_by__isnull=False),
                name="left_alone_until_somebody_said",
            ),
        ]
