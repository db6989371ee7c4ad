"""Every part of the one face: template tags and filters, built in, so no page loads them.

LAYOUTS  `{% extends "parts/street.html" %}` (public), `parts/my.html` (resident), `parts/desk.html`
(staff). Their blocks:

    title     the page's name in the browser's tab; never a person, an address, a diagnosis
    head      extra <link> or <script src defer> (nothing inline: the policy refuses it)
    main      the page itself; begin it with {% page_head … %}
    actions   the sticky bar of buttons at the foot; empty = no bar
    aside     desk only: what stands beside the main column on wide screens

Context every layout understands, all of it optional: demo, elder (0–3), language, viewer, rooms
(desk's rail) and bar (resident's bottom bar), both lists of {url, icon, word[, count]}; community
(its name), ask_name and ask_phone (whom to ask), icp (registration number), search_url and search_q
(the desk's search), messages. `parts/refusal.html` is the page of a refusal, with `refusal` and
`back_url`; 403, 404 and 500 need nothing.

FILTERS
    {{ fen|money }}              ¥1,234 / ¥1,234.50 / — for None
    {{ fen|money_in_capitals }}  壹仟贰佰叁拾肆元整, for slips
    {{ day_or_moment|spoken }}   周二 11月24日 [上午8:30], plain text; the year if not this one
    {{ day|month }}              2026年11月
    {{ name|masked_name }}       王＊＊
    {{ words|said }}             what rules carry in both languages, in the reader's own

TAGS  (arguments after = are optional; text arguments are escaped; blocks take any markup)
    {% icon "phone" %}                                   decoration only: always beside a word
    {% page_head title lead="" back_url="" back="返回" kicker="" %}
    {% card title="" icon="" tone="" url="" note="" %}…{% endcard %}
                                    tone (everywhere): good attention stop info
    {% notice tone="info" title="" %}…{% endnotice %}    a lasting message, never a toast
    {% chip text tone="" icon="" %}                      a state in one or two words
    {% figure value unit="" label="" note="" on=None kind="" url="" %}
                                    kind: "reported" (据报道) or "recomputable" (可复算)
    {% field form.name %}           label, help, error and control of a bound field, any widget
    {% choice form.name %}          radios or checkboxes as large rows ({% field %} does so itself)
    {% form_errors form %}          what is wrong, at the top, linked to the fields
    {% press_key %}                 hidden idempotency key `key`, one per rendering
    {% search url q="" label="" hint="" name="q" %}      a GET form
    {% confirm url ask act text="" tone="" %}…{% endconfirm %}
                                    button `act` that opens the question `ask` and a POST form
                                    with token and key; the block holds its further fields
    {% when day_or_moment %}        <time> spoken
    {% person name note="" url="" masked=True %}         masked unless told otherwise
    {% steps stages current finished=False %}            stages: (key, word) or (key, word, note)
    {% timeline items %}            items with .at .title and, where known, .text .by .icon .url
    {% verdict outcome title amount=None per="" citation="" %}reasons{% endverdict %}
                                    outcome: eligible not_eligible needs_information; amount in fen
    {% missing_document name issuer="" note="" url="" act="" %}
    {% progress done total label %}
    {% table caption note="" hide_caption=False %}<thead>…<tbody>…{% endtable %}
                                    give each <td> data-label="heading" (cards under 640 px), the
                                    row's name <th scope="row">, figures class="number"
    {% pagination page %}           a Django Page, or .number .has_previous .has_next .pages
    {% month_nav month today %}     the months around one, and any other: ?month=2026-11
    {% empty title text="" icon="inbox" url="" act="" %}
    {% refusal refused back_url="" %}                    a Refused, or any text
    {% tabs items current label="" %}                    items: (key, word, url) or (…, count)
    {% nav items %}                 list of {url, icon, word[, count …]}, the present one marked
    {% chart bars title unit="" money=False highlight="" note="" %}
                                    bars: (word, whole number ≥ 0, or None = too few to show)
    {% print_head title number="" on=None note="" sheet=1 sheets=1 %}    head of a printed document
    {% qr text label %}             inline SVG; label says where it leads
    {% sign_off signed needed=2 %}  signed: items with .step .name .at
    {% place_tree places current="" %}                   places with .name .code .url .children

CLASSES for plain markup: .button (.main once a page, .quiet, .danger), .stack, .row, .grid, .split
(list → detail), .facts (dl of div>dt+dd), .list (ul of linked rows), .lead .muted .small .number
.hidden (for eyes) .whole (never broken) .only-print .no-print. Attributes: data-print (a button
that prints), data-copy (a button that copies the field with that id), data-again (a form that may
be sent twice in a row: downloads, settings).
"""

import functools
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy as _

from linli.kernel import money as amounts, months, names, words
from linli.kernel.refusal import Refused

