"""The policy officers at work: a figure stated by one and confirmed by the other, and a call noted.

The figure is the invented fund's own; of a real policy no amount is ever invented.
"""

import datetime

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.identity.permissions import clock
from linli.rulebook import actions as rulebook


def find_out(*, workers: Workers, at: datetime.datetime) -> None:
    """Leave the desk as the visitors find it."""
    finder, confirmer = workers["policy_officer"], workers["second_officer"]
    rulebook.take_in_shipped(by=clock(), at=at)
    stated = rulebook.state_figure(
        jurisdiction=cast.PLACE,
        benefit=cast.AID_OF_THE_FUND,
        parameter="aid",
        value=cast.AID_FEN,
        since=at.date(),
        title=cast.AID_SOURCE,
        address=cast.AID_ADDRESS,
        read_on=at.date(),
        trust="official",
        by=finder,
        at=at,
    )
    rulebook.confirm_figure(stated_id=stated.pk, by=confirmer, at=at)
    rulebook.note_enquiry(
        jurisdiction=cast.CITY,
        benefit="shared",
        parameter="dibao_standard",
        whom=cast.ASKED,
        words=cast.ANSWERED,
        by=finder,
        at=at,
    )
