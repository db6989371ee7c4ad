"""What may come in as a paper, and how it is made harmless.

A photo tells where and with which telephone it was taken; a PDF can carry scripts, attachments and
the same photos. So nothing is stored as it came: a picture is drawn anew from its pixels, a PDF is
put together anew from its pages alone.
"""

import io
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from linli.kernel import sounds
from linli.kernel.refusal import Refused
from linli.kernel.sounds import Sound
from linli.papers.models import JPEG, PDF
from linli.papers.terms import MOST_BYTES, MOST_PAGES, MOST_PIXELS, MOST_SOUND_BYTES

LONGEST_SIDE_PIXELS = 2400  # a sheet of A4 at 200 dots an inch: small print stays readable
JPEG_QUALITY = 82
DEEPEST_FORM = 5

_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc")


class TooLarge(Refused):
    words = gettext_lazy("这个文件有 %(mib)s MB，太大了，最多 %(most)s MB。")
    remedy = gettext_lazy("请在手机上选“中等大小”再传，或者一页一页拍照上传。")


class NotAPaper(Refused):
    words = gettext_lazy("打不开这个文件：它不是照片（JPG、PNG、WebP），也不是 PDF。")
    remedy = gettext_lazy("请直接用手机拍照上传；Word 或 Excel 文件请先打印成 PDF。")


class HeicPhoto(NotAPaper):
    words = gettext_lazy("这是苹果手机的 HEIC 照片，多数电脑打不开，所以不收。")
    remedy = gettext_lazy("请在手机 设置→相机→格式 里选“兼容性最佳”再拍，或截屏后上传。")


class BrokenPaper(Refused):
    words = gettext_lazy("这个文件损坏了，只能看到一部分。")
    remedy = gettext_lazy("请重新拍一张，或重新导出后再传。")


class LockedPdf(Refused):
    words = gettext_lazy("这个 PDF 加了密码，我们打不开。")
    remedy = gettext_lazy("请去掉密码再传，或者打印出来拍照上传。")


class TooManyPages(Refused):
    words = gettext_lazy("这个 PDF 有 %(pages)s 页，最多 %(most)s 页。")
    remedy = gettext_lazy("请只上传有用的那几页。")


class TooManyPixels(Refused):
    words = gettext_lazy("这张图太大了（%(width)s×%(height)s 点），打开它会占满机器。")
    remedy = gettext_lazy("请用手机普通模式重拍一张。")


class NotAVoice(Refused):
    words = gettext_lazy("打不开这个文件：它不是录音（M4A、MP3、OGG、WebM）。")
    remedy = gettext_lazy("请用手机自带的录音机录一段再传，不要传视频。")


class VoiceTooLarge(Refused):
    words = gettext_lazy("这段录音有 %(mib)s MB，太大了，最多 %(most)s MB。")
    remedy = gettext_lazy("请录短一点：一两分钟就够了。")


class Scan(NamedTuple):
    """A paper made harmless: its media type, its bytes, its pages."""

    media_type: str
    content: bytes
    pages: int


def cleaned(raw: bytes) -> Scan:
    """Make a harmless copy of what was uploaded, or refuse with one of the words above."""
    if len(raw) > MOST_BYTES:
        raise TooLarge(mib=round(len(raw) / 2**20), most=MOST_BYTES // 2**20)
    if raw[:1024].lstrip().startswith(b"%PDF-"):
        return _rebuilt_pdf(raw)
    if raw[4:8] == b"ftyp" and raw[8:12] in _HEIC_BRANDS:
        raise HeicPhoto
    return _redrawn_picture(raw)


def cleaned_sound(raw: bytes) -> Sound:
    """A recording without the notes of its telephone, or a refusal with one of the words above."""
    if len(raw) > MOST_SOUND_BYTES:
        raise VoiceTooLarge(mib=round(len(raw) / 2**20), most=MOST_SOUND_BYTES // 2**20)
    try:
        return sounds.read(raw)
    except sounds.NotASound as fault:
        raise NotAVoice from fault


def _redrawn_picture(raw: bytes) -> Scan:
    from PIL import Image, ImageOps, UnidentifiedImageError  # 10 MiB, wanted only here

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves
            picture = Image.open(io.BytesIO(raw), formats=["JPEG", "PNG", "WEBP"])
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels(width=picture.width, height=picture.height)
            # A JPEG is decoded at the size we want: fifty megapixels never lie in memory.
            picture.draft("RGB", (LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError) as fault:
        raise NotAPaper from fault
    except (OSError, SyntaxError, ValueError) as fault:
        raise BrokenPaper from fault
    upright.thumbnail((LONGEST_SIDE_PIXELS, LONGEST_SIDE_PIXELS))
    drawn = Image.new("RGB", upright.size, "white")
    drawn.paste(upright, mask=upright if upright.mode in ("RGBA", "LA") else None)
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return Scan(JPEG, out.getvalue(), pages=1)


def _rebuilt_pdf(raw: bytes) -> Scan:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted:
            raise LockedPdf
        if not 0 < len(reader.pages) <= MOST_PAGES:
            raise TooManyPages(pages=len(reader.pages), most=MOST_PAGES)
        writer = PdfWriter()
        for page in reader.pages:
            _strip(page)
            writer.add_page(page)
        writer.metadata = None
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        # The reader walks whatever the file claims to be, and stumbles in as many ways.
        raise BrokenPaper from fault
    return Scan(PDF, out.getvalue(), pages=len(writer.pages))


def _strip(page: Any) -> None:
    """Take from a page what is not its face: links and buttons, actions, notes of its maker."""
    for key in ("/Annots", "/AA", "/Metadata", "/PieceInfo", "/Thumb"):
        page.pop(key, None)
    for picture in _pictures(page.get("/Resources"), DEEPEST_FORM):
        picture.pop("/Metadata", None)
        if picture.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            picture._data = without_exif(picture._data)


def _pictures(resources: Any, depth: int) -> Iterator[Any]:
    """Every picture a page draws, those inside its forms too."""
    found = resources.get_object().get("/XObject") if resources is not None else None
    for reference in found.get_object().values() if found is not None else ():
        drawn = reference.get_object()
        if drawn.get("/Subtype") == "/Image":
            yield drawn
        elif depth:
            drawn.pop("/Metadata", None)
            drawn.pop("/PieceInfo", None)
            yield from _pictures(drawn.get("/Resources"), depth - 1)


def without_exif(jpeg: bytes) -> bytes:
    """A JPEG without its notes (APP1 to APP13, APP15 and comments); what draws it is untouched.

    APP0 and APP14 stay: they say how its colours are meant.
    """
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:  # until the pixels
        marker, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        note = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)
        kept += b"" if note else jpeg[at:end]
        at = end
    return bytes(kept) + jpeg[at:]
