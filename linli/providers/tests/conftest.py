"""A teacher who signs in, the hall's calligraphy to teach, and the desk that proposes.

``NOW`` is Monday 23 November 2026; the course is that of the programmes' tests, for people of 60
and more, on the first three Tuesdays of December.
"""

import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import Viewer, clock
from linli.programmes.models import Course
from linli.programmes.tests.conftest import School
from linli.providers import actions
from linli.providers.models import Agreement, Credential, Provider, Substitution
from linli.providers.terms import PER_SESSION, SAFEGUARDING, Rates
from tests.village import HERE, NOW, TODAY

FEE = 12_000
BY_SESSION = Rates(PER_SESSION, per_session_fen=FEE, prepare_minutes=30)
STORY = "写了四十年楷书，退休前在小学教书。"


class Faculty:
    """What the tests do with those who teach."""

    def __init__(self, village: SimpleNamespace, school: School) -> None:
        self.village, self.school = village, school
        self.keeper = village.hall_keeper
        self.teacher: Viewer = village.teacher
        self.course = school.open_course()
        self.provider = self.enter(village.teaching.pk, "陈老师")

    def enter(self, organisation_id: UUID, name: str, **about) -> Provider:
        about.setdefault("by", self.keeper)
        about.setdefault("kind", "person")
        about.setdefault("story", STORY)
        about.setdefault("key", uuid4())
        return actions.enter_provider(
            organisation_id=organisation_id, place=HERE, shown_name=name, skills="楷书、写春联",
            at=NOW, **about,
        )  # fmt: skip

    def another(self, name: str = "林老师") -> tuple[Provider, Viewer]:
        """Another provider and who signs in for it."""
        body = identity.found_organisation(
            name=name, kind="provider", place=HERE, by=clock(), at=NOW
        )
        user = identity.invite(username=f"t{uuid4().hex[:8]}", name=name, by=clock(), at=NOW)
        identity.appoint(
            user_id=user.pk, role="teacher", organisation=body.pk, from_on=TODAY, by=clock(), at=NOW
        )
        return self.enter(body.pk, name), who.viewer_for(user, on=TODAY, second_factor=True)

    def propose(self, *courses: Course, rates: Rates = BY_SESSION, **about) -> Agreement:
        about.setdefault("by", self.keeper)
        about.setdefault("provider_id", self.provider.pk)
        about.setdefault("from_on", TODAY)
        about.setdefault("key", uuid4())
        chosen = courses or (self.course,)
        return actions.propose(courses=[each.pk for each in chosen], rates=rates, at=NOW, **about)

    def answer(self, agreement: Agreement, yes: bool = True, **about) -> Agreement:
        about.setdefault("by", self.teacher)
        return actions.answer(agreement_id=agreement.pk, yes=yes, at=NOW, **about)

    def agree(self, *courses: Course, **about) -> Agreement:
        return self.answer(self.propose(*courses, **about))

    def check(
        self,
        provider: Provider | None = None,
        on: datetime.date = TODAY,
        at: datetime.datetime = NOW,
    ) -> Credential:
        return actions.keep_credential(
            provider_id=(provider or self.provider).pk, kind=SAFEGUARDING, title="从业查询",
            from_on=on, number="查2026-1", by=self.keeper, at=at, key=uuid4(),
        )  # fmt: skip

    def course_for_children(self) -> Course:
        programme = self.school.open_programme("少儿书法", age_from=6, age_to=12)
        return self.school.open_course(
            programme=programme, title="少儿书法", starts_at=datetime.time(15)
        )

    def substitute(self, session_id: UUID, other: Provider, **about) -> Substitution:
        about.setdefault("by", self.keeper)
        return actions.substitute(
            session_id=session_id, absent_id=self.provider.pk, substitute_id=other.pk, at=NOW,
            **about,
        )  # fmt: skip


@pytest.fixture
def school(village) -> School:
    return School(village)


@pytest.fixture
def faculty(village, school) -> Faculty:
    return Faculty(village, school)
