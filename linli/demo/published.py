"""What the demo page shows: whom one may become, and the story to walk. All of it is invented."""

from dataclasses import dataclass

from django.utils.functional import Promise

from linli.demo import cast


@dataclass(frozen=True)
class Step:
    """One step of Ms Wang's story; ``player`` is None where it is done on the street."""

    number: int
    title: Promise
    text: Promise
    player: cast.Player | None
    lands: str


def residents() -> tuple[cast.Player, ...]:
    """Those who live in the demo and may sign in."""
    return cast.RESIDENTS


def staff() -> tuple[cast.Player, ...]:
    """Those who work in the demo."""
    return cast.STAFF


def steps() -> list[Step]:
    """The story, in the order in which it is walked."""
    return [
        Step(number, step.title, step.text, cast.PLAYERS.get(step.username), step.lands)
        for number, step in enumerate(cast.STEPS, start=1)
    ]


def step(number: str) -> Step | None:
    """The step of this number, as a form sends it; None for anything else."""
    return {str(one.number): one for one in steps()}.get(number)
