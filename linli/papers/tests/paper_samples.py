"""Papers to hand in: made here, so that no real one lies in the repository."""

import io

from fpdf import FPDF
from PIL import Image

CAMERA = b"SpyCam 3000"
GPS_IFD, CAMERA_MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
TURNED_RIGHT = 6


def photo(width: int = 300, height: int = 200, kind: str = "JPEG") -> bytes:
    """A photo that tells its camera and where it was taken, lying on its side."""
    picture = Image.new("RGB", (width, height), "white")
    notes = Image.Exif()
    notes[CAMERA_MAKE] = CAMERA.decode()
    notes[ORIENTATION] = TURNED_RIGHT
    notes[GPS_IFD] = {1: "N", 2: (24.0, 30.0, 1.5), 3: "E", 4: (118.0, 9.0, 2.5)}
    out = io.BytesIO()
    picture.save(out, kind, exif=notes)
    return out.getvalue()


def pdf(pages: int = 1, password: str | None = None) -> bytes:
    """A PDF whose pages hold such a photo and a link, and that says who made it."""
    document = FPDF()
    document.set_author("somebody")
    for number in range(pages):
        document.add_page()
        document.set_font("helvetica")
        document.cell(text=f"page {number + 1}", link="https://example.org/track")
        document.image(io.BytesIO(photo()), 10, 30, 100)
    if password:
        document.set_encryption(owner_password=password, user_password=password)
    return bytes(document.output())
