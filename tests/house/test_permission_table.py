"""Every address answers every role, at its own place and at another, as the table says.

Whoever is to be refused knocks at the door itself, role by role: the view is called as Django would
call it, without what lies before and after it, for a page of refusal costs ten times the refusal.
Whoever is to be let in comes the whole way and gets the whole page, once for each answer here and
once elsewhere; that the others hold the key of the door is read from their roles.

Who is let in is decided above the database, so every role is asked on SQLite alone; on PostgreSQL
every address gives each of its different answers once, so that each page is made by it too.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from linli.identity import actions as identity
from linli.identity.models import User
from linli.identity.permissions import MONEY_PERMISSIONS, ROLES, clock
from tests.house import things
from tests.house.addresses import Address, addresses
from tests.house.permission_table import TABLE, TO_SIGN_IN, Row
from tests.village import NEXT_DOOR, NOW, TODAY, come_in

PASSWORD = "Egret+sea7"


REFUSED = (TO_SIGN_IN, 403, 404)


class Asker(NamedTuple):
    """Somebody at a browser: a role here or elsewhere, a resident without one, or nobody."""

    role: str
    where: str
    client: Client
    user: User | AnonymousUser
    session: Any

    def expects(self, row: Row) -> int:
        if self.where == "here":
            return row.here[self.role]
        if self.where == "elsewhere":
            return row.elsewhere[self.role]
        return row.resident if self.role == "resident" else row.anonymous

    def is_refused(self, row: Row) -> bool:
        """403 and 404 whoever asks; a way that leads on is a refusal for who is not known."""
        return self.expects(row) in (REFUSED if self.role == "nobody" else REFUSED[1:])


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
    # All things first: none may change what another answers.
    urls = {name: _url(name, row, village) for name, row in TABLE.items()}
    wrong = [
        f"{name}: {asker.role} {asker.where} gets {got}, not {asker.expects(row)}"
        for name, row in TABLE.items()
        for asker in _who_asks(askers, row)
        if (got := _answer(asker, urls[name], row, village)) != asker.expects(row)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.once
def test_whoever_is_let_in_holds_the_key_of_the_door():
    keys = {address.name: getattr(address.view, "permission", None) for address in addresses()}
    without = [
        f"{name}: {role}"
        for name, row in TABLE.items()
        for role in ROLES
        if keys[name] and {row.here[role], row.elsewhere[role]} != {403}
        if keys[name] not in ROLES[role].permissions
    ]
    assert not without, "\n" + "\n".join(without)


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


def _who_asks(askers: list[Asker], row: Row) -> list[Asker]:
    """Whoever is to be refused, and the first for each answer that is given here and elsewhere."""
    first = {(asker.where, asker.expects(row)): asker for asker in reversed(askers)}.values()
    if connection.vendor == "postgresql":
        return list(first)
    return [asker for asker in askers if asker.is_refused(row) or asker in first]


def _answer(asker: Asker, url: str, row: Row, village) -> int:
    """The status of one answer; whatever it wrote is undone."""
    fields = things.made(row.post, village) if isinstance(row.post, str) else row.post
    with transaction.atomic():
        before = transaction.savepoint()
        if asker.is_refused(row) and _knock(asker, url, fields) == asker.expects(row):
            got = asker.expects(row)
        else:
            got = _ask(asker.client, url, fields)
        transaction.savepoint_rollback(before)
    return got


_resolved = cache(resolve)  # one address is knocked at by thirty askers


def _knock(asker: Asker, url: str, fields: dict | None) -> int:
    """The status with which the view behind this address turns away."""
    ask = RequestFactory()
    request = ask.get(url) if fields is None else ask.post(url, fields)
    request.user, request.session = asker.user, asker.session
    request.resolver_match = view, args, kwargs = _resolved(request.path_info)
    try:
        return view(request, *args, **kwargs).status_code
    except PermissionDenied:
        return 403
    except Http404:
        return 404


def _ask(client: Client, url: str, fields: dict | None) -> int:
    return (client.get(url) if fields is None else client.post(url, fields)).status_code


def _url(name: str, row: Row, village) -> str:
    if row.thing is None:
        return reverse(name)
    known = village.__dict__.setdefault("things", {})
    if row.thing not in known:
        known[row.thing] = things.made(row.thing, village)
    return reverse(name, kwargs=known[row.thing])


def _askers(village) -> Iterator[Asker]:
    """Everybody there can be. Those here are the village's own, who have made the things."""
    other = identity.found_organisation(name="别处慈善会", kind="holder", by=clock(), at=NOW)
    nobody = Client()
    yield Asker("nobody", "", nobody, AnonymousUser(), nobody.session)
    yield _asker("resident", "", _login("resident"))
    for role in ROLES:
        away = _login(f"{role}-elsewhere")
        where = {"place": NEXT_DOOR} if ROLES[role].where == "place" else {"organisation": other.pk}
        identity.appoint(user_id=away.pk, role=role, from_on=TODAY, by=clock(), at=NOW, **where)
        yield _asker(role, "here", village.users[role])
        yield _asker(role, "elsewhere", away)


def _login(username: str) -> User:
    return identity.invite(username=username, name=username, by=clock(), at=NOW)


def _asker(role: str, where: str, user: User) -> Asker:
    """Signed in with a second factor, and with a password that could be asked for again."""
    identity.change_password(user=user, password=PASSWORD, by=clock(), at=NOW)
    client = come_in(Client(), user)
    return Asker(role, where, client, user, client.session)
