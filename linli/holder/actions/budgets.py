"""What may be done with a fund's budget: one person enters an amount, another confirms it."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.fund import queries as funds
from linli.holder.models import Budget
from linli.identity import actions as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import MOST_FEN
from linli.kernel.refusal import NotFound, Refused


class BudgetNotPossible(Refused):
    """A use the fund does not have, or an amount nobody spends."""

    words = gettext_lazy("这个基金没有这个用途，或者金额不对。")


class NotTheNewest(Refused):
    """Another amount was entered since."""

    words = gettext_lazy("这个用途又编了新的预算，请确认新的那一个。")


@transaction.atomic
def enter_budget(
    *,
    fund_id: UUID,
    year: int,
    purpose: str,
    amount_fen: int,
    by: Viewer,
    at: datetime.datetime,
) -> Budget:
    """Enter what the fund means to spend in a year on one use; it holds once confirmed."""
    fund = funds.fund(by, fund_id)
    by.require(Permission.BUDGET_ENTER, place=fund.place)
    if purpose not in fund.purposes or not 0 <= amount_fen <= MOST_FEN:
        raise BudgetNotPossible
    before = Budget.objects.filter(fund=fund_id, year=year, purpose=purpose)
    budget = Budget.objects.create(
        fund_id=fund_id,
        year=year,
        purpose=purpose,
        number=before.count() + 1,
        amount_fen=amount_fen,
        at=at,
    )
    identity.sign_off(subject=("budget", budget.pk), step="enter", by=by, at=at)
    _record("budget.entered", budget, fund.place, by, at)
    return budget


@transaction.atomic
def confirm_budget(*, budget_id: UUID, by: Viewer, at: datetime.datetime) -> Budget:
    """Another person confirms the newest amount. Raises ``SamePersonTwice``, ``NotTheNewest``."""
    budget = Budget.objects.select_for_update().filter(pk=budget_id).first()
    if budget is None:
        raise NotFound
    fund = funds.fund(by, budget.fund_id)
    by.require(Permission.BUDGET_CONFIRM, place=fund.place)
    if budget.confirmed_at:
        return budget
    alike = Budget.objects.filter(fund=budget.fund_id, year=budget.year, purpose=budget.purpose)
    if alike.filter(number__gt=budget.number).exists():
        raise NotTheNewest
    identity.sign_off(subject=("budget", budget.pk), step="confirm", by=by, at=at)
    budget.confirmed_at = at
    budget.save(update_fields=["confirmed_at"])
    _record("budget.confirmed", budget, fund.place, by, at)
    return budget


def _record(verb: str, budget: Budget, place: str, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("budget", budget.pk),
        place=place,
        details={"year": budget.year, "purpose": budget.purpose, "amount_fen": budget.amount_fen},
    )
