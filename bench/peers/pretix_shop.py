"""Runs in pretix's own environment: opens one event with a free ticket, so many of which there are.

Prints a line of JSON: the address of the event, a token of the API, the item's number. Called with
the number of places; each call opens a fresh event, so that every round begins with all of them.
"""

import datetime
import json
import sys

import django

django.setup()

from django.utils.timezone import now  # noqa: E402
from django_scopes import scope, scopes_disabled  # noqa: E402
from pretix.base.models import Event, Organizer, Team, TeamAPIToken  # noqa: E402


def main(places: int) -> None:
    """Open the event and say how to reach it."""
    with scopes_disabled():
        organizer, _ = Organizer.objects.get_or_create(name="Hall", slug="hall")
        number = Event.objects.count()
    with scope(organizer=organizer):
        event = Event.objects.create(
            organizer=organizer,
            name="Calligraphy",
            slug=f"e{number}",
            currency="EUR",
            live=True,
            date_from=now() + datetime.timedelta(days=30),
            presale_start=now() - datetime.timedelta(days=1),
            plugins="",
        )
        event.settings.timezone = "Asia/Shanghai"
        event.settings.attendee_names_asked = False
        event.settings.order_email_asked_twice = False
        # No mail leaves either side: what is compared is the giving of places.
        event.settings.mail_text_order_free = ""
        item = event.items.create(name="Place", default_price=0, admission=True)
        quota = event.quotas.create(name="Places", size=places)
        quota.items.add(item)
        team, _ = Team.objects.get_or_create(
            organizer=organizer, name="API", defaults={"all_events": True}
        )
        team.all_events = True
        for right in ("can_change_orders", "can_view_orders", "can_change_event_settings"):
            if hasattr(team, right):
                setattr(team, right, True)
        for everything in ("all_event_permissions", "all_organizer_permissions"):
            if hasattr(team, everything):
                setattr(team, everything, True)
        team.save()
        token = TeamAPIToken.objects.create(team=team, name=f"bench {number}")
        print(json.dumps({"event": f"hall/{event.slug}", "token": token.token, "item": item.pk}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
