"""Reads a published journal with nothing but Python's own library, as a stranger's script would.

It shares no line with the ledger: JSON text in, the first thing that is wrong out.
"""

import hashlib
import json


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def tree(leaves: list[bytes]) -> bytes:
    """RFC 6962, written the other way round from the ledger's: level by level."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        joined = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs]
        level = joined + level[len(joined) * 2 :]
    return level[0]


HASHED = (
    "book", "seq", "prev", "occurred_on", "posted_at", "kind", "key", "actor", "reverses",
    "n_lines", "lines_root", "public", "private_commit",
)  # fmt: skip


def first_fault(journal: str) -> str:
    """The first fault of a journal of one JSON object a line; empty when there is none."""
    prev = "0" * 64
    for number, line in enumerate(journal.splitlines(), 1):
        entry = json.loads(line)
        if entry["seq"] != number or entry["prev"] != prev:
            return f"{number}: does not follow"
        said = canonical({name: entry[name] for name in HASHED})
        if hashlib.sha256(said).hexdigest() != entry["hash"]:
            return f"{number}: hash"
        if entry["lines"] is not None:
            leaves = [
                hashlib.sha256(bytes.fromhex(shown["salt"]) + canonical(shown["text"])).digest()
                for shown in entry["lines"]
            ]
            if len(leaves) != entry["n_lines"] or tree(leaves).hex() != entry["lines_root"]:
                return f"{number}: lines"
        prev = entry["hash"]
    return ""
