"""Nothing to hang up: this room owns no table."""

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    name = "linli.economy"
