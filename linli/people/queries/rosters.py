"""A roster against the register: what would become of each row, said before anything is done."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext, gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.kernel.sheets import day
from linli.people.models import Household, Membership, Relation, Resident, Roster, Sex
from linli.people.queries.checking import NotARegistration, Person, as_kept, checked, differing
from linli.people.queries.opening import openings
from linli.people.roster import TITLES, Line, template, write
from linli.people.terms import HEAD, ROSTER_WAITS, Registration, is_minor

NEW, SAME, CHANGED, REFUSED = "new", "same", "changed", "refused"
BATCH = 500

FIELD_WORDS = {
    "name": gettext_lazy("姓名"),
    "sex": gettext_lazy("性别"),
    "born_on": gettext_lazy("出生日期"),
    "citizen_id": gettext_lazy("身份证号"),
    "phone": gettext_lazy("手机号"),
    "hukou_place": gettext_lazy("户籍地"),
    "household": gettext_lazy("所在的户"),
}

_SEXES = {"": None, "男": Sex.MALE, "女": Sex.FEMALE, "1": Sex.MALE, "2": Sex.FEMALE}
_RELATIONS = {"本人": HEAD, "户主": HEAD, "妻": "12", "夫": "11", "老婆": "12", "老公": "11",
              "子": "20", "女": "30", "父": "51", "母": "52", "孙子": "40", "孙女": "40",
              "外孙": "40", "外孙女": "40"}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What would become of one row. ``person`` is empty for a refused one.

    ``joins``: the row names a household and the person lives in none yet.
    """

    line: Line
    verdict: str
    words: str = ""
    person: Person | None = None
    resident: Resident | None = None
    joins: bool = False

    @property
    def said(self) -> str:
        """The verdict in words."""
        match self.verdict:
            case "new":
                return gettext("新登记")
            case "same":
                return gettext("和登记的一样，不用改")
            case "changed":
                return gettext("更改：%(what)s") % {"what": self.words}
            case _:
                return self.words

    @property
    def household(self) -> str:
        return self.line.cells.get("household", "")

    @property
    def relation(self) -> str:
        """The GB/T 4761 code, or empty."""
        return _relation(self.line.cells.get("relation", ""))


@dataclass(frozen=True)
class Preview:
    """A roster's verdicts, one per row; ``seal`` changes when any of them does."""

    roster: Roster
    rows: tuple[Row, ...]
    ignored: tuple[str, ...]

    def count(self, verdict: str) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    def page(self, verdict: str, number: object) -> Page:
        """Some of the rows with one verdict."""
        return Paginator([row for row in self.rows if row.verdict == verdict], 50).get_page(number)

    @property
    def tabs(self) -> list[tuple[str, str, str, int]]:
        """A view for each verdict, the refused first."""
        views = (
            (REFUSED, gettext("没有收")),
            (NEW, gettext("新登记")),
            (CHANGED, gettext("更改")),
            (SAME, gettext("相同")),
        )
        return [(key, word, f"?which={key}", self.count(key)) for key, word in views]

    @property
    def writes(self) -> int:
        """How many rows a confirmation would write."""
        return self.count(NEW) + self.count(CHANGED)

    @property
    def refused(self) -> int:
        """How many rows stay out."""
        return self.count(REFUSED)

    @property
    def question(self) -> str:
        """What is asked before writing."""
        return gettext("写入 %(new)s 位新居民，更改 %(changed)s 位？有 %(refused)s 行没有收。") % {
            "new": self.count(NEW),
            "changed": self.count(CHANGED),
            "refused": self.count(REFUSED),
        }

    @property
    def seal(self) -> str:
        """What the person who confirms has seen: should the register move meanwhile, it differs."""
        seen = [[row.line.number, row.verdict, row.words] for row in self.rows]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def preview(viewer: Viewer, roster_id: UUID, on: datetime.date) -> Preview:
    """The verdicts of a waiting roster, against the register as it is now. Raises ``NotFound``."""
    roster = Roster.objects.filter(pk=roster_id).first()
    if roster is None or roster.rows is None:
        raise NotFound
    viewer.require(Permission.ROSTER_IMPORT, place=roster.place_id)
    lines, ignored = unpacked(roster)
    return Preview(roster, tuple(judged(lines, roster.place_id, viewer, on)), ignored)


def recent_rosters(viewer: Viewer) -> list[Roster]:
    """The latest rosters of the viewer's communities: states and counts, no rows."""
    places = viewer.communities(Permission.ROSTER_IMPORT)
    found = Roster.objects.filter(place__in=places).defer("rows")
    return list(found.select_related("place").order_by("-uploaded_at")[:20])


