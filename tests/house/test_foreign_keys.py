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


def is_hidden(field) -> bool:
    """Whether the target does not see it; inside one room that is nobody else's business."""
    same = room_of(field.model) == room_of(field.related_model)
    return same or field.remote_field.related_name == "+"


@pytest.mark.once
def test_they_point_down_the_floors():
    up = [
        field
        for field in relations()
        if not is_lawful(room_of(field.model), room_of(field.related_model))
    ]
    assert len(relations()) > 500
    assert up == []


@pytest.mark.once
def test_a_lower_room_cannot_look_up():
    assert [field for field in relations() if not is_hidden(field)] == []


@pytest.mark.once
def test_nothing_is_taken_along_when_its_target_goes():
    keeps = (models.PROTECT, models.RESTRICT)
    assert [field for field in relations() if field.remote_field.on_delete not in keeps] == []


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
