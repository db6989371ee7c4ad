"""The demo's operator: its book, a month's costs, a price a firm bears half of, pass, deposit."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.identity.permissions import Permission
from linli.kernel.ids import random_id
from linli.kernel.words import XIAMEN
from linli.operator import actions as operators
from linli.pricing import actions as pricing

BACK_DAYS, LATE_PERMILLE = 3, 500


def run(*, workers: Workers, at: datetime.datetime) -> None:
    """Open the hall's book; the keeper enters last month, the accountant confirms it."""
    accountant, keeper = workers["operator_accountant"], workers["hall_keeper"]
    [operator_id] = accountant.organisations(Permission.OPERATION_PAY)
    run_by = operators.open_operation(
        place=cast.PLACE, operator_id=operator_id, name=cast.OPERATION, series=cast.RECEIPTS,
        by=accountant, at=at,
    )  # fmt: skip
    today = at.astimezone(XIAMEN).date()
    last_month = today.replace(day=1) - datetime.timedelta(days=1)
    month = operators.begin_month(operation_id=run_by.pk, month=last_month, by=keeper, at=at)
    for kind, what, numbers in cast.COSTS:
        operators.save_line(
            month_id=month.pk, cost=operators.Cost(kind, what, **numbers), key=random_id(),
            by=keeper, at=at,
        )  # fmt: skip
    operators.confirm_month(month_id=month.pk, by=accountant, at=at, key=random_id())


def price(course_id: UUID, *, workers: Workers, at: datetime.datetime) -> None:
    """A course's price, what elders pay less of it, and a season pass; written by one, agreed by
    another."""
    keep = {"by": workers["hall_keeper"], "at": at}
    agree = {"by": workers["operator_accountant"], "at": at}
    today = at.astimezone(XIAMEN).date()
    written = pricing.write_price(
        course_id=course_id, per="term", amount_fen=cast.PRICE_FEN, market_fen=cast.MARKET_FEN,
        market_source=cast.MARKET, full_back_days=BACK_DAYS, late_back_permille=LATE_PERMILLE,
        valid_from=today, key=random_id(), **keep,
    )  # fmt: skip
    pricing.put_price_in_force(price_id=written.pk, **agree)
    payer = pricing.name_payer(place=cast.PLACE, kind="sponsor", name=cast.PAYER, **keep)
    discount = pricing.write_subsidy(
        payer_id=payer.pk, code="elder", title=cast.DISCOUNT, basis=cast.DISCOUNT_BASIS,
        permille=500, age_from=60, valid_from=today, key=random_id(), **keep,
    )  # fmt: skip
    pricing.put_subsidy_in_force(subsidy_id=discount.pk, **agree)
    season = pricing.write_pass(
        place=cast.PLACE, code="season", title=cast.PASS, amount_fen=cast.PASS_FEN,
        days=cast.PASS_DAYS, everything=True, valid_from=today, key=random_id(), **keep,
    )  # fmt: skip
    pricing.put_pass_in_force(kind_id=season.pk, **agree)


def ask_deposit(course_id: UUID, *, workers: Workers, at: datetime.datetime) -> None:
    """A free course of few places asks for a deposit; no other does."""
    written = pricing.write_price(
        course_id=course_id, per="session", amount_fen=0, deposit_fen=cast.DEPOSIT_FEN,
        full_back_days=0, late_back_permille=0, valid_from=at.astimezone(XIAMEN).date(),
        key=random_id(), by=workers["hall_keeper"], at=at,
    )  # fmt: skip
    pricing.put_price_in_force(price_id=written.pk, by=workers["operator_accountant"], at=at)
