"""Each hour the clock forgets ended sessions and old failures."""

import datetime

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from linli.identity import errands
from tests.village import come_in


def test_forgets_what_has_ended_and_keeps_what_has_not(client, village):
    come_in(client, village.users["cashier"])
    client.post("/sign-in/", {"login": "nobody", "password": "Wrong-1234"})
    client.get("/my/sign-in/")
    ends = Session.objects.get().expire_date
    errands.run(ends - datetime.timedelta(hours=1))
    assert Session.objects.exists()
    errands.run(ends + datetime.timedelta(hours=1))
    assert not Session.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_once_an_hour_is_enough(db, django_assert_num_queries):
    now = timezone.now().replace(minute=10) + datetime.timedelta(days=1)
    errands.run(now)
    with django_assert_num_queries(0):
        errands.run(now + datetime.timedelta(minutes=5))
