"""The house's addresses as they are in demo mode; the tests' own house is not opened as a demo."""

from django.urls import include, path

from linli.demo.urls import pages
from linli.site import urls

handler500, handler429 = urls.handler500, urls.handler429
urlpatterns = [path("", include((pages, "demo"))), *urls.urlpatterns]
