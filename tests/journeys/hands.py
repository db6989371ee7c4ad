"""Other hands in the same house while a journey goes on: what five families need is not walked five
times; it is done through the same actions that the pages call.

``python -m tests.journeys.hands paid NUMBER YUAN``  so many invented families are registered, and
    each is helped from the students' money: decided by two, paid by the bank
``python -m tests.journeys.hands clear YUAN``  whoever still waits for a batch is told of in one,
    with as many more as that takes, each helped with so much, and what was given for students
    is used up: the story that begins meets nobody else's money
``python -m tests.journeys.hands apply NUMBER YUAN``  so many apply to the newest programme, are
    visited and hand in every paper
``python -m tests.journeys.hands visits``  what was asked for visits (慰问) is granted and paid
``python -m tests.journeys.hands lots``  a course of which lots may be drawn: offered two days ago,
    three neighbours entered, and entering has just closed
``python -m tests.journeys.hands door``  a course of four places whose session began a quarter of an
    hour ago: two come together, one will come, one will not
``python -m tests.journeys.hands chat``  a choir with seven places, and those who want to sing in it
``python -m tests.journeys.hands priced``  a choir that costs something, with a subsidy for elders
    that a firm bears; an elder had a place in it last month, so that there is a month to bill
``python -m tests.journeys.hands week``  nine courses meet every day of the week that begins
    ``FULL_WEEK_DAYS`` after this one: as full as a hall is
``python -m tests.journeys.hands finish``  what was granted to students goes to the bank line
"""

import datetime
import os
import subprocess
import sys
from typing import Any
from uuid import UUID, uuid4

from house.bootstrap import ROOT

YUAN = 100
CHOIR = ("王桂花", "李建国", "黄志强", "郑秀", "苏婷", "柯美玉", "许文海", "洪阿珠", "邱月")
FIVE = 5
FULL_WEEK_DAYS = 56
DAILY_COURSES = (
    ("清晨太极", "06:30", "大草坪", None, None), ("老年书法班", "08:30", "悦享教室", 60, None),
    ("亲子阅读", "09:30", "童艺室", 3, 5), ("健康讲座和量血压", "10:30", "多功能厅", None, None),
    ("手机课：视频和转账", "14:00", "悦享教室", 55, None), ("四点半课堂", "16:30", "童艺室", 6, 11),
    ("下棋喝茶", "17:00", "文化广场", None, None), ("年轻人的合唱团", "19:00", "多功能厅", 18, 45),
    ("邻里剧社：新戏排练和对词", "20:30", "文化广场东侧小舞台", 16, None),
)  # fmt: skip


def do(environment: dict[str, str], *what: str) -> None:
    """Let other hands do it, in a process of their own, on the data of an opened house.

    Several things are one after the other, with "and" between them.
    """
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.hands", *what],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "linli.site.settings", "LINLI_DEMO": "1"},
        check=True,
    )


def main(*told: str) -> None:
    """Do what the module's docstring says."""
    import django

    django.setup()
    for one in " ".join(told).split(" and "):
        obey(Hands(), *one.split())


def obey(hands: "Hands", what: str, *numbers: str) -> None:
    """Do one of the things."""
    if what == "finish":
        for request in hands.waiting():
            hands.pay(request)
        return
    by_name = {
        "visits": hands.pay_visits,
        "lots": hands.enter_for_lots,
        "door": hands.open_a_door,
        "chat": hands.open_choir,
        "priced": hands.open_priced_choir,
        "week": hands.fill_a_week,
    }
    if what in by_name:
        by_name[what]()
        return
    if what == "clear":
        hands.clear(int(*numbers))
        return
    number, yuan = map(int, numbers)
    for household in hands.register(number):
        if what == "paid":
            hands.pay(hands.granted(household, yuan))
        else:
            hands.apply(household, yuan)


