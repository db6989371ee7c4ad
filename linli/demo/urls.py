"""The demo's addresses. Outside demo mode there are none."""

from django.conf import settings
from django.urls import path

from linli.demo import public as on_street

pages = [
    path("demo/", on_street.cast, name="public_cast"),
    path("demo/enter/", on_street.enter, name="public_enter"),
]

public = pages if settings.LINLI_DEMO else []
