"""What is remembered of policies: every text that ruled or was to rule, and who put it in force.

A text never changes: a change is another row. No two people's rule lives in the views: a text that
people wrote stands only when another than its writer has put it in force, and a figure only when
another than its finder has confirmed it.
"""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.rulebook.terms import ORIGINS, QUESTIONS, SHIPPED, WHY_OUT


def _code() -> models.CharField:
    return models.CharField(max_length=24)


class Rulebook(models.Model):
    """The one row that changes whenever the texts in force do: who keeps a catalogue compares it,
    and who changes a text holds it, so that two changes never cross.
    """

    class Privacy:
        public = ()
        internal = ("id", "stamp")
        personal = ()
        sensitive = ()

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="rulebook_only_one")]


class Edition(models.Model):
    """One text. It stands (among those in force by their days) from ``stands_from`` to ``out_at``.

    ``benefit`` is "shared" for the figures several policies of a jurisdiction rest on, whose
    ``edition`` is empty. ``until``: the last day, where a later edition took over. ``replaces``:
    the text of the same policy, edition and jurisdiction that stood before.
    """

    class Privacy:
        public = (
            "id", "jurisdiction", "benefit", "edition", "until", "text", "digest", "origin",
            "stands_from", "out_at", "out_why",
        )  # fmt: skip
        internal = (
            "replaces", "came_at", "written_by", "written_at", "activated_by", "reason", "out_by",
            "ended_by",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    jurisdiction = _code()
    benefit = models.CharField(max_length=60)
    edition = models.CharField(max_length=20, blank=True)
    until = models.DateField(null=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    origin = models.CharField(max_length=8)
    replaces = foreign_key("self", null=True)
    ended_by = foreign_key("self", null=True)
    came_at = models.DateTimeField()
    written_by = foreign_key("identity.User", null=True)
    written_at = models.DateTimeField(null=True)
    activated_by = foreign_key("identity.User", null=True)
    stands_from = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    out_at = models.DateTimeField(null=True)
    out_why = models.CharField(max_length=10, blank=True)
    out_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(origin__in=ORIGINS), name="edition_origin_known"),
            models.CheckConstraint(
                condition=Q(origin=SHIPPED, written_by__isnull=True, activated_by__isnull=True)
                | ~Q(origin=SHIPPED)
                & Q(written_by__isnull=False, activated_by__isnull=False)
                & ~Q(activated_by=F("written_by")),
                name="edition_activated_by_another",
            ),
            models.CheckConstraint(condition=Q(out_why__in=WHY_OUT), name="edition_out_known"),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True, out_why="")
                | Q(out_at__isnull=False, stands_from__isnull=False) & ~Q(out_why=""),
                name="edition_out_after_it_stood",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, ended_by__isnull=True)
                | Q(until__isnull=False, ended_by__isnull=False),
                name="edition_ended_by_a_later_one",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "benefit", "edition"],
                condition=Q(stands_from__isnull=False, out_at__isnull=True),
                name="edition_stands_once",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "benefit", "edition", "digest"],
                condition=Q(origin=SHIPPED),
                name="edition_shipped_once",
            ),
        ]
        indexes = [models.Index(fields=["benefit", "digest"], name="edition_by_digest")]


