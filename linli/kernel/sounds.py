"""What a sound file is: its kind by its own bytes, how long it lasts, and itself without its notes.

A telephone writes into a recording where and with what it was made. Those notes are taken out; what
is heard is untouched. Four kinds are known, those that telephones and browsers record. Pure.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

WEBM, OGG, MP4, MP3 = "audio/webm", "audio/ogg", "audio/mp4", "audio/mpeg"
KINDS = (WEBM, OGG, MP4, MP3)


class NotASound(ValueError):
    """These bytes are no sound of a kind we know."""


class Sound(NamedTuple):
    """A sound without notes. ``seconds`` is None where the file does not tell."""

    media_type: str
    content: bytes
    seconds: float | None


def read(raw: bytes) -> Sound:
    """The sound in these bytes. Raises ``NotASound``."""
    try:
        if raw.startswith(b"\x1aE\xdf\xa3"):
            return _webm(raw)
        if raw.startswith(b"OggS"):
            return _ogg(raw)
        if raw[4:8] == b"ftyp":
            return _mp4(raw)
        return _mp3(raw)
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise NotASound from fault


# WebM: what browsers record ----------------------------------------------------------------------

_CLUSTER, _VIDEO = b"\x1f\x43\xb6\x75", b"V_"


def _webm(raw: bytes) -> Sound:
    head = raw[:4096]
    if b"webm" not in head[:64] or b"A_" not in head or _VIDEO in head:
        raise NotASound
    last = raw.rfind(_CLUSTER)
    moment = raw.find(b"\xe7", last, last + 20) if last >= 0 else -1
    if moment < 0:
        return Sound(WEBM, raw, None)
    size = raw[moment + 1] & 0x7F
    return Sound(WEBM, raw, int.from_bytes(raw[moment + 2 : moment + 2 + size], "big") / 1000)


# Ogg: Opus and Vorbis ----------------------------------------------------------------------------


def _ogg(raw: bytes) -> Sound:
    at, granule, rate, first = 0, 0, 0, True
    while at + 27 <= len(raw) and raw[at : at + 4] == b"OggS":
        segments = raw[at + 26]
        size = sum(raw[at + 27 : at + 27 + segments])
        body = at + 27 + segments
        if first:
            rate, first = _ogg_rate(raw[body : body + size]), False
        position = struct.unpack_from("<q", raw, at + 6)[0]
        granule = max(granule, position)
        at = body + size
    if not rate:
        raise NotASound
    return Sound(OGG, raw, granule / rate)


def _ogg_rate(packet: bytes) -> int:
    if packet.startswith(b"OpusHead"):
        return 48_000
    if packet.startswith(b"\x01vorbis"):
        rate: int = struct.unpack_from("<I", packet, 12)[0]
        if rate:
            return rate
    raise NotASound


# MP4: what telephones record ---------------------------------------------------------------------

_FULL = {b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0}
_NOTES = frozenset({b"udta", b"meta", b"uuid"})


class _Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


def _boxes(raw: bytes | bytearray, start: int, end: int) -> Iterator[_Box]:
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", raw, start)
        body = start + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", raw, start + 8)[0], start + 16
        stop = end if size == 0 else start + size
        if stop < body or stop > end:
            raise NotASound
        yield _Box(kind, start, body, stop)
        start = stop


def _mp4(raw: bytes) -> Sound:
    written = bytearray(raw)
    handlers: list[bytes] = []
    seconds = _walk(written, 0, len(written), handlers)
    if b"soun" not in handlers or b"vide" in handlers:
        raise NotASound
    return Sound(MP4, bytes(written), seconds or None)


def _walk(written: bytearray, start: int, end: int, handlers: list[bytes]) -> float:
    """Blank the notes where they stand, so that nothing else moves; gives the length in seconds."""
    seconds = 0.0
    for box in list(_boxes(written, start, end)):
        if box.kind in _NOTES:
            written[box.start + 4 : box.start + 8] = b"free"
            written[box.body : box.end] = bytes(box.end - box.body)
        elif box.kind in _FULL:
            seconds = max(seconds, _walk(written, box.body, box.end, handlers))
        elif box.kind == b"hdlr":
            handlers.append(bytes(written[box.body + 8 : box.body + 12]))
        elif box.kind == b"mvhd":
            seconds = max(seconds, _length(written, box.body))
    return seconds


def _length(written: bytearray, body: int) -> float:
    wide = written[body] == 1
    scale, length = struct.unpack_from(
        ">IQ" if wide else ">II", written, body + 20 - 8 * (not wide)
    )
    return length / scale if scale else 0.0


# MP3 ---------------------------------------------------------------------------------------------

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
FEWEST_FRAMES = 3


def _mp3(raw: bytes) -> Sound:
    start = 0
    if raw.startswith(b"ID3"):
        sizes = raw[6:10]
        start = 10 + (sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3])
    end = len(raw) - 128 if raw[-128:-125] == b"TAG" else len(raw)
    at, frames, seconds = start, 0, 0.0
    while at + 4 <= end and (frame := _frame(raw, at)):
        size, length = frame
        at, frames, seconds = at + size, frames + 1, seconds + length
    if frames < FEWEST_FRAMES:
        raise NotASound
    return Sound(MP3, raw[start:end], seconds)


def _frame(raw: bytes, at: int) -> tuple[int, float] | None:
    """A frame's size and length; None where no frame of layer III begins."""
    one, two, three = raw[at], raw[at + 1], raw[at + 2]
    version, layer = two >> 3 & 3, two >> 1 & 3
    if one != 0xFF or two & 0xE0 != 0xE0 or layer != 1 or version == 1:
        return None
    table = _BITRATES[3 if version == 3 else 2]
    bits, rates = three >> 4, _RATES[version]
    if not 0 < bits < len(table) or three >> 2 & 3 >= len(rates):
        return None
    rate, samples = rates[three >> 2 & 3], 1152 if version == 3 else 576
    return samples // 8 * table[bits] * 1000 // rate + (three >> 1 & 1), samples / rate
