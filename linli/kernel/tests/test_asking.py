"""A question made once answers as the queryset it was made from, whatever fills its blanks."""

from datetime import timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from linli.identity.models import RoleHeld, User
from linli.kernel.asking import Question
from tests.village import HERE, NOW, TODAY

pytestmark = pytest.mark.django_db


def users(names: Any) -> QuerySet[User]:
    return User.objects.filter(username__in=names).order_by("username")


def roles(user: Any, place: Any, on: Any) -> QuerySet[RoleHeld]:
    found = RoleHeld.objects.filter(user=user, place=place, from_on__lte=on, until_on=None)
    return found.select_related("user", "place").order_by("pk")


def counts(day: Any) -> QuerySet[RoleHeld, Any]:
    held = RoleHeld.objects.filter(from_on__lte=day).order_by("role")
    return held.values_list("role").annotate(count=Count("pk"))


def keepers(place: Any) -> QuerySet[User]:
    held = RoleHeld.objects.filter(user=OuterRef("pk"), place=place)
    return User.objects.annotate(here=Exists(held)).order_by("username")


def names(place: Any) -> QuerySet[User, Any]:
    held = RoleHeld.objects.filter(place=place).values("user")
    return User.objects.filter(pk__in=held).order_by("name").values_list("name", flat=True)


def test_models_and_rows_are_those_of_the_queryset(village):
    worker = village.social_worker.user_id
    assert Question(users)(["social_worker", "hall_keeper"]) == list(
        users(["social_worker", "hall_keeper"])
    )
    assert Question(counts)(TODAY) == list(counts(TODAY)) != []
    assert Question(names)(HERE) == list(names(HERE)) != []
    [role] = Question(roles)(worker, HERE, TODAY)
    assert role == roles(worker, HERE, TODAY).get()
    assert Question(roles)(worker, HERE, TODAY - timedelta(days=9999)) == []
    assert Question(roles)(uuid4(), HERE, TODAY) == []
    noted = {user.username: user.here for user in Question(keepers)(HERE)}
    assert noted == {user.username: user.here for user in keepers(HERE)}
    assert set(noted.values()) == {True, False}


def test_what_is_selected_with_a_row_is_not_asked_for_again(village, django_assert_num_queries):
    with django_assert_num_queries(1):
        [role] = Question(roles)(village.social_worker.user_id, HERE, TODAY)
        assert (role.user.username, role.place.code) == ("social_worker", HERE)


def test_nothing_equals_null(village):
    """``None`` is another SQL: IS NULL."""
    asked = Question(roles)
    clerk = RoleHeld.objects.filter(place=None).first()
    assert clerk is not None
    assert clerk in asked(clerk.user_id, None, TODAY)
    assert clerk not in asked(clerk.user_id, HERE, TODAY)


def test_among_none_there_is_nobody_and_the_engine_is_not_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Question(users)([]) == []


def test_sql_is_made_once_for_one_value_and_once_for_more(village):
    asked, made = Question(users), SQLCompiler.as_sql
    with mock.patch.object(SQLCompiler, "as_sql", autospec=True, side_effect=made) as making:
        for some in (
            ["social_worker"], {"hall_keeper"}, ("nobody",),
            ["social_worker", "hall_keeper"], {"director", "nobody", "teacher"},
        ):  # fmt: skip
            assert asked(some) == list(users(list(some))), some
    assert making.call_count == 2 + 5, "twice for the question, each time for the queryset"


def test_one_value_is_asked_for_as_itself(village):
    """PostgreSQL plans that once: how many values there are would be another plan each time."""
    asked = Question(users)
    with CaptureQueriesContext(connection) as asking:
        asked(["director"])
        asked(["director", "teacher"])
    one, more = [each["sql"] for each in asking.captured_queries]
    assert "SELECT" not in one.partition(" IN ")[2]
    assert "SELECT" in more.partition(" IN ")[2]


def test_moments_and_numbers_fill_blanks_too(village):
    def signed_in_since(at: Any) -> QuerySet[User, Any]:
        return User.objects.filter(last_login__gte=at).values_list("pk", flat=True)

    User.objects.filter(username="hall_keeper").update(last_login=NOW)
    keeper = User.objects.get(username="hall_keeper").pk
    asked = Question(signed_in_since)
    assert asked(NOW) == [keeper]
    assert asked(NOW + timedelta(microseconds=1)) == []


def test_one_asks_for_all_of_it_and_for_nothing_else():
    ask = Question(roles)
    for asked in ((), (1, 2), (1, 2, 3, 4)):
        with pytest.raises(TypeError):
            ask(*asked)
