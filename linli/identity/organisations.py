"""Organisations as other rooms may know them: an id, a name, a kind.

The model stands on identity's shelf; a room that keeps books for a holder or terms with a provider
points a foreign key at ``identity.Organisation`` and reads it here.
"""

from typing import NamedTuple
from uuid import UUID

from linli.identity.models import Organisation


class OrganisationCard(NamedTuple):
    """What a page may show of an organisation."""

    id: UUID
    name: str
    name_en: str
    kind: str


def card(organisation_id: UUID) -> OrganisationCard | None:
    """The organisation with this id, or None."""
    found = Organisation.objects.filter(pk=organisation_id).first()
    return OrganisationCard(found.pk, found.name, found.name_en, found.kind) if found else None
