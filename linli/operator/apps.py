"""Nothing hangs on this room."""

from django.apps import AppConfig


class OperatorConfig(AppConfig):
    name = "linli.operator"
