"""The numbers a session leaves behind, for the rooms above."""

from linli.attendance import queries
from linli.attendance.queries import Counts


def test_a_session_at_whose_door_nobody_stood_has_no_absent(counter):
    offer = counter.offer()
    counter.enrol(offer, "甲")
    session = counter.sessions[0].pk
    assert queries.counts_of([session]) == {session: Counts()}
    assert queries.cohorts_of([session]) == {session: {}}
    assert queries.feedback_of([session]) == {session: (0, 0, 0)}
