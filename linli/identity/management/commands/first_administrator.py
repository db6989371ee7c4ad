"""`manage.py first_administrator`: the way into a new house."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone

from linli.identity import queries
from linli.identity.permissions import clock
from linli.identity.sign_in import links
from linli.places import actions as places


class Command(BaseCommand):
    help = (
        "Print a link by which the first administrator sets a login and a password: good for one "
        "use and 24 hours, and only while there is no administrator. Prints nothing when there is "
        "one. Loads the official places first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--origin",
            default="http://localhost:8000",
            help="the address browsers use, such as https://linli.example (%(default)s)",
        )

    def handle(self, *args: Any, origin: str, **options: Any) -> None:
        now = timezone.now()
        if queries.has_administrator(timezone.localdate(now)):
            return
        places.load_divisions(by=clock(), at=now)
        path = reverse("identity:first_administrator", kwargs={"token": links.issue()})
        self.stdout.write(f"{origin.rstrip('/')}{path}")
