"""Nothing hangs on this room."""

from django.apps import AppConfig


class HallConfig(AppConfig):
    name = "linli.hall"
