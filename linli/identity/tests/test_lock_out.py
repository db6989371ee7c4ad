"""Five failures lock a login for a quarter of an hour, on every worker; only a hash is kept."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from axes.models import AccessAttempt, AccessLog
from django.db import connections
from django.test import Client
from django.utils import timezone

from linli.identity import actions as identity
from linli.identity.permissions import clock
from linli.journal import queries as journal

PASSWORD = "Huli-dao-2026"


def invite(username="lin"):
    return identity.invite(
        username=username,
        name="林社工",
        password=PASSWORD,
        must_change_password=False,
        by=clock(),
        at=timezone.now(),
    )


def attempt(client, login="lin", password="Wrong-dao-2026"):
    return client.post("/sign-in/", {"login": login, "password": password})


def test_the_fifth_failure_locks_and_says_what_to_do(client, db):
    invite()
    assert [attempt(client).status_code for _time in range(5)] == [200, 200, 200, 200, 429]
    page = attempt(client)
    assert page.status_code == 429
    assert "15 分钟" in page.content.decode()
    assert "通行密钥" in page.content.decode()


def test_while_locked_the_right_password_does_not_help(client, db):
    invite()
    for _time in range(5):
        attempt(client)
    assert attempt(client, password=PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_capitals_are_no_way_around(client, db):
    invite()
    for login in ("lin", "LIN", "Lin", "ｌｉｎ", " lin"):
        attempt(client, login)
    assert attempt(client, password=PASSWORD).status_code == 429


def test_opens_again_after_a_quarter_of_an_hour_whatever_was_tried_meanwhile(client, db):
    invite()
    for _time in range(7):
        attempt(client)
    past = timezone.now() - datetime.timedelta(minutes=15, seconds=1)
    AccessAttempt.objects.update(attempt_time=past)
    assert attempt(client, password=PASSWORD).status_code == 302


def test_a_right_password_forgets_the_failures_before(client, db):
    invite()
    for _time in range(4):
        attempt(client)
    attempt(client, password=PASSWORD)
    assert not AccessAttempt.objects.exists()


def test_another_login_is_not_locked(client, db):
    invite()
    invite("chen")
    for _time in range(5):
        attempt(client)
    assert attempt(client, "chen", PASSWORD).status_code == 302


def test_an_unknown_login_is_locked_the_same_way(client, db):
    assert [attempt(client, "nobody").status_code for _time in range(5)][-1] == 429


def test_the_row_holds_neither_login_nor_address_nor_browser_nor_form(db):
    invite()
    client = Client(headers={"user-agent": "Telltale/1.0", "accept-language": "zh"})
    client.post("/sign-in/?next=/my/", {"login": "lin", "password": "Wrong-dao-2026", "next": "/x"})
    row = AccessAttempt.objects.get()
    stored = " ".join(str(value) for value in vars(row).values())
    for telltale in ("lin ", "Telltale", "127.0.0.1", "Wrong-dao", "/my/", "/x"):
        assert telltale not in stored
    assert row.username != "lin"
    assert len(row.username) == 32
    assert not AccessLog.objects.exists()


def test_the_journal_tells_of_the_failures_of_a_login_that_exists(client, db):
    user = invite()
    for _time in range(8):
        attempt(client)
    failed = [
        deed.details
        for deed in journal.history(("user", user.pk))
        if deed.verb == "user.sign_in_failed"
    ]
    assert [details["failures"] for details in failed] == [5, 4, 3, 2, 1]
    assert [details["locked"] for details in failed] == [True, False, False, False, False]


@pytest.mark.usefixtures("fresh_database")
def test_counts_every_failure_of_workers_at_the_same_moment():
    invite()

    def worker(_number):
        try:
            return attempt(Client()).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as workers:
        statuses = list(workers.map(worker, range(6)))
    assert statuses.count(429) >= 2
    assert attempt(Client(), password=PASSWORD).status_code == 429
    assert sum(row.failures_since_start for row in AccessAttempt.objects.all()) >= 5


def test_asking_the_password_again_is_counted_too(client, db):
    invite()
    attempt(client, password=PASSWORD)
    again = [
        client.post("/my/sign-in/again/", {"password": "Wrong-dao-2026"}).status_code
        for _time in range(5)
    ]
    assert again[-1] == 429
