"""The addresses of group chats: at the desk alone."""

from django.urls import path

from linli.groupchat import desk as door

desk = [
    path("chat/offer/<uuid:offer_id>/", door.paste, name="desk_paste"),
    path("chat/offer/<uuid:offer_id>/sheet/", door.print_sheet, name="desk_print"),
    path("chat/<uuid:paste_id>/", door.preview, name="desk_preview"),
    path("chat/sheet/<uuid:sheet_id>/", door.sheet, name="desk_sheet"),
    path("chat/sheet/<uuid:sheet_id>/key/", door.key, name="desk_key"),
]
