"""What people felt is told of those who were there."""

from uuid import uuid4

from linli.attendance import actions, queries


def test_a_face_of_who_was_never_there_is_not_counted(door):
    """Ticked by mistake, asked on the way out, and then taken back: the face goes with it."""
    door.enrol("甲", "乙")
    rows = door.come("甲", "乙")
    for row in rows:
        actions.give_feedback(
            session_id=door.session.pk, resident_id=row.resident_id, face=3, by=door.keeper,
            at=door.minutes(50), key=uuid4(),
        )  # fmt: skip

    def said():
        return queries.feedback_of([door.session.pk])[door.session.pk]

    assert said() == (2, 0, 0)
    actions.take_back(
        attendance_id=rows[0].pk, reason="认错人", by=door.keeper, at=door.minutes(60)
    )
    assert said() == (1, 0, 0)
    door.come("甲", at=70)
    assert said() == (2, 0, 0)
