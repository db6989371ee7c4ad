"""Nothing hangs on this room."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "linli.voices"