def forgotten_rosters(at: datetime.datetime) -> list[UUID]:
    """The rosters that have waited longer than a week for somebody to say yes."""
    waiting = Roster.objects.filter(state=Roster.State.PREVIEWED, uploaded_at__lt=at - ROSTER_WAITS)
    return list(waiting.values_list("pk", flat=True))


def roster_template() -> bytes:
    """The workbook to fill in."""
    return template()


def refused_workbook(viewer: Viewer, roster_id: UUID, on: datetime.date) -> bytes:
    """The refused rows as they were, each with its reason: mended, they can be uploaded again."""
    found = preview(viewer, roster_id, on)
    refused = [row for row in found.rows if row.verdict == REFUSED]
    titles = [*TITLES.values(), gettext("没有导入的原因")]
    rows = [[*(row.line.cells.get(name, "") for name in TITLES), row.words] for row in refused]
    return write([titles, *rows])


def packed(lines: Sequence[Line], ignored: Sequence[str]) -> str:
    """Rows as the text that is sealed."""
    rows = [[line.number, dict(line.cells), line.fault] for line in lines]
    return json.dumps({"rows": rows, "ignored": list(ignored)}, ensure_ascii=False)


def unpacked(roster: Roster) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The rows of a roster that waits, and the columns it had besides."""
    told = json.loads(unseal(roster, "rows") or "{}")
    return tuple(Line(*row) for row in told["rows"]), tuple(told["ignored"])


def judged(lines: Sequence[Line], place: str, viewer: Viewer, on: datetime.date) -> list[Row]:
    """A verdict for every row. A dozen queries for two thousand rows."""
    read = [_read(line, on) for line in lines]
    return _Judge(place, viewer, on).verdicts(read)


class _Judge:
    """Compares rows with the register and with each other."""

    def __init__(self, place: str, viewer: Viewer, on: datetime.date) -> None:
        self.place, self.viewer, self.on = place, viewer, on

    def verdicts(self, rows: list[Row]) -> list[Row]:
        people = [row.person for row in rows if row.person]
        self.known = _by_identity(self.place, people)
        residents = list(self.known.values())
        self.homes = _homes(residents)
        minors = [one.pk for one in residents if is_minor(one.born_on, self.on)]
        self.closed = set(minors) - openings(self.viewer, minors, self.on).keys()
        self.headed = _headed(self.place, {row.household for row in rows if row.household})
        self.first_seen: dict[object, int] = {}
        self.heads: dict[str, int] = {}
        return [self._judge(row) for row in rows]

    def _judge(self, row: Row) -> Row:
        if row.person is None:
            return row
        if words := self._repeats(row) or self._misfits(row):
            return Row(row.line, REFUSED, words)
        resident = self._resident(row.person)
        if resident is None:
            return Row(row.line, NEW, "", row.person, None, joins=bool(row.household))
        return self._compare(row, row.person, resident)

    def _resident(self, person: Person) -> Resident | None:
        """Whom this row means: the bearer of the number; a namesake born that day without one."""
        if person.citizen_id and person.citizen_id in self.known:
            return self.known[person.citizen_id]
        namesake = self.known.get((person.name, person.born_on))
        if namesake and person.citizen_id and namesake.citizen_id is not None:
            return None  # two different numbers are two different people
        return namesake

    def _repeats(self, row: Row) -> str:
        person = row.person
        identity = person.citizen_id or (person.name, person.born_on)
        first = self.first_seen.setdefault(identity, row.line.number)
        if first != row.line.number:
            return gettext("和第%(row)s行是同一个人，重复了。") % {"row": first}
        return ""

    def _misfits(self, row: Row) -> str:
        """What is wrong with the household a row names."""
        said = row.line.cells.get("relation", "")
        if said and not row.relation:
            return gettext("“与户主关系”写的“%(said)s”不认识，请写户主、配偶、儿子、女儿等。") % {
                "said": said
            }
        if row.household and not row.relation:
            return gettext("写了户号，请把“与户主关系”也写上。")
        if row.household and row.relation == HEAD:
            return self._second_head(row)
        return ""

    def _second_head(self, row: Row) -> str:
        first = self.heads.setdefault(row.household, row.line.number)
        if first != row.line.number:
            return gettext("户号“%(number)s”在第%(row)s行已经有户主了。") % {
                "number": row.household,
                "row": first,
            }
        head = self.headed.get(row.household)
        resident = self._resident(row.person)
        if head and (resident is None or resident.pk != head):
            return gettext("户号“%(number)s”在登记里已经有另一位户主。") % {"number": row.household}
        return ""

    def _compare(self, row: Row, told: Person, resident: Resident) -> Row:
        """A registered person: an empty cell says nothing, so it changes nothing."""
        kept = as_kept(resident)
        merged = Person(*(new or old for new, old in zip(told, kept, strict=True)))
        changed = differing(kept, merged)
        home = self.homes.get(resident.pk)
        if row.household and home and home.household.number != row.household:
            return Row(row.line, REFUSED, gettext(
                "他现在登记在另一户。搬家请先在原来那一户办理“迁出”。"))  # fmt: skip
        if row.household and home and home.relation != row.relation:
            return Row(row.line, REFUSED, gettext(
                "与户主关系和登记的“%(kept)s”不一样，请先核对，在那一户的页面上更正。")
                % {"kept": Relation(home.relation).label})  # fmt: skip
        joins = bool(row.household) and home is None
        if not changed and not joins:
            return Row(row.line, SAME, "", merged, resident)
        if resident.pk in self.closed:
            return Row(row.line, REFUSED, gettext(
                "这是未成年人的档案，还没有对您打开，所以不能改动。请先申请打开。"))  # fmt: skip
        words = gettext("、").join(
            str(FIELD_WORDS[name]) for name in [*changed, *(["household"] * joins)]
        )
        return Row(row.line, CHANGED, words, merged, resident, joins)


def _read(line: Line, on: datetime.date) -> Row:
    """A row as a person, or refused with the first thing that is wrong with it."""
    if line.fault:
        return Row(line, REFUSED, line.fault)
    cells = line.cells
    sex = cells.get("sex", "")
    if sex not in _SEXES:
        return Row(line, REFUSED, gettext("“性别”请写男或女。"))
    try:
        born_on = day(cells["born_on"]) if cells.get("born_on") else None
    except ValueError:
        return Row(line, REFUSED, gettext(
            "“出生日期”写的“%(said)s”不是一个日期，请写成 2018-06-12 这样。")
            % {"said": cells["born_on"]})  # fmt: skip
    told = Registration(
        name=cells.get("name", ""),
        citizen_id=cells.get("citizen_id", ""),
        born_on=born_on,
        sex=_SEXES[sex],
        phone=cells.get("phone", ""),
        hukou_place=cells.get("hukou_place", ""),
    )
    try:
        return Row(line, NEW, "", checked(told, on))
    except NotARegistration as refusal:
        return Row(line, REFUSED, f"{refusal}{refusal.next_step}")


def _by_identity(place: str, people: Sequence[Person]) -> dict[object, Resident]:
    """The registered among them, by citizen id and by (name, birth date)."""
    found: dict[object, Resident] = {}
    blinds = [keyring().blind("citizen_id", one.citizen_id) for one in people if one.citizen_id]
    for batch in _batches(blinds):
        for resident in Resident.objects.filter(place=place, citizen_id_blind__in=batch):
            found[unseal(resident, "citizen_id")] = resident
    for batch in _batches(sorted({one.name for one in people})):
        for resident in Resident.objects.filter(place=place, name__in=batch):
            found.setdefault((resident.name, resident.born_on), resident)
    return found


def _homes(residents: Sequence[Resident]) -> dict[UUID, Membership]:
    homes: dict[UUID, Membership] = {}
    for batch in _batches([one.pk for one in residents]):
        current = Membership.objects.filter(resident__in=batch, until=None)
        homes |= {one.resident_id: one for one in current.select_related("household")}
    return homes


def _headed(place: str, numbers: Iterable[str]) -> dict[str, UUID]:
    """The households of these numbers that have a head: number → who."""
    headed: dict[str, UUID] = {}
    for batch in _batches(sorted(numbers)):
        heads = Membership.objects.filter(
            household__place=place, household__number__in=batch, until=None, relation=HEAD
        )
        headed |= dict(heads.values_list("household__number", "resident_id"))
    return headed


def households_of(place: str, numbers: Iterable[str]) -> dict[str, Household]:
    """The registered households of these numbers."""
    found: dict[str, Household] = {}
    for batch in _batches(sorted(numbers)):
        rows = Household.objects.filter(place=place, number__in=batch, dissolved_on=None)
        found |= {household.number: household for household in rows}
    return found


def _batches(items: Sequence) -> Iterable[Sequence]:
    """SQLite takes a limited number of values in one statement."""
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _relation(said: str) -> str:
    if said in _RELATIONS:
        return _RELATIONS[said]
    if said in Relation.values:
        return said
    by_label = {str(relation.label): relation.value for relation in Relation}
    return by_label.get(said, "")
