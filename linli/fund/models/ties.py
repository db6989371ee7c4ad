"""Whom the fund may not help: interested persons of the holder's managers (慈善法 arts. 40, 59)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField


class InterestedPerson(models.Model):
    """A person or household bound to one of the holder's managers, as the holder declared it.

    The fund refuses them; recusal is for a committee member's other ties (``committee.Tie``).
    """

    class Privacy:
        public = ()
        internal = ("id", "holder", "place", "from_on", "until_on", "at")
        personal = ("household", "person", "entered_by")
        sensitive = ("manager", "relation")

    id = primary_key()
    holder = foreign_key("identity.Organisation")
    place = foreign_key("places.Place")
    household = foreign_key("people.Household", null=True)
    person = foreign_key("people.Resident", null=True)
    manager = SealedField()
    relation = SealedField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    entered_by = foreign_key("identity.User")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(household__isnull=False, person__isnull=True)
                | Q(household__isnull=True, person__isnull=False),
                name="interested_person_or_household",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="interest_days_in_order",
            ),
        ]
