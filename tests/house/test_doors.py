"""The law of doors: each view wears one, a GET cannot write, and no page without its read log."""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.utils import timezone

from linli.demo import urls as demo
from linli.identity.doors import desk, my, public
from linli.identity.permissions import NotAllowed, Permission
from linli.identity.sign_in.sessions import SessionStore
from linli.journal import actions as journal
from linli.journal.models import Read, Slot
from linli.kernel.refusal import NotFound, Refused
from tests.house.addresses import addresses


@pytest.mark.once
def test_every_view_wears_the_door_its_address_promises():
    wrong = [
        address.route
        for address in addresses()
        if getattr(address.view, "door", None) != address.face
    ]
    assert wrong == []


@pytest.mark.once
def test_the_demos_pages_wear_the_streets_door_in_demo_mode():
    """They have no address outside it (``settings.LINLI_DEMO``), so they are asked here."""
    assert {pattern.callback.door for pattern in demo.pages} == {"public"}


@pytest.mark.once
def test_no_name_leads_to_two_addresses():
    names = Counter(address.name for address in addresses())
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.once
def test_a_view_cannot_wear_two_doors():
    with pytest.raises(TypeError):
        public(my(lambda request: HttpResponse()))


def visit(view, method="GET", user=None):
    """Knock at a door that stands at no address."""
    request = RequestFactory().generic(method, "/")
    request.session = SessionStore()
    request.user = user or AnonymousUser()
    return view(request)


def write(request):
    Slot.objects.create(name="by a view", due_at=timezone.now(), taken_at=timezone.now())
    return HttpResponse()


def write_in_a_transaction(request):
    with transaction.atomic():
        return write(request)


def write_by_hand(request):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO journal_cursor (name, seq) VALUES ('x', 0)")
    return HttpResponse()


def write_while_rendering(request):
    page = engines["django"].from_string("{{ write }}")
    return TemplateResponse(request, page, {"write": lambda: write(request)})


WRITERS = [write, write_in_a_transaction, write_by_hand, write_while_rendering]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.usefixtures("fresh_database")
def test_a_reading_method_cannot_write(writer, method):
    with pytest.raises(DatabaseError, match=r"read-?only"):
        visit(public(writer), method)
    assert not Slot.objects.exists()


@pytest.mark.usefixtures("fresh_database")
def test_what_a_page_wrote_before_it_was_refused_is_not_kept():
    def write_and_refuse(request):
        try:
            with transaction.atomic():
                write(request)
        except DatabaseError:  # PostgreSQL refuses the statement itself
            raise Http404 from None
        raise Http404

    with pytest.raises(Http404):
        visit(public(write_and_refuse))
    assert not Slot.objects.exists()


@pytest.mark.usefixtures("fresh_database")
def test_a_post_can_and_a_get_before_it_leaves_nothing_behind():
    visit(public(lambda request: HttpResponse()))
    visit(public(write), "POST")
    assert Slot.objects.count() == 1


def test_a_get_cannot_write_inside_a_tests_transaction_either(db):
    with pytest.raises(DatabaseError, match=r"read-?only"):
        visit(public(write))


@pytest.mark.usefixtures("fresh_database")
def test_a_page_is_read_from_one_snapshot():
    def read_twice(request):
        before = Slot.objects.count()
        _write_from_another_connection()
        return HttpResponse(f"{before} {Slot.objects.count()}")

    assert visit(public(read_twice)).content == b"0 0"
    assert Slot.objects.count() == 1


def _write_from_another_connection():
    from threading import Thread

    from django.db import connections

    def elsewhere():
        write(None)
        connections.close_all()

    other = Thread(target=elsewhere)
    other.start()
    other.join()


@pytest.mark.once
def test_a_get_does_not_stream(db):
    with pytest.raises(RuntimeError):
        visit(public(lambda request: StreamingHttpResponse([b"x"])))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.usefixtures("fresh_database")
def test_what_was_looked_at_is_written_once_before_the_page_leaves(method):
    def look(request):
        for _time in range(3):
            request.viewer.looked_at("resident", "42", "phone", place="350206005023", basis="case")
        request.viewer.looked_at("resident", "42", "id_number")
        return HttpResponse("seen")

    assert visit(public(look), method).content == b"seen"
    rows = Read.objects.order_by("seq").values_list("subject_id", "part", "basis")
    assert list(rows) == [("42", "phone", "case"), ("42", "id_number", "")]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_page_without_its_read_log(db, monkeypatch, method):
    def cannot_write(**_row):
        raise DatabaseError

    def look(request):
        request.viewer.looked_at("resident", "42", "phone")
        return HttpResponse("seen")

    monkeypatch.setattr(journal, "record_reads", cannot_write)
    with pytest.raises(DatabaseError):
        visit(public(look), method)


def test_who_only_passes_by_leaves_no_read(db):
    visit(public(lambda request: HttpResponse()))
    assert not Read.objects.exists()


class TooLate(Refused):
    words = "太晚了。"
    remedy = "请明天再来。"


def refuse(refusal):
    def view(request):
        raise refusal

    return view


def test_a_refusal_is_a_calm_page(db):
    answer = visit(public(refuse(TooLate)), "POST")
    assert answer.status_code == 409
    assert "太晚了。" in answer.content.decode()
    assert "请明天再来。" in answer.content.decode()


def test_what_one_may_not_know_of_is_not_found(db):
    with pytest.raises(Http404):
        visit(public(refuse(NotFound)))


def test_what_ones_roles_do_not_permit_is_forbidden(db):
    with pytest.raises(PermissionDenied):
        visit(public(refuse(NotAllowed)))


def test_money_asks_for_a_second_factor_at_the_door_and_in_the_action(client, village):
    cashier = village.users["cashier"]
    decide = desk(Permission.AID_INSTRUCT)(lambda request: HttpResponse("in"))
    assert visit(decide, user=cashier)["Location"] == "/my/second-factor/?next=%2F"

    def act(request):
        request.viewer.require(Permission.AID_INSTRUCT, place=village.here)

    answer = visit(desk(Permission.FUND_SEE)(act), "POST", user=cashier)
    assert answer["Location"] == "/my/second-factor/?next=%2Fafter-sign-in%2F"
