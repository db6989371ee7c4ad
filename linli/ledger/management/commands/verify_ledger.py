"""Adds every book up again, from the first entry on, and holds it against heads.log."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from linli.ledger import queries


class Command(BaseCommand):
    """For the operator's nightly run, and for an auditor at the keyboard."""

    help = (
        "Add every book up again: hashes, lines, lots, balances, floors, closed periods, anchors; "
        "and compare with heads.log beside the data folder, which notices an older copy. "
        "Prints one line a book; where something is wrong, the first entry and the column. "
        "Ends with 1 when any book is wrong."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        verdicts, lags = queries.verify_all(), queries.lags()
        for verdict in verdicts:
            self.stdout.write(_said(verdict))
        for lag in lags:
            self.stdout.write(_lag_said(lag))
        if lags or not all(verdict.sound for verdict in verdicts):
            sys.exit(1)


def _said(verdict: queries.Verdict) -> str:
    if verdict.sound:
        return f"{verdict.book}: adds up, {verdict.entries} entries, head {verdict.head}"
    where = f"entry {verdict.seq}" if verdict.seq else "no entry to blame"
    return f"{verdict.book or '(no book)'}: WRONG at {verdict.column}, {where}"


def _lag_said(lag: queries.Lag) -> str:
    if lag.is_older:
        return (
            f"{lag.book}: OLDER than heads.log, which has seen entry {lag.seq}; here are {lag.has}"
        )
    return f"{lag.book}: ANOTHER entry {lag.seq} than heads.log has seen"
