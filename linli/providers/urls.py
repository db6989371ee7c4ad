"""The providers' addresses: a teacher's own, and the desk's. The street's page is settlement's,
which alone can add what was given and what people say."""

from django.urls import path

from linli.providers import desk as at_desk, my as home

my = [
    path("teaching/profile/<uuid:provider_id>/", home.profile, name="my_profile"),
    path("teaching/profile/<uuid:provider_id>/show/", home.release, name="my_release"),
    path("teaching/profile/<uuid:provider_id>/hide/", home.withdraw, name="my_withdraw"),
    path("teaching/profile/<uuid:provider_id>/share/", home.share, name="my_share"),
    path("teaching/agreements/<uuid:agreement_id>/", home.agreement, name="my_agreement"),
    path("teaching/agreements/<uuid:agreement_id>/yes/", home.agree, name="my_agree"),
    path("teaching/agreements/<uuid:agreement_id>/no/", home.decline, name="my_decline"),
]

desk = [
    path("providers/", at_desk.index, name="desk_index"),
    path("providers/new/", at_desk.enter, name="desk_enter"),
    path("providers/<uuid:provider_id>/", at_desk.provider, name="desk_provider"),
    path("providers/<uuid:provider_id>/story/", at_desk.describe, name="desk_describe"),
    path("providers/<uuid:provider_id>/papers/", at_desk.credential, name="desk_credential"),
    path("providers/<uuid:provider_id>/agreement/", at_desk.propose, name="desk_propose"),
    path("providers/<uuid:provider_id>/substitute/", at_desk.substitute, name="desk_substitute"),
    path("providers/papers/<uuid:credential_id>/", at_desk.scan, name="desk_scan"),
    path("providers/agreements/<uuid:agreement_id>/", at_desk.agreement, name="desk_agreement"),
    path("providers/agreements/<uuid:agreement_id>/end/", at_desk.end, name="desk_end"),
]