register = template.Library()

Text = str | Promise

TONES = {"good": "circle-check", "attention": "triangle-alert", "stop": "circle-x", "info": "info"}
"""Each tone's icon: colour never speaks alone."""

VERDICTS = {
    "eligible": ("good", "circle-check", _("可以申领")),
    "not_eligible": ("", "circle-x", _("不能申领")),
    "needs_information": ("attention", "circle-alert", _("还差一些情况")),
}
"""Outcome → tone, icon, word. A plain "no" is calm: it is nobody's mistake."""


def _part(context: Context, name: str, **values: Any) -> SafeString:
    """A block part's template, rendered with its own values only (and the token of its form)."""
    part = context.template.engine.get_template(f"parts/_{name}.html")
    values["csrf_token"] = context.get("csrf_token")
    return part.render(context.new(values))


# Filters -----------------------------------------------------------------------------------------


@register.filter
def money(fen: int | None) -> str:
    """The amount as it is said; a dash where there is none."""
    return "—" if fen is None else amounts.spoken(fen)


@register.filter
def money_in_capitals(fen: int) -> str:
    """The amount in the capitals of a slip."""
    return amounts.in_capitals(fen)


@register.filter
def spoken(when: date | datetime | None) -> str:
    """A day or a moment as people say it in the reader's language; nothing for None."""
    if when is None:
        return ""
    today, language = timezone.localdate(), get_language() or "zh-hans"
    if isinstance(when, datetime):
        return words.spoken_moment(when, today, language)
    return words.spoken_day(when, today, language)


@register.filter
def month(day: date | None) -> str:
    """The month of a day, as people say it: 2026年11月."""
    return words.spoken_month(day, get_language() or "zh-hans") if day else ""


@register.filter
def said(words: Any) -> str:
    """Words that can ``speak`` two languages, in the reader's own; nothing for None."""
    return words.speak(get_language() or "zh-hans") if words else ""


@register.filter
def masked_name(name: str) -> str:
    """A name as it stands in a list."""
    return names.masked(name)


# Small parts -------------------------------------------------------------------------------------


@register.simple_tag
@functools.lru_cache(512)
def icon(name: str) -> SafeString:
    """A picture from the sprite; silent for screen readers, since a word stands beside it."""
    sprite = static("parts/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name
    )


@register.simple_tag
def when(moment: date | datetime | None) -> SafeString | str:
    """A day or a moment in a <time> that machines can read too."""
    if moment is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), spoken(moment))


@register.simple_tag
def press_key() -> SafeString:
    """A key that makes pressing twice the same as pressing once; the action takes it as `key=`."""
    return format_html('<input type="hidden" name="key" value="{}">', uuid.uuid4())


@register.simple_tag
def qr(text: str, label: Text) -> SafeString:
    """A QR code as inline SVG, always dark on white. Raises DataOverflowError above 2,953 bytes."""
    import segno  # wanted on the few pages that are printed

    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=2)
    return format_html(
        '<span class="qr" role="img" aria-label="{}">{}</span>',
        label,
        mark_safe(drawing),  # noqa: S308 (squares segno drew: the text is not in it)
    )


@register.inclusion_tag("parts/_chip.html")
def chip(text: Text, tone: str = "", icon: str = "") -> dict[str, Any]:
    """A state in one or two words."""
    return {"text": text, "tone": tone, "icon": icon or TONES.get(tone, "")}


@register.inclusion_tag("parts/_person.html")
def person(name: str, note: Text = "", url: str = "", masked: bool = True) -> dict[str, Any]:
    """A person, masked unless the page was asked for by somebody who may read the name."""
    shown = names.masked(name) if masked else name
    return {"name": shown, "note": note, "url": url, "masked": masked}


@register.inclusion_tag("parts/_figure.html")
def figure(
    value: Any,
    unit: Text = "",
    label: Text = "",
    note: Text = "",
    on: date | None = None,
    kind: str = "",
    url: str = "",
) -> dict[str, Any]:
    """A big figure with its small unit, what it counts, and the day it was true."""
    return {
        "value": f"{value:,}" if isinstance(value, int) else value,
        "unit": unit,
        "label": label,
        "note": note,
        "on": on,
        "kind": kind,
        "url": url,
    }


@register.inclusion_tag("parts/_progress.html")
def progress(done: int, total: int, label: Text) -> dict[str, Any]:
    """How far long work has come; it can be left and found again."""
    return {"done": done, "total": total, "label": label, "finished": total and done >= total}


# Page and message --------------------------------------------------------------------------------


@register.inclusion_tag("parts/_page_head.html")
def page_head(
    title: Text, lead: Text = "", back_url: str = "", back: Text = "", kicker: Text = ""
) -> dict[str, Any]:
    """The head of a page: its one <h1>, a sentence, and the way back."""
    return {
        "title": title,
        "lead": lead,
        "back_url": back_url,
        "back": back or _("返回"),
        "kicker": kicker,
    }


