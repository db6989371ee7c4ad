"""The look as the machine can see it: contrast, weight, strictness, pictures that exist."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from linli.parts import gallery

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "linli" / "parts" / "static" / "parts"
CSS = (STATIC / "linli.css").read_text()
TEMPLATES = sorted((ROOT / "linli").glob("*/templates/**/*.html"))

GROUNDS = ("paper", "surface", "sunk")
TEXTS = ("ink", "muted", "link", "good", "attention", "stop", "accent")
TINTED = [
    ("link", "info-ground"),
    ("good", "good-ground"),
    ("attention", "attention-ground"),
    ("stop", "stop-ground"),
    ("on-accent", "accent"),
    *[
        (text, f"{tone}-ground")
        for text in ("ink", "muted", "link")
        for tone in ("info", "good", "attention", "stop")
    ],
]
READ = [(text, ground) for text in TEXTS for ground in GROUNDS] + TINTED
SEEN = [
    (control, ground) for control in ("edge", "bar", "accent") for ground in ("paper", "surface")
]


def tokens(scheme):
    """The colours of `light` or `dark` by name, dark ones laid over the light ones."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", block)) for block in blocks[:2]
    )
    return light if scheme == "light" else {**light, **dark}


def contrast(one, other):
    """WCAG 2 contrast ratio of two colours."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_contrast_is_computed_as_wcag_computes_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_and_controls_can_be_seen(scheme):
    colours = tokens(scheme)
    for pairs, least in ((READ, 4.5), (SEEN, 3)):
        for one, ground in pairs:
            assert contrast(colours[one], colours[ground]) >= least, (one, ground)


def test_every_colour_stands_among_the_tokens():
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#fff", "#000"}


def test_the_stylesheet_is_light():
    assert len(gzip.compress(CSS.encode())) <= 10 * 1024


def test_what_every_first_page_loads_leaves_room_for_the_page():
    """The page itself may take 8 KB of the 39 KB that a first visit costs."""
    htmx = Path(finders.find("django_htmx/htmx-2.min.js"))
    files = [STATIC / "linli.css", STATIC / "linli.js", STATIC / "icons.svg", htmx]
    assert sum(len(brotli.compress(file.read_bytes())) for file in files) <= 31 * 1024


REFUSED = re.compile(
    r"<style|\sstyle\s*=|javascript:|<[^>]*\son[a-z]+\s*=|hx-on|hx-vals\s*=\s*[\"']js:"
    r"|(?:src|href)=[\"']https?://",
    re.IGNORECASE,
)


def test_no_template_holds_what_the_policy_refuses():
    assert len(TEMPLATES) > 300
    for template in TEMPLATES:
        html = template.read_text()
        assert REFUSED.search(html) is None, template
        for script in re.findall(r"<script\b[^>]*>", html):
            # A block of data is not run, and no policy speaks of it.
            data = script == '<script type="application/ld+json">'
            assert "src=" in script or data, template


@pytest.mark.parametrize(
    "refused",
    [
        "<style>", '<p style="x">', 'href="javascript:x"', '<a onclick="x">', '<p hx-on:click="x">',
        "<p hx-vals='js:x'>", '<img src="https://elsewhere">',
    ],
)  # fmt: skip
def test_what_the_policy_refuses_is_recognised(refused):
    assert REFUSED.search(refused)


def test_every_picture_that_is_named_is_in_the_sprite():
    known = set(gallery.icons())
    for template in TEMPLATES:
        html = template.read_text()
        for name in re.findall(r"{% icon \"([a-z-]+)\"", html) + re.findall(
            r"icon=\"([a-z-]+)\"", html
        ):
            assert name in known, f"{template.name}: {name}"


def test_the_sprite_draws_with_the_page_s_own_colours():
    sprite = (STATIC / "icons.svg").read_text()
    assert not re.search(r"style|script|href", sprite)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', sprite)) <= {"currentColor"}


def test_templates_of_parts_stay_small():
    for template in (ROOT / "linli" / "parts" / "templates" / "parts").glob("_*.html"):
        assert len(template.read_text().splitlines()) <= 25, template.name
