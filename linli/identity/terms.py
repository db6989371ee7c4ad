"""On what terms somebody works here: first passwords, roles that are kept apart. Pure."""

import secrets
import string

READABLE = [letter for letter in string.ascii_letters + string.digits if letter not in "0O1lI"]
GROUPS, LETTERS_EACH = 3, 4
DIGITS_OF_A_LOGIN = 4

ALONE = frozenset({"administrator", "auditor"})
"""Roles nobody holds beside another: who appoints does not act, who audits has nothing to hide.

GB/T 22239-2019 asks for separate administrators of system, security and audit.
"""


def first_password() -> str:
    """A password for a printed slip, such as ``kmT4-wq7H-Rx9d``: no letter that is misread."""
    while True:
        groups = [
            "".join(secrets.choice(READABLE) for _letter in range(LETTERS_EACH))
            for _group in range(GROUPS)
        ]
        password = "-".join(groups)
        if _has_all_classes(password):
            return password


def login_name(initials: str) -> str:
    """A login to be read aloud and typed on a telephone, such as ``whn4821``."""
    letters = "".join(letter for letter in initials.lower() if letter in string.ascii_lowercase)
    return f"{letters[:6]}{secrets.randbelow(10**DIGITS_OF_A_LOGIN):0{DIGITS_OF_A_LOGIN}}"


def may_be_held_together(roles: set[str]) -> bool:
    """Whether one person may hold all of these roles at once."""
    return len(roles) < 2 or not roles & ALONE


def _has_all_classes(password: str) -> bool:
    return (
        any(letter.islower() for letter in password)
        and any(letter.isupper() for letter in password)
        and any(letter.isdigit() for letter in password)
    )
