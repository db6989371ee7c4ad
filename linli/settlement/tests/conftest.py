"""A teacher who taught: November's calligraphy is over, and it is the second of December.

The course is that of the programmes' tests: three Tuesdays of December, at nine. It is looked at on
the second of January, when the month is over.
"""

import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.attendance import actions as door
from linli.journal import actions as journal
from linli.journal.actions import Look
from linli.kernel.words import XIAMEN
from linli.ledger import queries as ledger
from linli.operator.tests.conftest import Office
from linli.people import actions as people
from linli.people.terms import Registration
from linli.programmes import queries as programmes
from linli.programmes.tests.conftest import School
from linli.providers.tests.conftest import FEE, Faculty
from linli.settlement import actions, queries
from linli.settlement.models import Line, Statement
from tests.village import HERE, NOW

DECEMBER = datetime.date(2026, 12, 1)
AFTER = datetime.datetime(2027, 1, 2, 10, tzinfo=XIAMEN)
__all__ = ["DECEMBER", "FEE"]


def days(number: int) -> datetime.datetime:
    """So many days after the month was drafted."""
    return AFTER + datetime.timedelta(days=number)


class Finance:
    """What the tests do with a month: teach, draft, look, agree, pay."""

    def __init__(self, village: SimpleNamespace, school: School) -> None:
        self.village = village
        self.school, self.faculty = school, Faculty(village, school)
        self.office = Office(village)
        self.keeper, self.teacher = village.hall_keeper, village.teacher
        self.accountant = village.operator_accountant
        self.provider = self.faculty.provider
        self.sessions = programmes.sessions_of(self.faculty.course.pk)

    def come(self, number: int, heads: int = 8) -> None:
        """So many come to the first, second or third session: the door is kept."""
        row = self.sessions[number]
        door.bring_guests(
            session_id=row.id, count=heads, by=self.keeper, at=row.start_at, key=uuid4()
        )

    def learner(self, name: str) -> UUID:
        who = Registration(name=name, sex=2, born_on=datetime.date(1950, 5, 1))
        by = self.village.social_worker
        return people.register(who=who, place=HERE, by=by, at=NOW).pk

    def walk_in(self, row: programmes.SessionRow, *learners: UUID) -> None:
        """These come to a session, by name."""
        door.walk_in(
            session_id=row.id, people_ids=learners, by=self.keeper, at=row.start_at, key=uuid4()
        )

    def say(self, number: int, held: bool = True, **about):
        about = {"words": "老师和馆务都在", "at": AFTER, "key": uuid4(), **about}
        about.setdefault("by", self.keeper)
        return actions.say(session_id=self.sessions[number].id, held=held, **about)

    def teach(self, **about) -> None:
        """All three were given under an agreement, and the door was kept."""
        self.faculty.agree(**about)
        for number in range(3):
            self.come(number)

    def draft(self, **about) -> Statement:
        about = {"provider_id": self.provider.pk, "at": AFTER, "key": uuid4(), **about}
        about.setdefault("by", self.keeper)
        return actions.draft(month=DECEMBER, **about)

    def look(self, statement: Statement, at: datetime.datetime = AFTER) -> None:
        """The teacher opens the page, and the door writes that it was shown."""
        queries.my_statement(self.teacher, statement.pk, at)
        look = Look("statement", str(statement.pk), "shown", statement.place_id, "")
        journal.record_reads(viewer_id=self.teacher.user_id, at=at, looks=[look])

    def agree(self, statement: Statement, at: datetime.datetime = AFTER, **about) -> Statement:
        about.setdefault("by", self.teacher)
        return actions.agree(statement_id=statement.pk, at=at, **about)

    def dispute(self, statement: Statement, position: int, words: str = "那天来了十个人", **about):
        line = Line.objects.get(statement=statement, position=position)
        about = {"by": self.teacher, "at": AFTER, **about}
        return actions.dispute(line_id=line.pk, words=words, **about)

    def answer(self, said, words: str = "查了签到，是十个", **about) -> Statement:
        about = {"by": self.keeper, "at": AFTER, **about}
        return actions.answer(dispute_id=said.pk, words=words, **about)

    def pay(self, statement: Statement, at: datetime.datetime = AFTER, **about) -> Statement:
        about = {"by": self.accountant, "bank_reference": "B-1", **about}
        return actions.pay(statement_id=statement.pk, at=at, **about)

    def state(self, statement: Statement | UUID, at: datetime.datetime = AFTER) -> str:
        pk = statement.pk if isinstance(statement, Statement) else statement
        return queries.page_of(pk, at).row.state

    def holds(self) -> dict[str, int]:
        return self.office.holds()

    def book_is_clean(self) -> bool:
        return ledger.verify(self.office.operation.book_id).sound


@pytest.fixture
def school(village) -> School:
    return School(village)


@pytest.fixture
def finance(village, school) -> Finance:
    return Finance(village, school)
