"""Writes a figure into a policy's text: nothing else changes, not even its comments.

The value is never without a source, and stands among the others by its day. Where the text says of
that very day that no source tells the value, the value takes that line's place.
"""

import json
from datetime import date
from typing import NamedTuple

import yaml

from linli.rules.faults import PackFault
from linli.rules.words import Words

NOT_BY_LINES = Words(
    "这段文本不是一行一项写的，机器填不进去，请直接改文本。",
    "this text is not written a line an item: edit it by hand.",
)


class Value(NamedTuple):
    """A value as it is written: ``value`` in yuan or a whole number, with where it was read."""

    parameter: str
    since: str
    value: str
    title: str
    address: str
    stated_on: date
    trust: str


def filled(text: str, told: Value, file: str) -> str:
    """The text with the value and its source. Raises ``PackFault`` where it cannot be put in."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    sources = _field(root, "sources", file)
    values = _field(_field(_field(root, "parameters", file), told.parameter, file), "values", file)
    if not (isinstance(sources, yaml.MappingNode) and isinstance(values, yaml.SequenceNode)):
        raise PackFault(file, values.start_mark.line + 1, NOT_BY_LINES)
    if sources.flow_style or not values.value:
        raise PackFault(file, values.start_mark.line + 1, NOT_BY_LINES)
    key = _unused(f"desk-{told.parameter}-{told.since}".replace("_", "-"), sources)
    changes = [_value(text, values, told, key, file), _source(text, sources, told, key)]
    for start, end, written in sorted(changes, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def moved(text: str, jurisdiction: str) -> str:
    """The text as another jurisdiction's own edition."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    stands = _field(root, "jurisdiction", "")
    start, end = stands.start_mark.index, stands.end_mark.index
    return f'{text[:start]}"{jurisdiction}"{text[end:]}'


def _value(
    text: str, values: yaml.SequenceNode, told: Value, key: str, file: str
) -> tuple[int, int, str]:
    """Where the value goes: from, to, and what is to stand there."""
    item = (
        f"{{since: {told.since}, value: {told.value}, source: {key}, "
        f"verified_on: {told.stated_on.isoformat()}}}"
    )
    indent = " " * values.start_mark.column
    for node in values.value:
        since = _first(str(_field(node, "since", file).value))
        if since < _first(told.since):
            continue
        start, end = node.start_mark.index, _end(node, text)
        if since == _first(told.since):
            return start, end, item
        return start, start, f"{item}, " if values.flow_style else f"{item}\n{indent}- "
    end = _end(values.value[-1], text)
    return end, end, f", {item}" if values.flow_style else f"\n{indent}- {item}"


def _end(node: yaml.Node, text: str) -> int:
    """Where a node's own words end; blank lines and comments behind it belong to what follows."""
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return len(text[: node.end_mark.index].rstrip())
    return max(_end(child, text) for pair in node.value for child in pair)


def _source(text: str, sources: yaml.MappingNode, told: Value, key: str) -> tuple[int, int, str]:
    first = sources.value[0][0].start_mark
    indent = " " * first.column
    said = json.dumps(told.title, ensure_ascii=False)
    written = (
        f"{key}:\n"
        f"{indent}  title: {{zh: {said}, en: {said}}}\n"
        f"{indent}  address: {json.dumps(told.address, ensure_ascii=False)}\n"
        f"{indent}  stated_on: {told.stated_on.isoformat()}\n"
        f"{indent}  trust: {told.trust}\n{indent}"
    )
    return first.index, first.index, written


def _field(node: yaml.Node | None, key: str, file: str) -> yaml.Node:
    if isinstance(node, yaml.MappingNode):
        found: dict[str, yaml.Node] = {name.value: value for name, value in node.value}
        if key in found:
            return found[key]
    line = node.start_mark.line + 1 if node else 1
    raise PackFault(file, line, Words(f"缺少“{key}”。", f"“{key}” is missing."))


def _unused(key: str, sources: yaml.MappingNode) -> str:
    taken = {name.value for name, _value in sources.value}
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free


def _first(since: str) -> str:
    """A stated day so that text sorts as days do: 2021 before 2021-06 before 2021-06-15."""
    return (since + "-01-01")[:10]
