"""What may be asked of the bank's files: what would become of each row, said before it is done."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from linli.fund.queries import FundCard
from linli.holder import statements as files
from linli.holder.models import BankAccount, FundRule, Statement, StatementLine
from linli.holder.statements import Fault, Line, Sheet
from linli.holder.terms import identity, named_in, only_one
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal

IDENTITIES_AT_ONCE = 500


@dataclass(frozen=True)
class Preview:
    """A file that waits: the titles and what each column is taken for, and its rows' verdicts.

    ``new``: lines not yet known, each with its identity; ``known``: how many are. Nothing is read
    while the columns do not suffice (``complete``).
    """

    statement: Statement
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    examples: tuple[str, ...]
    complete: bool
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    new: tuple[tuple[Line, str], ...]

    @property
    def known(self) -> int:
        """How many lines were imported before."""
        return len(self.lines) - len(self.new)

    @property
    def ready(self) -> bool:
        """Whether it may be imported."""
        return self.complete and not self.faults

    @property
    def first_lines(self) -> list[Line]:
        """A few of the new lines, to see that the columns are right."""
        return [line for line, _identity in self.new[:20]]


def bank_accounts(viewer: Viewer) -> list[BankAccount]:
    """The accounts of the viewer's organisations, by name."""
    held = viewer.organisations(Permission.STATEMENT_KEEP)
    return list(BankAccount.objects.filter(holder__in=held).order_by("name"))


def recent_statements(viewer: Viewer) -> list[Statement]:
    """The latest files, without their rows."""
    held = viewer.organisations(Permission.STATEMENT_KEEP)
    rows = Statement.objects.filter(bank_account__holder__in=held).defer("rows")
    return list(rows.select_related("bank_account").order_by("-read_at")[:12])


def preview(viewer: Viewer, statement_id: UUID) -> Preview:
    """What would become of a waiting file. Raises ``NotFound``."""
    rows = Statement.objects.select_related("bank_account")
    statement = rows.filter(pk=statement_id, state="read").first()
    if statement is None:
        raise NotFound
    viewer.require(Permission.STATEMENT_KEEP, organisation=statement.bank_account.holder_id)
    sheet, columns = unpacked(statement), tuple(statement.columns)
    complete = files.complete(columns)
    told = list(files.lines(sheet, columns)) if complete else []
    read = tuple(each for each in told if isinstance(each, Line))
    return Preview(
        statement=statement,
        titles=sheet.titles,
        columns=columns,
        examples=sheet.rows[0][1],
        complete=complete,
        lines=read,
        faults=tuple(each for each in told if isinstance(each, Fault)),
        new=tuple(_new(statement.bank_account_id, read)),
    )


def packed(sheet: Sheet) -> str:
    """A file's rows as the text that is sealed."""
    return json.dumps([sheet.titles, sheet.columns, sheet.rows], ensure_ascii=False)


def unpacked(statement: Statement) -> Sheet:
    """The rows of a file that waits."""
    titles, columns, rows = json.loads(unseal(statement, "rows") or "[[], [], []]")
    return Sheet(tuple(titles), tuple(columns), tuple((row, tuple(cells)) for row, cells in rows))


class Naming(NamedTuple):
    """By which words lines name a fund: the holder's rules, and the funds' own names."""

    rules: tuple[tuple[str, UUID], ...]
    names: tuple[tuple[tuple[str, ...], UUID], ...]

    def fund_of(self, line: Line) -> tuple[UUID, str] | None:
        """The one fund that a line names, and how ("rule" or "remark"); None for none or two."""
        ruled = [fund for words, fund in self.rules if named_in(_text(line), (words,))]
        if only_one(ruled):
            return ruled[0], "rule"
        named = [fund for words, fund in self.names if named_in(line.remark, words)]
        return (named[0], "remark") if not ruled and only_one(named) else None


def naming(holder_id: UUID, funds: Sequence[FundCard]) -> Naming:
    """The words by which lines name the funds of a holder, as they are now."""
    rules = FundRule.objects.filter(holder=holder_id, ended_at=None).order_by("made_at")
    return Naming(
        tuple((unseal(rule, "words") or "", rule.fund_id) for rule in rules),
        tuple((_names_of(fund), fund.id) for fund in funds),
    )


def _names_of(fund: FundCard) -> tuple[str, ...]:
    """Its name, its letters, and the community's without 社区."""
    return (fund.name, fund.series, fund.place_name.removesuffix(files.COMMUNITY))


def _text(line: Line) -> str:
    return f"{line.other_name} {line.remark}"


def _new(account_id: UUID, read: Iterable[Line]) -> Iterable[tuple[Line, str]]:
    """Lines that no file has brought yet, each with its identity."""
    seen: Counter[tuple[Any, ...]] = Counter()
    identified = []
    for line in read:
        alike = (line.on, line.direction, line.amount_fen, line.reference, line.balance_fen)
        seen[alike] += 1
        identified.append((line, identity(str(account_id), *alike, seen[alike])))
    known = _known([each for _line, each in identified])
    return [(line, each) for line, each in identified if each not in known]


def _known(identities: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(identities), IDENTITIES_AT_ONCE):
        some = identities[start : start + IDENTITIES_AT_ONCE]
        found = StatementLine.objects.filter(identity__in=some)
        known.update(found.values_list("identity", flat=True))
    return known