@register.simple_block_tag(takes_context=True)
def card(
    context: Context,
    content: str,
    title: Text = "",
    icon: str = "",
    tone: str = "",
    url: str = "",
    note: Text = "",
) -> SafeString:
    """A sheet of paper on the table: one subject."""
    return _part(
        context, "card", content=content, title=title, icon=icon, tone=tone, url=url, note=note
    )


@register.simple_block_tag(takes_context=True)
def notice(context: Context, content: str, tone: str = "info", title: Text = "") -> SafeString:
    """A message that stays where it is."""
    return _part(context, "notice", content=content, tone=tone, title=title, icon=TONES[tone])


@register.inclusion_tag("parts/_empty.html")
def empty(
    title: Text, text: Text = "", icon: str = "inbox", url: str = "", act: Text = ""
) -> dict[str, Any]:
    """Nothing here yet: why, and what can be done."""
    return {"title": title, "text": text, "icon": icon, "url": url, "act": act}


@register.inclusion_tag("parts/_refusal.html")
def refusal(refused: Refused | Text, back_url: str = "") -> dict[str, Any]:
    """What happened, that nothing was lost, and what to do."""
    next_step = refused.next_step if isinstance(refused, Refused) else ""
    return {"words": str(refused), "next_step": next_step, "back_url": back_url}


@register.inclusion_tag("parts/_print_head.html", takes_context=True)
def print_head(
    context: Context,
    title: Text,
    number: str = "",
    on: date | None = None,
    note: Text = "",
    sheet: int = 1,
    sheets: int = 1,
) -> dict[str, Any]:
    """The head of a printed document: community, title, number, day, whom to ask, and on paper
    which of several sheets it is on. A screen shows the first alone."""
    known = {name: context.get(name) for name in ("community", "ask_name", "ask_phone", "demo")}
    about = {"title": title, "number": number, "on": on, "note": note}
    return {**about, "sheet": sheet, "sheets": sheets, **known}


# Forms -------------------------------------------------------------------------------------------


@register.inclusion_tag("parts/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """One question: label, help, error and control. Groups of choices become large rows."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {
        "field": bound,
        "optional": not bound.field.required,
        "grouped": bound.use_fieldset,
        "choices": bound.use_fieldset and kind in ("radio", "checkbox"),
        "tick": kind == "checkbox" and not bound.use_fieldset,
    }


@register.inclusion_tag("parts/_field.html")
def choice(bound: BoundField) -> dict[str, Any]:
    """Radios or checkboxes as rows a thumb can hit."""
    return {**field(bound), "grouped": True, "choices": True, "tick": False}


