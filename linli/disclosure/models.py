"""What disclosure remembers: projects, what was told of them and of campaigns, and corrections.

A campaign is the plan that giving has filed; its days are that plan's and stand nowhere else.
"""

from django.db import models
from django.db.models import F, Q

from linli.disclosure.terms import KINDS, RULES
from linli.kernel.columns import foreign_key, primary_key


class Undertaking(models.Model):
    """A project of a fund, with the days from which its duties follow.

    ``kind``: what was entered as a campaign before plans came by themselves still stands as one.
    ``ends_on`` is planned, and empty where no end is; ``ended_on`` is when it really ended.
    """

    class Privacy:
        public = ("id", "fund", "place", "kind", "title", "began_on", "ends_on", "ended_on")
        internal = ("begun_at", "key")
        personal = ("begun_by",)
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    place = foreign_key("places.Place")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=80)
    began_on = models.DateField()
    ends_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    begun_by = foreign_key("identity.User")
    begun_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="undertaking_kind_known"),
            models.CheckConstraint(
                condition=(Q(ends_on__isnull=True) | Q(ends_on__gte=F("began_on")))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on"))),
                name="undertaking_ends_after_it_began",
            ),
        ]


class DisclosureEntry(models.Model):
    """One duty, done: where it was published, by whom, when. Never changed (guards.py).

    It was told of a project (``undertaking``), of a campaign (``plan``), or, where both are empty,
    of the fund's own year.
    """

    class Privacy:
        public = (
            "id", "fund", "undertaking", "plan", "rule", "due_on", "published_on", "words", "link",
        )  # fmt: skip
        internal = ("at", "key")
        personal = ("by",)
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    undertaking = foreign_key(Undertaking, null=True)
    plan = foreign_key("giving.Plan", null=True)
    rule = models.CharField(max_length=16)
    due_on = models.DateField()
    published_on = models.DateField()
    words = models.CharField(max_length=200)
    link = models.URLField(max_length=300)
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(rule__in=tuple(RULES)), name="disclosure_rule_known"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="disclosure_says_something"),
            models.UniqueConstraint(
                fields=["undertaking", "rule", "due_on"],
                condition=Q(undertaking__isnull=False),
                name="disclosed_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "rule", "due_on"],
                condition=Q(plan__isnull=False),
                name="plan_disclosed_once",
            ),
            models.UniqueConstraint(
                fields=["fund", "rule", "due_on"],
                condition=Q(undertaking__isnull=True, plan__isnull=True),
                name="fund_disclosed_once",
            ),
            models.CheckConstraint(
                condition=Q(undertaking__isnull=True) | Q(plan__isnull=True),
                name="disclosed_of_one_thing",
            ),
        ]


class CorrectionNote(models.Model):
    """What was wrong in a disclosure, and what is right: published beside it (公开办法 art. 16)."""

    class Privacy:
        public = ("id", "entry", "words", "on")
        internal = ("at", "key")
        personal = ("by",)
        sensitive = ()

    id = primary_key()
    entry = foreign_key(DisclosureEntry)
    words = models.CharField(max_length=400)
    on = models.DateField()
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="correction_says_what")]
