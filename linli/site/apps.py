"""The site as an app, and the guards that rooms hang on their tables."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps

from linli.kernel.triggers import Guards


class SiteConfig(AppConfig):
    name = "linli.site"
    label = "linli_site"


def guards() -> list[Guards]:
    """The guards of every room that has a ``guards.py``."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("linli.")]
    return [import_module(f"{name}.guards").GUARDS for name in names if find_spec(f"{name}.guards")]
