"""What the two commands say to a person: one short sentence in Chinese, the same in English."""

from __future__ import annotations


class CannotGoOn(Exception):
    """Something a person has to mend first; its text is all that person needs to read."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese} {english}")


def say(chinese: str, english: str, address: str = "") -> None:
    """Tell the person at the terminal what happens; an address stands on a line of its own."""
    print(f"{chinese} · {english}", *([f"    {address}"] if address else []), sep="\n", flush=True)
