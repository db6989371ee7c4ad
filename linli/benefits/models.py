"""What is remembered of finding families: hints that wait for an answer, and by whose leave.

A verdict is never remembered. A hint nobody has acted upon is taken away by the next look that
does not find it any more.
"""

from django.db import models
from django.db.models import Q

from linli.benefits.terms import ANSWERS, MOST_FAMILIES_A_WEEK, STATES
from linli.kernel.ids import uuid7
from linli.kernel.sealed import SealedField


def _user(**options: object) -> models.ForeignKey:
    return models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+", **options)


class ImpactAssessment(models.Model):
    """The assessment of what discovery does to people, signed by two (个人信息保护法 arts. 55–56).

    Without both signatures nobody is looked for in that community.
    """

    class Privacy:
        public = ()
        internal = ("place", "edition", "written_at", "signed_at", "written_by", "signed_by")
        personal = ()
        sensitive = ()

    place = models.OneToOneField(
        "places.Place", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    edition = models.CharField(max_length=20)
    written_by = _user()
    written_at = models.DateTimeField()
    signed_by = _user(null=True)
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

    user = models.OneToOneField(
        "identity.User", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
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
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "found_at", "given_to", "given_on", "answered_by", "answered_at")
        personal = (
            "household", "person", "benefit", "edition", "state", "monthly_fen", "waiting_fen",
            "answer", "again_on",
        )  # fmt: skip
        sensitive = ("why", "words")

    id = models.UUIDField(primary_key=True, default=uuid7)
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Resident", null=True, on_delete=models.PROTECT, related_name="+"
    )
    benefit = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    monthly_fen = models.BigIntegerField()
    waiting_fen = models.BigIntegerField()
    why = SealedField()
    found_at = models.DateTimeField()
    given_to = _user(null=True)
    given_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    answered_by = _user(null=True)
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
                | Q(answer__in=ANSWERS, answered_at__isnull=False, answered_by__isnull=False),
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
