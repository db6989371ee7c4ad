"""Hangs the room's guards on migration: dropped before it, installed after it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AttendanceConfig(AppConfig):
    name = "linli.attendance"

    def ready(self) -> None:
        from linli.attendance.guards import GUARDS

        pre_migrate.connect(GUARDS.drop_before_migrating, sender=self)
        post_migrate.connect(GUARDS.install_after_migrating, sender=self)
