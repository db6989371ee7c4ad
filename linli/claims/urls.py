"""The addresses of claims."""

from django.urls import path

from linli.claims import desk as at_desk, my as at_my

desk = [
    path("claims/", at_desk.index, name="desk_index"),
    path("claims/of/<uuid:household_id>/", at_desk.household, name="desk_household"),
    path("claims/of/<uuid:household_id>/begin/", at_desk.begin, name="desk_begin"),
    path("claims/<uuid:claim_id>/", at_desk.claim, name="desk_claim"),
    path("claims/<uuid:claim_id>/agree/", at_desk.agree, name="desk_agree"),
    path("claims/<uuid:claim_id>/enter/<slug:verb>/", at_desk.enter, name="desk_enter"),
    path("claims/<uuid:claim_id>/take-back/", at_desk.take_back, name="desk_take_back"),
    path("claims/<uuid:claim_id>/form/", at_desk.form, name="desk_form"),
    path("claims/<uuid:claim_id>/photos/<uuid:photo_id>/", at_desk.photo, name="desk_photo"),
]
my = [path("claims/", at_my.claims, name="my_claims")]
