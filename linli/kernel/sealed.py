"""A model field that holds only sealed bytes, and the two verbs that put text in and take it out.

The context of a value is where it stands, ``table.column:pk``: a primary key must exist before
anything is sealed, which is why our keys are UUIDs made by the application.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from linli.kernel.cipher import keyring


class SealedField(models.BinaryField):
    """Bytes made by ``seal``. Refuses text: nothing gets in here in the clear by mistake."""

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self.name} holds sealed bytes; use linli.kernel.sealed.seal")
        return super().get_prep_value(value)


def seal(instance: models.Model, field: str, text: str | None) -> None:
    """Put ``text`` into a sealed field of this row; ``None`` empties it. Does not save."""
    if text is not None and not isinstance(instance._meta.get_field(field), SealedField):
        raise TypeError(f"{field} is not a SealedField")
    sealed = None if text is None else keyring().seal(text.encode(), context_of(instance, field))
    setattr(instance, field, sealed)


def unseal(instance: models.Model, field: str) -> str | None:
    """The text of a sealed field. Raises ``CannotOpen`` when it was altered or moved here."""
    sealed = getattr(instance, field)
    if sealed is None:
        return None
    return keyring().open(bytes(sealed), context_of(instance, field)).decode()


def unsealed(
    model: type[models.Model], field: str, rows: Iterable[tuple[str, bytes]]
) -> Iterator[bytes]:
    """The texts of one sealed field of many rows, in UTF-8, from their primary keys and bytes.

    For reading a whole table: no row of the model is built. Raises what ``unseal`` raises.
    """
    stands = _stands(model, field)
    return keyring().open_each((sealed, f"{stands}:{key}".encode()) for key, sealed in rows)


def context_of(instance: models.Model, field: str) -> str:
    """Where a value stands: ``people_resident.citizen_id:0192…``."""
    if instance.pk is None:
        raise ValueError("a row needs its primary key before anything is sealed into it")
    return f"{_stands(type(instance), field)}:{instance.pk}"


def _stands(model: type[models.Model], field: str) -> str:
    return f"{model._meta.db_table}.{model._meta.get_field(field).column}"
