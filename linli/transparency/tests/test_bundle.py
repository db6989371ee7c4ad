"""What the public downloads: it adds up on a machine without us, and one changed fen is found."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies as st

from linli.fund import actions as fund, published as fund_published, queries
from linli.fund.models import Acknowledgement, Payment
from linli.fund.tests.conftest import Desk, leave_a_gap
from linli.kernel.refusal import NotFound
from linli.ledger import queries as books
from linli.ledger.guards import GUARDS
from linli.ledger.models import Entry, EntryPrivate
from linli.transparency import errands, published
from tests.databases import undone
from tests.village import HERE

NAMES = {
    "journal.jsonl", "batches.json", "figures.json", "reported.json", "receipts.json", "heads.txt",
    "README.txt", "verify.py", "SHA256SUMS",
}  # fmt: skip
DATA = sorted(NAMES - {"README.txt", "verify.py", "SHA256SUMS"})


def verify(folder: Path, *more: object) -> subprocess.CompletedProcess:
    """The folder's own script, with nothing of ours in reach."""
    return subprocess.run(
        [sys.executable, "-I", "verify.py", ".", *map(str, more)],
        cwd=folder, env={}, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip


def last_line(said: subprocess.CompletedProcess) -> str:
    return said.stdout.splitlines()[-1]


def gives_and_pays(village) -> Desk:
    """Gifts with papers, works, seven families, two batches; and a gift that waits."""
    desk = Desk(village, {"general": 10_000, "student_aid": 500})
    for amount, purpose in ((10, "student_aid"), (20, "general"), (30, "general")):
        given_ = desk.give(amount, purpose)
        fund.acknowledge(donation_id=given_.pk, by=village.cashier, at=village.now)
    for _ in range(7):
        desk.paid(100, "family_aid")
    desk.publish()
    for amount in (70, 80):
        desk.paid(amount, "estate_repair")
    withdrawn = desk.ask(60, "estate_repair")
    desk.decide(withdrawn, 60)
    desk.withdraw(withdrawn)
    desk.publish()
    given_ = desk.give(7)
    fund.acknowledge(donation_id=given_.pk, by=village.cashier, at=village.now)
    return desk


@pytest.fixture
def desk(village) -> Desk:
    return gives_and_pays(village)


class Printed(NamedTuple):
    """The files of that book, and what a family, a donor and an auditor hold."""

    folder: Path
    slips: dict[str, dict]


@pytest.fixture(scope="module")
def printed(village_once, django_db_blocker, tmp_path_factory) -> Printed:
    """Published once: whoever looks at files alone needs no book of their own."""
    folder = tmp_path_factory.mktemp("printed") / "bundle"
    with undone(village_once, django_db_blocker) as village, pytest.MonkeyPatch.context() as patch:
        leave_a_gap(patch)
        desk = gives_and_pays(village)
        publish(folder)
        return Printed(folder, slips_of(desk))


@pytest.fixture
def folder(printed, tmp_path) -> Path:
    """The files, for this test to change."""
    return Path(shutil.copytree(printed.folder, tmp_path / "bundle"))


def publish(folder: Path) -> None:
    call_command("publish_bundle", out=folder, verbosity=0)


def slips_of(desk: Desk) -> dict[str, dict]:
    paid = Payment.objects.exclude(instruction__grant__request__household=None).first()
    request = paid.instruction.grant.request
    paper = Acknowledgement.objects.get(series="JA2026", number=2)
    donor = Client().get(f"/check/JA2026/2/slip.json?code={paper.head_hash[:8]}")
    return {
        "payment": queries.payment_slip(request.household_id, request.pk),
        "donation": donor.json(),
        "audit": books.audit_slip(desk.village.auditor, desk.fund.book_id),
    }


def sum_up_again(folder: Path) -> None:
    """What somebody who changes a file would do next: mend the list of fingerprints."""
    rows = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.iterdir())
        if file.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(rows), encoding="utf-8")


def test_a_stranger_adds_it_up_alone(folder):
    said = verify(folder)
    assert said.returncode == 0, said.stdout + said.stderr
    assert last_line(said) == "对得上"
    assert {file.name for file in folder.iterdir()} == NAMES


