"""A course with a price, payers with their subsidies, and a till at the counter."""

import datetime
from uuid import UUID, uuid4

import pytest

from linli.hall.tests.conftest import Counter
from linli.operator.tests.conftest import Office
from linli.pricing import actions
from linli.pricing.models import PassKind, Payer, Price, Quote, SeasonPass, Subsidy
from linli.programmes.tests.conftest import School
from tests.village import HERE, NOW, TODAY


class Desk:
    """What the tests do about prices: the keeper writes, the operator's accountant agrees."""

    def __init__(self, village) -> None:
        self.village = village
        self.office = Office(village)
        self.counter = Counter(village, School(village))
        self.keeper, self.accountant = village.hall_keeper, village.operator_accountant

    def write_price(self, amount_fen=30_00, per="term", **about) -> Price:
        about = {
            "course_id": self.counter.course.pk, "full_back_days": 3, "late_back_permille": 500,
            "valid_from": TODAY, "by": self.keeper, "at": NOW, "key": uuid4(), **about,
        }  # fmt: skip
        return actions.write_price(amount_fen=amount_fen, per=per, **about)

    def price(self, *args, **about) -> Price:
        price = self.write_price(*args, **about)
        return actions.put_price_in_force(price_id=price.pk, by=self.accountant, at=NOW)

    def payer(self, name="爱心企业", kind="sponsor") -> Payer:
        found = Payer.objects.filter(name=name).first()
        return found or actions.name_payer(place=HERE, kind=kind, name=name, by=self.keeper, at=NOW)

    def write_subsidy(self, code="elder", payer="爱心企业", **about) -> Subsidy:
        about = {
            "title": "60 岁以上优惠", "basis": "2026 年第 3 次居民会议", "valid_from": TODAY,
            "by": self.keeper, "at": NOW, "key": uuid4(), **about,
        }  # fmt: skip
        if "fixed_fen" not in about:
            about.setdefault("permille", 500)
        return actions.write_subsidy(payer_id=self.payer(payer).pk, code=code, **about)

    def subsidy(self, *args, **about) -> Subsidy:
        made = self.write_subsidy(*args, **about)
        return actions.put_subsidy_in_force(subsidy_id=made.pk, by=self.accountant, at=NOW)

    def quotes(self, party) -> list[Quote]:
        return list(Quote.objects.filter(origin_id=party.pk).order_by("made_at", "pk"))

    def collect(self, party, **about):
        about = {"means": "cash", "by": self.keeper, "at": NOW, "key": uuid4(), **about}
        return actions.collect(room="hall", noun="party", thing_id=party.pk, **about)

    def write_pass(self, amount_fen=100_00, **about) -> PassKind:
        about = {
            "place": HERE, "code": "autumn", "title": "秋季季票", "valid_from": TODAY,
            "by": self.keeper, "at": NOW, "key": uuid4(), **about,
        }  # fmt: skip
        if not {"course_ids", "programme_ids", "space_ids"} & about.keys():
            about.setdefault("everything", True)
        if "from_on" not in about:
            about.setdefault("days", 40)
        return actions.write_pass(amount_fen=amount_fen, **about)

    def pass_kind(self, *args, **about) -> PassKind:
        made = self.write_pass(*args, **about)
        return actions.put_pass_in_force(kind_id=made.pk, by=self.accountant, at=NOW)

    def sell(self, name: str, kind: PassKind, *, paid=True, **about) -> SeasonPass:
        about = {"by": self.keeper, "at": NOW, "key": uuid4(), **about}
        who = self.counter.person(name)
        sold = actions.sell_pass(kind_id=kind.pk, resident_id=who, **about)
        if paid and sold.quote.resident_fen:
            actions.collect_pass(pass_id=sold.pk, means="cash", by=self.keeper, at=about["at"])
        return sold

    def show_paper(self, who: UUID, status="dibao", until=TODAY + datetime.timedelta(days=90)):
        return actions.see_proof(
            resident_id=who, status=status, valid_until=until, by=self.keeper, at=NOW
        )


@pytest.fixture
def prices(village) -> Desk:
    return Desk(village)
