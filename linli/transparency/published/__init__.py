"""What the street is told, built only from what the rooms have published: nothing else is known.

``street`` is the sheet of figures, ``bundle`` the folder that anybody verifies at home.
"""

from linli.transparency.published.bundle import (
    NothingPublished,
    bundle_name,
    keep_bundle,
    kept_bundle,
    write_bundle,
)
from linli.transparency.published.exports import WouldLeak, as_360giving, holder_entries
from linli.transparency.published.street import (
    Outcomes,
    Street,
    donation_slip,
    outcomes,
    reconciled,
    street,
)

__all__ = [
    "NothingPublished", "Outcomes", "Street", "WouldLeak", "as_360giving", "bundle_name",
    "donation_slip", "holder_entries", "keep_bundle", "kept_bundle", "outcomes", "reconciled",
    "street", "write_bundle",
]  # fmt: skip
