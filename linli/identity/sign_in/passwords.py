"""The rules of a password, as assessors of level 2 and 3 apply them (GB/T 22239-2019, 8.1.4.1).

At least eight characters of three classes, unlike the login and the name, and not one of those that
everybody tries first.
"""

from typing import Any, ClassVar

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LEAST_CHARACTERS = 8
LEAST_CLASSES = 3
SHORTEST_TELLING = 3  # a part of a name shorter than this is in many good passwords by chance

# What people here type first and the library's English list does not know.
LOCAL_HABITS = frozenset(
    {
        "woaini1314", "woaini520", "a1b2c3d4", "1qaz2wsx", "1q2w3e4r", "qwer1234", "asdf1234",
        "zxcv1234", "abc123456", "aa123456789", "xiamen2024", "xiamen2025", "xiamen2026",
        "fujian123", "huli1234", "linli123", "linli2026",
    }
)  # fmt: skip


class Argon2(Argon2PasswordHasher):
    """Argon2id as OWASP's cheat sheet asks (19 MiB, two passes, one lane).

    Django's default takes 100 MiB for each sign-in: two at once would be half of a small machine.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class Rule:
    """One rule, as Django's password validation calls it."""

    words: ClassVar[Any]
    advice: ClassVar[Any] = ""  # said beforehand, where it is not the words themselves

    def holds(self, password: str, user: Any) -> bool:
        """Whether ``password`` keeps the rule; ``user`` may be None."""
        raise NotImplementedError

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ``ValidationError`` with the rule's words."""
        if not self.holds(password, user):
            raise ValidationError(self.words, code=type(self).__name__)

    def get_help_text(self) -> str:
        return str(self.advice or self.words)


class LongEnough(Rule):
    words = _("密码至少 8 个字符。")

    def holds(self, password: str, user: Any) -> bool:
        return len(password) >= LEAST_CHARACTERS


class ThreeClasses(Rule):
    words = _("大写字母、小写字母、数字、符号，四类里至少要有三类。")

    def holds(self, password: str, user: Any) -> bool:
        classes = (
            any(character.islower() for character in password),
            any(character.isupper() for character in password),
            any(character.isdigit() for character in password),
            any(not character.isalnum() for character in password),
        )
        return sum(classes) >= LEAST_CLASSES


class UnlikeTheName(Rule):
    words = _("密码里不要有您的登录名或姓名。")

    def holds(self, password: str, user: Any) -> bool:
        telling = [getattr(user, "username", ""), getattr(user, "name", "")]
        typed = password.casefold()
        return not any(
            len(part) >= SHORTEST_TELLING and part.casefold() in typed for part in telling
        )


class Uncommon(Rule):
    words = _("这个密码太常见，别人一猜就中，请换一个。")
    advice = _("不要用很多人都用的密码。")

    def holds(self, password: str, user: Any) -> bool:
        typed = password.casefold()
        return typed not in LOCAL_HABITS and typed not in CommonPasswordValidator().passwords
