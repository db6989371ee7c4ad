"""Whose session it is: asked once by every page of everybody who has signed in.

Most who sign in are residents and hold no role; that is told with the user, so that none of their
pages asks which roles are in force.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from linli.identity.models import RoleHeld, User
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
    roles = RoleHeld.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(pk=user).annotate(holds_roles=Exists(roles))
