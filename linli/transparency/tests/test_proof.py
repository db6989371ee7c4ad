"""Anybody adds the book up: on our page, or alone with the files and a script that is not ours."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from linli.fund.models import Donation
from linli.fund.tests.conftest import YUAN, Desk

SCRIPT = Path(__file__).parent.parent / "static" / "transparency" / "verify.py"


@pytest.fixture
def desk(village) -> Desk:
    """Five gifts, four works, a batch; and a gift that no batch has counted yet."""
    desk = Desk(village)
    for amount in (10, 20, 30, 40, 50):
        desk.give(amount, "student_aid")
    for _ in range(4):
        desk.paid(100, "estate_repair")
    desk.publish()
    desk.give(7)
    return desk


def run(*files: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-I", SCRIPT, *files], capture_output=True, text=True, check=False
    )


@pytest.fixture
def book(desk, client, tmp_path) -> Path:
    answer = client.get("/transparency/book/0/")
    assert "book-000001.jsonl" in answer["Content-Disposition"]
    file = tmp_path / "book-000001.jsonl"
    file.write_bytes(answer.content)
    return file


def test_the_page_reaches_one_balance_by_three_ways(desk, client):
    page = client.get("/transparency/proof/").content.decode()
    assert page.count("¥9,750") == 3
    assert "三个数一分不差" in page
    assert "对不上" not in page


def test_the_page_says_so_when_papers_were_changed(desk, client):
    Donation.objects.filter(amount_fen=50 * YUAN).update(amount_fen=49 * YUAN)
    assert "对不上" in client.get("/transparency/proof/").content.decode()


def test_a_stranger_adds_it_up_alone(book):
    said = run(book)
    assert said.returncode == 0, said.stdout
    assert "9750.00" in said.stdout
    assert "对得上" in said.stdout


def test_the_file_ends_at_the_last_batch(book):
    last = json.loads(book.read_text().splitlines()[-1])
    assert last["kind"] == "figures.published"
    assert last["public"]["figures"]["balance_fen"] == 9_750 * YUAN


def test_the_file_names_no_request_and_no_household(desk, book):
    shown = book.read_text()
    assert "household_id" not in shown
    assert '"request"' not in shown
    assert "bank_reference" not in shown


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"amount": 5000', '"amount": 5001', "金额被改过"),
        ('"statement": "', '"statement": "另一张 ', "内容被改过"),
    ],
)
def test_a_stranger_finds_what_was_changed(book, old, new, says):
    book.write_text(book.read_text().replace(old, new, 1))
    said = run(book)
    assert said.returncode == 1
    assert says in said.stdout


def test_a_stranger_finds_an_entry_left_out(book):
    lines = book.read_text().splitlines(keepends=True)
    book.write_text("".join(lines[:3] + lines[4:]))
    assert "接不上" in run(book).stdout


def test_there_is_no_book_beyond_the_last_batch(desk, client):
    assert client.get("/transparency/book/9999/").status_code == 404


def test_before_the_first_batch_there_is_nothing_to_prove(village, client):
    assert client.get("/transparency/proof/").status_code == 404
    assert client.get("/transparency/book/0/").status_code == 404
