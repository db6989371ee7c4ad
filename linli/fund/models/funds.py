"""The fund itself: whose books it is kept in, what it may be used for, what it began with."""

from django.db import models
from django.db.models import Q

from linli.fund.terms import PURPOSES
from linli.kernel.columns import foreign_key, one_to_one, primary_key


class Fund(models.Model):
    """A community's charity fund. It has no account of its own: all its money is in the holder's
    books, and ours are reconciled to them (the community-fund guides of Hunan and Hubei).

    ``series`` begins the numbers of its acknowledgements, as ``JA`` in ``JA2026``.
    """

    class Privacy:
        public = ("id", "place", "holder", "name", "name_en", "series", "opened_on")
        internal = ("book",)
        personal = ()
        sensitive = ()

    id = primary_key()
    place = foreign_key("places.Place")
    holder = foreign_key("identity.Organisation")
    book = one_to_one("ledger.Book", to_field="code")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    series = models.CharField(max_length=8, unique=True)
    opened_on = models.DateField()


class Purpose(models.Model):
    """A use that the fund's agreement permits. Money given for one is spent on no other."""

    class Privacy:
        public = ("id", "fund", "kind")
        internal = ()
        personal = ()
        sensitive = ()

    id = primary_key()
    fund = foreign_key(Fund, related_name="purposes")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "kind"], name="purpose_once_in_a_fund"),
            models.CheckConstraint(condition=Q(kind__in=PURPOSES), name="purpose_permitted"),
        ]


class OpeningBalance(models.Model):
    """What the holder confirmed to hold for the fund on the day our books began; never twice."""

    class Privacy:
        public = ("fund", "amount_fen", "on", "entry")
        internal = ("statement",)
        personal = ()
        sensitive = ()

    fund = one_to_one(Fund, primary_key=True, related_name="opening")
    amount_fen = models.BigIntegerField()
    on = models.DateField()
    statement = models.CharField(max_length=60)
    entry = one_to_one("ledger.Entry")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="opening_not_below_zero")
        ]
