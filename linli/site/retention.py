"""The tables that libraries bring: what they hold of persons, and how long it is kept.

Our own tables say it field by field (``class Privacy``). A table that stands in neither place fails
tests/house/test_privacy.py.
"""

from typing import Literal, NamedTuple


class LibraryTable(NamedTuple):
    """``holds``: internal (about no person), personal, or sensitive (sealed or hashed)."""

    holds: Literal["internal", "personal", "sensitive"]
    kept: str


LIBRARY_TABLES = {
    "django_migrations": LibraryTable("internal", "for ever: which migrations have run"),
    "django_session": LibraryTable(
        "sensitive", "sealed; 30 minutes after the last page, then deleted within the hour"
    ),
    "axes_accessattempt": LibraryTable(
        "sensitive", "a keyed hash of the login and a count; 15 minutes, deleted within the hour"
    ),
    "axes_accesslog": LibraryTable("internal", "always empty: AXES_DISABLE_ACCESS_LOG"),
    "axes_accessfailurelog": LibraryTable("internal", "always empty: not enabled"),
    "axes_accessattemptexpiration": LibraryTable("internal", "always empty: not enabled"),
    "mfa_authenticator": LibraryTable(
        "sensitive", "secrets sealed, public keys of passkeys; until the owner takes it away"
    ),
    "account_emailaddress": LibraryTable("personal", "always empty: there is no e-mail here"),
    "account_emailconfirmation": LibraryTable("personal", "always empty: there is no e-mail here"),
}
