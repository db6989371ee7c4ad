"""The doors of “policy finds the family”: the list, the answer, the week, the leave to look."""

import pytest
from django.urls import reverse

from linli.benefits.models import Hint, Workload
from linli.benefits.tests.test_discovery import neighbours, permitted
from tests.village import HERE, TODAY, come_in

LIST = reverse("benefits:desk_hints")
LEAVE = reverse("benefits:desk_leave")
__all__ = ["permitted"]


@pytest.fixture
def list_of(permitted, client):
    """A family on the grid worker's list, and a way to sit down as somebody."""
    neighbours(permitted, 1)
    Hint.objects.update(given_to=permitted.grid_worker.user_id, given_on=TODAY)

    def sit_down(role):
        return come_in(client, permitted.users[role])

    return sit_down


def text(answer):
    return answer.content.decode()


def address():
    return reverse("benefits:desk_answer", args=[Hint.objects.get().pk])


def test_the_list_tells_what_and_why(list_of):
    page = text(list_of("grid_worker").get(LIST))
    assert "邻居甲一家" in page
    assert "指定医院的诊断" in page
    assert "还没有交给谁的" not in page


def test_the_first_page_of_the_day_counts_the_families(list_of):
    assert "政策找到 1 家" in text(list_of("grid_worker").get("/desk/"))


def test_an_answer_takes_it_off_the_list(list_of):
    desk = list_of("grid_worker")
    assert desk.post(address(), {"said": "has_it"}).url == LIST
    assert "邻居甲一家" not in text(desk.get(LIST))


def test_an_answer_without_its_reason_comes_back_as_it_was_typed(list_of):
    back = list_of("grid_worker").post(address(), {"said": "wrong", "words": " "})
    assert back.status_code == 422
    assert "写一句错在哪里" in text(back)
    assert Hint.objects.get().answer == ""


def test_a_hint_answered_meanwhile_is_gone(list_of):
    desk = list_of("grid_worker")
    here = address()
    desk.post(here, {"said": "right"})
    assert desk.post(here, {"said": "right"}).url == LIST
    assert desk.post(here, {"said": "declined"}).status_code == 409
    assert desk.get(here).status_code == 404


def test_a_supervisor_sees_who_waits_and_sets_the_week(list_of, permitted):
    desk = list_of("supervisor")
    assert "还没有交给谁的" in text(desk.get(LIST))
    worker = permitted.grid_worker.user_id
    desk.post(
        reverse("benefits:desk_workload"), {"user_id": worker, "place": HERE, "families_a_week": 4}
    )
    assert Workload.objects.get(user=worker).families_a_week == 4
    desk.post(
        reverse("benefits:desk_workload"),
        {"user_id": worker, "place": HERE, "families_a_week": 101},
    )
    assert Workload.objects.get(user=worker).families_a_week == 4


def test_the_assessment_is_put_forward_by_one_and_signed_by_another(village, client):
    come_in(client, village.users["administrator"])
    assert "提出这份评估" in text(client.get(LEAVE))
    client.post(reverse("benefits:desk_write_leave", args=[HERE]))
    assert "等另一个人来签字" in text(client.get(LEAVE))
    refused = client.post(reverse("benefits:desk_sign_leave", args=[HERE]))
    assert refused.status_code == 409
    come_in(client, village.users["supervisor"])
    client.post(reverse("benefits:desk_sign_leave", args=[HERE]))
    assert "已经开始找" in text(client.get(LEAVE))


def test_until_then_the_list_says_that_nobody_is_looked_for(village, client):
    come_in(client, village.users["supervisor"])
    assert "还没有开始找" in text(client.get(LIST))
