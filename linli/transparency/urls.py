"""The street's addresses."""

from django.urls import path

from linli.transparency import public as street

public = [
    path("", street.home, name="home"),
    path("transparency/", street.figures, name="figures"),
    path("transparency/notices/", street.notices, name="notices"),
    path("transparency/proof/", street.proof, name="proof"),
    path("transparency/sheet/", street.sheet, name="sheet"),
    path("transparency/book.zip", street.bundle, name="bundle"),
    path("check/", street.check_form, name="check_form"),
    path("check/<str:series>/<int:number>/", street.check, name="check"),
    path("check/<str:series>/<int:number>/slip.json", street.slip, name="slip"),
    path("trace/<str:book>/<int:seq>/", street.trace, name="trace"),
]
