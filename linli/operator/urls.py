"""The operation's addresses: all at the desk."""

from django.urls import path

from linli.operator import desk as doors

desk = [
    path("operator/", doors.index, name="desk_index"),
    path("operator/new/", doors.open_operation, name="desk_open"),
    path("operator/<uuid:operation_id>/book/", doors.book, name="desk_book"),
    path("operator/<uuid:operation_id>/pay/<uuid:debt_id>/", doors.pay, name="desk_pay"),
    path("operator/<uuid:operation_id>/<str:month>/month/", doors.month, name="desk_month"),
    path("operator/<uuid:operation_id>/<str:month>/copy/", doors.copy, name="desk_copy"),
    path("operator/<uuid:operation_id>/<str:month>/confirm/", doors.confirm, name="desk_confirm"),
    path("operator/<uuid:operation_id>/<str:month>/correct/", doors.correct, name="desk_correct"),
    path("operator/<uuid:operation_id>/<str:month>/sheet/", doors.sheet, name="desk_sheet"),
    path("operator/receipts/<uuid:taking_id>/", doors.receipt, name="desk_receipt"),
    path("operator/receipts/<uuid:taking_id>/back/", doors.give_back, name="desk_give_back"),
]
