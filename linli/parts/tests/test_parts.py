"""Every part renders its states, says them in words, and lets no markup through."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import escape

from linli.kernel.refusal import Refused
from linli.parts import gallery
from linli.parts.templatetags import parts

pytestmark = pytest.mark.urls("linli.parts.tests.addresses")

HOSTILE = """"' onclick=x><img src=x>&{{ 1 }}</td>"""


def shown(source, path="/", **context):
    template = engines["django"].from_string(source)
    return template.render(context, RequestFactory().get(path))


def harmless(html):
    """Whether a browser would read no tag or attribute that only `HOSTILE` could have brought."""
    reader = _Reader()
    reader.feed(html)
    return "img" not in reader.read and "onclick" not in reader.read


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.read = set()

    def handle_starttag(self, tag, attrs):
        self.read |= {tag, *(name for name, _value in attrs)}


def test_the_reader_of_these_tests_would_notice():
    assert not harmless(HOSTILE)
    assert not harmless(f'<a href="{HOSTILE}">')
    assert harmless(escape(HOSTILE))


@pytest.mark.parametrize("exhibit", gallery.EXHIBITS, ids=lambda exhibit: exhibit.tag)
def test_every_exhibit_renders_in_both_languages(exhibit):
    for language in ("zh-hans", "en"):
        with translation.override(language):
            html = shown(f'{{% include "{exhibit.template}" %}}', **gallery.exhibits())
        assert html.strip()


def test_every_tag_is_in_the_gallery():
    shown_tags = {exhibit.tag for exhibit in gallery.EXHIBITS}
    sources = "".join(exhibit.source for exhibit in gallery.EXHIBITS)
    for tag in parts.register.tags:
        assert tag in shown_tags or f"{{% {tag} " in sources or tag == "press_key", tag
    for name in parts.register.filters:
        assert f"|{name}" in sources, name


def test_every_tag_and_filter_is_described_for_those_who_use_them():
    for name in [*parts.register.tags, *parts.register.filters]:
        assert f"{{% {name}" in parts.__doc__ or f"|{name}" in parts.__doc__, name


def test_the_gallery_page_shows_every_exhibit():
    html = shown('{% include "parts/gallery.html" %}', **gallery.exhibits())
    for exhibit in gallery.EXHIBITS:
        assert f'id="{exhibit.tag}"' in html


HOSTILE_USES = [
    "{% page_head h lead=h back_url=h back=h kicker=h %}",
    "{% card title=h url=h note=h icon=h tone=h %}{{ h }}{% endcard %}",
    "{% notice title=h %}{{ h }}{% endnotice %}",
    "{% chip h h icon=h %}",
    "{% figure h unit=h label=h note=h url=h %}",
    "{% search h q=h label=h hint=h name=h %}",
    "{% confirm h h h text=h tone=h %}{{ h }}{% endconfirm %}",
    "{% person h note=h url=h masked=False %}{{ h|masked_name }}",
    "{% verdict 'eligible' h amount=1 per=h citation=h %}{{ h }}{% endverdict %}",
    "{% missing_document h issuer=h note=h url=h act=h %}",
    "{% steps stages 'a' %}",
    "{% timeline items %}",
    "{% sign_off items %}",
    "{% progress 1 2 h %}",
    "{% table h note=h %}<tbody><tr><td>{{ h }}</td></tr></tbody>{% endtable %}",
    "{% chart bars h unit=h note=h highlight=h %}",
    "{% tabs tabs 'a' label=h %}",
    "{% nav ways %}",
    "{% place_tree places current=h %}",
    "{% empty h text=h url=h act=h %}",
    "{% refusal h back_url=h %}",
    "{% refusal refused %}",
    "{% print_head h number=h note=h %}",
    "{% qr h h %}",
    "{% icon h %}",
]


@pytest.mark.parametrize("use", HOSTILE_USES)
def test_lets_no_markup_through(use):
    item = SimpleNamespace(title=HOSTILE, text=HOSTILE, by=HOSTILE, url=HOSTILE, name=HOSTILE)
    item.step, item.at = HOSTILE, datetime(2026, 11, 24, tzinfo=UTC)
    html = shown(
        use,
        h=HOSTILE,
        stages=[("a", HOSTILE, HOSTILE)],
        items=[item],
        bars=[(HOSTILE, 3)],
        tabs=[("a", HOSTILE, HOSTILE, 1)],
        ways=[{"url": HOSTILE, "icon": HOSTILE, "word": HOSTILE}],
        places=[{"name": HOSTILE, "code": HOSTILE, "url": HOSTILE}],
        refused=_Hostile(what=HOSTILE),
        community=HOSTILE,
        ask_name=HOSTILE,
    )
    assert harmless(html)


class _Hostile(Refused):
    words = "%(what)s"
    remedy = "%(what)s"


def test_a_field_says_its_label_help_and_error_where_a_screen_reader_looks():
    html = shown("{% field form.name %}", form=gallery.exhibits()["wrong_form"])
    assert '<label for="wrong_name">' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="wrong_name_helptext wrong_name_error"' in html
    assert 'id="wrong_name_helptext"' in html
    assert 'id="wrong_name_error"' in html


