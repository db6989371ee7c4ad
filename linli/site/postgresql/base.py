"""Django's PostgreSQL, which sees at its own end whether the line still stands.

Django asks ``SELECT 1`` before the first question of each request: a trip to the engine and back
for every page, to find out what the socket tells for nothing. A server that stopped, or ended our
connection, has closed it, and a closed or spoken-to socket can be read; an idle one cannot.
"""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc]  # Django's classes carry no types
    """Named by ``ENGINE``; all but the look at the line is Django's."""

    def is_usable(self) -> bool:
        """Whether nothing came over the line unasked: a farewell, or its end."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection, select.POLLIN)
        return not line.poll(0)
