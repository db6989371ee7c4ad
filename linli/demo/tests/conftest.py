"""A small demo, loaded once a file into an empty house; each test leaves it as it was."""

import pytest
from django.db import transaction
from django.test import override_settings

from linli.demo import actions
from linli.demo.tests import addresses
from linli.identity.permissions import clock
from tests.village import NOW

RESIDENTS = 60


@pytest.fixture(autouse=True)
def demo_mode(settings):
    settings.LINLI_DEMO = True


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(LINLI_DEMO=True):
        assert actions.load(residents=RESIDENTS, by=clock(), at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """The demo, loaded."""


@pytest.fixture
def in_demo(settings):
    """The addresses a house has that was opened as a demo."""
    settings.ROOT_URLCONF = addresses.__name__
