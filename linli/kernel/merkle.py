"""A tree of hashes over a list: proves one member of a published sum without showing the others.

FROZEN, as RFC 6962 section 2.1 writes it, with SHA-256: a leaf is hashed behind a 0 byte, a pair of
branches behind a 1 byte (so that a branch can never pass for a leaf), and the left side of a tree
is the largest power of two that leaves something for the right.
"""

import hashlib
from collections.abc import Sequence


def root(leaves: Sequence[bytes]) -> bytes:
    """The 32 bytes that stand for the whole list; of an empty list, the hash of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return _leaf(leaves[0])
    half = _split(len(leaves))
    return _branch(root(leaves[:half]), root(leaves[half:]))


def proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The neighbours on the way from leaf ``index`` up to the root, lowest first.

    Raises ``IndexError`` when the list has no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*proof(leaves[:half], index), root(leaves[half:])]
    return [*proof(leaves[half:], index - half), root(leaves[:half])]


def check(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Whether ``leaf`` stands at ``index`` of the list of ``size`` members whose root is given."""
    if not 0 <= index < size:
        return False
    climbed = _climb(_leaf(leaf), index, size, list(path))
    return climbed == expected


def _climb(found: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    if size == 1:
        return found if not path else None
    if not path:
        return None
    neighbour, half = path.pop(), _split(size)
    if index < half:
        left = _climb(found, index, half, path)
        return left and _branch(left, neighbour)
    right = _climb(found, index - half, size - half, path)
    return right and _branch(neighbour, right)


def _split(size: int) -> int:
    """The largest power of two smaller than ``size`` (which is at least 2)."""
    return 1 << (size - 1).bit_length() - 1


def _leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def _branch(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
