"""Sounds to hand in: made here, silent, so that nobody's voice lies in the repository."""

import struct

SPY = b"+24.5000+118.0900/"
"""Where it was recorded, as a telephone writes it."""

FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 26 ms


def mp3(seconds: int) -> bytes:
    tag = b"TXXX" + struct.pack(">IH", len(SPY), 0) + SPY
    size = len(tag)
    head = b"ID3\x04\x00\x00" + bytes(
        (size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127)
    )
    return head + tag + FRAME * round(seconds * 44_100 / 1152)


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def mp4(seconds: int, handler: bytes = b"soun") -> bytes:
    length = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80)
    handled = _box(b"hdlr", bytes(8), handler, bytes(12))
    track = _box(b"trak", _box(b"mdia", handled), _box(b"udta", SPY))
    moov = _box(b"moov", _box(b"mvhd", length), track, _box(b"udta", _box(b"\xa9xyz", SPY)))
    return _box(b"ftyp", b"M4A ", bytes(4)) + moov + _box(b"mdat", bytes(400))


def _page(body: bytes, granule: int) -> bytes:
    return (
        b"OggS\x00\x02"
        + struct.pack("<q", granule)
        + bytes(12)
        + b"\x01"
        + bytes([len(body)])
        + body
    )


def ogg(seconds: int, head: bytes = b"OpusHead") -> bytes:
    return _page(head + bytes(11), 0) + _page(bytes(90), seconds * 48_000)


def webm(seconds: int | None, codec: bytes = b"A_OPUS") -> bytes:
    head = b"\x1aE\xdf\xa3\x9f\x42\x82\x84webm" + codec
    if seconds is None:
        return head + bytes(99)
    moment = (seconds * 1000).to_bytes(3, "big")
    return head + b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff\xe7\x83" + moment + bytes(99)
