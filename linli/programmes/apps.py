"""Nothing hangs on this room."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "linli.programmes"
