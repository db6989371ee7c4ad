"""Refusals: an action that says no says what was wrong and what to do, in the reader's language."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy


class Refused(Exception):
    """An action was refused; nothing was written.

    A subclass stands beside the action that raises it and sets ``words`` (and, where there is a
    next step, ``remedy``). Both may hold ``%(name)s`` places, filled from the keyword arguments.
    """

    words: ClassVar[Any] = gettext_lazy("这一步没有做成，什么都没有改动。")
    remedy: ClassVar[Any] = ""
    status: ClassVar[int] = 409
    mendable: ClassVar[bool] = True
    """Whether it stands above the form it was typed in; else it has a page of its own."""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.words) % self.facts if self.facts else str(self.words)

    @property
    def next_step(self) -> str:
        """What the person at the door can do now; empty when there is nothing to add."""
        return str(self.remedy) % self.facts if self.facts else str(self.remedy)


class NotFound(Refused):
    """There is no such thing, or the viewer may not know that there is: the door answers 404."""

    words = gettext_lazy("没有找到。")
    status = 404
    mendable = False
