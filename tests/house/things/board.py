"""The group chat, the notice board and the voices."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from linli.bulletin import actions as board
from linli.groupchat import actions as chats
from linli.kernel.tests.sound_samples import mp4
from linli.voices import actions as voices, published as listened
from tests.house.things.base import LATER, Parameters, Village, once
from tests.house.things.hall import courses
from tests.village import HERE, NOW, TODAY


@once
def _chat(village: Village) -> SimpleNamespace:
    """A text a group wrote, and a sheet laid out in the hall."""
    keep = {"by": village.hall_keeper, "at": NOW}
    what = {"offer_id": courses(village).offer.pk, "session_id": None}
    return SimpleNamespace(
        paste=chats.paste(text="1. 李秀英", group_name="活动群", **what, **keep),
        sheet=chats.print_sheet(rows=3, **what, **keep),
    )


def chat_paste(village: Village) -> Parameters:
    return {"paste_id": _chat(village).paste.pk}


def enrolment_sheet(village: Village) -> Parameters:
    return {"sheet_id": _chat(village).sheet.pk}


def short_code(village: Village) -> Parameters:
    return {"code": "nothing2"}


@once
def _notice(village: Village) -> Any:
    """A notice that stands on the street."""
    keep = {"by": village.hall_keeper, "at": NOW}
    made = board.draft(
        place=HERE, kind="news", title="电梯检修", text="周五上午三号楼电梯检修。",
        shown_until=LATER, key=uuid4(), **keep,
    )  # fmt: skip
    return board.publish(bulletin_id=made.pk, shown_from=TODAY, sure=False, **keep)


def notice_up(village: Village) -> Parameters:
    return {"number": _notice(village).number}


def bulletin(village: Village) -> Parameters:
    return {"bulletin_id": _notice(village).pk}


def voice_slot(village: Village) -> Parameters:
    origin = voices.Origin("programmes", "course", "1", "书法")
    return {"slot": listened.slot(HERE, origin)}


@once
def recording(village: Village) -> Parameters:
    """A minute of a neighbour's, not heard on the street yet."""
    made = voices.record(
        origin=voices.Origin("programmes", "course", "1", "书法"), place=HERE, language="nan",
        content=mp4(30), spoken_by="", key=uuid4(), by=village.hall_keeper, at=NOW,
    )  # fmt: skip
    return {"recording_id": made.pk}
