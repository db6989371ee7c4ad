"""The addresses of the rulebook."""

from django.urls import path

from linli.rulebook import desk as at_desk

_FIGURE = "policies/figures/<str:jurisdiction>/<slug:benefit>/<slug:parameter>/"

desk = [
    path("policies/", at_desk.index, name="desk_index"),
    path("policies/begin/", at_desk.begin, name="desk_begin"),
    path("policies/figures/", at_desk.figures, name="desk_figures"),
    path("policies/figures/weigh/", at_desk.weigh, name="desk_weigh"),
    path("policies/figures/stated/<uuid:stated_id>/confirm/", at_desk.confirm, name="desk_confirm"),
    path(
        "policies/figures/stated/<uuid:stated_id>/turn-down/",
        at_desk.turn_down,
        name="desk_turn_down",
    ),
    path("policies/figures/stated/<uuid:stated_id>/source/", at_desk.source, name="desk_source"),
    path(_FIGURE, at_desk.figure, name="desk_figure"),
    path(f"{_FIGURE}enquire/", at_desk.enquire, name="desk_enquire"),
    path("policies/drafts/<uuid:draft_id>/", at_desk.draft, name="desk_draft"),
    path("policies/drafts/<uuid:draft_id>/effects/", at_desk.effects, name="desk_effects"),
    path("policies/drafts/<uuid:draft_id>/activate/", at_desk.activate, name="desk_activate"),
    path("policies/drafts/<uuid:draft_id>/drop/", at_desk.drop, name="desk_drop"),
    path("policies/tried/<uuid:reckoning_id>/", at_desk.simulation, name="desk_simulation"),
    path("policies/<uuid:edition_id>/", at_desk.policy, name="desk_policy"),
    path("policies/<uuid:edition_id>/start/", at_desk.start, name="desk_start"),
    path("policies/<uuid:edition_id>/withdraw/", at_desk.withdraw, name="desk_withdraw"),
    path("policies/<uuid:edition_id>/try/<slug:parameter>/", at_desk.try_value, name="desk_try"),
]
