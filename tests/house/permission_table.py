"""Who may come in where: every address, every role, at their own place and at another.

One line an address, grouped by room. A new address without a line fails the test.

    street()                 everybody; ``signed_in=`` where those who are in get something else
    home()                   whoever has signed in; the street is sent to the sign-in page
    desk("role role")        holders of these roles; other roles and residents 403, the street is
                             sent to the sign-in page

    status=                  what those who may come in get: 200 unless said otherwise
    post={…}                 ask by POST with these fields, by GET otherwise; fields that name
                             things are made by a maker of things/, given by its name
    thing="resident"         what the address names: a maker of tests/house/things/, which stands in
                             Jin'an. Who holds the role elsewhere then gets a 404: one may not know
    elsewhere=               the status of who holds the role elsewhere, where it is another
    but={"role": status}     single roles that get something else at the thing's own place
"""

from typing import NamedTuple

from linli.identity.permissions import ROLES
from tests.village import HERE

TO_SIGN_IN = 302
Fields = dict[str, str] | str | None


class Row(NamedTuple):
    """One address: how it is asked for, and the status each asker must get."""

    anonymous: int
    resident: int
    here: dict[str, int]  # by role
    elsewhere: dict[str, int]  # by role
    thing: str | None = None
    post: Fields = None


def street(
    status: int = 200,
    signed_in: int | None = None,
    thing: str | None = None,
    post: Fields = None,
) -> Row:
    inside = status if signed_in is None else signed_in
    all_roles = dict.fromkeys(ROLES, inside)
    return Row(status, inside, all_roles, all_roles, thing, post)


def home(status: int = 200, thing: str | None = None, post: Fields = None) -> Row:
    return street(TO_SIGN_IN, signed_in=status, thing=thing, post=post)


def teachers(
    status: int = 200, thing: str | None = None, post: Fields = None, others: int = 404
) -> Row:
    """A teacher's own thing: everybody else gets ``others``, teachers elsewhere 404."""
    row = home(others, thing=thing, post=post)
    return row._replace(
        here=row.here | {"teacher": status}, elsewhere=row.elsewhere | {"teacher": 404}
    )


def desk(
    roles: str,
    status: int = 200,
    thing: str | None = None,
    post: Fields = None,
    elsewhere: int | None = None,
    but: dict[str, int] | None = None,
) -> Row:
    away = elsewhere or (404 if thing else status)
    may = roles.split()
    return Row(
        TO_SIGN_IN,
        403,
        {role: status if role in may else 403 for role in ROLES} | (but or {}),
        {role: away if role in may else 403 for role in ROLES},
        thing,
        post,
    )


def closing(row: Row) -> Row:
    """Who closes a book of an operator's finds none of the holder's."""
    none = {"operator_accountant": 404}
    return row._replace(here=row.here | none, elsewhere=row.elsewhere | none)


def by_rooms(status: int, thing: str) -> Row:
    """What a resident presses on their own thing, and those who book rooms for others."""
    row = home(404, thing=thing, post={})
    return row._replace(here=row.here | dict.fromkeys(ROOMS.split(), status))


EVERYBODY = " ".join(role for role in ROLES if role != "teacher")  # who teaches has no desk
RECORDS = "grid_worker social_worker supervisor"  # those who may open residents' records
FINDERS = f"{RECORDS} hall_keeper"  # those who find residents by name
EDIT = "grid_worker social_worker"
COUNTERS = "cashier social_worker grid_worker committee_member"  # those who open donation boxes
BOOKS = (  # those who may see the fund's books, and its committee
    "committee_member committee_secretary fund_supervisor cashier holder_accountant auditor"
)
HANDS = "grid_worker social_worker"  # those who visit with a goodwill sheet
VISITS = f"{HANDS} supervisor"
PRICERS = "hall_keeper operator_accountant"  # those who write prices
OPERATORS = "hall_keeper operator_accountant auditor"  # those who see the operator's book
ROOMS = "social_worker grid_worker hall_keeper"
KEEPERS = "hall_keeper social_worker"  # those who stand at the door of a class
VOICES = "social_worker hall_keeper"  # those who ask a neighbour to read aloud
SHOP = "social_worker committee_member cashier shop_keeper holder_accountant auditor"

