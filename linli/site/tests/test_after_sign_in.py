"""Where a day begins, by role."""

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.identity import actions as identity
from linli.identity.permissions import clock
from tests.village import come_in


@pytest.mark.parametrize("who", ["social_worker", "committee_member", "administrator", "auditor"])
def test_staff_begin_with_what_is_to_be_done_today(client, village, who):
    come_in(client, village.users[who])
    assert client.get("/after-sign-in/")["Location"] == reverse("workbench:desk_today")


def test_a_resident_begins_at_home(client, db):
    resident = identity.invite(username="wang", name="王女士", by=clock(), at=timezone.now())
    come_in(client, resident)
    assert client.get("/after-sign-in/")["Location"] == reverse("home:my_today")


def test_who_has_not_signed_in_is_asked_to(client, db):
    assert client.get("/after-sign-in/")["Location"] == reverse("account_login")
