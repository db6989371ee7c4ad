"""`manage.py hand_out_password LOGIN`: for the administrator whom nobody else could help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from linli.identity import actions, queries
from linli.identity.permissions import clock


class Command(BaseCommand):
    help = (
        "Replace a forgotten password by a first one, printed once and to be changed at the next "
        "sign-in. The journal remembers it. Administrators do this for others at the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login")
        parser.add_argument(
            "--forget-factors",
            action="store_true",
            help="also take away passkeys and one-time codes, for a phone that was lost",
        )

    def handle(self, *args: Any, login: str, forget_factors: bool, **options: Any) -> None:
        user = queries.user_named(login)
        if user is None:
            raise CommandError(f"没有这个登录名。There is no login {login!r}.")
        now = timezone.now()
        if forget_factors:
            actions.forget_factors(user_id=user.pk, by=clock(), at=now)
        self.stdout.write(actions.hand_out_password(user_id=user.pk, by=clock(), at=now))
