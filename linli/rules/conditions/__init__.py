"""The few constructs a pack's condition tree is made of; the loader refuses any other.

Each construct can do five things with a situation: *answer* (true, false, unknown), *explain*
itself line by line in both languages, name what is still *open* (what to learn before it can
answer), list the *ways* to turn it: the smallest sets of papers and questions that could make it
so; and name the days on which time alone may *turn* it (a birthday, a figure that begins). The
trees are small, so plain recursion is enough; ways beyond ``LONGEST_WAY`` are dropped.

Two guards stand here. Nobody qualifies by vacuous truth: a family with no member, or a child with
no guardian, satisfies no "every". And a figure that may have risen since it was last verified can
turn nobody away: where it would say no, the answer is unknown (``Compare``).
"""

from linli.rules.conditions.base import Condition, Open, Reason, Samples, Way
from linli.rules.conditions.groups import Each, Group, Not, every_part
from linli.rules.conditions.leaves import AgeIs, FactIs, PerHead, QualifiesFor, Unsettled
from linli.rules.conditions.limits import Compare, Exists, Limit, OneOf, Test, Within

__all__ = [
    "AgeIs",
    "Compare",
    "Condition",
    "Each",
    "Exists",
    "FactIs",
    "Group",
    "Limit",
    "Not",
    "OneOf",
    "Open",
    "PerHead",
    "QualifiesFor",
    "Reason",
    "Samples",
    "Test",
    "Unsettled",
    "Way",
    "Within",
    "every_part",
]
