"""A story presses through the walk, which waits for the page that comes (``Walk.touch``)."""

from pathlib import Path

STORIES = Path(__file__).parent.parent / "journeys"


def test_stories_press_through_the_walk() -> None:
    by_hand = [
        f"{story.name}:{number}"
        for story in STORIES.glob("*.py")
        if story.name != "walk.py"
        for number, line in enumerate(story.read_text(encoding="utf-8").splitlines(), 1)
        if ".click(" in line
    ]
    assert by_hand == []
