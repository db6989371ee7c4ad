"""The street's addresses."""

from django.urls import path

from linli.transparency import public as street

public = [
    path("", street.home, name="home"),
    path("transparency/", street.figures, name="figures"),
    path("transparency/notices/", street.notices, name="notices"),
    path("transparency/proof/", street.proof, name="proof"),
    path("transparency/book/<int:after>/", street.book, name="book"),
    path("check/", street.check_form, name="check_form"),
    path("check/<str:series>/<int:number>/", street.check, name="check"),
]