def everything_else_that_moves_money(desk: Desk) -> None:
    """The bank's interest and charges (one booked wrongly), a day's takings, a gift bound anew, a
    payment undone, aid that came back from works and from a family."""
    cashier, holder = ({"by": who, "at": desk.village.now} for who in (
        desk.village.cashier, desk.village.holder_accountant
    ))  # fmt: skip
    day = timezone.localdate(desk.village.now)
    for kind, fen in (("interest", 123), ("fee", 45), ("fee", 67)):
        item = fund.book_bank_item(
            fund_id=desk.fund.pk, kind=kind, amount_fen=fen, on=day, key=uuid4(), **holder
        )
    fund.take_back_bank_item(item_id=item.pk, key=uuid4(), **holder)
    fund.receive_takings(
        fund_id=desk.fund.pk, amount_fen=2_500, sold_fen=2_600, difference_fen=-100, part="cash",
        origin=fund.Origin("shop", "day", uuid4(), "义卖", day), key=uuid4(), **cashier,
    )  # fmt: skip
    gift = desk.give(40, "estate_repair")
    change = fund.ask_purpose_change(
        donation_id=gift.pk, purpose="student_aid", way="phone", agreed_on=day, key=uuid4(),
        **cashier,
    )  # fmt: skip
    fund.change_purpose(change_id=change.pk, **holder)
    undone = desk.paid(90, "estate_repair")
    fund.undo_payment(request_id=undone.pk, key=uuid4(), **holder)
    for number, purpose in enumerate(("estate_repair", "family_aid")):
        request = desk.paid(200, purpose)
        told = {"request_id": request.pk, "amount_fen": 15_000}
        fund.ask_back(reason="misused", key=uuid4(), **told, **cashier)
        fund.take_back(bank_reference=f"TK{number}", returned_on=day, key=uuid4(), **told, **holder)
    for _ in range(6):
        desk.paid(100, "family_aid")


def test_whatever_moves_money_adds_up(desk, tmp_path):
    everything_else_that_moves_money(desk)
    desk.publish()
    publish(tmp_path / "bundle")
    said = verify(tmp_path / "bundle")
    assert last_line(said) == "对得上", said.stdout
    figures = json.loads((tmp_path / "bundle" / "figures.json").read_text())["figures"]
    newest = {each["path"]: each["value"] for each in figures}
    assert (newest["income.interest"], newest["paid.bank_fee"]) == (123, 45)
    assert newest["paid.estate_repair"] == (70 + 80 + 200) * 100
    assert newest["paid.returned"] == -150 * 100
    assert fund_published.proof(HERE).adds_up


def test_the_two_kinds_of_figure_are_printed_apart(folder):
    proved, reported = verify(folder).stdout.split("据报道 AS REPORTED")
    assert "结余 balance: 9,710.00" in proved
    assert "31.9万元" not in proved
    assert "31.9万元" in reported


def test_the_same_book_gives_the_same_bytes(desk, tmp_path):
    publish(tmp_path / "once")
    publish(tmp_path / "again")
    for name in NAMES:
        once = (tmp_path / "once" / name).read_bytes()
        assert once == (tmp_path / "again" / name).read_bytes(), name


def test_it_ends_at_the_last_batch_and_names_no_family(folder):
    shown = (folder / "journal.jsonl").read_text("utf-8")
    assert '"kind":"figures.published"' in shown.splitlines()[-1]
    for word in ("household_id", "bank_reference", '"request"'):
        assert word not in shown
    papers = json.loads((folder / "receipts.json").read_text("utf-8"))
    assert [row["number"] for row in papers["JA2026"]] == [1, 2, 3]
    assert "amount" not in json.dumps(papers)


def test_the_script_is_short_enough_to_read():
    lines = published.bundle.SCRIPT.read_text("utf-8").splitlines()
    assert len(lines) < 400
    ast.parse("\n".join(lines), feature_version=(3, 8))
    assert not any(line.startswith(("import linli", "from linli")) for line in lines)


def test_before_the_first_batch_there_is_nothing(village, tmp_path):
    Desk(village)
    with pytest.raises(CommandError, match="还没有公布"):
        publish(tmp_path / "bundle")


# Changed ------------------------------------------------------------------------------------------
# What the script finds in changed files is between it and the files: it is asked once.


def fails(folder: Path) -> str:
    said = verify(folder)
    assert said.returncode == 1, said.stdout
    assert last_line(said) == "对不上"
    return said.stdout


