"""The verdict of every line of a paste, before anything is done and after.

Nothing here decides: who is meant, who comes along and whether to do it is chosen by the worker.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace as _with
from typing import Any, NamedTuple, TypeGuard
from uuid import UUID

from django.utils.translation import gettext as _, gettext_lazy, override

from linli.groupchat import terms
from linli.groupchat.models import Line, Nickname
from linli.groupchat.queries.pages import PasteCard, paste_card
from linli.hall import queries as hall
from linli.hall.queries import PartyRow, Standing
from linli.identity.permissions import Viewer
from linli.kernel.cipher import keyring
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.people.queries import Mate, ResidentRow

CHAT = "chat"
GROUPS_TONGUE = "zh-hans"
"""What a group speaks, whatever the worker reads."""

PURPOSE = "groupchat.line"

PLACED, WAITING, ENTERED, ASKED = "placed", "waiting", "entered", "asked"
EARLY, OTHER_AGE = "early", "age"
WHICH, WHO, UNKNOWN, WITH, MORE = "which", "who", "unknown", "with", "more"
ENROLLED, SAME, LEAVES, NOT_IN, IMPOSSIBLE = "enrolled", "same", "leaves", "not_in", "impossible"
DONE, WAITS, LEFT, REFUSED, ASIDE, GONE = "done", "waits", "left", "refused", "aside", "gone"
HELD = "held"

VERDICT_WORDS: dict[str, tuple[Any, str]] = {
    PLACED: (gettext_lazy("会有名额"), "good"),
    WAITING: (gettext_lazy("会排队等候"), "attention"),
    ENTERED: (gettext_lazy("等抽签"), "info"),
    ASKED: (gettext_lazy("会留名额，等答应"), "good"),
    EARLY: (gettext_lazy("还没轮到"), "attention"),
    WHICH: (gettext_lazy("是哪一位？"), "attention"),
    WHO: (gettext_lazy("没写是谁"), "attention"),
    UNKNOWN: (gettext_lazy("没找到这个人"), "attention"),
    WITH: (gettext_lazy("一起来的是谁？"), "attention"),
    MORE: (gettext_lazy("和上次的人数不一样"), "attention"),
    ENROLLED: (gettext_lazy("已经报过了"), "info"),
    SAME: (gettext_lazy("上次办过了"), "info"),
    LEAVES: (gettext_lazy("要取消"), "attention"),
    NOT_IN: (gettext_lazy("没报过，不用取消"), "info"),
    IMPOSSIBLE: (gettext_lazy("报不了"), "stop"),
    DONE: (gettext_lazy("报上了"), "good"),
    WAITS: (gettext_lazy("在排队"), "attention"),
    HELD: (gettext_lazy("名额留着，等答应"), "attention"),
    LEFT: (gettext_lazy("取消了"), "info"),
    GONE: (gettext_lazy("后来又取消了"), "info"),
    REFUSED: (gettext_lazy("没报成"), "stop"),
    ASIDE: (gettext_lazy("先放着"), "info"),
    terms.HEAD: (gettext_lazy("标题"), ""),
    terms.EXAMPLE: (gettext_lazy("例子，不算"), ""),
    terms.EMPTY: (gettext_lazy("空行"), ""),
    terms.UNREAD: (gettext_lazy("看不懂"), "attention"),
}
"""A verdict: what it is called, and its tone."""

OPEN = frozenset(
    {
        PLACED,
        WAITING,
        ENTERED,
        ASKED,
        EARLY,
        WHICH,
        WHO,
        UNKNOWN,
        WITH,
        MORE,
        LEAVES,
        IMPOSSIBLE,
        REFUSED,
    }
)
"""Verdicts of lines a worker may still do something about."""

ASKING = frozenset({WHICH, WHO, UNKNOWN, WITH, MORE, terms.UNREAD})
READY = frozenset({PLACED, WAITING, ENTERED, ASKED, LEAVES})


class Choice(NamedTuple):
    """What the worker said of a line. ``named``: a name typed for it; ``along`` None: untouched;
    ``act`` None: as proposed."""

    who: UUID | None = None
    along: tuple[UUID, ...] | None = None
    named: str = ""
    act: str | None = None


class Option(NamedTuple):
    """Somebody who may be meant, masked as in every list."""

    id: UUID
    label: str
    chosen: bool


class Settled(NamedTuple):
    """What became of a line, and in which paste."""

    paste_id: UUID
    state: str
    asked: int
    party_id: UUID | None
    why: str


@dataclass(frozen=True)
class Row:
    """A line with its verdict. ``at``: its position in the text, from 0. ``key``: by which what
    becomes of it is kept, and its party; ``bears``: it is written as somebody is really called."""

    at: int
    line: terms.Line
    verdict: str
    note: str = ""
    candidates: tuple[Option, ...] = ()
    along: tuple[Option, ...] = ()
    who: UUID | None = None
    people: tuple[UUID, ...] = ()
    named: str = ""
    party_id: UUID | None = None
    here: bool = False
    remembered: bool = False
    key: bytes = b""
    bears: bool = False

    @property
    def word(self) -> Any:
        return VERDICT_WORDS[self.verdict][0]

    @property
    def tone(self) -> str:
        return VERDICT_WORDS[self.verdict][1]

    @property
    def open(self) -> bool:
        return self.verdict in OPEN

    @property
    def ready(self) -> bool:
        return self.verdict in READY

    def told_by(self, choice: Choice) -> bool:
        """Whether a worker who chose so has seen all that is done: who, and who comes along."""
        if self.who is None or not (self.leaves or self.people):
            return False
        return self.verdict in (*READY, EARLY, IMPOSSIBLE) or choice.along is not None

    @property
    def proposed(self) -> bool:
        """Whether it is done unless the worker says otherwise; never before it says who it is."""
        return self.ready or self.verdict == WHICH

    @property
    def leaves(self) -> bool:
        return self.line.verb == terms.LEAVE


@dataclass(frozen=True)
class Preview:
    """A paste with the verdict of each of its lines, and what to say back to the group."""

    card: PasteCard
    rows: list[Row]
    reply: str

    @property
    def settled(self) -> bool:
        """Whether something of this very text has been done."""
        return any(row.here for row in self.rows)

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows if row.open]

    @property
    def ready(self) -> int:
        return sum(row.ready for row in self.rows)


def keys_of(card: PasteCard, line: terms.Line) -> tuple[bytes, bytes]:
    """What recognises a line in any text for the same thing; and with another number of people."""
    what = f"{card.offer_id}|{card.session_id or ''}|{line.identity}"
    blind = keyring().blind
    return blind(PURPOSE, what), blind(PURPOSE, f"{what}|{line.count}")


def settled_of(card: PasteCard) -> dict[bytes, Settled]:
    """What has become of lines for the same thing, from whatever text. One query."""
    found = Line.objects.filter(offer=card.offer_id, session=card.session_id)
    rows = found.values_list("key", "paste_id", "state", "asked", "party_id", "why")
    return {bytes(key): Settled(*rest) for key, *rest in rows}


def preview(
    viewer: Viewer, paste_id: UUID, choices: Mapping[int, Choice], *, at: datetime.datetime
) -> Preview:
    """Every line of a paste with its verdict. Raises ``NotFound``.

    The number of queries does not grow with the lines.
    """
    card = paste_card(viewer, paste_id)
    lines = terms.read(card.text)
    known = _Known(viewer, card, lines, choices, at)
    rows = [_row(at_line, line, known) for at_line, line in enumerate(lines)]
    rows = _foreseen(rows, card, at)
    with override(GROUPS_TONGUE):
        return Preview(card, rows, reply(rows, known.parties))


class _Known:
    """All that the verdicts of a paste ask for, read at once."""

    def __init__(
        self,
        viewer: Viewer,
        card: PasteCard,
        lines: Sequence[terms.Line],
        choices: Mapping[int, Choice],
        at: datetime.datetime,
    ) -> None:
        on = at.astimezone(XIAMEN).date()
        self.card, self.choices = card, choices
        self.settled = settled_of(card)
        signs = [line for line in lines if line.kind == terms.SIGN]
        self.nicks = _nicks(card, signs)
        texts = {text for line in signs for text in _texts(line)}
        texts |= {choice.named for choice in choices.values() if choice.named}
        self.named = people.named(viewer, texts, on) if texts else {}
        chosen = {choice.who for choice in choices.values() if choice.who}
        self.rows = {row.id: row for rows in self.named.values() for row in rows}
        more = {*chosen, *self.nicks.values()} - set(self.rows)
        self.rows |= people.rows_of(viewer, more, on) if more else {}
        self.mates: dict[UUID, list[Mate]] = people.mates_of(viewer, list(self.rows), on)
        ids = set(self.rows) | {mate.id for mates in self.mates.values() for mate in mates}
        self.standing: dict[UUID, Standing] = hall.standing_of(card.offer_id, card.session_id, ids)
        self.parties: dict[UUID, PartyRow] = {
            row.id: row for row in hall.parties_of(viewer, card.offer_id, card.session_id, at=at)
        }


def _texts(line: terms.Line) -> list[str]:
    """The texts of a line that may name somebody."""
    names = [line.who, line.asked_by, *line.companions]
    return [
        name
        for name in names
        if name and name not in terms.KIN and name not in (terms.MYSELF, terms.FAMILY)
    ]


def _nicks(card: PasteCard, lines: Sequence[terms.Line]) -> dict[str, UUID]:
    """Whom the nicknames of this group mean, as far as a worker has said. One query."""
    wanted = {terms.folded(line.who) for line in lines}
    found = Nickname.objects.filter(
        group=card.group_id, nick__in=wanted, resident__left_on__isnull=True
    )
    return dict(found.values_list("nick", "resident_id"))


def _row(at: int, line: terms.Line, known: _Known) -> Row:
    if line.kind != terms.SIGN:
        return Row(at, line, line.kind)
    keys = keys_of(known.card, line)
    first, again = (known.settled.get(key) for key in keys)
    kept = again or first
    if _is_done(kept) and (kept is again or kept.asked == line.count or line.verb == terms.LEAVE):
        return _settled(at, line, kept, known)
    if kept and kept.state == terms.ASIDE and at not in known.choices:
        return Row(at, line, ASIDE, here=kept.paste_id == known.card.id, key=keys[0])
    more = _is_done(first)
    row = _with(_asked(at, line, known), key=keys[more], bears=bool(known.named.get(line.who)))
    if line.verb == terms.LEAVE:
        return _leaving(row, known)
    if more and first:
        return _more(row, first, known)
    if kept and kept.state == terms.REFUSED and row.verdict == PLACED and at not in known.choices:
        here = kept.paste_id == known.card.id
        return _with(row, verdict=REFUSED, note=kept.why, here=here)
    return row


def _is_done(kept: Settled | None) -> TypeGuard[Settled]:
    return kept is not None and kept.state not in (terms.REFUSED, terms.ASIDE)


def _settled(at: int, line: terms.Line, kept: Settled, known: _Known) -> Row:
    here = kept.paste_id == known.card.id
    party = known.parties.get(kept.party_id) if kept.party_id else None
    verdict = {terms.DONE: DONE, terms.WAITS: WAITS, terms.LEFT: LEFT}[kept.state]
    note = ""
    if party is not None and verdict != LEFT:
        if party.state in ("placed", "offered"):
            verdict = DONE
        elif party.state == ASKED:
            verdict = HELD
        elif party.state == "refused":
            verdict = GONE
            note = str(party.state_word)
        elif party.state in ("waiting", "entered"):
            verdict = WAITS
            note = (
                _("第 %(line)s 位") % {"line": party.line} if party.line else str(party.state_word)
            )
        else:
            verdict = GONE
            note = _("要再报，请用“替人报名”。")
    if not here and verdict in (DONE, WAITS, HELD):
        note = f"{VERDICT_WORDS[verdict][0]} {note}".strip()
        verdict = SAME
    return Row(at, line, verdict, note=note, party_id=kept.party_id, here=here)


def _asked(at: int, line: terms.Line, known: _Known) -> Row:
    """Who is meant and who comes along, as far as the text and the worker say."""
    choice = known.choices.get(at, Choice())
    nick = known.nicks.get(terms.folded(line.who))
    found = _candidates(line, choice, nick, known)
    ids = [row.id for row in found]
    sole = len(found) == 1 and (choice.named == "" or choice.who is not None)
    who = choice.who if choice.who in ids else (ids[0] if sole else None)
    candidates = tuple(Option(row.id, _label(row), row.id == who) for row in found)
    if who is None:
        named = choice.named or line.who
        verdict = WHICH if found else (UNKNOWN if named else WHO)
        return Row(at, line, verdict, candidates=candidates, named=choice.named)
    mates = known.mates.get(who, [])
    guessed, sure = _companions(line, mates, known)
    along = guessed if choice.along is None else list(choice.along)
    others = [Option(mate.id, mate.name, mate.id in along) for mate in mates]
    others += [
        Option(one, _label(known.rows[one]), one in along)
        for one in guessed
        if one not in {mate.id for mate in mates}
    ]
    taken = tuple(option.id for option in others if option.chosen)
    row = Row(
        at, line, PLACED, candidates=candidates, along=tuple(others), who=who,
        people=(who, *taken), named=choice.named, remembered=nick == who and not choice.named,
    )  # fmt: skip
    if choice.along is None and not sure and line.verb == terms.JOIN:
        short = line.count - len(row.people)
        note = _("还差 %(many)s 位没认出来") % {"many": short} if short > 0 else ""
        return _with(row, verdict=WITH, note=note)
    return _standing(row, known)


def _candidates(
    line: terms.Line, choice: Choice, nick: UUID | None, known: _Known
) -> list[ResidentRow]:
    if choice.named:
        return known.named.get(choice.named, [])
    exact = known.named.get(line.who, [])
    if line.who in terms.KIN:  # 陈丽帮她妈妈报: the mother of whoever wrote it
        up, sex = terms.KIN[line.who]
        writers = known.named.get(line.asked_by, [])
        kin = [
            mate.id
            for writer in writers
            for mate in known.mates.get(writer.id, [])
            if _is_kin(mate, up, sex)
        ]
        return [known.rows[one] for one in kin if one in known.rows]
    if nick is not None and nick in known.rows:
        rest = [row for row in exact if row.id != nick]
        return [known.rows[nick], *rest] if choice.who else [known.rows[nick]]
    return exact


def _companions(line: terms.Line, mates: Sequence[Mate], known: _Known) -> tuple[list[UUID], bool]:
    """Who of the household, or of the community, the words mean; and whether that is all told."""
    found: list[UUID] = []
    sure = True
    wanted: dict[str, int] = {}
    for word in line.companions:
        wanted[word] = wanted.get(word, 0) + 1
    for word, many in wanted.items():
        if word in terms.KIN:
            up, sex = terms.KIN[word]
            fits = [mate.id for mate in mates if _is_kin(mate, up, sex) and mate.id not in found]
            if not fits and up == -1:  # an elder's "child" is often a grandchild
                fits = [mate.id for mate in mates if _is_kin(mate, -2, sex)]
        else:
            fits = [row.id for row in known.named.get(word, [])]
        if len(fits) == many:
            found += fits
        else:
            sure = False
    return found, sure and line.unnamed == 0 and terms.FAMILY not in line.companions


def _is_kin(mate: Mate, up: int, sex: int) -> bool:
    return mate.up == up and sex in (terms.EITHER, mate.sex)


def _standing(row: Row, known: _Known) -> Row:
    """Who has a place already is not enrolled again."""
    already = [one for one in row.people if one in known.standing]
    if row.line.verb == terms.JOIN and already:
        if len(already) == len(row.people):
            return _with(row, verdict=ENROLLED)
        names = _("、").join(_name(one, known) for one in already)
        return _with(row, verdict=MORE, note=_("%(names)s 已经报过了") % {"names": names})
    return row


def _more(row: Row, first: Settled, known: _Known) -> Row:
    """The same line with another number of people: only those are asked for who are new."""
    new = tuple(one for one in row.people if one not in known.standing)
    note = _("上次报 %(before)s 人，这次写 %(now)s 人") % {
        "before": first.asked, "now": row.line.count,
    }  # fmt: skip
    if row.verdict in (WHICH, WITH, WHO, UNKNOWN):
        return _with(row, note=note)
    return _with(row, verdict=MORE, note=note, people=new)


def _leaving(row: Row, known: _Known) -> Row:
    if row.who is None:
        return row
    standing = known.standing.get(row.who)
    if standing is None:
        return _with(row, verdict=NOT_IN)
    note = ""
    if standing.people > 1:
        note = _("一起报的 %(many)s 个人都取消") % {"many": standing.people}
    return _with(row, verdict=LEAVES, note=note, party_id=standing.party_id)


def _foreseen(rows: list[Row], card: PasteCard, at: datetime.datetime) -> list[Row]:
    """What each of those who would be enrolled would get, in the order of the lines."""
    asking = [row for row in rows if row.verdict == PLACED]
    if not asking:
        return rows
    told = hall.foreseen(
        card.offer_id, card.session_id, [row.people for row in asking], channel=CHAT, at=at
    )
    state = {row.at: word or IMPOSSIBLE for row, word in zip(asking, told, strict=True)}
    rows = [_with(row, verdict=state.get(row.at, row.verdict)) for row in rows]
    if any(row.verdict == OTHER_AGE for row in rows):
        why = hall.age_words(card.offer_id)
        rows = [
            _with(row, verdict=IMPOSSIBLE, note=why) if row.verdict == OTHER_AGE else row
            for row in rows
        ]
    early = [row for row in rows if row.verdict == EARLY]
    if not early:
        return rows
    hours = hall.early_words(card.offer_id, [row.people for row in early], at=at)
    notes = {row.at: note for row, note in zip(early, hours, strict=True)}
    return [_with(row, note=notes.get(row.at, row.note)) for row in rows]


def _label(row: ResidentRow) -> str:
    age = _("%(years)s 岁") % {"years": row.age_years} if row.age_years is not None else ""
    return " · ".join(part for part in (row.name, row.sex, age, row.building, row.phone) if part)


def _name(one: UUID, known: _Known) -> str:
    if one in known.rows:
        return known.rows[one].name
    names = [mate.name for mates in known.mates.values() for mate in mates if mate.id == one]
    return names[0] if names else ""


def reply(rows: Sequence[Row], parties: Mapping[UUID, PartyRow]) -> str:
    """What to say back into the group: names as they were written there, and no number to call."""
    parts: list[str] = []
    here = [row for row in rows if row.here]
    done = [_said(row.line) for row in here if row.verdict == DONE]
    if done:
        parts.append(_("已报上：%(who)s") % {"who": _("、").join(done)})
    waits = [_in_line(row, parties) for row in here if row.verdict == WAITS]
    if waits:
        parts.append(_("排队：%(who)s") % {"who": _("、").join(waits)})
    held = [_said(row.line) for row in here if row.verdict == HELD]
    if held:
        parts.append(_("名额留着，等答应：%(who)s") % {"who": _("、").join(held)})
    early = [
        _("%(who)s（%(why)s）") % {"who": terms.spoken(row.line), "why": row.note}
        for row in rows
        if row.verdict == EARLY
    ]
    if early:
        parts.append(_("还没轮到：%(who)s") % {"who": _("、").join(early)})
    left = [terms.spoken(row.line) for row in here if row.verdict == LEFT]
    if left:
        parts.append(_("已取消：%(who)s") % {"who": _("、").join(left)})
    refused = [
        _("%(who)s（%(why)s）") % {"who": terms.spoken(row.line), "why": row.note}
        for row in rows
        if row.verdict == REFUSED or (row.verdict == IMPOSSIBLE and row.note)
    ]
    if refused:
        parts.append(_("没报成：%(who)s") % {"who": _("、").join(refused)})
    asks = [_question(row) for row in rows if row.verdict in ASKING and row.line.raw.strip()]
    if asks:
        parts.append(_("还要问：%(what)s") % {"what": " ".join(asks)})
    return f"{_('；')}\n".join(parts)


def _in_line(row: Row, parties: Mapping[UUID, PartyRow]) -> str:
    party = parties.get(row.party_id) if row.party_id else None
    if party is None or party.line is None:
        return _said(row.line)
    place = _("第 %(line)s 位") % {"line": party.line}
    return _("%(who)s（%(place)s）") % {"who": _said(row.line), "place": place}


def _said(line: terms.Line) -> str:
    who = terms.spoken(line)
    return _("%(who)s %(many)s人") % {"who": who, "many": line.count} if line.count > 1 else who


def _question(row: Row) -> str:
    line = row.line
    who = terms.spoken(line) if line.who else ""
    number = _("%(number)s 号") % {"number": line.number} if line.number else ""
    head = f"{number}{who}" or line.raw.strip()[: terms.LONGEST_WHO]
    question = {
        WHICH: _("请问是哪一位？"),
        WHO: _("请写上姓名。"),
        UNKNOWN: _("请写上真实姓名。"),
        WITH: _("一起来的是谁？请写上姓名。"),
        MORE: _("人数和上次不一样，多的是谁？"),
        terms.UNREAD: _("这一行没看懂，请再写一次。"),
    }[row.verdict]
    return _("%(who)s，%(question)s") % {"who": head, "question": question}
