#!/usr/bin/env python3
"""Adds a published book up again. Needs Python 3.8 and nothing else; shares no line with Linli.

    python3 verify.py DIR                 the folder that was unpacked from the download
    python3 verify.py DIR --slip FILE     and what a family, a donor or an auditor holds in hand

journal.jsonl is the book. A line that begins with {"actor": is an entry, and its fingerprint is the
SHA-256 of that very line; the next entry names it as "prev". The lines {"salt":…,"text":…} behind
an entry are its transfers, as far as they are shown. Everything else in the folder says something
about that book, and is worked out here anew. Ends with 0 and 对得上, or with 1 and 对不上.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys

BEGIN = "0" * 64
SMALLEST_GROUP = 5
FILES = "journal.jsonl batches.json figures.json reported.json receipts.json heads.txt README.txt"


WORD, HASH = rb'"([^"\\]*)"', rb'"(.{64})"'
# The two forms a line of the journal can have, to the last byte: keys in order and no blanks.
ENTRY = re.compile(
    rb'\{"actor":%s,"book":%s,"key":%s,"kind":%s,"lines_root":%s,"n_lines":(\d+),"occurred_on":%s,'
    rb'"posted_at":%s,"prev":%s,"private_commit":%s,"public":(\{.*\}),"reverses":(?:null|\d+),'
    rb'"seq":(\d+)\}\n' % (WORD, WORD, WORD, WORD, HASH, WORD, WORD, HASH, HASH)
).fullmatch
TRANSFER = re.compile(
    rb'\{"salt":"(.{32})","text":(\{"amount":(\d+),"credit":%s,"debit":%s,"draws":[^"]*,'
    rb'"line":\d+,"makes":.*,"purpose":%s\})\}\n' % (WORD, WORD, WORD)
).fullmatch


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def canonical(value: object) -> bytes:
    """One spelling for one value: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def tree(level: list[bytes]) -> bytes:
    """The root over hashes of leaves (RFC 6962), level by level."""
    if not level:
        return sha(b"")
    while len(level) > 1:
        pairs = [sha(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def climb(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """From one leaf up to the root, by its neighbours; None where the path does not fit."""
    found, last = sha(b"\0" + leaf), size - 1
    for neighbour in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            found = sha(b"\1" + neighbour + found)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            found = sha(b"\1" + found + neighbour)
        index, last = index // 2, last // 2
    return found if last == 0 else None


def yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


class Check:
    """What was found wrong, and what was found right, in words."""

    def __init__(self, folder: str) -> None:
        self.folder, self.wrong = folder, []

    def must(self, right: bool, words: str) -> bool:
        if not right:
            self.wrong.append(words)
        return right

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def read(self, name: str) -> object:
        with open(self.path(name), "rb") as file:
            return json.loads(file.read())

    def sums(self) -> None:
        """Every file is the one that was published; the journal is its own fingerprint."""
        with open(self.path("SHA256SUMS"), encoding="utf-8") as file:
            listed = dict(reversed(line.split()) for line in file)
        for name in FILES.split():
            with open(self.path(name), "rb") as file:
                right = name == "journal.jsonl" or sha(file.read()).hex() == listed[name]
            self.must(right, f"{name}: 文件被改过 the file was changed")


class Book:
    """The journal, followed from its first entry. Amounts are added while it is read."""

    def __init__(self, check: Check, figures: dict, batches: list) -> None:
        self.check, self.code = check, figures["book"]
        self.said = figures["figures"]
        self.batches = {batch["seq"]: batch for batch in batches}
        self.payments = {seq for batch in batches for seq in batch["payments"]}
        self.heads: dict[int, list[tuple[str, str]]] = {}  # seq -> (hash, where it was witnessed)
        self.kept: dict[int, list] = {}  # entries whose lines a slip asks for
        self.totals: dict[tuple, int] = {}  # (kind, debit, credit, purpose) -> amount
        self.in_batches: dict[str, int] = {}  # account -> debits - credits
        self.hidden: dict[int, tuple] = {}  # seq -> (lines, root), until a batch counts it
        self.reconciled_to = None
        self.seq, self.head, self.lines, self.published, self.checked = 0, BEGIN, 0, 0, 0
        self.receipts_said: dict[str, int] | None = None

    def follow(self) -> None:
        """Read everything; stops where an entry does not follow from the one before."""
        entry, leaves, texts, head, kind = None, [], [], BEGIN, b""
        totals, sha256 = self.totals, hashlib.sha256
        with open(self.check.path("journal.jsonl"), "rb") as file:
            for raw in file:
                if raw.startswith(b'{"salt":"'):
                    salt, line, amount, credit, debit, purpose = TRANSFER(raw).groups()
                    leaf = sha256(bytes.fromhex(salt.decode()) + line).digest()
                    leaves.append(sha256(b"\0" + leaf).digest())
                    key = kind, debit, credit, purpose
                    totals[key] = totals.get(key, 0) + int(amount)
                    if self.kept:
                        texts.append((salt.decode(), json.loads(line)))
                    continue
                if entry is not None and not self.close(entry, head, leaves, texts):
                    return
                entry, leaves, texts = ENTRY(raw).groups(), [], []
                head, kind = sha256(raw[:-1]).hexdigest(), entry[3]
                if kind == b"entry.reversed":
                    kind = json.loads(entry[10])["kind"].encode()
        if entry is not None:
            self.close(entry, head, leaves, texts)

    def close(self, entry: tuple, head: str, leaves: list[bytes], texts: list) -> bool:
        """One whole entry: its place, its lines, and what it says itself."""
        _actor, book, _key, kind, root, lines, on, _at, prev, _private, public, number = entry
        must, seq = self.check.must, self.seq + 1
        if (int(number), prev, book) != (seq, self.head.encode(), self.code.encode()):
            return must(
                False, f"第{seq}笔 entry {seq}: 接不上前一笔 does not follow the entry before it"
            )
        if b'"lines_shown":true' in public:
            if len(leaves) != int(lines) or tree(leaves).hex().encode() != root:
                must(False, f"第{seq}笔 entry {seq}: 金额被改过 its amounts were changed")
        elif leaves:
            must(False, f"第{seq}笔 entry {seq}: 多出了行 lines that do not belong")
        elif seq in self.payments:
            self.hidden[seq] = int(lines), bytes.fromhex(root.decode())
        for said, by in self.heads.pop(seq, ()):
            must(said == head, f"{by}: 见证的指纹对不上 the witnessed fingerprint is another")
        self.seq, self.head, self.lines = seq, head, self.lines + len(leaves)
        if kind in SPECIAL or seq in self.kept:
            told = {"seq": seq, "on": on.decode(), "kind": kind.decode(), "root": root.decode()}
            told["public"] = json.loads(public)
            if seq in self.kept:
                self.kept[seq] = [told, texts]
            SPECIAL.get(kind, lambda *_: None)(self, told, f"第{seq}笔 entry {seq}")
        return True

    def batch(self, entry: dict, where: str) -> None:
        """A sum over hidden payments: each counted once, over five households at least."""
        must, public = self.check.must, entry["public"]
        said = dict(self.batches.pop(entry["seq"], {}))
        told = {name: public[name] for name in ("title", "households", "payments", "sums", "root")}
        told.update(seq=entry["seq"], on=entry["on"])
        must(said == told, f"{where}: batches.json 与账本不同 differs from the book")
        must(public["households"] >= SMALLEST_GROUP, f"{where}: 不足五户 fewer than five")
        debits, credits = (sum(row[side] for row in public["sums"]) for side in (1, 2))
        must(debits == credits, f"{where}: 借贷不平 debits are not credits")
        counted = [self.hidden.pop(seq, None) for seq in public["payments"]]
        must(None not in counted, f"{where}: 付款重复或不存在 a payment twice, or none at all")
        entry["size"] = sum(one[0] for one in counted if one)
        if all(one and one[0] == 1 for one in counted):  # of more lines we have not the leaves
            right = tree([root for _lines, root in counted]).hex() == public["root"]
            must(right, f"{where}: 根对不上 the root is another")
        for account, debit, credit in public["sums"]:
            self.in_batches[account] = self.in_batches.get(account, 0) + debit - credit

    def period(self, entry: dict, _where: str) -> None:
        self.reconciled_to = entry["on"]

    def figures(self, entry: dict, where: str) -> None:
        """What was put before the public at this entry, worked out from everything before it."""
        must, told = self.check.must, entry["public"]["figures"]
        mine = [figure for figure in self.said if figure["seq"] == entry["seq"]]
        listed = {figure["path"]: figure["value"] for figure in mine}
        must(listed == dict(numbers_in(told)), f"{where}: figures.json 与账本不同 differs")
        for figure in mine:
            name, value = figure["path"], figure["value"]
            must(figure["how"] != "said" or not name.endswith("_fen"), f"{name}: how")
            if figure["how"] != "said":  # how many households, only the book itself can say
                mine_too = self.work_out(figure["how"])
                must(value == mine_too, f"{where} {name}: {value} 不是 is not {mine_too}")
            must(figure["as_of"] == entry["on"], f"{where} {name}: 日期 as_of")
            must(figure["reconciled_to"] == self.reconciled_to, f"{where} {name}: 核对日 to")
        laws(self.check, told, where)
        self.receipts_said = told.get("receipts")
        self.published, self.checked = self.published + 1, self.checked + len(mine)

    def work_out(self, how: list) -> int:
        """The function that a figure's "how" describes: a sum of sums."""
        result = 0
        for term in how:
            if "batches" in term:
                result += term["sign"] * self.in_batches.get(term["batches"], 0)
                continue
            for key, amount in self.totals.items():
                kind, debit, credit, purpose = (word.decode() for word in key)
                if fits(term, kind, purpose):
                    net = (debit == term["lines"]) - (credit == term["lines"])
                    result += term["sign"] * net * amount
        return result


SPECIAL = {
    b"batch.published": Book.batch,
    b"period.closed": Book.period,
    b"figures.published": Book.figures,
}


def fits(term: dict, kind: str, purpose: str) -> bool:
    """Whether lines of this kind and purpose belong to a term; aid.* is every kind of aid."""
    pattern = "|".join(re.escape(name).replace(r"\*", ".*") for name in term["kinds"])
    among = re.fullmatch(pattern, kind) is not None
    return among != term.get("others", False) and term.get("purpose", purpose) == purpose


def numbers_in(value: object, path: str = "") -> list:
    """Every whole number in nested mappings, with its path: income.general."""
    if isinstance(value, dict):
        inside = (numbers_in(value[key], f"{path}.{key}".strip(".")) for key in value)
        return [pair for pairs in inside for pair in pairs]
    return [(path, value)] if isinstance(value, int) and not isinstance(value, bool) else []


def laws(check: Check, told: dict, where: str) -> None:
    """What must hold between the figures, whatever they are."""
    for sums in ("income", "paid"):
        right = sum(told[sums].values()) == told[f"{sums}_fen"]
        check.must(right, f"{where} {sums}: 各项之和 the sum of its parts")
    left = told["opening_fen"] + told["income_fen"] - told["paid_fen"]
    check.must(left == told["balance_fen"], f"{where}: 期初加收入减支出不等于结余 the balance")
    groups = [told["quarter"]["households"], told["quarter"]["together"]]
    for group in [*groups, *told["quarter"]["by_purpose"].values()]:
        check.must(group == 0 or group >= SMALLEST_GROUP, f"{where}: 小于五户 fewer than five")


def papers(check: Check, book: Book, series: dict) -> None:
    """Receipts' numbers have no gap; each receipt and each notice bears witness to an entry."""
    for name, rows in series.items():
        numbers = [row["number"] for row in rows]
        check.must(numbers == list(range(1, len(rows) + 1)), f"{name}: 收条断号 a gap in receipts")
        order = [(row["issued_on"], row["head_seq"]) for row in rows]
        check.must(order == sorted(order), f"{name}: 次序 the order")
        for row in rows:
            who = f"{name}-{row['number']:04}"
            book.heads.setdefault(row["head_seq"], []).append((row["head_hash"], who))
    with open(check.path("heads.txt"), encoding="utf-8") as file:
        for line in file:
            seq, head, _day, who = line.rstrip("\n").split("\t")
            book.heads.setdefault(int(seq), []).append((head, who))


def reported(check: Check, rows: list) -> None:
    """The press's own figures: each must stand in the line of the source it names."""
    for row in rows:
        found = re.findall(r"(\d+(?:\.\d+)?)(万?)", row["says"])
        said = [round(float(number) * (10000 if many else 1)) for number, many in found]
        check.must(said == row["numbers"], f"据报道 reported {row['says']}: {row['numbers']}")
        in_line = row["says"] in row["source_line"] and row["source"] in row["source_line"]
        check.must(in_line, f"据报道 reported {row['says']}: 不在来源行里 not in its source line")
        right = row["source_line"].endswith(row["on"])
        check.must(right, f"据报道 reported {row['says']}: 日期 the day")


def slip(check: Check, book: Book, held: dict, series: dict) -> str:
    """What somebody holds in hand; the words to print when it is right."""
    check.must(held["book"] == book.code, "凭条：不是这本账 the slip is of another book")
    if held["kind"] == "audit":
        return audit(check, book, held)
    entry, texts = book.kept.get(held["seq"]) or (None, [])
    if not check.must(entry is not None, "凭条：账里没有这一笔 the slip's entry is not there"):
        return ""
    line, amount = held["line"], yuan(held["line"]["amount"])
    if held["kind"] == "donation":
        check.must(
            (held["salt"], line) in texts, "凭条：这笔捐赠不在账里 the gift is not in the book"
        )
        name, number = held["receipt"].rsplit("-", 1)
        mine = [row["head_hash"] for row in series.get(name, ()) if row["number"] == int(number)]
        check.must(
            mine == [held["head_hash"]], "凭条：收条号不在账里 the receipt is not in the series"
        )
        return f"捐赠 {amount} 元在账里 the gift is in the book"
    batch, _texts = book.kept.get(held["batch"]) or ({"public": {}, "size": 0}, [])
    public = batch["public"]
    right = held["seq"] in public.get("payments", ()) and held["size"] == batch["size"]
    path = [bytes.fromhex(step) for step in held["path"]]
    leaf = sha(bytes.fromhex(held["salt"]) + canonical(line))
    top = climb(leaf, held["index"], held["size"], path)
    right = right and top is not None and top.hex() == public["root"] == held["root"]
    check.must(right, "凭条：这笔钱不在公布的合计里 the payment is not inside the published sum")
    return f"{amount} 元在第{held['batch']}笔公布的合计里 the payment is inside the published sum"


def audit(check: Check, book: Book, held: dict) -> str:
    """With all salts: every hidden line hashes to its entry, and batches are sums."""
    total, lines_of = 0, {int(seq): lines for seq, lines in held["entries"].items()}
    for seq, lines in lines_of.items():
        entry, _texts = book.kept.get(seq) or (None, [])
        leaves = [sha(b"\0" + sha(bytes.fromhex(salt) + canonical(line))) for salt, line in lines]
        right = entry is not None and tree(leaves).hex() == entry["root"]
        check.must(right, f"凭条：第{seq}笔 the audited entry {seq}")
        total += sum(line["amount"] for _salt, line in lines)
    for entry, _texts in filter(None, book.kept.values()):
        if entry["kind"] == "batch.published":
            added: dict[str, list[int]] = {}
            inside = [lines_of.get(seq, []) for seq in entry["public"]["payments"]]
            for _salt, line in (pair for pairs in inside for pair in pairs):
                added.setdefault(line["debit"], [0, 0])[0] += line["amount"]
                added.setdefault(line["credit"], [0, 0])[1] += line["amount"]
            right = [[code, *added[code]] for code in sorted(added)] == entry["public"]["sums"]
            check.must(right, f"凭条：第{entry['seq']}笔合计 a batch's sum")
    return f"{len(held['entries'])} 笔未公开的账对过 hidden entries add up, {yuan(total)}"


def run(check: Check, held: dict | None) -> None:
    """Everything, in order; what is right is printed on the way."""
    check.sums()
    figures, batches = check.read("figures.json"), check.read("batches.json")
    book, series = Book(check, figures, batches), check.read("receipts.json")
    papers(check, book, series)
    seen = sum(map(len, book.heads.values()))
    if held:
        wanted = [held.get("seq"), held.get("batch"), *map(int, held.get("entries", ()))]
        book.kept = {seq: [] for seq in wanted if seq is not None}
        if held["kind"] == "audit":
            book.kept.update((batch["seq"], []) for batch in batches)
    book.follow()
    check.must(not book.heads, "见证的账不见了 an entry that paper bears witness to is gone")
    check.must(not book.batches, "batches.json: 账本里没有的批次 a batch that is not in the book")
    check.must(book.published > 0, "没有公布过 nothing was ever published")
    check.must(book.checked == len(book.said), "figures.json: 多出的数字 never published")
    end = {"seq": book.seq, "hash": book.head}
    check.must(end == figures["head"], "账本的末尾不对 the end of the book is another")
    print(f"可复算 RECOMPUTED  {book.code}")
    print(f"  {book.seq} 笔 entries, {book.lines} 行 lines, {book.published} 期 publications")
    print(f"  指纹 fingerprint {book.head}")
    told = {name: len(rows) for name, rows in series.items()}
    print(f"  {sum(told.values())} 张收条无断号 receipts without a gap, {seen} 个见证 witnesses")
    check.must(book.receipts_said in (None, told), "收条的张数不对 receipts are missing")
    for figure in book.said:
        if figure["seq"] == book.seq:
            how = "账本自己说的 as the book says" if figure["how"] == "said" else ""
            value = yuan(figure["value"]) if figure["unit"] == "fen" else figure["value"]
            print(f"  {figure['name']}: {value} {how}".rstrip())
    if held:
        print(f"  {slip(check, book, held, series)}")
    rows = check.read("reported.json")
    reported(check, rows)
    print("据报道 AS REPORTED  不在账里，不相加 not in the book, never added")
    for row in rows:
        print(f"  {row['of']}: {row['says']} ({row['source']})")


def main(words: list[str]) -> int:
    """0 when everything adds up; the last line says so."""
    sys.stdout.reconfigure(errors="backslashreplace")
    if len(words) not in (1, 3) or words[1:2] not in ([], ["--slip"]):
        print(__doc__)
        return 2
    check = Check(words[0])
    try:
        run(check, Check("").read(words[2]) if len(words) == 3 else None)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as broken:
        check.wrong.append(f"读不懂 cannot be read: {type(broken).__name__} {broken}")
    for problem in check.wrong[:20]:
        print(f"× {problem}")
    print("对不上" if check.wrong else "对得上")
    return 1 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
