"""Identifiers: what may stand in an address, and what must not even tell its moment."""

import os
import time
import uuid


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, 74 random bits.

    Rising in time, so an index stays compact; nothing can be counted or guessed from it, and a
    device without network can make its own.
    """
    milliseconds = time.time_ns() // 1_000_000
    random_bits = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | ((random_bits >> 62) & 0xFFF) << 64
    value |= 0b10 << 62 | random_bits & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=value)


def random_id() -> uuid.UUID:
    """A wholly random UUID, for donations, ballots and reports of harm.

    A UUIDv7 tells its millisecond, and a moment can point at a person.
    """
    return uuid.uuid4()
