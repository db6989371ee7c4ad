"""The few addresses the layouts name: the ground is tested without the rooms above it."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include(([path("look/", nowhere, name="look")], "site"))),
    path("in/", nowhere, name="account_login"),
    path("out/", nowhere, name="account_logout"),
]
