"""Whose provider it is: every verb of this room begins here."""

from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.providers.models import Provider


def kept(provider_id: UUID, by: Viewer, *, locked: bool = False) -> Provider:
    """A provider of a community that ``by`` keeps."""
    provider = _found(provider_id, locked=locked)
    by.require(Permission.PROVIDER_KEEP, place=provider.place_id)
    return provider


def own(provider_id: UUID, by: Viewer, *, locked: bool = False) -> Provider:
    """A provider in which ``by`` holds a role."""
    provider = _found(provider_id, locked=locked)
    by.require(Permission.TEACHING_SEE, organisation=provider.organisation_id)
    return provider


def either(provider_id: UUID, by: Viewer) -> Provider:
    """The same for whoever is one or the other."""
    provider = _found(provider_id, locked=True)
    if not is_own(provider, by):
        by.require(Permission.PROVIDER_KEEP, place=provider.place_id)
    return provider


def is_own(provider: Provider, by: Viewer) -> bool:
    """Whether ``by`` is one of its people."""
    return by.may(Permission.TEACHING_SEE, organisation=provider.organisation_id)


def _found(provider_id: UUID, *, locked: bool) -> Provider:
    providers = Provider.objects.select_for_update() if locked else Provider.objects
    provider = providers.filter(pk=provider_id).first()
    if provider is None:
        raise NotFound
    return provider
