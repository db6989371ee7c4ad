"""The law of foreign keys: they point down the floors, and a lower room does not see them."""

from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent.parent


def floors() -> dict[str, int]:
    """Each room's floor, from the ground up, as the import contract has it."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    layers = contracts["importlinter:contract:floors"]["layers"].split("\n")
    rooms = [[room.strip() for room in layer.split("|")] for layer in layers if layer.strip()]
    return {room: floor for floor, row in enumerate(reversed(rooms)) for room in row}


def room_of(model):
    house, room = model.__module__.split(".")[:2]
    return room if house == "linli" else None


def relations():
    return [
        field
        for model in apps.get_models()
        if room_of(model)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.is_relation
    ]


def is_lawful(here: str, there: str | None) -> bool:
    """Down, or inside the room; siblings and libraries never."""
    if there is None:
        return False
    return here == there or floors()[there] < floors()[here]


@pytest.mark.once
@pytest.mark.parametrize("field", relations(), ids=str)
def test_points_down_the_floors(field):
    assert is_lawful(room_of(field.model), room_of(field.related_model)), field


@pytest.mark.once
@pytest.mark.parametrize("field", relations(), ids=str)
def test_a_lower_room_cannot_look_up(field):
    """Inside one room a name to look back by is nobody else's business."""
    if room_of(field.model) != room_of(field.related_model):
        assert field.remote_field.related_name == "+", field


@pytest.mark.once
@pytest.mark.parametrize("field", relations(), ids=str)
def test_takes_nothing_along_when_its_target_goes(field):
    assert field.remote_field.on_delete in (models.PROTECT, models.RESTRICT), field


@pytest.mark.once
@pytest.mark.parametrize(
    ("here", "there", "lawful"),
    [
        ("fund", "ledger", True),
        ("fund", "fund", True),
        ("ledger", "fund", False),
        ("ledger", "notices", False),
        ("fund", None, False),
    ],
)
def test_the_law_bites(here, there, lawful):
    assert is_lawful(here, there) == lawful
