"""A paper is kept as long as its class says, counted from the end of its purpose, and no longer."""

import datetime
import os

import pytest

from linli.identity.permissions import clock
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.papers import actions, errands, queries, terms
from linli.papers.models import folder
from linli.papers.tests.paper_samples import photo
from linli.papers.tests.test_keep import keep

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("retention", "ended_on", "until"),
    [
        ("consent", datetime.date(2026, 11, 23), datetime.date(2029, 11, 23)),
        ("consent", datetime.date(2028, 2, 29), datetime.date(2031, 2, 28)),
        ("identity", datetime.date(2026, 11, 23), datetime.date(2026, 11, 23)),
    ],
)
def test_counts_whole_years_from_the_end_of_the_purpose(retention, ended_on, until):
    assert terms.keep_until(retention, ended_on) == until


def test_destroys_the_file_and_keeps_the_row(village, django_capture_on_commit_callbacks):
    paper = release(village, keep(village, photo()))
    last_day = paper.keep_until
    assert actions.destroy_due(by=clock(), at=village.now, on=last_day) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.destroy_due(by=clock(), at=village.now, on=last_day + DAY) == 1
    assert not paper.file.exists()
    with pytest.raises(NotFound):
        queries.paper(village.social_worker, paper.pk)
    verbs = [deed.verb for deed in journal.history(("paper", paper.pk))]
    assert verbs == ["paper.destroyed", "paper.released", "paper.kept"]


def test_a_paper_whose_purpose_lasts_is_never_due(village):
    keep(village, photo())
    assert queries.due(datetime.date(2100, 1, 1)) == []


def test_is_released_only_by_those_of_its_place(village):
    paper = keep(village, photo())
    with pytest.raises(NotFound):
        release(village, paper, by=village.outsider)


def test_sweeps_what_a_failed_transaction_left_but_not_at_once(village):
    paper = keep(village, photo())
    orphan = folder() / "ab" / "0192c0de-0000-7000-8000-0000000000ab.sealed"
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"left behind")
    now = village.now.timestamp()
    for file in (orphan, paper.file):
        os.utime(file, (now, now))
    assert actions.destroy_due(by=clock(), at=village.now, on=village.today) == 0
    assert actions.destroy_due(by=clock(), at=village.now + 2 * DAY, on=village.today) == 1
    assert (orphan.exists(), paper.file.exists()) == (False, True)


def test_the_clock_looks_once_a_day(village):
    release(village, keep(village, photo()))
    later = village.now + 4 * 366 * DAY
    assert errands.run(later) >= 1
    assert errands.run(later + datetime.timedelta(hours=1)) == 0


def release(village, paper, by=None):
    return actions.release(
        paper_id=paper.pk,
        by=by or village.social_worker,
        at=village.now,
        ended_on=village.today,
    )
