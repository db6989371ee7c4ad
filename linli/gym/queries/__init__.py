"""What may be asked of rooms where people come and go: numbers for above, names for the door."""

from linli.gym.queries.door import (
    AnswerRow,
    DoorPage,
    Found,
    Inside,
    Moved,
    PersonPage,
    TalkPage,
    blank_sheet,
    door,
    find,
    person,
    talk,
)
from linli.gym.queries.mine import Asked, MyGym, MyPerson, MyRoom, MyVisit, asked, my_gym
from linli.gym.queries.rooms import (
    OpenNow,
    Room,
    TermsRow,
    kept_room,
    rooms_kept,
    terms_of,
    versions,
)
from linli.gym.queries.standing import Declared, Inducted, Standing, standing
from linli.gym.queries.use import OpenUse, use_of

__all__ = [
    "AnswerRow", "Asked", "Declared", "DoorPage", "Found", "Inducted", "Inside", "Moved",
    "MyGym", "MyPerson", "MyRoom", "MyVisit", "OpenNow", "OpenUse", "PersonPage", "Room",
    "Standing", "TalkPage", "TermsRow", "asked", "blank_sheet", "door", "find", "kept_room",
    "my_gym", "person", "rooms_kept", "standing", "talk", "terms_of", "use_of", "versions",
]  # fmt: skip
