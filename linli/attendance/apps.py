"""Nothing hangs on this room."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "linli.attendance"