@register.inclusion_tag("parts/_form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """Everything that is wrong with a form, before its first field, each a link to its field."""
    wrong = [bound for bound in form if bound.errors]
    return {"whole": form.non_field_errors(), "wrong": wrong}


@register.inclusion_tag("parts/_search.html")
def search(
    url: str, q: str = "", label: Text = "", hint: Text = "", name: str = "q"
) -> dict[str, Any]:
    """A search box that works as a plain link."""
    return {"url": url, "q": q, "label": label or _("查找"), "hint": hint, "name": name}


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context,
    content: str,
    url: str,
    ask: Text,
    act: Text,
    text: Text = "",
    tone: str = "",
) -> SafeString:
    """A button that asks once more before it acts; without script it unfolds all the same."""
    return _part(
        context, "confirm", content=content, url=url, ask=ask, act=act, text=text, tone=tone
    )


# Benefits, cases, money --------------------------------------------------------------------------


@register.simple_block_tag(takes_context=True)
def verdict(
    context: Context,
    content: str,
    outcome: str,
    title: Text,
    amount: int | None = None,
    per: Text = "",
    citation: Text = "",
) -> SafeString:
    """One of three answers, with a word, a picture, the amount and where it is written."""
    tone, picture, answer = VERDICTS[outcome]
    return _part(
        context,
        "verdict",
        content=content,
        tone=tone,
        icon=picture,
        answer=answer,
        title=title,
        amount=amount,
        per=per,
        citation=citation,
    )


@register.inclusion_tag("parts/_missing_document.html")
def missing_document(
    name: Text, issuer: Text = "", note: Text = "", url: str = "", act: Text = ""
) -> dict[str, Any]:
    """The one paper that is missing: who issues it, and what waiting costs."""
    return {"name": name, "issuer": issuer, "note": note, "url": url, "act": act or _("去补材料")}


@register.inclusion_tag("parts/_steps.html")
def steps(stages: Iterable[Sequence[Any]], current: str, finished: bool = False) -> dict[str, Any]:
    """Where a case or an application stands: stages before `current` are done."""
    listed = [tuple(stage) for stage in stages]
    keys = [stage[0] for stage in listed]
    now = len(keys) if finished else keys.index(current)
    states = ["done"] * now + ["now"] * (not finished) + ["todo"] * (len(keys) - now - 1)
    return {
        "steps": [
            {"word": stage[1], "note": stage[2] if len(stage) > 2 else "", "state": state}
            for stage, state in zip(listed, states, strict=True)
        ]
    }


@register.inclusion_tag("parts/_timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """What happened, in the order given."""
    return {"items": items}


@register.inclusion_tag("parts/_sign_off.html")
def sign_off(signed: Sequence[Any], needed: int = 2) -> dict[str, Any]:
    """Who has signed, and how many different people are still to come."""
    return {"signed": signed, "open": range(needed - len(signed))}


# Lists and figures -------------------------------------------------------------------------------


@register.simple_block_tag(takes_context=True)
def table(
    context: Context, content: str, caption: Text, note: Text = "", hide_caption: bool = False
) -> SafeString:
    """A table on wide screens, cards on narrow ones."""
    return _part(
        context, "table", content=content, caption=caption, note=note, hide_caption=hide_caption
    )


@register.inclusion_tag("parts/_pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Earlier and later pages of a list, keeping what was searched for."""
    pages = page.paginator.num_pages if hasattr(page, "paginator") else getattr(page, "pages", None)
    query = context["request"].GET
    return {
        "page": page,
        "pages": pages,
        "earlier": f"?{_with_page(query, page.number - 1)}",
        "later": f"?{_with_page(query, page.number + 1)}",
    }


def _with_page(query: QueryDict, number: int) -> str:
    turned = query.copy()
    turned["page"] = str(number)
    return turned.urlencode()


@register.inclusion_tag("parts/_month_nav.html", takes_context=True)
def month_nav(context: Context, month: date, today: date) -> dict[str, Any]:
    """The months around one, and any other; the address carries it as ``month``."""
    query = context["request"].GET
    kept = [(key, value) for key, value in query.items() if key not in ("month", "page")]
    before, after = months.around(month, today)

    def there(day: date) -> str:
        return "?" + urlencode([*kept, ("month", f"{day:%Y-%m}")])

    return {
        "month": month,
        "before": before,
        "earlier": there(before),
        "after": after,
        "later": there(after) if after else "",
        "latest": today,
        "kept": kept,
    }


@register.inclusion_tag("parts/_tabs.html")
def tabs(items: Iterable[Sequence[Any]], current: str, label: Text = "") -> dict[str, Any]:
    """Views of one subject, each with its own address."""
    shown = [
        {
            "word": item[1],
            "url": item[2],
            "count": item[3] if len(item) > 3 else None,
            "here": item[0] == current,
        }
        for item in items
    ]
    return {"tabs": shown, "label": label or _("分页")}


@register.inclusion_tag("parts/_nav.html", takes_context=True)
def nav(context: Context, items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Ways into rooms; the one we are in is the longest address that begins ours.

    ``besides``: another address that belongs to a room. ``alone``: nothing belongs to this one
    but its own address, though others begin with it.
    """
    request = context.get("request")
    path = request.path if request else ""
    met = [
        (begin, i["url"])
        for i in items
        for begin in (i["url"], i.get("besides"))
        if begin and (path == begin if i.get("alone") else path.startswith(begin))
    ]
    here = max(met, key=lambda pair: len(pair[0]))[1] if met else None
    return {"items": items, "here": here}


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its word, its value in words, and its width.

    The width is in hundredths of the longest bar; empty where there is nothing to draw.
    """

    word: Text
    value: str
    width: str
    highlight: bool


@register.inclusion_tag("parts/_chart.html")
def chart(
    bars: Iterable[tuple[Text, int | None]],
    title: Text,
    unit: Text = "",
    money: bool = False,
    highlight: Text = "",
    note: Text = "",
) -> dict[str, Any]:
    """Bars from zero, each beside its word and its figure: the chart is the table.

    A value of None is a group too small to show (fewer than five).
    """
    listed = list(bars)
    longest = max((value for _word, value in listed if value is not None), default=0) or 1
    say = amounts.spoken if money else "{:,}".format
    return {
        "title": title,
        "unit": unit,
        "note": note,
        "bars": [
            Bar(
                word=word,
                value=_("少于 5") if value is None else say(value),
                width=f"{100 * value / longest:.2f}" if value else "",
                highlight=bool(highlight) and str(word) == str(highlight),
            )
            for word, value in listed
        ],
    }


@register.inclusion_tag("parts/_place_tree.html")
def place_tree(places: Iterable[Any], current: str = "") -> dict[str, Any]:
    """The tree of places; a branch folds without script."""
    return {"places": places, "current": current}
