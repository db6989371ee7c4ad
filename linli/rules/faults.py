"""What is said of a pack or a family file that cannot be used."""

from linli.rules.words import Words


class PackFault(ValueError):
    """A pack cannot be used. ``str()`` is ``file:line: what is wrong`` in both languages."""

    def __init__(self, file: str, line: int, words: Words) -> None:
        super().__init__(f"{file}:{line}: {words.zh} {words.en}")
        self.file = file
        self.line = line
        self.words = words
