"""The addresses of giving: the desk's, and one page for the street."""

from django.urls import path

from linli.giving import desk as at_desk, public as street

desk = [
    path("giving/", at_desk.index, name="desk_index"),
    path("giving/<uuid:fund_id>/pledges/", at_desk.pledges, name="desk_pledges"),
    path("giving/<uuid:fund_id>/pledges/new/", at_desk.new_pledge, name="desk_new_pledge"),
    path("giving/pledges/<uuid:pledge_id>/", at_desk.pledge, name="desk_pledge"),
    path(
        "giving/pledges/<uuid:pledge_id>/receive/",
        at_desk.receive_instalment,
        name="desk_receive_instalment",
    ),
    path("giving/pledges/<uuid:pledge_id>/end/", at_desk.end_pledge, name="desk_end_pledge"),
    path("giving/<uuid:fund_id>/agreements/", at_desk.agreements, name="desk_agreements"),
    path("giving/<uuid:fund_id>/agreements/new/", at_desk.new_agreement, name="desk_new_agreement"),
    path(
        "giving/agreements/<uuid:agreement_id>/paper/",
        at_desk.agreement_paper,
        name="desk_agreement_paper",
    ),
    path("giving/<uuid:fund_id>/boxes/", at_desk.boxes, name="desk_boxes"),
    path("giving/<uuid:fund_id>/boxes/new/", at_desk.new_box, name="desk_new_box"),
    path("giving/boxes/<uuid:box_id>/count/", at_desk.count_box, name="desk_count_box"),
    path("giving/boxes/<uuid:box_id>/away/", at_desk.take_box_away, name="desk_take_box_away"),
    path("giving/counts/<uuid:count_id>/", at_desk.count_again, name="desk_count_again"),
    path("giving/<uuid:fund_id>/goods/", at_desk.goods, name="desk_goods"),
    path("giving/<uuid:fund_id>/goods/new/", at_desk.new_goods, name="desk_new_goods"),
    path("giving/goods/<uuid:gift_id>/", at_desk.goods_gift, name="desk_goods_gift"),
    path("giving/households/<uuid:household_id>/", at_desk.give, name="desk_give"),
    path("giving/<uuid:fund_id>/plans/", at_desk.plans, name="desk_plans"),
    path("giving/<uuid:fund_id>/plans/new/", at_desk.new_plan, name="desk_new_plan"),
    path("giving/<uuid:fund_id>/where/", at_desk.where_to_give, name="desk_where_to_give"),
    path("giving/<uuid:fund_id>/related/", at_desk.related, name="desk_related"),
    path("giving/<uuid:fund_id>/related/new/", at_desk.new_related, name="desk_new_related"),
    path(
        "giving/<uuid:fund_id>/related/disclose/",
        at_desk.disclose_related,
        name="desk_disclose_related",
    ),
    path("giving/partners/", at_desk.partners, name="desk_partners"),
    path("giving/partners/new/", at_desk.new_partner, name="desk_new_partner"),
    path("giving/partners/<uuid:partner_id>/", at_desk.partner, name="desk_partner"),
    path(
        "giving/partners/<uuid:partner_id>/promises/new/",
        at_desk.new_promise,
        name="desk_new_promise",
    ),
    path("giving/promises/<uuid:promise_id>/keep/", at_desk.keep_promise, name="desk_keep_promise"),
    path("giving/partners/<uuid:partner_id>/<int:year>/", at_desk.letter, name="desk_letter"),
]
public = [path("give/", street.give, name="give")]