def test_a_form_escapes_what_was_typed():
    form = gallery.Visit({"name": HOSTILE, "cost": HOSTILE})
    html = shown("{% form_errors form %}{% field form.name %}{% field form.cost %}", form=form)
    assert harmless(html)


def test_choices_are_one_named_group():
    html = shown("{% choice form.kind %}", form=gallery.Visit())
    assert html.count("<fieldset") == html.count("<legend>") == 1
    assert html.count('class="choice"') == 3


def test_a_form_without_faults_shows_no_summary():
    assert "notice" not in shown("{% form_errors form %}", form=gallery.Visit())


@pytest.mark.parametrize(
    ("outcome", "word"),
    [("eligible", "可以申领"), ("not_eligible", "不能申领"), ("needs_information", "还差一些情况")],
)
def test_a_verdict_is_said_in_a_word_beside_its_picture(outcome, word):
    html = shown("{% verdict o 't' amount=0 %}why{% endverdict %}", o=outcome)
    assert word in html
    assert "<use href" in html
    assert "¥0" in html
    assert "why" in html


def test_the_present_stage_is_marked_and_those_before_are_done():
    stages = [("a", "A"), ("b", "B"), ("c", "C")]
    html = shown("{% steps stages 'b' %}", stages=stages)
    assert html.count('class="done"') == html.count('aria-current="step"') == 1
    assert html.count('class="todo"') == 1
    assert shown("{% steps s '' finished=True %}", s=stages).count('class="done"') == 3


def test_names_are_masked_unless_told_otherwise():
    assert "王秀英" not in shown("{% person '王秀英' %}")
    assert "王秀英" in shown("{% person '王秀英' masked=False %}")


def test_a_chart_starts_at_zero_and_hides_small_groups():
    html = shown(
        "{% chart bars 'x' money=True %}", bars=[("甲", 20000), ("乙", 5000), ("丙", None)]
    )
    assert 'width="100.00"' in html
    assert 'width="25.00"' in html
    assert html.count("<rect") == 2
    assert "少于 5" in html
    assert "¥200" in html


def test_a_chart_of_nothing_is_still_a_table():
    assert "<rect" not in shown("{% chart bars 'x' %}", bars=[("甲", 0), ("乙", 0)])


def test_two_people_sign_and_the_empty_seat_is_shown():
    signed = [SimpleNamespace(step="审议", name="陈", at=datetime(2026, 11, 24, tzinfo=UTC))]
    assert shown("{% sign_off s %}", s=signed).count("等另一位来签") == 1
    assert "等另一位来签" not in shown("{% sign_off s %}", s=signed * 2)


def test_turning_the_page_keeps_what_was_searched_for():
    page = Paginator(range(100), 25).page(2)
    html = shown("{% pagination page %}", path="/desk/?q=wang&page=2", page=page)
    assert 'href="?q=wang&amp;page=1"' in html
    assert 'href="?q=wang&amp;page=3"' in html
    assert "共 4 页" in html


def test_one_page_needs_no_turning():
    assert "<nav" not in shown("{% pagination page %}", page=Paginator([1], 25).page(1))


def test_the_longest_matching_way_is_the_present_one():
    ways = [
        {"url": "/desk/", "icon": "sun", "word": "今天"},
        {"url": "/desk/fund/", "icon": "sun", "word": "基金"},
    ]
    html = shown("{% nav ways %}", path="/desk/fund/aid/", ways=ways)
    assert html.count("aria-current") == 1
    assert 'href="/desk/fund/" aria-current="page"' in html


def test_a_room_has_its_own_addresses_and_the_day_none_but_its_own():
    ways = [
        {"url": "/desk/", "icon": "sun", "word": "今天", "alone": True},
        {"url": "/desk/door/", "icon": "sun", "word": "到场", "besides": "/desk/deposits/"},
    ]
    for path, here in (
        ("/desk/", "/desk/"),
        ("/desk/deposits/1/", "/desk/door/"),
        ("/desk/door/cards/", "/desk/door/"),
    ):
        html = shown("{% nav ways %}", path=path, ways=ways)
        assert f'href="{here}" aria-current="page"' in html
        assert html.count("aria-current") == 1
    assert "aria-current" not in shown("{% nav ways %}", path="/desk/search/", ways=ways)


def test_a_press_key_is_new_at_every_rendering():
    assert shown("{% press_key %}") != shown("{% press_key %}")


def test_a_confirmation_carries_token_and_key():
    html = shown("{% confirm '/x/' '问' '做' %}<input name='why'>{% endconfirm %}")
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'name="key"' in html
    assert "name='why'" in html


def test_a_qr_code_is_a_picture_with_a_name_and_no_style():
    html = shown("{% qr 'http://localhost/' '公开账目' %}")
    assert 'role="img" aria-label="公开账目"' in html
    assert "style" not in html


def test_a_day_is_a_time_machines_can_read():
    html = shown("{% when day %}", day=date(2020, 2, 3))
    assert html == '<time datetime="2020-02-03">2020年2月3日 周一</time>'
    assert shown("{% when day %}{{ day|spoken }}", day=None) == ""


def test_amounts_are_said_as_money_says_them():
    assert shown("{{ a|money }} {{ b|money }} {{ a|money_in_capitals }}", a=123450, b=None) == (
        "¥1,234.50 — 壹仟贰佰叁拾肆元伍角"
    )
