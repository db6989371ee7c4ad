from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "linli.identity"
