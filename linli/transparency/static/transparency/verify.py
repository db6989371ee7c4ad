#!/usr/bin/env python3
"""Adds a published book up again. Needs Python 3.9 and nothing else; shares no line with Linli.

    python3 verify.py book-000001.jsonl [book-000501.jsonl ...]

Follows the chain from the first entry, remakes every hash, adds what is shown, takes off what the
batches have published, and compares with the last balance that the book itself announces.
"""

from __future__ import annotations

import hashlib
import json
import sys

HASHED = (
    "book", "seq", "prev", "occurred_on", "posted_at", "kind", "key", "actor", "reverses",
    "n_lines", "lines_root", "public", "private_commit",
)  # fmt: skip


def canonical(value: object) -> bytes:
    """One spelling for one value: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def root(leaves: list[bytes]) -> str:
    """The hash over a list of leaves, RFC 6962, level by level."""
    if not leaves:
        return hashlib.sha256().hexdigest()
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\1" + level[i] + level[i + 1]).digest()
            for i in range(0, len(level) - 1, 2)
        ]
        level = pairs + level[len(pairs) * 2 :]
    return level[0].hex()


def fault(entry: dict, number: int, prev: str) -> str:
    """What is wrong with an entry, or an empty text."""
    if entry["seq"] != number or entry["prev"] != prev:
        return "接不上前一笔 does not follow the entry before it"
    said = canonical({name: entry[name] for name in HASHED})
    if hashlib.sha256(said).hexdigest() != entry["hash"]:
        return "内容被改过 its content was changed"
    if entry["lines"] is not None:
        leaves = [
            hashlib.sha256(bytes.fromhex(line["salt"]) + canonical(line["text"])).digest()
            for line in entry["lines"]
        ]
        if root(leaves) != entry["lines_root"]:
            return "金额被改过 its amounts were changed"
    return ""


def change(entry: dict) -> int:
    """What an entry changes, in fen, of the money that the holder keeps for the fund."""
    if entry["kind"] == "batch.published":
        return sum(d - c for account, d, c in entry["public"]["sums"] if account == "holder")
    lines = [line["text"] for line in entry["lines"] or ()]
    came = sum(line["amount"] for line in lines if line["debit"] == "holder")
    went = sum(line["amount"] for line in lines if line["credit"] == "holder")
    return came - went


def main(names: list[str]) -> int:
    """Read the files in order and say what was found; 0 when everything adds up."""
    prev, number, held, said = "0" * 64, 0, 0, None
    for name in names:
        with open(name, encoding="utf-8") as lines:
            for text in lines:
                entry = json.loads(text)
                number += 1
                wrong = fault(entry, number, prev)
                if wrong:
                    print(f"对不上 does not add up: {number}: {wrong}")
                    return 1
                prev, held = entry["hash"], held + change(entry)
                if entry["kind"] == "figures.published":
                    said = entry["public"]["figures"]["balance_fen"]
    print(f"{number} 笔 entries, {prev}")
    print(f"账本加出来 added up: {held / 100:.2f}; 公布的 published: {(said or 0) / 100:.2f}")
    if said != held:
        print("对不上 does not add up")
        return 1
    print("对得上 it adds up")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
