"""A forgotten password, and a login that is closed: for those one answers for, and no others."""

import pytest
from django.core.management import CommandError, call_command

from linli.identity import actions as identity
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from tests.village import HERE, NEXT_DOOR, NOW, TODAY, come_in


def hand_out(village, who, by=None):
    return identity.hand_out_password(
        user_id=village.users[who].pk, by=by or village.administrator, at=NOW
    )


def test_replaces_the_password_by_one_to_be_changed(village):
    password = hand_out(village, "cashier")
    cashier = village.users["cashier"]
    cashier.refresh_from_db()
    assert cashier.check_password(password)
    assert cashier.must_change_password


@pytest.mark.parametrize("who", ["outsider", "holder_accountant"])
def test_not_for_those_another_answers_for(village, who):
    with pytest.raises(NotFound):
        hand_out(village, who)


def test_not_for_somebody_who_also_has_powers_elsewhere(village):
    identity.appoint(
        user_id=village.users["grid_worker"].pk,
        role="cashier",
        place=NEXT_DOOR,
        from_on=TODAY,
        by=clock(),
        at=NOW,
    )
    with pytest.raises(NotFound):
        hand_out(village, "grid_worker")


def test_only_an_administrator_hands_out(village):
    with pytest.raises(NotFound):
        hand_out(village, "cashier", by=village.supervisor)


def test_the_page_shows_it_once(client, village):
    come_in(client, village.users["administrator"])
    cashier = village.users["cashier"]
    slip = client.post(f"/desk/staff/{cashier.pk}/password/")
    assert slip.context["password"] in slip.content.decode()
    opened = client.get(f"/desk/staff/{cashier.pk}/password/")
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "没做成，再按一次" in opened.content.decode()  # no empty page


def test_a_closed_login_opens_again(client, village):
    come_in(client, village.users["administrator"])
    cashier = village.users["cashier"]
    page = f"/desk/staff/{cashier.pk}/"
    client.post(f"{page}close/")
    cashier.refresh_from_db()
    assert not cashier.is_active
    assert "已停用" in client.get(page).content.decode()
    client.post(f"{page}reopen/")
    cashier.refresh_from_db()
    assert cashier.is_active


def test_nobody_closes_their_own(village):
    with pytest.raises(identity.OwnAppointment):
        identity.close_login(
            user_id=village.users["administrator"].pk, by=village.administrator, at=NOW
        )


def test_the_console_helps_an_administrator_whom_nobody_else_can(village, capsys):
    call_command("hand_out_password", "administrator", "--forget-factors")
    administrator = village.users["administrator"]
    administrator.refresh_from_db()
    assert administrator.check_password(capsys.readouterr().out.strip())
    with pytest.raises(CommandError):
        call_command("hand_out_password", "nobody")


def test_founding_an_organisation_needs_a_place_of_ones_own(client, village):
    come_in(client, village.users["administrator"])
    typed = {"name": "示例慈善会三", "kind": "holder", "place": HERE}
    assert client.get("/desk/organisations/new/").status_code == 200
    assert client.post("/desk/organisations/new/", typed)["Location"] == "/desk/staff/"
    assert "示例慈善会三" in client.get("/desk/staff/").content.decode()
    assert client.post("/desk/organisations/new/", {**typed, "place": NEXT_DOOR}).status_code == 422
    with pytest.raises(NotFound):
        identity.found_organisation(name="无处", kind="holder", by=village.administrator, at=NOW)
    with pytest.raises(NotAllowed):
        identity.found_organisation(
            name="无权", kind="holder", place=HERE, by=village.auditor, at=NOW
        )
