"""The letters we print and draw with, on paper and in pictures: made by house/vendor_font.py."""

from pathlib import Path

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-slips.ttf"
