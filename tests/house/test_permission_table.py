"""Every address answers every role, at its own place and at another, as the table says.

Who is let in is decided above the database, so every role is asked on SQLite alone; on PostgreSQL
every address gives each of its different answers once, so that each page is made by it too.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from linli.identity import actions as identity
from linli.identity.models import User
from linli.identity.permissions import MONEY_PERMISSIONS, ROLES, clock
from tests.house import things
from tests.house.addresses import Address, addresses
from tests.house.permission_table import TABLE, Row
from tests.village import NEXT_DOOR, NOW, TODAY, come_in

PASSWORD = "Egret+sea7"


class Asker(NamedTuple):
    """Somebody at a browser: a role here or elsewhere, a resident without one, or nobody."""

    role: str
    where: str
    client: Client

    def expects(self, row: Row) -> int:
        if self.where == "here":
            return row.here[self.role]
        if self.where == "elsewhere":
            return row.elsewhere[self.role]
        return row.resident if self.role == "resident" else row.anonymous


@pytest.fixture
def papers_of_its_own(settings, tmp_path) -> None:
    """Kept papers lie in a folder of this test."""
    settings.LINLI_DATA = tmp_path


@pytest.mark.once
def test_every_address_has_its_line_and_every_line_its_address():
    named = {address.name for address in addresses()}
    assert named - set(TABLE) == set(), "addresses without a line in the table"
    assert set(TABLE) - named == set(), "lines for addresses that are no more"


@pytest.mark.slow
def test_every_address_answers_every_role_as_the_table_says(village, papers_of_its_own):
    askers = list(_askers(village))
    for name, row in TABLE.items():  # all things first: none may change what another answers
        _url(name, row, village)
    wrong = [
        f"{name}: {asker.role} {asker.where} gets {got}, not {asker.expects(row)}"
        for name, row in TABLE.items()
        for asker in (
            askers if connection.vendor == "sqlite" else _one_for_each_answer(askers, row)
        )
        if (got := _ask(asker.client, name, row, village)) != asker.expects(row)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_money_door_asks_whoever_gave_no_second_factor(village, papers_of_its_own):
    for name, row in TABLE.items():
        _url(name, row, village)
    for address in addresses():
        permission = getattr(address.view, "permission", None)
        if permission not in MONEY_PERMISSIONS:
            continue
        for role in (name for name, role in ROLES.items() if permission in role.permissions):
            client = come_in(Client(), village.users[role], second_factor=False)
            assert _asked_for_second_factor(client, address, village), (address.name, role)


def _asked_for_second_factor(client: Client, address: Address, village) -> bool:
    answer = client.get(_url(address.name, TABLE[address.name], village))
    return answer.status_code == 302 and answer["Location"].startswith("/my/second-factor/")


def _one_for_each_answer(askers: list[Asker], row: Row) -> list[Asker]:
    """The first asker for each answer the row expects here, and for each elsewhere."""
    return list({(asker.where, asker.expects(row)): asker for asker in reversed(askers)}.values())


def _ask(client: Client, name: str, row: Row, village) -> int:
    """The status of one answer; whatever it wrote is undone."""
    url = _url(name, row, village)
    fields = getattr(things, row.post)(village) if isinstance(row.post, str) else row.post
    with transaction.atomic():
        before = transaction.savepoint()
        answer = client.get(url) if fields is None else client.post(url, fields)
        transaction.savepoint_rollback(before)
    return answer.status_code


def _url(name: str, row: Row, village) -> str:
    if row.thing is None:
        return reverse(name)
    known = village.__dict__.setdefault("things", {})
    if row.thing not in known:
        known[row.thing] = getattr(things, row.thing)(village)
    return reverse(name, kwargs=known[row.thing])


def _askers(village) -> Iterator[Asker]:
    """Everybody there can be. Those here are the village's own, who have made the things."""
    other = identity.found_organisation(name="别处慈善会", kind="holder", by=clock(), at=NOW)
    yield Asker("nobody", "", Client())
    yield Asker("resident", "", _browser(_login("resident")))
    for role in ROLES:
        away = _login(f"{role}-elsewhere")
        where = {"place": NEXT_DOOR} if ROLES[role].where == "place" else {"organisation": other.pk}
        identity.appoint(user_id=away.pk, role=role, from_on=TODAY, by=clock(), at=NOW, **where)
        yield Asker(role, "here", _browser(village.users[role]))
        yield Asker(role, "elsewhere", _browser(away))


def _login(username: str) -> User:
    return identity.invite(username=username, name=username, by=clock(), at=NOW)


def _browser(user: User) -> Client:
    """Signed in with a second factor, and with a password that could be asked for again."""
    identity.change_password(user=user, password=PASSWORD, by=clock(), at=NOW)
    return come_in(Client(), user)
