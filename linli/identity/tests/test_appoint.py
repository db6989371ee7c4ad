"""Giving and ending roles: within one's scope, never to oneself, and kept apart."""

import datetime

import pytest
from django.utils import timezone

from linli.identity import actions as identity, queries
from linli.identity.permissions import NotAllowed, Permission, clock
from linli.kernel.refusal import NotFound
from tests.village import HERE, NEXT_DOOR, NOW, TODAY, come_in

TOMORROW = TODAY + datetime.timedelta(days=1)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def appoint(village, who, role, by=None, **where):
    return identity.appoint(
        user_id=village.users[who].pk,
        role=role,
        from_on=TODAY,
        by=by or village.administrator,
        at=NOW,
        **(where or {"place": HERE}),
    )


def viewer(village, who, on=TODAY):
    return queries.viewer_for(village.users[who], on=on)


def role_of(village, who):
    return queries.roles_of(village.users[who].pk, TODAY)[0]


def test_a_further_role_brings_its_permissions_there_and_nowhere_else(village):
    appoint(village, "grid_worker", "cashier")
    worker = viewer(village, "grid_worker")
    assert worker.may(Permission.AID_INSTRUCT, HERE)
    assert not worker.may(Permission.AID_INSTRUCT, NEXT_DOOR)


def test_refuses_another_community(village):
    with pytest.raises(NotFound):
        appoint(village, "outsider", "cashier", place=NEXT_DOOR)


def test_refuses_who_is_no_administrator(village):
    with pytest.raises(NotAllowed):
        appoint(village, "grid_worker", "cashier", by=village.supervisor)


def test_refuses_oneself(village):
    with pytest.raises(identity.OwnAppointment):
        appoint(village, "administrator", "cashier")


def test_refuses_the_same_role_twice(village):
    with pytest.raises(identity.AlreadyHeld):
        appoint(village, "cashier", "cashier")


@pytest.mark.parametrize(
    ("who", "role"),
    [("cashier", "administrator"), ("cashier", "auditor"), ("auditor", "grid_worker")],
)
def test_keeps_administrator_and_auditor_apart_from_every_other_role(village, who, role):
    with pytest.raises(identity.RolesKeptApart):
        appoint(village, who, role)


def test_refuses_what_is_no_role(village):
    with pytest.raises(identity.UnknownRole):
        appoint(village, "cashier", "emperor")


def test_an_organisations_role_is_not_held_at_a_place_nor_the_other_way(village):
    with pytest.raises(identity.RoleHeldElsewhere):
        appoint(village, "cashier", "holder_accountant")
    with pytest.raises(identity.RoleHeldElsewhere):
        appoint(village, "cashier", "social_worker", organisation=village.holder.pk)


def test_an_organisation_entered_elsewhere_is_not_ours_to_staff(village):
    with pytest.raises(NotFound):
        appoint(village, "cashier", "holder_accountant", organisation=village.holder.pk)


def test_an_organisation_entered_here_is(village):
    federation = identity.found_organisation(
        name="示例慈善会二", kind="holder", place=HERE, by=village.administrator, at=NOW
    )
    appoint(village, "grid_worker", "holder_accountant", organisation=federation.pk)
    assert viewer(village, "grid_worker").organisations(Permission.AID_PAY) == {federation.pk}


def test_scope_flows_down_the_tree_and_not_up(village):
    district = identity.invite(username="huli", name="区管理员", by=clock(), at=NOW)
    identity.appoint(
        user_id=district.pk, role="administrator", place="350206", from_on=TODAY, by=clock(), at=NOW
    )
    above = queries.viewer_for(district, on=TODAY)
    appoint(village, "grid_worker", "cashier", by=above)
    appoint(village, "grid_worker", "supervisor", by=above, place="350206005")
    with pytest.raises(NotFound):
        appoint(village, "grid_worker", "supervisor", by=village.administrator, place="350206")


def test_ends_at_once(village):
    held = role_of(village, "cashier")
    identity.dismiss(role_id=held.pk, on=TODAY, by=village.administrator, at=NOW)
    assert not viewer(village, "cashier").may(Permission.AID_INSTRUCT)
    assert viewer(village, "cashier", on=YESTERDAY).held == ()


def test_ends_on_a_day_to_come(village):
    held = role_of(village, "cashier")
    identity.dismiss(role_id=held.pk, on=TOMORROW, by=village.administrator, at=NOW)
    assert viewer(village, "cashier").may(Permission.AID_INSTRUCT)
    assert not viewer(village, "cashier", on=TOMORROW).may(Permission.AID_INSTRUCT)


def test_ends_nothing_of_the_next_community(village):
    with pytest.raises(NotFound):
        identity.dismiss(
            role_id=role_of(village, "outsider").pk, on=TODAY, by=village.administrator, at=NOW
        )


def test_the_last_administrator_stays(village):
    held = role_of(village, "administrator")
    with pytest.raises(identity.LastAdministrator):
        identity.dismiss(role_id=held.pk, on=TODAY, by=village.administrator, at=NOW)
    second = identity.take_on(
        username="second", name="副管理员", role="administrator", place=HERE,
        by=village.administrator, at=NOW,
    )  # fmt: skip
    identity.dismiss(
        role_id=held.pk, on=TODAY, by=queries.viewer_for(second.user, on=TODAY), at=NOW
    )
    assert not viewer(village, "administrator").held


def test_the_pages_appoint_and_dismiss(client, village):
    come_in(client, village.users["administrator"])
    worker = village.users["grid_worker"]
    page = f"/desk/staff/{worker.pk}/"
    assert client.get(page).status_code == 200
    typed = {"role": "cashier", "where": f"place:{HERE}"}
    assert client.post(f"{page}roles/", typed)["Location"] == page
    held = {role.role: role for role in queries.roles_of(worker.pk, timezone.localdate())}
    assert set(held) == {"grid_worker", "cashier"}
    assert client.post(f"/desk/roles/{held['cashier'].pk}/end/")["Location"] == page
    assert len(queries.roles_of(worker.pk, timezone.localdate())) == 1


def test_the_list_shows_my_staff_and_not_the_next_communitys(client, village):
    come_in(client, village.users["administrator"])
    page = client.get("/desk/staff/").content.decode()
    assert "林社工" in page
    assert "隔壁社工" not in page
    assert client.get(f"/desk/staff/{village.users['outsider'].pk}/").status_code == 404
