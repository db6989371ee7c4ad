"""Sessions in the database, sealed: they hold who signed in and, for minutes, a factor's secret."""

import binascii
import json
from base64 import b64decode, b64encode
from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel.asking import Question
from linli.kernel.cipher import CannotOpen, keyring

CONTEXT = "django_session.session_data"


class SessionStore(db.SessionStore):
    """Django's own store; only what is written in the row differs."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and a new one, where it has ended."""
        for (data,) in _live(self.session_key, timezone.now()):
            return self.decode(data)
        self._session_key = None
        return {}

    def encode(self, session_dict: dict[str, Any]) -> str:
        """The session as sealed text."""
        clear = json.dumps(session_dict, separators=(",", ":")).encode()
        return b64encode(keyring().seal(clear, CONTEXT)).decode()

    def decode(self, session_data: str) -> dict[str, Any]:
        """The session again; an empty one when the row was altered or its key is gone."""
        try:
            return json.loads(keyring().open(b64decode(session_data, validate=True), CONTEXT))
        except (CannotOpen, binascii.Error):
            return {}


@Question
def _live(key: Any, at: Any) -> QuerySet[Any, Any]:
    sessions = SessionStore.get_model_class().objects
    return sessions.filter(session_key=key, expire_date__gt=at).values_list("session_data")