TABLE = {
    # site
    "site:look": street(302, post={"elder": "1"}),
    "site:after_sign_in": street(302),
    "site:healthz": street(),
    "site:readyz": street(),
    "site:metrics": street(404),
    # the street
    "transparency:home": street(),
    "transparency:figures": street(),
    "transparency:notices": street(),
    "transparency:proof": street(404),
    "transparency:sheet": street(404),
    "transparency:bundle": street(404),
    "transparency:check_form": street(),
    "transparency:check": street(404, thing="no_receipt"),
    "transparency:slip": street(404, thing="no_receipt"),
    "transparency:trace": street(404, thing="no_takings"),
    "disclosure:public_index": street(),
    "cases:public_tell": street(),
    "cases:public_thanks": street(),
    # signing in
    "account_login": street(signed_in=302),
    "account_logout": street(302, signed_in=200),
    "account_inactive": street(),
    "mfa_authenticate": street(302),
    "mfa_login_webauthn": street(302),
    "mfa_index": home(),
    "account_change_password": home(),
    "account_reauthenticate": home(),
    "mfa_reauthenticate": home(302),
    "mfa_reauthenticate_webauthn": home(302),
    "mfa_activate_totp": home(302),
    "mfa_deactivate_totp": home(404),
    "mfa_view_recovery_codes": home(),
    "mfa_list_webauthn": home(),
    "mfa_add_webauthn": home(302),
    "mfa_remove_webauthn": home(302, thing="passkey"),
    # a resident's home
    "home:my_today": home(),
    "home:my_services": home(),
    "home:my_help": home(),
    "home:my_helped": home(),
    "home:my_slip": home(404, thing="aid_request"),  # no asker of the table is a resident
    "benefits:my_looking": home(),
    "benefits:my_refuse": home(302, post={}),
    "benefits:my_allow": home(302, post={}),
    "benefits:my_note": home(),
    "fund:my_programmes": home(),
    "fund:my_apply": home(404, thing="programme"),
    "people:my_file": home(404),  # no asker of the table is linked to a resident
    "people:my_withdraw": home(403, thing="basis", post={})._replace(
        here=dict.fromkeys(ROLES, 403) | {"grid_worker": 302, "social_worker": 302},
        elsewhere=dict.fromkeys(ROLES, 403) | {"grid_worker": 404, "social_worker": 404},
    ),
    # allocation
    "allocation:public_index": street(),
    "allocation:public_round": street(thing="season_round"),
    "allocation:public_season": street(thing="season_confirmed"),
    "allocation:my_index": home(),
    "allocation:my_apply": home(404, thing="season_round"),  # no asker of the table is a resident
    "allocation:my_application": home(404, thing="season_application"),
    "allocation:my_change": home(404, thing="season_application"),
    "allocation:my_add_wish": home(404, thing="season_application"),
    "allocation:my_withdraw": by_rooms(302, thing="season_application"),
    "allocation:my_drop_wish": by_rooms(409, thing="season_wish"),  # it is the only one
    "allocation:my_raise_wish": by_rooms(302, thing="season_wish"),
    "allocation:my_give_back": by_rooms(302, thing="season_booked"),
    "allocation:desk_index": desk(ROOMS),
    "allocation:desk_open": desk("hall_keeper"),
    "allocation:desk_round": desk(ROOMS, thing="season_round"),
    "allocation:desk_apply": desk(ROOMS, thing="season_round"),
    "allocation:desk_suggest": desk(
        "hall_keeper", 409, thing="season_round", post={}, elsewhere=404
    ),
    "allocation:desk_plan": desk(ROOMS, thing="season_planned"),
    "allocation:desk_put_in": desk("hall_keeper", thing="season_planned"),
    "allocation:desk_confirm": desk(  # who planned it does not confirm it
        KEEPERS, 302, thing="season_planned", post={}, elsewhere=404, but={"hall_keeper": 409}
    ),
    "allocation:desk_call_off": desk("hall_keeper", thing="season_planned"),
    "allocation:desk_application": desk(ROOMS, thing="season_application"),
    "allocation:desk_add_wish": desk(ROOMS, thing="season_application"),
    "allocation:desk_correct": desk(
        "hall_keeper", 422, thing="season_application", post={}, elsewhere=404
    ),
    "allocation:desk_withdraw": desk(
        ROOMS, 302, thing="season_application", post={}, elsewhere=404
    ),
    "allocation:desk_drop_wish": desk(ROOMS, 409, thing="season_wish", post={}, elsewhere=404),
    "allocation:desk_raise_wish": desk(ROOMS, 302, thing="season_wish", post={}, elsewhere=404),
    "allocation:desk_hour": desk("hall_keeper", thing="season_hour"),
    "allocation:desk_take_out": desk(
        "hall_keeper", 422, thing="season_hour", post={}, elsewhere=404
    ),
    "allocation:desk_give_back": desk(ROOMS, 302, thing="season_booked", post={}, elsewhere=404),
    # spaces
    "spaces:public_index": street(),
    "spaces:public_space": street(thing="space"),
    "spaces:my_index": home(),
    "spaces:my_ask": home(404, thing="space"),  # no asker of the table is a resident
    "spaces:my_cancel": home(404, thing="room_booking", post={}),
    "spaces:desk_index": desk(ROOMS),
    "spaces:desk_outside": desk(ROOMS, thing="space"),
    "spaces:desk_import_outside": desk(ROOMS, 422, thing="space", post={}, elsewhere=404),
    "spaces:desk_week": desk(ROOMS),
    "spaces:desk_space": desk(ROOMS, thing="space"),
    "spaces:desk_door": desk(ROOMS, thing="space"),
    "spaces:desk_open": desk("hall_keeper"),
    "spaces:desk_change": desk("hall_keeper", thing="space"),
    "spaces:desk_close": desk("hall_keeper", 302, thing="spare_room", post={}),
    "spaces:desk_opening": desk("hall_keeper", thing="space"),
    "spaces:desk_end_opening": desk(
        "hall_keeper", 302, thing="opening_rule", post={"until_on": "2030-01-01"}
    ),
    "spaces:desk_closures": desk("hall_keeper"),
    "spaces:desk_closure": desk(ROOMS, thing="room_closure"),
    "spaces:desk_lift": desk("hall_keeper", 302, thing="room_closure", post={}),
    "spaces:desk_policies": desk("hall_keeper"),
    "spaces:desk_end_policy": desk("hall_keeper", 302, thing="booking_policy", post={}),
    "spaces:desk_days_off": desk("hall_keeper"),
    "spaces:desk_book": desk(ROOMS),
    "spaces:desk_requests": desk("hall_keeper"),
    "spaces:desk_booking": desk(ROOMS, thing="room_booking"),
    "spaces:desk_approve": desk("hall_keeper", 302, thing="room_wish", post={}),
    "spaces:desk_refuse": desk("hall_keeper", 302, thing="room_wish", post={"reason": "停电"}),
    "spaces:desk_check_in": desk(ROOMS, 409, thing="room_booking", post={}),
    "spaces:desk_move": desk(ROOMS, 422, thing="room_booking", post={}),
    "spaces:desk_cancel": desk(ROOMS, 302, thing="room_booking", post={}),
    "spaces:desk_series": desk(ROOMS, thing="room_series"),
    "spaces:desk_retry": desk(ROOMS, 302, thing="room_series", post={}),
    "spaces:desk_cancel_series": desk(ROOMS, 302, thing="room_series", post={}),
    # identity
    "identity:first_administrator": street(409, thing="link"),
    "identity:second_factor": home(),
    "identity:desk_index": desk("administrator"),
    "identity:desk_take_on": desk("administrator"),
    "identity:desk_organisation": desk("administrator"),
    "identity:desk_person": desk("administrator", thing="user"),
    "identity:desk_appoint": desk("administrator", 422, thing="user", post={}),
    "identity:desk_new_password": desk("administrator", thing="user", post={}),
    "identity:desk_close_login": desk("administrator", 302, thing="user", post={}),
    "identity:desk_reopen_login": desk("administrator", 302, thing="user", post={}),
    "identity:desk_dismiss": desk("administrator", 302, thing="role", post={}),
    # the desk's own pages
    "workbench:desk_today": desk(EVERYBODY),
    "workbench:desk_parts": desk(EVERYBODY),
    "workbench:desk_search": desk(FINDERS),
    "workbench:desk_household": desk(RECORDS, thing="household"),
    "workbench:desk_reach": desk("supervisor"),
    "workbench:desk_journal": desk("auditor"),
    "workbench:desk_export_journal": desk("auditor", post={}),
    # disclosure and audit
    "disclosure:desk_index": desk(f"{BOOKS} supervisor"),
    "disclosure:desk_begin": desk("holder_accountant"),
    "disclosure:desk_end": desk("holder_accountant", thing="undertaking"),
    "disclosure:desk_disclose": desk("holder_accountant", thing="yearly_report"),
    "disclosure:desk_disclose_of": desk("holder_accountant", thing="three_monthly_report"),
    "disclosure:desk_correct": desk("holder_accountant", thing="disclosed"),
    "audit:desk_index": desk("auditor"),
    "audit:desk_draw": desk("auditor", 422, post={}),
    "audit:desk_sample": desk("auditor", thing="sample"),
    "audit:desk_unusual": desk("auditor"),
    "audit:desk_export": desk("auditor", thing="audited_book", post={}),
    # people: residents
    "people:desk_index": desk(FINDERS),
    "people:desk_register": desk(EDIT),
    "people:desk_resident": desk(RECORDS, thing="resident"),
    "people:desk_numbers": desk(RECORDS, thing="resident"),
    "people:desk_changes": desk(RECORDS, thing="resident"),
    "people:desk_correct": desk(EDIT, thing="resident"),
    "people:desk_form_household": desk(EDIT, thing="resident"),
    "people:desk_join": desk(EDIT, thing="resident"),
    "people:desk_leave": desk(EDIT, 302, thing="resident", post={}),
    "people:desk_login": desk("social_worker", thing="resident"),
    "people:desk_renew_login": desk("social_worker", thing="with_login", post={}),
    "people:desk_end_login": desk("social_worker", 302, thing="with_login", post={}),
    # people: households
    "people:desk_household": desk(RECORDS, thing="household"),
    "people:desk_add_member": desk(EDIT, thing="household"),
    # people: what is known, and on what basis
    "people:desk_fact_of_resident": desk(EDIT, thing="resident"),
    "people:desk_fact_of_household": desk(EDIT, thing="household"),
    "people:desk_retract": desk(EDIT, 302, thing="fact", post={}),
    "people:desk_basis_of_resident": desk(EDIT, thing="resident"),
    "people:desk_basis_of_household": desk(EDIT, thing="household"),
    "people:desk_withdraw": desk(EDIT, 302, thing="basis", post={}),
    "people:desk_paper": desk(RECORDS, thing="basis"),
    "people:desk_guardian": desk(EDIT, thing="resident"),
    "people:desk_end_guardian": desk(EDIT, 302, thing="guardianship", post={}),
    # people: who may open which record
    "people:desk_ask": desk(RECORDS, 422, thing="child", post={}),
    "people:desk_asked": desk("supervisor"),
    "people:desk_decide": desk("supervisor", 302, thing="opening", post={"granted": "no"}),
    "people:desk_assign_resident": desk("supervisor", thing="child"),
    "people:desk_assign_household": desk("supervisor", thing="household"),
    "people:desk_end_assignment": desk("supervisor", 302, thing="assignment", post={}),
    "people:desk_shield": desk("supervisor", thing="resident"),
    "people:desk_lift_shield": desk("supervisor", 302, thing="shield", post={}),
    # people: rosters
    "people:desk_rosters": desk("social_worker"),
    "people:desk_roster_template": desk("social_worker"),
    "people:desk_roster": desk("social_worker", thing="roster"),
    "people:desk_roster_import": desk("social_worker", 409, thing="roster", post={}),
    "people:desk_roster_discard": desk("social_worker", 302, thing="roster", post={}),
    "people:desk_roster_refused": desk("social_worker", thing="roster", post={}),
    # papers, benefits
    "papers:desk_paper": desk(RECORDS, thing="paper"),
    # A family with a child is open to the worker it was assigned to, not to who assigned it.
    "benefits:desk_hints": desk(RECORDS),
    "benefits:desk_answer": desk(RECORDS, thing="hint"),
    "benefits:desk_workload": desk("supervisor", 302, post={}),
    "benefits:desk_leave": desk("supervisor administrator"),
    "benefits:desk_write_leave": desk("supervisor administrator", 409, thing="leave", post={}),
    "benefits:desk_sign_leave": desk("supervisor administrator", 409, thing="leave", post={}),
    "benefits:desk_household": desk(
        "social_worker supervisor", thing="household", but={"supervisor": 403}
    ),
    "benefits:desk_refuse": desk(EDIT, 302, thing="household", post={}),
    "benefits:desk_allow": desk(EDIT, 302, thing="household", post={}),
    "benefits:desk_verdict": desk(
        "social_worker supervisor", thing="verdict", but={"supervisor": 403}
    ),
    "benefits:desk_verdict_of_all": desk(
        "social_worker supervisor", thing="verdict_of_all", but={"supervisor": 403}
    ),
    "benefits:desk_note": desk(RECORDS),
    "benefits:desk_read_note": desk(RECORDS, thing="note"),
    "benefits:desk_place_note": desk(RECORDS, 302, thing="note_of", post={}),
    "benefits:desk_coming": desk(RECORDS),
    "benefits:desk_uncaught": desk("supervisor committee_member cashier"),
    "benefits:desk_catch": desk("supervisor committee_member cashier", thing="refused"),
    # claims: a child's opens with the child's record, to the worker it was assigned to
    "claims:desk_index": desk("social_worker supervisor"),
    "claims:desk_household": desk(
        "social_worker supervisor", thing="household", but={"supervisor": 403}
    ),
    "claims:desk_begin": desk("social_worker", 409, thing="household", post="to_begin"),
    "claims:desk_claim": desk("social_worker supervisor", thing="claim", but={"supervisor": 403}),
    "claims:desk_agree": desk("social_worker", thing="claim"),
    "claims:desk_enter": desk("social_worker", thing="claim_verb"),
    "claims:desk_take_back": desk("social_worker", 404, thing="claim", post={}),
    "claims:desk_form": desk("social_worker", thing="claim"),
    "claims:desk_photo": desk(
        "social_worker supervisor", thing="claim_photo", but={"supervisor": 403}
    ),
    "claims:my_claims": home(),
    # the rulebook: a law is public, so an officer reads it anywhere; the thing's writer asks here
    "rulebook:desk_index": desk("policy_officer"),
    "rulebook:desk_policy": desk("policy_officer", thing="edition", elsewhere=200),
    "rulebook:desk_start": desk(
        "policy_officer", 302, thing="edition_above", post={}, elsewhere=302
    ),
    "rulebook:desk_begin": desk("policy_officer", 302, post={"place": HERE}, elsewhere=404),
    "rulebook:desk_withdraw": desk("policy_officer", 422, thing="edition", post={}),
    "rulebook:desk_draft": desk("policy_officer", thing="draft"),
    "rulebook:desk_effects": desk("policy_officer", 302, thing="draft", post={}),
    "rulebook:desk_activate": desk("policy_officer", 422, thing="draft", post={}),
    "rulebook:desk_drop": desk("policy_officer", 302, thing="draft", post={}),
    "rulebook:desk_figures": desk("policy_officer"),
    "rulebook:desk_weigh": desk("policy_officer", 302, post={}),
    "rulebook:desk_figure": desk("policy_officer", thing="figure"),
    "rulebook:desk_enquire": desk("policy_officer", 422, thing="figure", post={}),
    "rulebook:desk_confirm": desk("policy_officer", 409, thing="stated", post={}),
    "rulebook:desk_turn_down": desk("policy_officer", 409, thing="stated", post={}),
    "rulebook:desk_source": desk("policy_officer", thing="stated"),
    "rulebook:desk_try": desk("policy_officer", thing="tried_figure"),
    "rulebook:desk_simulation": desk("policy_officer", thing="simulation"),
    # cases
    "cases:desk_index": desk("social_worker supervisor"),
    "cases:desk_tell": desk(RECORDS),
    "cases:desk_told": desk(RECORDS),
    "cases:desk_lead": desk("social_worker supervisor", thing="lead"),
    "cases:desk_take_in": desk("social_worker supervisor", 302, thing="lead", post="chosen"),
    "cases:desk_decline": desk("social_worker supervisor", thing="lead"),
    "cases:desk_case": desk("social_worker supervisor", thing="case"),
    "cases:desk_assign": desk("supervisor", thing="case"),
    "cases:desk_reopen": desk("supervisor", thing="case"),
    "cases:desk_assess": desk("social_worker", thing="case"),
    "cases:desk_plan": desk("social_worker", thing="case"),
    "cases:desk_intervene": desk("social_worker", thing="case"),
    "cases:desk_follow_up": desk("social_worker", thing="case"),
    "cases:desk_evaluate": desk("social_worker", thing="case"),
    "cases:desk_close": desk("social_worker", thing="case"),
    "cases:desk_ask_fund": desk("social_worker", thing="case"),
    # giving
    "giving:desk_index": desk(f"{BOOKS} social_worker grid_worker"),
    "giving:desk_pledges": desk(BOOKS, thing="fund"),
    "giving:desk_new_pledge": desk("cashier", thing="fund"),
    "giving:desk_pledge": desk("cashier", thing="pledge"),
    "giving:desk_receive_instalment": desk("cashier", 422, thing="pledge", post={}),
    "giving:desk_end_pledge": desk("cashier", 302, thing="pledge", post={}),
    "giving:desk_agreements": desk(BOOKS, thing="fund"),
    "giving:desk_new_agreement": desk("cashier", thing="fund"),
    "giving:desk_agreement_paper": desk(BOOKS, thing="agreement"),
    "giving:desk_boxes": desk(COUNTERS, thing="fund"),
    "giving:desk_new_box": desk("cashier", thing="fund"),
    "giving:desk_count_box": desk(COUNTERS, thing="box"),
    "giving:desk_take_box_away": desk("cashier", 302, thing="box", post={}),
    "giving:desk_count_again": desk(COUNTERS, thing="box_count"),
    "giving:desk_goods": desk("cashier social_worker", thing="fund"),
    "giving:desk_new_goods": desk("cashier", thing="fund"),
    "giving:desk_goods_gift": desk("cashier social_worker", thing="goods_gift"),
    "giving:desk_give": desk(
        "cashier social_worker", thing="household_with_goods", but={"cashier": 404}
    ),
    "giving:desk_plans": desk(BOOKS, thing="fund"),
    "giving:desk_new_plan": desk("holder_accountant", thing="fund"),
    "giving:desk_where_to_give": desk("holder_accountant", thing="fund"),
    "giving:desk_related": desk(BOOKS, thing="fund"),
    "giving:desk_new_related": desk("holder_accountant", thing="fund"),
    "giving:desk_disclose_related": desk("holder_accountant", 422, thing="fund", post={}),
    "giving:desk_partners": desk("cashier social_worker"),
    "giving:desk_new_partner": desk("cashier social_worker"),
    "giving:desk_partner": desk("cashier social_worker", thing="partner"),
    "giving:desk_new_promise": desk("cashier social_worker", thing="partner"),
    "giving:desk_keep_promise": desk("cashier social_worker", thing="promise"),
    "giving:desk_letter": desk("cashier social_worker", thing="letter"),
    "giving:give": street(),
    # goodwill
    "goodwill:desk_index": desk(VISITS),
    "goodwill:desk_begin": desk("social_worker", thing="goodwill_place"),
    "goodwill:desk_round": desk(VISITS, thing="goodwill_list"),
    "goodwill:desk_find": desk("social_worker", thing="goodwill_found"),
    "goodwill:desk_list": desk("social_worker", 422, thing="goodwill_list", post={}),
    "goodwill:desk_list_from_file": desk("social_worker", thing="household"),
    "goodwill:desk_strike": desk("social_worker", 302, thing="goodwill_listed", post={}),
    "goodwill:desk_submit": desk("social_worker", 302, thing="goodwill_list", post={}),
    "goodwill:desk_approve": desk("supervisor", 302, thing="goodwill_submitted", post={}),
    "goodwill:desk_send_back": desk("supervisor", 422, thing="goodwill_submitted", post={}),
    "goodwill:desk_issue": desk(HANDS, 302, thing="goodwill_approved", post={}),
    "goodwill:desk_sheet": desk(VISITS, thing="goodwill_sheet"),
    "goodwill:desk_key": desk(HANDS, thing="goodwill_sheet"),
    "goodwill:desk_check": desk("social_worker", thing="goodwill_keyed"),
    "goodwill:desk_photo": desk(VISITS, thing="goodwill_keyed"),
    "goodwill:desk_confirm": desk("social_worker", 302, thing="goodwill_keyed", post={}),
    "goodwill:desk_return": desk("social_worker", 302, thing="goodwill_keyed", post={}),
    "goodwill:desk_settle": desk("social_worker", 302, thing="goodwill_visited", post={}),
    # shop: the till has no account; without a device's cookie it is shut
    "shop:public_till": street(403),
    "shop:public_shift": street(403, post={}),
    "shop:public_sell": street(404, post={}),
    "shop:public_undo": street(404, post={}),
    "shop:public_return": street(404),
    "shop:public_slip": street(404, thing="sale"),
    "programmes:public_calendar": street(),
    # attendance
    "attendance:public_index": street(),
    "attendance:my_index": home(),
    "attendance:my_excuse": home(422, thing="class_session", post={}),
    "attendance:my_come": home(302, thing="class_session", post={}),
    "attendance:my_feel": home(422, thing="class_session", post={}),
    "attendance:desk_index": desk(KEEPERS),
    "attendance:desk_calls": desk(KEEPERS),
    "attendance:desk_called": desk(  # she missed nothing, and is not called
        KEEPERS, 422, thing="resident", post={"outcome": "reached"}, elsewhere=404
    ),
    "attendance:desk_number": desk(KEEPERS, 404, thing="resident"),  # likewise
    "attendance:desk_cards": desk(KEEPERS),
    "attendance:desk_card": desk(KEEPERS, thing="resident"),
    "attendance:desk_revoke": desk(KEEPERS, 302, thing="door_card", post={}),
    "attendance:desk_door": desk(KEEPERS, thing="class_session"),
    "attendance:desk_check_in": desk(KEEPERS, 422, thing="class_session", post={}, elsewhere=404),
    "attendance:desk_read_card": desk(KEEPERS, 422, thing="class_session", post={}, elsewhere=404),
    "attendance:desk_walk_in": desk(KEEPERS, 422, thing="class_session", post={}, elsewhere=404),
    "attendance:desk_guests": desk(KEEPERS, 422, thing="class_session", post={}, elsewhere=404),
    "attendance:desk_excuse": desk(KEEPERS, 422, thing="class_session", post={}, elsewhere=404),
    "attendance:desk_faces": desk(KEEPERS, thing="class_session"),
    "attendance:desk_print": desk(KEEPERS, 302, thing="class_session", post={}),
    "attendance:desk_leave": desk(KEEPERS, 302, thing="attendance", post={}),
    "attendance:desk_take_back": desk(KEEPERS, 302, thing="attendance", post={"reason": "认错人"}),
    "attendance:desk_guests_back": desk(KEEPERS, 302, thing="guests", post={"reason": "数错"}),
    "attendance:desk_sheet": desk(KEEPERS, thing="door_sheet"),
    "attendance:desk_key": desk(KEEPERS, thing="door_sheet"),
    "attendance:desk_keying_back": desk(KEEPERS, 302, thing="keying", post={"reason": "录错"}),
    "attendance:desk_deposits": desk(PRICERS),
    "attendance:desk_deposit": desk(PRICERS, thing="deposit"),
    "attendance:desk_collect_deposit": desk(PRICERS, 422, thing="deposit", post={}),
    "attendance:desk_return_deposit": desk(PRICERS, 422, thing="deposit", post={}),
    "attendance:desk_waive_deposit": desk("hall_keeper", 422, thing="deposit", post={}),
    "attendance:desk_deposit_number": desk(KEEPERS, 404, thing="deposit"),  # nobody missed anything
    "attendance:desk_call_deposit": desk(
        KEEPERS, 422, thing="deposit", post={}, but={"social_worker": 404}
    ),
    "attendance:desk_keep_deposit": desk(PRICERS, 422, thing="deposit", post={}),
    "attendance:desk_confirm_deposit": desk(PRICERS, 409, thing="deposit", post={}),
    "attendance:desk_give_up_deposit": desk(PRICERS, 422, thing="deposit", post={}),
    # operator
    "operator:desk_index": desk(OPERATORS),
    "operator:desk_open": desk("operator_accountant"),
    "operator:desk_book": desk(OPERATORS, thing="operation"),
    "operator:desk_pay": desk("operator_accountant", thing="operation_debt"),
    "operator:desk_month": desk(OPERATORS, thing="cost_month"),
    "operator:desk_copy": desk(
        "hall_keeper operator_accountant", 302, thing="cost_month", post={}, elsewhere=404
    ),
    "operator:desk_confirm": desk("operator_accountant", 302, thing="cost_month", post={}),
    "operator:desk_correct": desk(
        "hall_keeper operator_accountant", 422, thing="cost_month", post={}, elsewhere=404
    ),
    "operator:desk_sheet": desk(OPERATORS, thing="cost_month"),
    "operator:desk_receipt": desk(OPERATORS, thing="operation_receipt"),
    "operator:desk_give_back": desk("hall_keeper operator_accountant", thing="operation_receipt"),
    # pricing
    "pricing:desk_index": desk(PRICERS),
    "pricing:desk_price": desk(PRICERS, thing="course"),
    "pricing:desk_activate_price": desk(
        PRICERS, 302, thing="price", post={}, elsewhere=404, but={"hall_keeper": 409}
    ),
    "pricing:desk_end_price": desk(PRICERS, 302, thing="price", post={}),
    "pricing:desk_subsidy": desk(PRICERS),
    "pricing:desk_activate_subsidy": desk(
        PRICERS, 302, thing="subsidy", post={}, elsewhere=404, but={"hall_keeper": 409}
    ),
    "pricing:desk_end_subsidy": desk(PRICERS, 302, thing="subsidy", post={}),
    "pricing:desk_payer": desk(PRICERS),
    "pricing:desk_proof": desk("hall_keeper", thing="resident"),
    "pricing:public_passes": street(),
    "pricing:my_passes": home(),
    "pricing:my_drop_pass": home(404, thing="season_pass", post={})._replace(
        here=dict.fromkeys(ROLES, 404) | {"hall_keeper": 302}
    ),
    "pricing:desk_passes": desk(PRICERS),
    "pricing:desk_pass_kind": desk(PRICERS),
    "pricing:desk_activate_pass": desk(
        PRICERS, 302, thing="pass_kind", post={}, but={"hall_keeper": 409}
    ),
    "pricing:desk_end_pass": desk(PRICERS, 302, thing="pass_kind", post={}),
    "pricing:desk_earn": desk("operator_accountant", 422, thing="earned_month", post={}),
    "pricing:desk_resident_passes": desk("hall_keeper", thing="resident"),
    "pricing:desk_collect_pass": desk("hall_keeper", 422, thing="season_pass", post={}),
    "pricing:desk_return_pass": desk("hall_keeper", 302, thing="season_pass", post={}),
    "pricing:desk_bill": desk(PRICERS, thing="payer_month"),
    "pricing:desk_send_bill": desk(PRICERS, 422, thing="payer_month", post={}, elsewhere=404),
    "pricing:desk_sheet": desk(PRICERS, thing="payer_month", post={}),
    # gym
    "gym:public_index": street(),
    "gym:public_room": street(thing="open_room"),
    "gym:my_index": home(),
    "gym:my_declare": home(404, thing="gym_person"),
    "gym:my_withdraw": home(404, thing="my_declaration", post={}),
    "gym:desk_index": desk(KEEPERS),
    "gym:desk_door": desk(KEEPERS, thing="open_room"),
    "gym:desk_card": desk(KEEPERS, 422, thing="open_room", post={}),
    "gym:desk_enter": desk(KEEPERS, 422, thing="open_room", post={}),
    "gym:desk_leave": desk(KEEPERS, 302, thing="gym_visit", post={}),
    "gym:desk_take_back": desk(KEEPERS, 302, thing="open_room", post="gym_visit_wrong"),
    "gym:desk_clear": desk(KEEPERS, 302, thing="open_room", post={}),
    "gym:desk_inside": desk(KEEPERS, thing="open_room"),
    "gym:desk_sheet": desk(KEEPERS, thing="open_room"),
    "gym:desk_terms": desk("hall_keeper", thing="open_room"),
    "gym:desk_end_terms": desk("hall_keeper", 302, thing="open_room", post={}),
    "gym:desk_person": desk(KEEPERS, thing="gym_person"),
    "gym:desk_induct": desk(KEEPERS, 422, thing="gym_person", post={}),
    "gym:desk_induction_back": desk(KEEPERS, 422, thing="gym_induction", post={}),
    "gym:desk_declare": desk(KEEPERS, thing="gym_person"),
    "gym:desk_talk": desk(KEEPERS, thing="gym_person"),
    "gym:desk_withdraw": desk(KEEPERS, 302, thing="gym_declaration", post={}),
    "attendance:my_children": home(),
    "attendance:my_name": home(422, thing="child_here", post={}),
    "attendance:my_sign": home(422, thing="child_here", post={}),
    "attendance:my_name_back": home(404, thing="fetch_permit", post={}),
    "attendance:my_sign_back": home(404, thing="child_sign", post={}),
    "attendance:desk_hand_over_rooms": desk("hall_keeper"),
    "attendance:desk_mark_room": desk("hall_keeper", 302, thing="space", post={}),
    "attendance:desk_hands": desk(KEEPERS, thing="hands"),
    "attendance:desk_child": desk(KEEPERS, thing="child_in_session"),
    "attendance:desk_bring": desk(KEEPERS, 422, thing="child_in_session", post={}),
    "attendance:desk_name": desk(KEEPERS, 422, thing="child_in_session", post={}),
    "attendance:desk_sign": desk(KEEPERS, 422, thing="child_in_session", post={}),
    "attendance:desk_call": desk(KEEPERS, thing="guardian_in_session"),
    "attendance:desk_fetch": desk(KEEPERS, 422, thing="hand_over", post={}),
    "attendance:desk_ask": desk(KEEPERS, 422, thing="hand_over", post={}),
    "attendance:desk_let": desk(KEEPERS, 422, thing="hand_over", post={}),
    "attendance:desk_hand_back": desk(KEEPERS, 422, thing="hand_over", post={}),
    "attendance:desk_name_back": desk(KEEPERS, 302, thing="permit_in_session", post={}),
    "attendance:desk_sign_back": desk(KEEPERS, 302, thing="sign_in_session", post={}),
    # hall
    "hall:desk_unpaid": desk("hall_keeper"),
    "hall:desk_collect": desk("hall_keeper", 422, thing="party", post={}, elsewhere=404),
    "hall:public_index": street(),
    "hall:public_sheet": street(),
    "hall:public_screen": street(),
    "hall:public_ages": street(),
    "hall:public_told": street(),
    "hall:public_personal_calendar": street(404, thing="no_token"),
    "hall:public_open": street(),
    "hall:public_scenes": street(),
    "hall:public_series": street(),
    "hall:public_sessions": street(),
    "hall:public_course": street(thing="course"),
    "hall:public_lots": street(404, thing="course"),  # nobody draws lots for it
    "hall:public_short": street(404, thing="short_code"),
    "hall:public_share": street(thing="course"),
    "hall:public_share_week": street(),
    "hall:public_course_picture": street(thing="course"),
    "hall:public_week_picture": street(),
    # bulletin
    "bulletin:public_index": street(),
    "bulletin:public_past": street(),
    "bulletin:public_notice": street(thing="notice_up"),
    "bulletin:public_sheet": street(thing="notice_up"),
    "bulletin:public_share": street(thing="notice_up"),
    "bulletin:public_picture": street(thing="notice_up"),
    "bulletin:desk_index": desk(VOICES),
    "bulletin:desk_draft": desk(VOICES),
    "bulletin:desk_bulletin": desk(VOICES, thing="bulletin"),
    "bulletin:desk_correct": desk(VOICES, thing="bulletin"),
    "bulletin:desk_withdraw": desk(VOICES, 422, thing="bulletin", post={}),
    "bulletin:desk_pin": desk(VOICES, 302, thing="bulletin", post={}),
    # voices
    "voices:public_sound": street(404, thing="recording"),  # it is not published
    "voices:desk_index": desk(VOICES),
    "voices:desk_record": desk(VOICES, thing="voice_slot"),
    "voices:desk_recording": desk(VOICES, thing="recording"),
    "voices:desk_sound": desk(VOICES, thing="recording"),
    "voices:desk_withdraw": desk(VOICES, 302, thing="recording", post={}),
    "hall:desk_index": desk("hall_keeper"),
    "hall:desk_poster": desk(ROOMS),
    "hall:desk_open_programme": desk("hall_keeper"),
    "hall:desk_calls": desk("hall_keeper"),
    "hall:desk_call": desk("hall_keeper", thing="told_person"),
    "hall:desk_told": desk("hall_keeper", 302, thing="telling", post={}),
    "hall:desk_open_course": desk("hall_keeper", thing="activity"),
    "hall:desk_course": desk("hall_keeper", thing="course"),
    "hall:desk_change": desk("hall_keeper", thing="course"),
    "hall:desk_off": desk("hall_keeper", 422, thing="course", elsewhere=404),  # nothing was chosen
    "hall:desk_add": desk("hall_keeper", thing="course"),
    "hall:desk_open_offer": desk("hall_keeper", thing="course"),
    "hall:desk_session": desk("hall_keeper", thing="class_session"),
    "hall:desk_restore": desk("hall_keeper", 409, thing="class_session", post={}, elsewhere=404),
    "hall:desk_offer": desk("hall_keeper", thing="offer"),
    "hall:desk_pools": desk("hall_keeper", thing="offer"),
    "hall:desk_enrol": desk("hall_keeper", thing="offer"),
    "hall:desk_draw": desk("hall_keeper", 404, thing="offer"),  # it draws no lots
    "hall:desk_party": desk("hall_keeper", thing="party"),
    "hall:desk_cancel_party": desk("hall_keeper", 302, thing="party", post={}),
    "hall:desk_take_up": desk("hall_keeper", 302, thing="party", post={}, elsewhere=404),
    "hall:desk_decline": desk("hall_keeper", 409, thing="party", post={}, elsewhere=404),
    # the group chat
    "hall:desk_asked": desk("hall_keeper"),
    "hall:desk_programme": desk("hall_keeper", thing="activity"),
    "hall:desk_close_programme": desk(  # there are sessions ahead
        "hall_keeper", 409, thing="activity", post={}, elsewhere=404
    ),
    "hall:desk_end_offer": desk("hall_keeper", thing="offer"),
    "hall:desk_close_later": desk("hall_keeper", thing="offer"),
    "hall:desk_reopen_offer": desk("hall_keeper", 302, thing="offer", post={}),
    "hall:desk_approve": desk("hall_keeper", 404, thing="party", post={}),  # it asked nobody
    "hall:desk_refuse": desk("hall_keeper", 404, thing="party", post={"reason": "满了"}),
    "hall:desk_again": desk("hall_keeper", 422, thing="party", post={}, elsewhere=404),
    "hall:my_again": home(404, thing="party"),
    "groupchat:desk_paste": desk("hall_keeper", thing="offer"),
    "groupchat:desk_print": desk("hall_keeper", 302, thing="offer", post={}),
    "groupchat:desk_preview": desk("hall_keeper", thing="chat_paste"),
    "groupchat:desk_sheet": desk("hall_keeper", thing="enrolment_sheet"),
    "groupchat:desk_key": desk("hall_keeper", thing="enrolment_sheet"),
    "hall:my_index": home(),
    "hall:my_calendar": home(),
    "hall:my_end_calendar": home(409, post={}),  # no asker of the table is a resident
    "hall:my_enrol": home(thing="offer"),
    "hall:my_enrol_session": home(404, thing="offer_of_session"),  # it is for the whole course
    "hall:my_party": home(404, thing="party"),  # no asker of the table is a resident
    "hall:my_cancel": home(404, thing="party"),
    "hall:my_take_up": home(404, thing="party", post={})._replace(
        here=dict.fromkeys(ROLES, 404) | {"hall_keeper": 302}
    ),
    "hall:my_decline": home(404, thing="party", post={})._replace(
        here=dict.fromkeys(ROLES, 404) | {"hall_keeper": 409}
    ),
    # providers
    "providers:desk_index": desk("hall_keeper"),
    "providers:desk_enter": desk("hall_keeper"),
    "providers:desk_provider": desk("hall_keeper", thing="provider"),
    "providers:desk_describe": desk("hall_keeper", thing="provider"),
    "providers:desk_credential": desk("hall_keeper", thing="provider"),
    "providers:desk_scan": desk("hall_keeper", thing="credential"),
    "providers:desk_propose": desk("hall_keeper", thing="provider"),
    "providers:desk_agreement": desk("hall_keeper", thing="teaching_agreement"),
    "providers:desk_end": desk("hall_keeper", thing="teaching_agreement"),
    "providers:desk_substitute": desk("hall_keeper", thing="provider"),
    "providers:my_profile": teachers(thing="provider"),
    "providers:my_release": teachers(302, thing="provider", post={}, others=403),
    "providers:my_withdraw": teachers(302, thing="provider", post={}, others=403),
    "providers:my_share": teachers(302, thing="provider", post={}),
    "providers:my_agreement": teachers(thing="teaching_agreement"),
    "providers:my_agree": teachers(302, thing="teaching_agreement", post={}, others=403),
    "providers:my_decline": teachers(302, thing="teaching_agreement", post={"because": "路太远"}),
    # settlement
    "settlement:public_index": street(),
    "settlement:public_teacher": street(thing="provider"),
    "settlement:my_index": home(),
    "settlement:my_session": teachers(thing="session_to_teach"),
    "settlement:my_statement": teachers(thing="teaching_statement"),
    "settlement:my_line": teachers(thing="statement_line"),
    "settlement:my_agree": teachers(302, thing="teaching_statement", post={}, others=403),
    # economy
    "economy:public_index": street(),
    "economy:desk_index": desk(OPERATORS),
    "economy:desk_hall": desk(OPERATORS, thing="operation"),
    # settlement, at the desk
    "settlement:desk_index": desk("hall_keeper operator_accountant"),
    "settlement:desk_draft_all": desk("hall_keeper", post={"month": "2026-10-01"}),
    "settlement:desk_draft": desk(
        "hall_keeper", 422, thing="provider", post={"month": "2026-11-01"}, elsewhere=404
    ),
    "settlement:desk_session": desk("hall_keeper", thing="taught_session"),
    "settlement:desk_statement": desk(
        "hall_keeper operator_accountant", thing="teaching_statement"
    ),
    "settlement:desk_answer": desk("hall_keeper", thing="disputed_line"),
    "settlement:desk_to_pay": desk("operator_accountant"),
    "settlement:desk_pay": desk(
        "operator_accountant",
        422,
        thing="teaching_statement",
        post={"bank_reference": "B-1", "paid_on": "2026-11-23"},
        elsewhere=404,
    ),
    "shop:public_ask": street(),
    "shop:public_item": street(thing="goods_code"),
    "shop:desk_index": desk(SHOP),
    "shop:desk_card": desk(SHOP),
    "shop:desk_found": desk("holder_accountant"),
    "shop:desk_goods": desk(SHOP, thing="corner"),
    "shop:desk_receive": desk("shop_keeper", thing="corner"),
    "shop:desk_labels": desk(SHOP, thing="corner"),
    "shop:desk_stock": desk(SHOP, thing="corner"),
    "shop:desk_basis": desk(SHOP, thing="corner"),
    "shop:desk_days": desk(SHOP, thing="corner"),
    "shop:desk_open": desk("shop_keeper cashier", thing="corner"),
    "shop:desk_bill": desk("cashier holder_accountant", thing="corner"),
    "shop:desk_intake": desk("shop_keeper", thing="intake"),
    "shop:desk_slip": desk("shop_keeper", thing="intake"),
    "shop:desk_item": desk(SHOP, thing="goods"),
    # The photo lies in the community's papers, and the holder is not of the community.
    "shop:desk_photo": desk(SHOP, thing="goods", but={"holder_accountant": 404}),
    "shop:desk_price": desk("shop_keeper", 422, thing="goods", post={}),
    "shop:desk_move": desk("shop_keeper", 302, thing="goods_step", post={}),
    "shop:desk_write_off": desk("shop_keeper", 422, thing="goods", post={}),
    "shop:desk_give": desk("social_worker", thing="household"),
    "shop:desk_stocktake": desk(SHOP, thing="stocktake"),
    "shop:desk_confirm_stock": desk(
        "shop_keeper cashier", 302, thing="stocktake", post={}, but={"shop_keeper": 409}
    ),
    "shop:desk_day": desk(SHOP, thing="shop_day"),
    "shop:desk_unlock": desk("shop_keeper cashier", 302, thing="shop_day", post={"stay": "on"}),
    "shop:desk_shift": desk("shop_keeper cashier", 422, thing="shop_day", post={}),
    "shop:desk_close": desk("shop_keeper cashier", thing="shop_day"),
    "shop:desk_count": desk("shop_keeper cashier", thing="shop_day"),
    "shop:desk_counter": desk(SHOP, thing="shop_day"),
    "shop:desk_print_tally": desk("shop_keeper cashier", 302, thing="shop_day", post={}),
    "shop:desk_lock": desk("shop_keeper cashier", 302, thing="shop_till", post={}),
    "shop:desk_tally": desk(SHOP, thing="tally"),
    "shop:desk_key_tally": desk("shop_keeper cashier", thing="tally"),
    # committee: nobody needs an address to vote
    "committee:desk_index": desk(BOOKS),
    "committee:desk_committee": desk(BOOKS, thing="body"),
    "committee:desk_appoint": desk("committee_secretary", thing="body"),
    "committee:desk_call": desk("committee_secretary", thing="body"),
    "committee:desk_member": desk("committee_secretary", thing="member"),
    "committee:desk_end_term": desk("committee_secretary", 422, thing="member", post={}),
    "committee:desk_end_tie": desk("committee_secretary", 302, thing="tie", post={}),
    "committee:desk_sitting": desk(BOOKS, thing="sitting"),
    "committee:desk_docket": desk(BOOKS, thing="sitting"),
    "committee:desk_slips": desk(BOOKS, thing="sitting"),
    "committee:desk_sheet": desk(BOOKS, thing="keyed"),
    "committee:desk_key": desk("committee_secretary", thing="sitting"),
    "committee:desk_send_back": desk("fund_supervisor", 302, thing="keyed", post={}),
    "committee:desk_take_off": desk("committee_secretary", 302, thing="item", post={}),
    # fund
    "fund:desk_index": desk(BOOKS),
    "fund:desk_request": desk(BOOKS, thing="aid_request"),
    "fund:desk_visit": desk("social_worker", thing="aid_request"),
    "fund:desk_propose": desk("committee_member", 422, thing="aid_request", post={}),
    "fund:desk_decide": desk("committee_member", 422, thing="aid_request", post={}),
    "fund:desk_docket": desk("committee_secretary", 422, thing="aid_request", post={}),
    "fund:desk_carry_out": desk("fund_supervisor", 409, thing="aid_request", post={}),
    "fund:desk_ask_back": desk("cashier", 422, thing="aid_request", post={}),
    "fund:desk_take_back": desk("holder_accountant", 422, thing="aid_request", post={}),
    "fund:desk_confirm_sitting": desk("fund_supervisor", thing="sitting"),
    "fund:desk_found_committee": desk("committee_secretary", 302, thing="fund", post={}),
    "fund:desk_limit": desk("holder_accountant", thing="fund"),
    "fund:desk_interests": desk("holder_accountant", thing="fund"),
    "fund:desk_end_interest": desk("holder_accountant", 302, thing="interest", post={}),
    "fund:desk_programmes": desk(BOOKS, thing="fund"),
    "fund:desk_open_programme": desk("committee_secretary", thing="fund"),
    "fund:desk_programme": desk(BOOKS, thing="programme"),
    "fund:desk_docket_programme": desk(
        "committee_secretary", 302, thing="programme_sitting", post={}
    ),
    "fund:desk_apply": desk("social_worker", thing="household"),
    "fund:desk_apply_to": desk("social_worker", thing="to_apply"),
    "fund:desk_hand_in": desk("social_worker", thing="applied"),
    "fund:desk_instruct": desk("cashier", 422, thing="aid_request", post={}),
    "fund:desk_withdraw": desk("social_worker", thing="aid_request"),
    "fund:desk_opening": desk("holder_accountant", thing="fund"),
    "fund:desk_donations": desk(BOOKS, thing="fund"),
    "fund:desk_receive": desk("cashier holder_accountant", thing="fund"),
    "fund:desk_donation": desk(BOOKS, thing="donation"),
    "fund:desk_acknowledge": desk("cashier holder_accountant", 302, thing="donation", post={}),
    "fund:desk_ask_receipt": desk("cashier holder_accountant", 302, thing="donation", post={}),
    "fund:desk_paper": desk(BOOKS, thing="acknowledged"),
    "fund:desk_purpose": desk("cashier holder_accountant", thing="donation"),
    "fund:desk_change_purpose": desk("holder_accountant", 422, thing="donation", post={}),
    "fund:desk_consent": desk(BOOKS, thing="purpose_change"),
    "fund:desk_forget": desk("cashier holder_accountant", 302, thing="donation", post={}),
    "fund:desk_batches": desk(BOOKS, thing="fund"),
    "fund:desk_publish": desk("holder_accountant", 422, thing="fund", post={}),
    # holder
    "holder:desk_index": desk("holder_accountant"),
    "holder:desk_line": desk("holder_accountant", thing="bank_line"),
    "holder:desk_match": desk("holder_accountant", 422, thing="bank_line", post={}),
    "holder:desk_receive": desk("holder_accountant", 422, thing="bank_line", post={}),
    "holder:desk_give": desk("holder_accountant", 422, thing="bank_line", post={}),
    "holder:desk_explain": desk("holder_accountant", 422, thing="bank_line", post={}),
    "holder:desk_unmatch": desk("holder_accountant", 422, thing="bank_match", post={}),
    "holder:desk_rules": desk("holder_accountant"),
    "holder:desk_end_rule": desk("holder_accountant", 302, thing="fund_rule", post={}),
    "holder:desk_statements": desk("holder_accountant"),
    "holder:desk_open_account": desk("holder_accountant", 422, post={}),
    "holder:desk_statement": desk("holder_accountant", thing="statement"),
    "holder:desk_import": desk("holder_accountant", 302, thing="statement_to_import", post={}),
    "holder:desk_discard": desk("holder_accountant", 302, thing="statement_to_discard", post={}),
    "holder:desk_instructions": desk("holder_accountant"),
    "holder:desk_instruction": desk("holder_accountant", thing="instruction"),
    "holder:desk_accept": desk("holder_accountant", 422, thing="instruction", post={}),
    "holder:desk_return": desk("holder_accountant", 422, thing="instruction", post={}),
    "holder:desk_close": closing(desk("holder_accountant")),
    "holder:desk_prepare": closing(desk("holder_accountant", 422, post={})),
    "holder:desk_confirm": closing(desk("holder_accountant", 422, thing="month_close", post={})),
    "holder:desk_papers": desk("holder_accountant"),
    "holder:desk_receipts_asked": desk("holder_accountant", post={}),
    "holder:desk_receipts_numbered": desk("holder_accountant", 422, post={}),
    "holder:desk_vouchers": desk("holder_accountant", 422, post={}),
    "holder:desk_name_account": desk("holder_accountant", 422, post={}),
    "holder:desk_reports": desk(BOOKS),
    "holder:desk_report": desk(BOOKS, thing="year"),
    "holder:desk_enter_budget": desk("cashier", 422, thing="year", post={}),
    "holder:desk_confirm_budget": desk("committee_member", 302, thing="budget", post={}),
}
