"""The hall's addresses: on the street, at home, at the desk."""

from django.urls import path

from linli.hall import my as home, public as street
from linli.hall.desk import courses, places, today
from linli.hall.published import SERIES, SESSIONS

public = [
    path("programme/", street.index, name="public_index"),
    path("programme/told/", street.told, name="public_told"),
    path("programme/ages/", street.ages, name="public_ages"),
    path("programme/sheet/", street.sheet, name="public_sheet"),
    path("rooms/screen/", street.screen, name="public_screen"),
    path("programme/<uuid:course_id>/", street.course, name="public_course"),
    path("calendar/<str:token>.ics", street.personal_calendar, name="public_personal_calendar"),
    path("open/", street.open_data, name="public_open"),
    path("open/scenes/", street.open_scenes, name="public_scenes"),
    path("open/session-series/", street.open_feed, {"feed": SERIES}, name="public_series"),
    path("open/scheduled-sessions/", street.open_feed, {"feed": SESSIONS}, name="public_sessions"),
    path("programme/<uuid:course_id>/lots.json", street.lots, name="public_lots"),
    path("p/<slug:code>", street.short, name="public_short"),
    path("programme/share/", street.share_week, name="public_share_week"),
    path("programme/week.png", street.week_picture, name="public_week_picture"),
    path("programme/<uuid:course_id>/share/", street.share_course, name="public_share"),
    path(
        "programme/<uuid:course_id>/poster.png", street.course_picture, name="public_course_picture"
    ),
]

my = [
    path("programme/", home.index, name="my_index"),
    path("programme/calendar/", home.calendar, name="my_calendar"),
    path("programme/calendar/end/", home.end_calendar, name="my_end_calendar"),
    path("programme/<uuid:offer_id>/", home.enrol, name="my_enrol"),
    path("programme/<uuid:offer_id>/<uuid:session_id>/", home.enrol, name="my_enrol_session"),
    path("programme/party/<uuid:party_id>/", home.party, name="my_party"),
    path("programme/party/<uuid:party_id>/cancel/", home.cancel, name="my_cancel"),
    path("programme/party/<uuid:party_id>/again/", home.again, name="my_again"),
    path("programme/party/<uuid:party_id>/yes/", home.take_up, name="my_take_up"),
    path("programme/party/<uuid:party_id>/no/", home.decline, name="my_decline"),
]

desk = [
    path("programme/", courses.index, name="desk_index"),
    path("rooms/poster/", today.poster, name="desk_poster"),
    path("programme/new/", courses.open_programme, name="desk_open_programme"),
    path("programme/calls/", places.calls, name="desk_calls"),
    path("programme/calls/<uuid:resident_id>/", places.call, name="desk_call"),
    path("programme/calls/<uuid:telling_id>/told/", places.told, name="desk_told"),
    path("programme/asked/", places.asked, name="desk_asked"),
    path("programme/<uuid:programme_id>/", courses.programme, name="desk_programme"),
    path(
        "programme/<uuid:programme_id>/close/", courses.close_programme, name="desk_close_programme"
    ),
    path("programme/<uuid:programme_id>/course/", courses.open_course, name="desk_open_course"),
    path("programme/course/<uuid:course_id>/", courses.course, name="desk_course"),
    path("programme/course/<uuid:course_id>/change/", courses.change_course, name="desk_change"),
    path("programme/course/<uuid:course_id>/off/", courses.cancel_sessions, name="desk_off"),
    path("programme/course/<uuid:course_id>/add/", courses.add, name="desk_add"),
    path("programme/course/<uuid:course_id>/offer/", places.open_offer, name="desk_open_offer"),
    path("programme/session/<uuid:session_id>/", courses.session, name="desk_session"),
    path("programme/session/<uuid:session_id>/restore/", courses.restore, name="desk_restore"),
    path("programme/offer/<uuid:offer_id>/", places.offer, name="desk_offer"),
    path("programme/offer/<uuid:offer_id>/pools/", places.pools, name="desk_pools"),
    path("programme/offer/<uuid:offer_id>/enrol/", places.enrol, name="desk_enrol"),
    path("programme/offer/<uuid:offer_id>/draw/", places.draw, name="desk_draw"),
    path("programme/offer/<uuid:offer_id>/end/", places.end_offer, name="desk_end_offer"),
    path("programme/offer/<uuid:offer_id>/later/", places.close_later, name="desk_close_later"),
    path("programme/offer/<uuid:offer_id>/reopen/", places.reopen_offer, name="desk_reopen_offer"),
    path("programme/party/<uuid:party_id>/approve/", places.approve, name="desk_approve"),
    path("programme/party/<uuid:party_id>/refuse/", places.refuse, name="desk_refuse"),
    path("programme/party/<uuid:party_id>/again/", places.again, name="desk_again"),
    path("programme/party/<uuid:party_id>/", places.party, name="desk_party"),
    path("programme/party/<uuid:party_id>/cancel/", places.cancel, name="desk_cancel_party"),
    path("programme/unpaid/", places.unpaid, name="desk_unpaid"),
    path("programme/party/<uuid:party_id>/collect/", places.collect, name="desk_collect"),
    path("programme/party/<uuid:party_id>/yes/", places.take_up, name="desk_take_up"),
    path("programme/party/<uuid:party_id>/no/", places.decline, name="desk_decline"),
]
