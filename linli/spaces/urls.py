"""The rooms' addresses: on the street, at home, at the desk."""

from django.urls import path

from linli.spaces import my as home, public as street
from linli.spaces.desk import bookings, outside, plan, rooms

public = [
    path("rooms/", street.index, name="public_index"),
    path("rooms/<uuid:space_id>/", street.space, name="public_space"),
]

my = [
    path("rooms/", home.index, name="my_index"),
    path("rooms/<uuid:space_id>/", home.ask, name="my_ask"),
    path("rooms/bookings/<uuid:booking_id>/cancel/", home.cancel, name="my_cancel"),
]

desk = [
    path("rooms/", plan.index, name="desk_index"),
    path("rooms/week/", plan.week, name="desk_week"),
    path("rooms/new/", rooms.open_space, name="desk_open"),
    path("rooms/closures/", rooms.closures, name="desk_closures"),
    path("rooms/closures/<uuid:closure_id>/", rooms.closure, name="desk_closure"),
    path("rooms/closures/<uuid:closure_id>/lift/", rooms.lift, name="desk_lift"),
    path("rooms/openings/<uuid:rule_id>/end/", rooms.end_opening, name="desk_end_opening"),
    path("rooms/policies/", rooms.policies, name="desk_policies"),
    path("rooms/policies/<uuid:policy_id>/end/", rooms.end_policy, name="desk_end_policy"),
    path("rooms/days-off/", rooms.days_off, name="desk_days_off"),
    path("rooms/book/", bookings.book, name="desk_book"),
    path("rooms/requests/", bookings.requests, name="desk_requests"),
    path("rooms/bookings/<uuid:booking_id>/", bookings.booking, name="desk_booking"),
    path("rooms/bookings/<uuid:booking_id>/approve/", bookings.approve, name="desk_approve"),
    path("rooms/bookings/<uuid:booking_id>/refuse/", bookings.refuse, name="desk_refuse"),
    path("rooms/bookings/<uuid:booking_id>/come/", bookings.check_in, name="desk_check_in"),
    path("rooms/bookings/<uuid:booking_id>/move/", bookings.move, name="desk_move"),
    path("rooms/bookings/<uuid:booking_id>/cancel/", bookings.cancel, name="desk_cancel"),
    path("rooms/series/<uuid:series_id>/", bookings.series, name="desk_series"),
    path("rooms/series/<uuid:series_id>/retry/", bookings.retry, name="desk_retry"),
    path(
        "rooms/series/<uuid:series_id>/cancel/", bookings.cancel_series, name="desk_cancel_series"
    ),
    path("rooms/<uuid:space_id>/", plan.space, name="desk_space"),
    path("rooms/<uuid:space_id>/outside/", outside.outside, name="desk_outside"),
    path(
        "rooms/<uuid:space_id>/outside/import/", outside.import_outside, name="desk_import_outside"
    ),
    path("rooms/<uuid:space_id>/door/", plan.door, name="desk_door"),
    path("rooms/<uuid:space_id>/change/", rooms.change, name="desk_change"),
    path("rooms/<uuid:space_id>/close/", rooms.close_space, name="desk_close"),
    path("rooms/<uuid:space_id>/opening/", rooms.opening, name="desk_opening"),
]
