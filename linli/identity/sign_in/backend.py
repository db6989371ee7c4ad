"""Whose session it is: asked once by every page of everybody who has signed in."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from linli.identity.models import User
from linli.kernel.asking import Question


class ByPassword(ModelBackend):
    """Django's own, with the question after the session's user made once (``kernel.asking``)."""

    def get_user(self, user_id: Any) -> User | None:
        """The active user of this id; None for anybody else."""
        try:
            known = User._meta.pk.to_python(user_id)
        except ValidationError:
            return None
        for user in _user(known):
            return user if self.user_can_authenticate(user) else None
        return None


@Question
def _user(user: Any) -> QuerySet[User]:
    return User.objects.filter(pk=user)
