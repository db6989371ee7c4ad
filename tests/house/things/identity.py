"""Signing in, and who holds which role."""

from linli.identity import queries as identity
from linli.identity.sign_in import links
from tests.house.things.base import Parameters, Village


def passkey(village: Village) -> Parameters:
    return {"pk": 1}


def link(village: Village) -> Parameters:
    return {"token": links.issue()}


def user(village: Village) -> Parameters:
    return {"user_id": village.users["cashier"].pk}


def role(village: Village) -> Parameters:
    (held,) = identity.roles_of(village.users["cashier"].pk, village.today)
    return {"role_id": held.pk}