@pytest.mark.once
@pytest.mark.parametrize("name", [*DATA, "README.txt"])
def test_any_changed_byte_is_found(folder, name):
    whole = (folder / name).read_bytes()
    for at in (0, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        (folder / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        said = fails(folder)
        assert name in said or name == "journal.jsonl"  # which says itself where it broke


def leaves(value, path=()):
    """Every number and word in what was published, by the way to it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        if isinstance(one, dict | list):
            yield from leaves(one, (*path, key))
        elif one is not None and not isinstance(one, bool):
            yield (*path, key)


def changed(value):
    return value + 1 if isinstance(value, int) else value[:-1] + ("0" if value[-1:] != "0" else "1")


def change_at(value, path) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = changed(value[path[-1]])


WORDS_ONLY = {"name", "definition", "unit", "issued_on", "of"}
"""Words about figures and the day on a paper: they are covered by SHA256SUMS alone. A ``how`` that
is another function, but of the same value on this very book, makes no figure false."""


def every_field(folder: Path):
    for name in DATA:
        if name == "heads.txt":
            continue
        lines = (folder / name).read_text("utf-8").splitlines()
        texts = lines if name == "journal.jsonl" else ["\n".join(lines)]
        for number, text in enumerate(texts):
            for path in leaves(json.loads(text)):
                if path[-1] not in WORDS_ONLY and "how" not in path:
                    yield name, number, path


@pytest.mark.once
def test_every_changed_field_is_found_though_the_fingerprints_were_mended(folder, tmp_path):
    fields = list(every_field(folder))
    assert len(fields) > 500

    @settings(
        max_examples=120, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )  # fmt: skip
    @given(st.sampled_from(fields))
    def found(field):
        name, number, path = field
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        file = copy / name
        lines = file.read_text("utf-8").splitlines()
        texts = lines if name == "journal.jsonl" else ["\n".join(lines)]
        value = json.loads(texts[number])
        change_at(value, path)
        is_line = "salt" in value
        texts[number] = json.dumps(
            value, ensure_ascii=False, sort_keys=not is_line and name == "journal.jsonl",
            separators=(",", ":") if name == "journal.jsonl" else None,
        )  # fmt: skip
        file.write_text("\n".join(texts) + "\n", "utf-8")
        sum_up_again(copy)
        fails(copy)

    found()


@pytest.mark.once
@pytest.mark.parametrize(
    ("drop", "says"),
    [
        (lambda lines: lines[:4] + lines[5:], "接不上前一笔"),
        (lambda lines: lines[:-1], "末尾不对"),
    ],
)
def test_an_entry_left_out_is_found(folder, drop, says):
    file = folder / "journal.jsonl"
    file.write_text("\n".join(drop(file.read_text("utf-8").splitlines())) + "\n", "utf-8")
    sum_up_again(folder)
    assert says in fails(folder)


@pytest.mark.once
@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_a_receipt_left_out_is_found_wherever_it_stood(folder, left_out):
    file = folder / "receipts.json"
    series = json.loads(file.read_text("utf-8"))
    del series["JA2026"][left_out]
    file.write_text(json.dumps(series), "utf-8")
    sum_up_again(folder)
    assert "收条" in fails(folder)


@pytest.mark.once
def test_a_reported_figure_that_is_not_in_its_source_is_found(folder):
    file = folder / "reported.json"
    file.write_text(file.read_text("utf-8").replace("319000", "329000"), "utf-8")
    sum_up_again(folder)
    assert "据报道" in fails(folder)


@pytest.mark.once
def test_a_figure_that_was_never_published_is_found(folder):
    file = folder / "figures.json"
    told = json.loads(file.read_text("utf-8"))
    told["figures"].append({**told["figures"][0], "seq": 2, "value": 1})
    file.write_text(json.dumps(told), "utf-8")
    sum_up_again(folder)
    assert "never published" in fails(folder)


@pytest.mark.once
def test_a_rewritten_book_is_found_by_one_sheet_of_paper(folder, tmp_path):
    """Whoever rewrites all of it cannot recall the papers: an old heads.txt is enough."""
    old = (folder / "heads.txt").read_text("utf-8")
    witness = old.splitlines()[0].split("\t")
    (folder / "heads.txt").write_text(old.replace(witness[1], "f" * 64), "utf-8")
    sum_up_again(folder)
    assert "见证的指纹对不上" in fails(folder)


# Kept for download --------------------------------------------------------------------------------


@pytest.fixture
def own_data(settings, tmp_path):
    settings.LINLI_DATA = tmp_path / "data"
    return settings.LINLI_DATA


def test_the_clock_makes_the_download_once_a_batch(desk, client, own_data):
    assert client.get("/transparency/book.zip").status_code == 404
    assert "正在做" in client.get("/transparency/proof/").content.decode()
    assert errands.run(timezone.now()) is True
    assert errands.run(timezone.now()) is False
    answer = client.get("/transparency/book.zip")
    assert "linli-JA-2.zip" in answer["Content-Disposition"]
    assert "linli-JA-2.zip" in client.get("/transparency/proof/").content.decode()
    desk.publish()
    assert client.get("/transparency/book.zip").status_code == 404
    assert errands.run(timezone.now()) is True


def test_the_download_holds_the_same_files_and_adds_up(desk, client, own_data, tmp_path):
    errands.run(timezone.now())
    publish(tmp_path / "bundle")
    content = client.get("/transparency/book.zip").content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        archive.extractall(tmp_path / "home")
    assert {file.name for file in (tmp_path / "home").iterdir()} == NAMES
    assert verify(tmp_path / "home").returncode == 0
    for name in NAMES:
        home = (tmp_path / "home" / name).read_bytes()
        assert home == (tmp_path / "bundle" / name).read_bytes()


def test_nothing_is_made_before_the_first_batch(village, own_data):
    assert errands.run(timezone.now()) is False
    assert published.kept_bundle(HERE) is None
    assert published.bundle_name(HERE) == ""


def test_the_sheet_says_three_sums(desk, client):
    page = client.get("/transparency/sheet/").content.decode()
    assert page.count("¥9,710") == 3
    assert "对不上" not in page


# Slips --------------------------------------------------------------------------------------------


def held(folder: Path, slip: dict) -> Path:
    file = folder.parent / "slip.json"
    file.write_text(json.dumps(slip, ensure_ascii=False), "utf-8")
    return file


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("payment", "100.00 元在第"),
        ("donation", "捐赠 20.00 元在账里"),
        ("audit", "笔未公开的账对过"),
    ],
)
def test_a_slip_is_found_in_the_book(folder, printed, kind, says):
    said = verify(folder, "--slip", held(folder, printed.slips[kind]))
    assert last_line(said) == "对得上", said.stdout
    assert says in said.stdout


@pytest.mark.once
@pytest.mark.parametrize("kind", ["payment", "donation", "audit"])
def test_a_changed_slip_is_not_found(folder, printed, kind):
    ways = [path for path in leaves(printed.slips[kind]) if path[-1] != "kind"]
    for path in ways[:: max(1, len(ways) // 15)]:
        slip = json.loads(json.dumps(printed.slips[kind]))
        change_at(slip, path)
        said = verify(folder, "--slip", held(folder, slip))
        assert (said.returncode, last_line(said)) == (1, "对不上"), path


def test_without_the_code_there_is_no_slip(desk, client):
    assert client.get("/check/JA2026/2/slip.json").status_code == 404
    assert client.get("/check/JA2026/2/slip.json?code=00000000").status_code == 404


def test_a_payment_that_waits_has_no_slip_yet(desk):
    request = desk.paid(50)
    with pytest.raises(queries.NotCounted):
        queries.payment_slip(request.household_id, request.pk)
    with pytest.raises(NotFound):
        queries.payment_slip(desk.family(), request.pk)


def test_the_donors_page_follows_the_gift(desk, client):
    paper = Acknowledgement.objects.get(series="JA2026", number=2)
    page = client.get(f"/check/JA2026/2/?code={paper.head_hash[:8]}").content.decode()
    assert "这笔钱去了哪里" in page
    assert "还在基金里" in page
    assert "这笔钱去了哪里" not in client.get("/check/JA2026/2/").content.decode()


def test_anybody_follows_what_came_in_openly(desk, client):
    seq = Acknowledgement.objects.get(series="JA2026", number=2).donation.entry.seq
    assert client.get(f"/trace/{desk.fund.book_id}/{seq}/").status_code == 200
    assert client.get(f"/trace/{desk.fund.book_id}/{seq + 900}/").status_code == 404


def test_a_person_erased_leaves_the_book_whole(desk, tmp_path):
    """The bundle needs no private part: with all of them gone it is the same, byte by byte."""
    publish(tmp_path / "bundle")
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    GUARDS.drop(connection)
    hidden = [
        entry.pk for entry in Entry.objects.filter(n_lines__gt=0)
        if '"lines_shown":false' in entry.public
    ]  # fmt: skip
    assert EntryPrivate.objects.filter(pk__in=hidden).delete()[0] == len(hidden) > 0
    publish(tmp_path / "again")
    for name in NAMES:
        before = (tmp_path / "bundle" / name).read_bytes()
        assert before == (tmp_path / "again" / name).read_bytes(), name
    assert verify(tmp_path / "again").returncode == 0
