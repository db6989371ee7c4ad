"""Run by the peer's own Python: posts gifts into django-ledger as fast as it does, one commit each.

A number of entries on standard input is answered by the seconds they took. The peer's way: an
entity with two accounts, a posted ledger, and ``commit_txs(..., je_posted=True)``.
"""

import sys
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import django
from django.conf import settings


def main(url: str) -> None:
    """Answer until standard input ends."""
    _set_up(url)
    ledger, cash, income = _books()
    for asked in sys.stdin:
        entries = int(asked)
        began = time.perf_counter()
        for _ in range(entries):
            ledger.commit_txs(
                je_timestamp=datetime.now(UTC),
                je_txs=[
                    {"account": cash, "amount": 1, "tx_type": "debit", "description": "gift"},
                    {"account": income, "amount": 1, "tx_type": "credit", "description": "gift"},
                ],
                je_posted=True,
            )
        print(time.perf_counter() - began, flush=True)


def _set_up(url: str) -> None:
    where = urlsplit(url)
    settings.configure(
        SECRET_KEY="peer",
        USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": where.path.lstrip("/"),
                "USER": where.username,
                "HOST": where.hostname,
                "PORT": where.port,
                "CONN_MAX_AGE": None,
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        LOGIN_URL="/",
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django_ledger",
        ],
    )
    django.setup()


def _books() -> tuple:
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django_ledger.models import EntityModel

    call_command("migrate", verbosity=0)
    admin = get_user_model().objects.create_user("peer")
    entity = EntityModel.create_entity(
        name="Peer", use_accrual_method=False, admin=admin, fy_start_month=1
    )
    entity.create_chart_of_accounts(assign_as_default=True, commit=True, coa_name="peer")
    cash = entity.create_account(
        code="1000", role="asset_ca_cash", name="Cash", balance_type="debit", active=True
    )
    income = entity.create_account(
        code="4000", role="in_operational", name="Gifts", balance_type="credit", active=True
    )
    ledger = entity.create_ledger(name="Fund", posted=True)
    return ledger, cash, income


if __name__ == "__main__":
    main(sys.argv[1])
