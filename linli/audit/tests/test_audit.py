"""The auditor's desk: samples that can be drawn again, what is unusual, files; all on record."""

import csv
import io

import pytest

from linli.audit import actions, queries
from linli.audit.models import Sample
from linli.fund import actions as fund
from linli.fund.models import Payment
from linli.fund.tests.conftest import Desk, wide_gap
from linli.identity.permissions import NotAllowed
from linli.journal.models import Deed, Read
from linli.kernel.refusal import NotFound
from tests.village import NOW, come_in

__all__ = ["wide_gap"]


@pytest.fixture
def desk(village) -> Desk:
    desk = Desk(village)
    for amount in (10, 20, 30, 40, 50, 60):
        gift = desk.give(amount)
        fund.acknowledge(donation_id=gift.pk, by=village.cashier, at=NOW)
    for amount in (100, 970):
        desk.paid(amount)
    desk.paid(30, "estate_repair")
    return desk


def drawn(village, desk, kind="donations", size=5) -> Sample:
    return actions.draw_sample(
        fund_id=desk.fund.pk, kind=kind, size=size, by=village.auditor, at=NOW
    )


@pytest.mark.parametrize(
    ("kind", "count"), [("payments", 3), ("donations", 5), ("receipts", 5), ("closings", 0)]
)
def test_a_sample_is_drawn_of_each_kind(village, desk, kind, count):
    card = queries.sample(village.auditor, drawn(village, desk, kind).pk)
    assert len(card.rows) == count
    assert card.is_redrawn
    assert Deed.objects.get(verb="audit.sampled").details == {"kind": kind}


def test_what_came_later_does_not_change_it(village, desk):
    sample = drawn(village, desk)
    desk.give(5)
    assert queries.sample(village.auditor, sample.pk).is_redrawn


def test_a_paper_that_is_gone_is_noticed(village, desk):
    sample = drawn(village, desk, "payments")
    Payment.objects.filter(entry__seq=int(sample.drawn[0][1:])).delete()
    assert not queries.sample(village.auditor, sample.pk).is_redrawn


def test_only_an_auditor_of_the_place_draws(village, desk):
    with pytest.raises(NotAllowed):
        actions.draw_sample(
            fund_id=desk.fund.pk, kind="payments", size=5, by=village.cashier, at=NOW
        )
    sample = drawn(village, desk)
    with pytest.raises(NotFound):
        queries.sample(village.outsider, sample.pk)


def test_the_unusual_is_told(village, desk):
    told = {one.pattern for one in queries.unusual(village.auditor, desk.fund.pk)}
    assert "just_under" in told
    household = desk.family()
    for _ in range(3):
        desk.paid(10, household_id=household)
    told = {one.pattern for one in queries.unusual(village.auditor, desk.fund.pk)}
    assert "same_person" in told


def test_the_desk_is_walked_and_every_read_is_logged(village, desk, client):
    come_in(client, village.users["auditor"])
    assert "账本和见证的一样新" in client.get("/desk/audit/").content.decode()
    answer = client.post(
        "/desk/audit/draw/", {"fund_id": desk.fund.pk, "kind": "payments", "size": 5}
    )
    page = client.get(answer.url).content.decode()
    assert "还是这几笔" in page
    reads = Read.objects.filter(subject_kind="ledger_entry", part="audit")
    assert reads.count() == 3
    assert "刚好低于整千" in client.get("/desk/audit/unusual/").content.decode()
    assert Read.objects.filter(part="audit_unusual").exists()


@pytest.mark.parametrize("what", ["entries", "payments", "donations", "receipts", "unusual"])
def test_everything_can_be_taken_away(village, desk, client, what):
    come_in(client, village.users["auditor"])
    answer = client.post(f"/desk/audit/{desk.fund.pk}/export/{what}/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > 1
    assert Deed.objects.get(verb="audit.exported").details == {"what": what}
    assert client.post(f"/desk/audit/{desk.fund.pk}/export/nothing/").status_code == 404


def test_the_slip_holds_every_hidden_line(village, desk, client):
    come_in(client, village.users["auditor"])
    for _ in range(4):
        desk.paid(10)
    desk.publish()
    held = client.post(f"/desk/audit/{desk.fund.pk}/export/slip/").json()
    assert held["kind"] == "audit"
    assert len(held["entries"]) == 12  # six grants, six payments


def test_an_older_copy_is_said_at_the_top(village, desk, client, settings, tmp_path):
    settings.LINLI_HEADS = tmp_path / "heads.log"
    settings.LINLI_HEADS.write_text(f"x\t{desk.fund.book_id}\t999\t{'a' * 64}\n")
    come_in(client, village.users["auditor"])
    assert "账本比见证的旧" in client.get("/desk/audit/").content.decode()


def test_a_table_of_nothing_known_is_not_found(village, desk):
    with pytest.raises(NotFound):
        list(queries.table(village.auditor, desk.fund.pk, "nothing"))
