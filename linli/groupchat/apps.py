"""Nothing hangs on this room."""

from django.apps import AppConfig


class GroupchatConfig(AppConfig):
    name = "linli.groupchat"
