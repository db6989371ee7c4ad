"""`manage.py load_demo`: the invented community, for `./run`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from linli.demo import actions
from linli.identity.permissions import clock
from linli.kernel.refusal import Refused


class Command(BaseCommand):
    help = (
        "Fill an empty house with the demo community: a fixed cast, their stories, and invented "
        "residents. Needs LINLI_DEMO=1, and refuses a house in which somebody real is. Where "
        "the demo stands already it does nothing. All or nothing: it may be cut off and repeated."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--residents",
            type=int,
            default=2000,
            help="at least so many people (%(default)s); the real community has about 20,000",
        )

    def handle(self, *args: Any, residents: int, **options: Any) -> None:
        try:
            loaded = actions.load(residents=residents, by=clock(), at=timezone.localtime())
        except Refused as refusal:
            raise CommandError(f"{refusal}{refusal.next_step}") from refusal
        if options["verbosity"]:
            done = "演示数据已载入（虚构）" if loaded else "演示数据本来就在"
            self.stdout.write(f"{done} / demo data {'loaded' if loaded else 'stands already'}")
