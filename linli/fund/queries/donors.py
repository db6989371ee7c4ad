"""A donor's gifts, found by the name the donor gave: no name is read to find another's."""

from uuid import UUID

from linli.fund.models import Donation
from linli.kernel.cipher import keyring
from linli.kernel.names import tidy


def donor_blind(name: str) -> bytes:
    """What finds a donor's gifts again, and tells no name."""
    return keyring().blind("donor_name", tidy(name))


def gifts_of(fund_id: UUID, blinds: list[bytes]) -> dict[bytes, list[Donation]]:
    """The gifts under each of these names, the newest first. The caller has asked who asks."""
    found: dict[bytes, list[Donation]] = {}
    gifts = Donation.objects.filter(fund=fund_id, donor_blind__in=blinds)
    for gift in gifts.order_by("-received_on", "-entry"):
        found.setdefault(bytes(gift.donor_blind), []).append(gift)
    return found
