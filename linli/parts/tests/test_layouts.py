"""The layouts: one face in every size of type, in demo mode or not, even when all else fails."""

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from linli.kernel.refusal import Refused

pytestmark = pytest.mark.urls("linli.parts.tests.addresses")

LAYOUTS = ["parts/street.html", "parts/my.html", "parts/desk.html"]
ERRORS = ["403.html", "403_csrf.html", "404.html", "500.html"]


def page(layout, main="正文", **context):
    template = engines["django"].from_string(
        f'{{% extends "{layout}" %}}{{% block title %}}页{{% endblock %}}'
        f"{{% block main %}}{main}{{% endblock %}}"
    )
    return template.render(context, RequestFactory().get("/desk/fund/?x=1"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_has_one_main_a_way_to_it_and_its_language(layout):
    html = page(layout)
    assert html.count("<main ") == 1
    assert 'href="#main"' in html
    assert '<html lang="zh-Hans"' in html
    with translation.override("en"):
        assert '<html lang="en"' in page(layout)


@pytest.mark.parametrize("layout", [*LAYOUTS, *ERRORS])
def test_demo_data_says_so_on_every_page(layout):
    html = (
        page(layout, demo=True) if layout in LAYOUTS else render_to_string(layout, {"demo": True})
    )
    assert "演示数据·非真实" in html
    assert "is-demo" in html


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_live_page_does_not(layout):
    assert "演示数据" not in page(layout, demo=False)


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_the_size_of_type_is_set_by_the_server(step):
    assert f'data-elder="{step}"' in page("parts/street.html", elder=step)


def test_elder_mode_is_one_press_away_and_back():
    assert 'name="elder" value="1"' in page("parts/street.html", elder=0)
    html = page("parts/street.html", elder=2)
    assert 'name="elder" value="0"' in html
    assert 'value="2" aria-pressed="true"' in html


def test_the_look_comes_back_to_the_same_page():
    assert 'name="next" value="/desk/fund/?x=1"' in page("parts/street.html")


def test_an_empty_bar_of_actions_is_not_there_for_the_eye():
    assert "></section>" in page("parts/desk.html").replace("\n", "")


def test_the_desk_shows_its_rooms_twice_for_two_widths():
    rooms = [{"url": "/desk/fund/", "icon": "hand-coins", "word": "基金"}]
    html = page("parts/desk.html", rooms=rooms)
    assert html.count('href="/desk/fund/" aria-current="page"') == 2
    assert "<details" in html


def test_the_resident_s_bar_and_the_phone():
    bar = [{"url": "/my/", "icon": "sun", "word": "今天"}]
    html = page("parts/my.html", bar=bar, ask_name="社工站", ask_phone="0592-5550123")
    assert 'class="bar"' in html
    assert 'href="tel:0592-5550123"' in html


@pytest.mark.parametrize("template", ERRORS)
def test_an_error_page_needs_nothing_to_be_shown(template):
    html = engines["django"].get_template(template).render()
    assert "<h1>" in html
    assert 'href="/"' in html


def test_a_refusal_says_what_happened_and_what_to_do():
    class Short(Refused):
        words = "只有 %(left)s"
        remedy = "减少金额"

    html = render_to_string("parts/refusal.html", {"refusal": Short(left="¥5"), "back_url": "/b/"})
    assert "只有 ¥5" in html
    assert "减少金额" in html
    assert 'href="/b/"' in html


def test_htmx_keeps_no_copy_of_a_page_in_the_browser():
    html = page("parts/my.html")
    assert '"historyCacheSize":0' in html
    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html
