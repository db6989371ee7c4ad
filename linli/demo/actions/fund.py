"""The demo's fund: under the sample federation, begun with an invented balance, given to since."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.fund import actions as fund
from linli.kernel.ids import random_id

FEN = 100


def open_with_gifts(
    *, holder_id: UUID, workers: Workers, began: datetime.datetime, at: datetime.datetime
) -> UUID:
    """Open the fund, have the holder confirm the marked fictional balance, receive the gifts."""
    accountant = workers["holder_accountant"]
    opened = fund.open_fund(
        place=cast.PLACE,
        holder_id=holder_id,
        name=cast.FUND,
        name_en=cast.FUND_EN,
        series=cast.SERIES,
        by=accountant,
        at=began,
    )
    fund.confirm_opening_balance(
        fund_id=opened.pk,
        amounts_fen={"general": cast.OPENING_YUAN * FEN},
        on=began.date(),
        statement=cast.STATEMENT,
        key=random_id(),
        by=accountant,
        at=began,
    )
    apart = (at - began) / (len(cast.GIFTS) + 1)
    for number, gift in enumerate(cast.GIFTS, start=1):
        _receive(gift, opened.pk, workers, began + apart * number)
    return opened.pk


def _receive(gift: cast.Gift, fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    cashier = workers["cashier"]
    donation = fund.receive_donation(
        fund_id=fund_id,
        amount_fen=gift.yuan * FEN,
        received_on=at.date(),
        purpose=gift.purpose,
        display="alias" if gift.shown_as else "anonymous",
        shown_as=gift.shown_as,
        donor_name=gift.donor_name,
        key=random_id(),
        by=cashier,
        at=at,
    )
    fund.acknowledge(donation_id=donation.pk, by=cashier, at=at)
