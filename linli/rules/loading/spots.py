"""A YAML file read with its line numbers, so that every complaint names the place.

A ``Spot`` is one node of the file. It gives its value in the shape asked for or raises
``PackFault`` with file, line and what was wrong. Keys nobody knows, keys written twice and keys
left out are faults: silence would let a rule match everybody.
"""

from collections.abc import Collection, Iterator
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import TypeVar

import yaml

from linli.kernel.money import yuan
from linli.rules.days import StatedDay
from linli.rules.faults import PackFault
from linli.rules.words import Words

Named = TypeVar("Named", bound=Enum)


class Spot:
    """One node of a YAML file. ``file`` is the name a fault tells."""

    def __init__(self, node: yaml.Node, file: str) -> None:
        self._node = node
        self.file = file
        self.line = node.start_mark.line + 1

    @classmethod
    def of_text(cls, text: str, file: str) -> "Spot":
        """The whole file. Raises ``PackFault`` where it is no YAML, empty, or refers to itself."""
        try:
            node = _composed(text)
        except yaml.MarkedYAMLError as fault:
            line = fault.problem_mark.line + 1 if fault.problem_mark else 1
            problem = str(fault.problem)
            raise PackFault(
                file, line, Words("这个文件不是YAML。", f"not YAML: {problem}.")
            ) from fault
        except yaml.reader.ReaderError as fault:
            line = text.count("\n", 0, fault.position) + 1
            words = Words("有看不见的控制字符。", "a control character stands here.")
            raise PackFault(file, line, words) from fault
        if node is None:
            raise PackFault(file, 1, Words("文件是空的。", "the file is empty."))
        cls._refuse_aliases(text, file)
        return cls(node, file)

    @staticmethod
    def _refuse_aliases(text: str, file: str) -> None:
        """A condition that stands for another, perhaps for itself, could not be read aloud."""
        if "*" not in text:
            return
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                words = Words("不能用 * 引用别处。", "an alias (*) may not stand for another part.")
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise PackFault(file, line, words)

    def fault(self, zh: str, en: str) -> PackFault:
        """What is wrong here, to be raised."""
        return PackFault(self.file, self.line, Words(zh, en))

    # ── shapes ────────────────────────────────────────────────────────────────────────────────

    def fields(
        self, required: Collection[str] = (), optional: Collection[str] = ()
    ) -> "dict[str, Spot]":
        """A mapping with exactly these keys, optional ones perhaps left out."""
        fields = self.any_fields()
        for key, spot in fields.items():
            if key not in required and key not in optional:
                raise spot.fault(f"不认识“{key}”。", f"“{key}” is not a known word here.")
        for key in required:
            if key not in fields:
                raise self.fault(f"缺少“{key}”。", f"“{key}” is missing.")
        return fields

    def any_fields(self) -> "dict[str, Spot]":
        """A mapping whose keys are the writer's own."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.fault("这里要写成“键: 值”。", "keys and values are expected here.")
        fields: dict[str, Spot] = {}
        for key_node, value_node in self._node.value:
            key = Spot(key_node, self.file)
            if key.text() in fields:
                raise key.fault(f"“{key.text()}”写了两次。", f"“{key.text()}” stands twice.")
            fields[key.text()] = Spot(value_node, self.file)
        return fields

    def items(self) -> "tuple[Spot, ...]":
        """A list of at least one."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.fault("这里要写成列表。", "a list is expected here.")
        if not self._node.value:
            raise self.fault("列表不能是空的。", "the list may not be empty.")
        return tuple(Spot(node, self.file) for node in self._node.value)

    @property
    def is_list(self) -> bool:
        """Whether a list is written here."""
        return isinstance(self._node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether keys and values are written here."""
        return isinstance(self._node, yaml.MappingNode)

    # ── single values ─────────────────────────────────────────────────────────────────────────

    def text(self) -> str:
        """One scalar, as written."""
        if not isinstance(self._node, yaml.ScalarNode) or not self._node.value.strip():
            raise self.fault("这里要写文字。", "a text is expected here.")
        return str(self._node.value)

    @property
    def is_null(self) -> bool:
        """Whether ``null`` is written: "no source states it"."""
        return bool(self._node.tag == "tag:yaml.org,2002:null")

    def number(self) -> int:
        """A whole number, not below zero."""
        if not self.text().isascii() or not self.text().isdigit():
            raise self.fault("这里要写整数。", "a whole number is expected here.")
        return int(self.text())

    def fen(self) -> int:
        """Yuan as written, in fen."""
        try:
            return yuan(self.text())
        except ValueError as slip:
            raise self.fault(
                "这里要写金额（元）。", "an amount in yuan is expected here."
            ) from slip

    def yes_no(self) -> bool:
        """``true`` or ``false``."""
        if self.text() not in ("true", "false"):
            raise self.fault("这里要写 true 或 false。", "true or false is expected here.")
        return self.text() == "true"

    def stated_day(self) -> StatedDay:
        """A year, a month or a day, as precisely as the source states it."""
        try:
            return StatedDay.read(self.text())
        except ValueError as slip:
            raise self.fault(
                "这里要写日期：2021、2024-06 或 2019-07-01。",
                "a day is expected here: 2021, 2024-06 or 2019-07-01.",
            ) from slip

    def day(self) -> date:
        """A whole day."""
        stated = self.stated_day()
        if not stated.exact:
            raise self.fault("这里要写到日：2026-11-24。", "a whole day is expected here.")
        return stated.first

    def words(self) -> Words:
        """``{zh: …, en: …}``."""
        fields = self.fields(("zh", "en"))
        return Words(fields["zh"].text(), fields["en"].text())

    def one_of(self, choices: type[Named]) -> Named:
        """One of an enumeration's values."""
        for choice in choices:
            if choice.value == self.text():
                return choice
        allowed = ", ".join(str(choice.value) for choice in choices)
        raise self.fault(f"“{self.text()}”不在其中：{allowed}。", f"not one of: {allowed}.")

    def each(self) -> "Iterator[tuple[str, Spot]]":
        """The writer's own keys with their values."""
        yield from self.any_fields().items()


@lru_cache(maxsize=128)
def _composed(text: str) -> yaml.Node | None:
    """A text's nodes, which nobody changes: whoever compares policies reads the same ones again."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)