class Hands:
    """The demo's workers, each with their own hands."""

    def __init__(self) -> None:
        from django.utils import timezone

        from linli.demo import cast
        from linli.fund import queries

        self.at = timezone.now()
        self.today = timezone.localdate(self.at)
        self.place = cast.PLACE
        found = queries.fund_of(cast.PLACE)
        assert found
        self.fund_id: UUID = found

    def viewer(self, username: str) -> Any:
        """A worker of the demo, second factor and all."""
        from linli.identity import queries as who

        return who.viewer_for(who.user_named(username), on=self.today, second_factor=True)

    def by(self, username: str) -> dict[str, Any]:
        return {"by": self.viewer(username), "at": self.at}

    def register(self, number: int) -> list[UUID]:
        """So many families: a mother and her grown child, who has been admitted."""
        from linli.people import actions as people
        from linli.people.terms import NewHousehold, NewMember, Registration

        born = datetime.date(self.today.year - 45, 1, 1)
        mother = NewMember(who=Registration(name="虚甲", born_on=born, sex=2), relation="02")
        grown = Registration(name="虚乙", born_on=born.replace(year=born.year + 26), sex=1)
        family = NewHousehold(members=(mother, NewMember(who=grown, relation="20")), number="")
        made = people.register_many(
            households=[family] * number, place=self.place, fictional=True,
            **self.by("social_worker"),
        )  # fmt: skip
        return [one.pk for one in made]

    def open_choir(self) -> None:
        """Neighbours, two of one name and one with a grown grandson, and a choir for them."""
        from linli.hall import actions as hall
        from linli.kernel.recurrence import WEEKLY, Recurrence
        from linli.people import actions as people
        from linli.people.terms import NewHousehold, NewMember, Registration
        from linli.programmes import actions as programmes

        def home(*members: tuple[str, int, str]) -> NewHousehold:
            return NewHousehold(
                members=tuple(
                    NewMember(
                        who=Registration(name=name, born_on=datetime.date(year, 5, 1), sex=sex),
                        relation=relation,
                    )
                    for name, year, relation in members
                    for sex in [1 if relation == "40" else 2]
                ),
                number="",
            )

        alone = [(name, 1956, "02") for name in CHOIR]
        homes = [home(one) for one in [*alone, ("陈丽", 1950, "02"), ("陈丽", 1988, "02")]]
        homes.append(home(("林美珍", 1948, "02"), ("林大山", 2004, "40")))
        people.register_many(
            households=homes, place=self.place, fictional=True, **self.by("social_worker")
        )
        keep = self.by("hall_keeper")
        programme = programmes.open_programme(
            place=self.place, title="群里报的合唱", scene="i_family", goals=[], key=uuid4(), **keep
        )
        monday = self.today + datetime.timedelta(days=7 - self.today.weekday())
        meeting = programmes.Meeting(
            Recurrence(WEEKLY, by_day=("MO",), count=2), monday, datetime.time(15), 60,
            where="文化广场",
        )  # fmt: skip
        course = programmes.open_course(
            programme_id=programme.pk, title="群里报的合唱", capacity=7, meeting=meeting,
            key=uuid4(), **keep,
        )  # fmt: skip
        hall.open_offer(
            course_id=course.pk, kind="term", mode="first_come", opens_at=self.at,
            pools=[hall.PoolPlan("大家", 7)], key=uuid4(), **keep,
        )  # fmt: skip

    def open_priced_choir(self) -> None:
        """Last month, by the demo's own payer: the keeper writes, the accountant agrees. Since then
        the demo's own rule for elders counts, which has the same code."""
        from linli.demo import cast
        from linli.hall import actions as hall
        from linli.kernel.recurrence import WEEKLY, Recurrence
        from linli.people import queries as people
        from linli.pricing import actions as pricing, queries as prices
        from linli.programmes import actions as programmes

        then = self.at.replace(day=1) - datetime.timedelta(days=9)
        keep = {"by": self.viewer("hall_keeper"), "at": then}
        agree = {"by": self.viewer("operator_accountant"), "at": then}
        programme = programmes.open_programme(
            place=self.place, title="收费的合唱", scene="i_family", goals=[], key=uuid4(), **keep
        )
        monday = self.today + datetime.timedelta(days=7 - self.today.weekday())
        meeting = programmes.Meeting(
            Recurrence(WEEKLY, by_day=("MO",), count=2), monday, datetime.time(15), 60,
            where="文化广场",
        )  # fmt: skip
        course = programmes.open_course(
            programme_id=programme.pk, title="收费的合唱", capacity=7, meeting=meeting,
            key=uuid4(), **keep,
        )  # fmt: skip
        written = pricing.write_price(
            course_id=course.pk, per="term", amount_fen=30 * YUAN, full_back_days=1,
            late_back_permille=0, valid_from=then.date(), key=uuid4(), **keep,
        )  # fmt: skip
        pricing.put_price_in_force(price_id=written.pk, **agree)
        [payer] = [each for each in prices.payers(keep["by"]) if each.name == cast.PAYER]
        rule = pricing.write_subsidy(
            payer_id=payer.id, course_id=course.pk, code="elder", title="唱歌的老人减一半",
            basis="虚构的协议", permille=500, age_from=60, valid_from=then.date(), key=uuid4(),
            **keep,
        )  # fmt: skip
        pricing.put_subsidy_in_force(subsidy_id=rule.pk, **agree)
        offer = hall.open_offer(
            course_id=course.pk, kind="term", mode="first_come", opens_at=then,
            pools=[hall.PoolPlan("大家", 7)], key=uuid4(), **keep,
        )  # fmt: skip
        [neighbour] = people.residents(keep["by"], self.today, "叶福生").rows
        hall.enrol(
            offer_id=offer.pk, people_ids=[neighbour.id], channel="desk", key=uuid4(), **keep
        )

    def enter_for_lots(self) -> None:
        """Three of the register's first residents want one of two places."""
        from linli.hall import actions as hall
        from linli.kernel.recurrence import WEEKLY, Recurrence
        from linli.people import queries as people
        from linli.programmes import actions as programmes

        opened = self.at - datetime.timedelta(days=2)
        keep = {"by": self.viewer("hall_keeper"), "at": opened}
        programme = programmes.open_programme(
            place=self.place, title="抽签的陶艺", scene="i_learning", goals=[], key=uuid4(), **keep
        )
        monday = self.today + datetime.timedelta(days=7 - self.today.weekday())
        meeting = programmes.Meeting(
            Recurrence(WEEKLY, by_day=("MO",), count=2), monday, datetime.time(19), 60,
            where="文化广场",
        )  # fmt: skip
        course = programmes.open_course(
            programme_id=programme.pk, title="抽签的陶艺", capacity=2, meeting=meeting,
            key=uuid4(), **keep,
        )  # fmt: skip
        offer = hall.open_offer(
            course_id=course.pk, kind="term", mode="lottery", opens_at=opened,
            closes_at=self.at - datetime.timedelta(minutes=1), pools=[hall.PoolPlan("大家", 2)],
            key=uuid4(), **keep,
        )  # fmt: skip
        adults = people.residents(keep["by"], self.today).rows
        for row in [row for row in adults if not row.minor][:3]:
            hall.enrol(offer_id=offer.pk, people_ids=[row.id], channel="desk", key=uuid4(), **keep)

    def fill_a_week(self) -> None:
        """Sixty-three sessions, nine a day."""
        from linli.kernel.recurrence import DAILY, Recurrence
        from linli.programmes import actions as programmes

        keep = self.by("hall_keeper")
        monday = self.today + datetime.timedelta(days=FULL_WEEK_DAYS - self.today.weekday())
        for title, starts, where, low, high in DAILY_COURSES:
            programme = programmes.open_programme(
                place=self.place, title=title, scene="i_learning", goals=[], age_from=low,
                age_to=high, key=uuid4(), **keep,
            )  # fmt: skip
            meeting = programmes.Meeting(
                Recurrence(DAILY, count=7), monday, datetime.time.fromisoformat(starts), 90,
                on_days_off="keep", where=where,
            )  # fmt: skip
            programmes.open_course(
                programme_id=programme.pk, title=title, capacity=20, meeting=meeting, key=uuid4(),
                **keep,
            )  # fmt: skip

    def open_a_door(self) -> None:
        """A session in progress, enrolled for two days ago by some of the cast."""
        from django.utils import timezone

        from linli.hall import actions as hall
        from linli.kernel.recurrence import DAILY, Recurrence
        from linli.people import queries as people
        from linli.programmes import actions as programmes

        opened = self.at - datetime.timedelta(days=2)
        keep = {"by": self.viewer("hall_keeper"), "at": opened}
        quarter = datetime.timedelta(minutes=15)
        begins = timezone.localtime(self.at) - quarter
        begins = begins.replace(minute=begins.minute // 15 * 15, second=0, microsecond=0)
        programme = programmes.open_programme(
            place=self.place, title="门口的剪纸", scene="i_family", goals=[], key=uuid4(), **keep
        )
        meeting = programmes.Meeting(
            Recurrence(DAILY, count=1), begins.date(), begins.time(), 120, where="文化广场"
        )
        course = programmes.open_course(
            programme_id=programme.pk, title="门口的剪纸", capacity=4, meeting=meeting,
            key=uuid4(), **keep,
        )  # fmt: skip
        offer = hall.open_offer(
            course_id=course.pk, kind="term", mode="first_come", opens_at=opened,
            pools=[hall.PoolPlan("大家", 4)], key=uuid4(), **keep,
        )  # fmt: skip
        for names in (("蔡秀治", "叶福生"), ("洪美玲",), ("许阿珍",)):
            rows = [people.residents(keep["by"], self.today, name).rows[0] for name in names]
            hall.enrol(
                offer_id=offer.pk, people_ids=[row.id for row in rows], channel="desk",
                key=uuid4(), **keep,
            )  # fmt: skip

    def ask(self, household_id: UUID, yuan: int, **more: Any) -> UUID:
        """Asked for, and visited."""
        from linli.fund import actions

        request = actions.ask(
            fund_id=self.fund_id, purpose="student_aid", reason="schooling",
            amount_fen=yuan * YUAN, household_id=household_id, key=uuid4(), **more,
            **self.by("social_worker"),
        )  # fmt: skip
        actions.record_visit(
            request_id=request.pk, on=self.today, words="去过。", **self.by("social_worker")
        )
        return request.pk

    def apply(self, household_id: UUID, yuan: int) -> None:
        """Applied for to the newest programme, with every paper."""
        from linli.fund import actions, queries

        newest = queries.programmes(self.viewer("social_worker"), self.fund_id, self.today)[0]
        actions.hand_in(
            request_id=self.ask(household_id, yuan, programme_id=newest.id),
            documents=newest.documents,
            **self.by("social_worker"),
        )

    def granted(self, household_id: UUID, yuan: int) -> UUID:
        """Asked for, visited, and decided by two."""
        request = self.ask(household_id, yuan)
        self.decide(request, yuan * YUAN)
        return request

    def decide(self, request: UUID, fen: int) -> None:
        """By two."""
        from linli.fund import actions

        for decide, member in (
            (actions.propose, "second_member"),
            (actions.decide, "committee_member"),
        ):
            decide(request_id=request, grant_fen=fen, key=uuid4(), **self.by(member))

    def pay_visits(self) -> None:
        """The fund's way for the rounds that were approved."""
        from linli.fund import queries

        for row in queries.requests(self.viewer("cashier"), "asked").object_list:
            if row.reason == "goodwill":
                self.decide(row.id, row.asked_fen)
                self.pay(row.id)

    def clear(self, yuan: int) -> None:
        """Make those who wait for a batch five, use up the students' money, and publish."""
        from linli.fund import actions, queries
        from linli.fund.models import Payment

        waiting = Payment.objects.filter(batch=None).count()
        bound_fen = queries.fund(self.viewer("cashier"), self.fund_id).free_fen.get(
            "student_aid", 0
        )
        if not waiting and not bound_fen:
            return
        more = max(FIVE - waiting, 1)
        each = max(yuan, -(-bound_fen // (more * YUAN)))
        for household in self.register(more):
            self.pay(self.granted(household, each))
        actions.publish_batch(fund_id=self.fund_id, key=uuid4(), **self.by("holder_accountant"))

    def waiting(self) -> list[UUID]:
        """The students' grants of which the holder has not been told."""
        from linli.fund import queries

        rows = queries.requests(self.viewer("cashier"), "decided").object_list
        return [row.id for row in rows if row.purpose == "student_aid"]

    def pay(self, request_id: UUID) -> None:
        """The cashier tells the holder, and the bank pays."""
        from linli.fund import actions

        actions.instruct(
            request_id=request_id, payee=actions.Payee("示例大学", "6222020000000000001"),
            key=uuid4(), **self.by("cashier"),
        )  # fmt: skip
        actions.confirm_paid(
            request_id=request_id, bank_reference=f"XS{request_id.hex[-8:]}", paid_on=self.today,
            key=uuid4(), **self.by("holder_accountant"),
        )  # fmt: skip


if __name__ == "__main__":
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        raise SystemExit("Only a journey calls this, for a house that it has opened.")
    main(*sys.argv[1:])