class Draft(models.Model):
    """What an officer is writing, kept as typed, however wrong. It has one writer.

    ``based_on`` is None for a policy begun from nothing.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "jurisdiction", "based_on", "text", "written_by", "written_at", "closed_at",
            "became",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    jurisdiction = _code()
    based_on = foreign_key(Edition, null=True)
    text = models.TextField()
    written_by = foreign_key("identity.User")
    written_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    became = foreign_key(Edition, null=True)


class Reckoning(models.Model):
    """A question to the clock about many families, how far it has come, the answer: counts only.

    ``digest`` and ``stamp`` are the draft and the rulebook it was asked about: an answer about
    another text, or among other policies, is no answer. ``asked_by`` is None for the clock itself.
    ``communities``: each community's code with how many households it had when the count began.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "question", "place", "draft", "edition", "parameter", "middle", "on", "digest",
            "stamp", "asked_by", "asked_at", "communities", "done", "total", "counted",
            "finished_at", "broke",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    question = models.CharField(max_length=10)
    place = _code()
    draft = foreign_key(Draft, null=True)
    edition = foreign_key(Edition, null=True)
    parameter = models.CharField(max_length=60, blank=True)
    middle = models.BigIntegerField(null=True)
    on = models.DateField()
    digest = models.CharField(max_length=64, blank=True)
    stamp = models.UUIDField()
    asked_by = foreign_key("identity.User", null=True)
    asked_at = models.DateTimeField()
    communities = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    counted = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    broke = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(question__in=QUESTIONS), name="reckoning_question_known"
            ),
            models.CheckConstraint(
                condition=Q(question="effects", draft__isnull=False, edition__isnull=True)
                | Q(question="simulation", draft__isnull=True, edition__isnull=False)
                | Q(question="weights", draft__isnull=True, edition__isnull=True),
                name="reckoning_about_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["finished_at", "asked_at"], name="reckoning_waiting")]


class StatedFigure(models.Model):
    """A value one person found, with where it was read; it counts when another has confirmed it."""

    class Privacy:
        public = (
            "id", "jurisdiction", "benefit", "edition", "parameter", "value", "since", "title",
            "address", "read_on", "trust",
        )  # fmt: skip
        internal = (
            "paper", "stated_by", "stated_at", "confirmed_by", "closed_at", "became", "why_not",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    jurisdiction = _code()
    benefit = models.CharField(max_length=60)
    edition = models.CharField(max_length=20, blank=True)
    parameter = models.CharField(max_length=60)
    value = models.BigIntegerField()
    since = models.DateField()
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    read_on = models.DateField()
    trust = models.CharField(max_length=10)
    paper = foreign_key("papers.Paper", null=True)
    stated_by = foreign_key("identity.User")
    stated_at = models.DateTimeField()
    confirmed_by = foreign_key("identity.User", null=True)
    closed_at = models.DateTimeField(null=True)
    became = foreign_key(Edition, null=True)
    why_not = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & (~Q(address="") | Q(paper__isnull=False)),
                name="figure_never_without_source",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="figure_not_below_zero"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, became__isnull=True)
                | Q(confirmed_by__isnull=False, became__isnull=False, closed_at__isnull=False)
                & ~Q(confirmed_by=F("stated_by")),
                name="figure_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "benefit", "edition", "parameter", "since"],
                condition=Q(closed_at__isnull=True),
                name="figure_waits_once",
            ),
        ]


class Enquiry(models.Model):
    """Somebody asked an office about a figure, and this was said."""

    class Privacy:
        public = ()
        internal = (
            "id", "jurisdiction", "benefit", "parameter", "whom", "words", "asked_on", "asked_by",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = primary_key()
    jurisdiction = _code()
    benefit = models.CharField(max_length=60)
    parameter = models.CharField(max_length=60)
    whom = models.CharField(max_length=100)
    words = models.CharField(max_length=500)
    asked_on = models.DateField()
    asked_by = foreign_key("identity.User")

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "benefit", "parameter"], name="enquiry_of_figure")
        ]


class Weight(models.Model):
    """How many families' answers wait for a figure, on the day it was counted. Counts only."""

    class Privacy:
        public = ()
        internal = ("id", "jurisdiction", "benefit", "parameter", "place", "families", "on")
        personal = ()
        sensitive = ()

    id = primary_key()
    jurisdiction = _code()
    benefit = models.CharField(max_length=60)
    parameter = models.CharField(max_length=60)
    place = foreign_key("places.Place")
    families = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "jurisdiction", "benefit", "parameter"], name="weight_once_a_place"
            )
        ]
