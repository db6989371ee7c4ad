"""Whatever is booked, moved and given back, no two live bookings share a quarter of a leaf."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from linli.spaces import actions
from linli.spaces.actions.holding import quarters_of
from linli.spaces.models import Booking, Slot
from linli.spaces.queries.tree import tree_at
from linli.spaces.terms import LIVE, at_minute
from tests.village import HERE, NOW, TODAY

pytestmark = pytest.mark.usefixtures("db")

ROOMS = ("whole", "classroom", "east", "west", "meeting")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("occupy", "move", "release")),
        st.sampled_from(ROOMS),
        st.integers(32, 44),  # quarters since midnight: eight to eleven
        st.integers(1, 6),
        st.integers(0, 9),
    ),
    min_size=4,
    max_size=14,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_no_two_share_a_quarter(hall, steps):
    with transaction.atomic():
        for step in steps:
            do(hall, *step)
        tree = tree_at(HERE)
        wanted = Counter(
            (leaf.pk, quarter)
            for booking in Booking.objects.filter(state__in=LIVE)
            for leaf in tree.leaves(booking.space_id)
            for quarter in quarters_of(booking)
        )
        assert set(wanted.values()) <= {1}
        assert set(wanted) == set(Slot.objects.values_list("leaf_id", "quarter"))
        transaction.set_rollback(True)


def do(hall, verb, room, quarter, length, which):
    """One step; a refusal is an answer too."""
    act = {"by": hall.worker, "at": NOW}
    start = at_minute(TODAY, quarter * 15)
    end = at_minute(TODAY, (quarter + length) * 15)
    made = list(Booking.objects.order_by("pk"))
    space_id = getattr(hall, room).pk
    try:
        if verb == "occupy" or not made:
            actions.occupy(
                space_id=space_id, start_at=start, end_at=end, title="课", origin=None,
                after_minutes=15 * (which % 2), **act,
            )  # fmt: skip
        elif verb == "move":
            actions.move(
                booking_id=made[which % len(made)].pk, space_id=space_id, start_at=start,
                end_at=end, **act,
            )  # fmt: skip
        else:
            actions.release(booking_id=made[which % len(made)].pk, **act)
    except (actions.NotHeld, actions.AlreadyOver, actions.NotHeldAnyMore):
        pass
