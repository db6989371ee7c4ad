"""A group that signs up for the hall's handicraft; its places, its neighbours, its worker."""

from uuid import UUID

import pytest

from linli.groupchat import actions, queries, terms
from linli.groupchat.models import Paste
from linli.groupchat.queries import Choice, Preview
from linli.hall.tests.conftest import Counter
from linli.programmes.tests.conftest import School
from tests.village import NOW

GROUP = "活动群"


class Chat(Counter):
    """What a worker does with a text of a group."""

    def paste(self, offer, text: str, **about) -> Paste:
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        about.setdefault("group_name", GROUP)
        about.setdefault("session_id", None)
        return actions.paste(offer_id=offer.pk, text=text, **about)

    def look(self, paste: Paste, choices: dict[int, Choice] | None = None, **about) -> Preview:
        about.setdefault("at", NOW)
        return queries.preview(about.pop("by", self.keeper), paste.pk, choices or {}, **about)

    def verdicts(self, paste: Paste, choices: dict[int, Choice] | None = None) -> list[str]:
        return [row.verdict for row in self.look(paste, choices).rows]

    def confirm(self, paste: Paste, choices: dict[int, Choice] | None = None, **about) -> Preview:
        """Do every line that is ready, as proposed, and those for which something is said."""
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        said = choices or {}
        ready = [row for row in self.look(paste, said).rows if row.ready]
        all_said = {row.at: Choice(row.who, row.people[1:], act="do") for row in ready} | said
        actions.settle(paste_id=paste.pk, choices=all_said, **about)
        return self.look(paste)

    def resident(self, name: str) -> UUID:
        return self.known[name]


@pytest.fixture
def chat(village) -> Chat:
    return Chat(village, School(village))


def text_of(*lines: str) -> str:
    return "#接龙\n" + "\n".join(f"{at}. {line}" for at, line in enumerate(lines, start=1))


def kinds(text: str) -> list[str]:
    return [line.kind for line in terms.read(text)]
