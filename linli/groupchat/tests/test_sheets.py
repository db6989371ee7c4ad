"""A numbered sheet: printed, written on in the hall, keyed once, looked through like a chat."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.groupchat import actions, queries
from linli.groupchat.models import EnrolmentSheet, Paste
from linli.groupchat.tests.conftest import Chat
from linli.hall import terms
from linli.hall.models import Party
from linli.identity.permissions import NotAllowed
from linli.programmes.tests.conftest import School
from tests.hands import HANDS, at_once
from tests.village import NOW, build_village


def printed(chat, offer, **about) -> EnrolmentSheet:
    about.setdefault("by", chat.keeper)
    return actions.print_sheet(offer_id=offer.pk, session_id=None, rows=5, at=NOW, **about)


def keyed(chat, sheet, *rows, **about) -> Paste:
    about.setdefault("by", chat.keeper)
    return actions.key_sheet(sheet_id=sheet.pk, rows=rows, at=NOW, **about)


def test_sheets_are_numbered_one_after_another(chat):
    offer = chat.offer()
    assert [printed(chat, offer).number for _ in range(3)] == [1, 2, 3]


def test_what_was_written_is_looked_through_and_enrolled_at_the_desk(chat):
    chat.person("王秀英")
    offer = chat.offer()
    paste = keyed(chat, printed(chat, offer), ("王秀英", ""), ("", ""), ("没有这人", "2人"))
    assert chat.verdicts(paste) == ["placed", "unknown"]
    assert not Party.objects.exists()
    assert [row.verdict for row in chat.confirm(paste).rows] == ["done", "unknown"]
    assert Party.objects.get().channel == terms.DESK


def test_a_sheet_is_keyed_once_and_says_by_whom_and_when(chat):
    sheet = printed(chat, chat.offer())
    kept = keyed(chat, sheet, ("王秀英", ""))
    with pytest.raises(actions.KeyedAlready) as refused:
        keyed(chat, sheet, ("李建国", ""))
    assert "戴馆务" in str(refused.value)
    assert "11月23日" in str(refused.value)
    assert queries.sheet(chat.keeper, sheet.pk).paste_id == kept.pk


def test_an_empty_sheet_is_not_keyed(chat):
    sheet = printed(chat, chat.offer())
    with pytest.raises(actions.NothingPasted):
        keyed(chat, sheet, ("", ""), (" ", ""))
    assert queries.sheet(chat.keeper, sheet.pk).keyed_at is None


def test_the_desk_of_another_community_has_no_such_sheet(chat, village):
    sheet = printed(chat, chat.offer())
    with pytest.raises(NotAllowed):
        keyed(chat, sheet, ("王秀英", ""), by=village.outsider)
    with pytest.raises(NotAllowed):
        queries.sheet(village.outsider, sheet.pk)


def test_the_database_keeps_a_number_once_and_who_keyed_it(chat):
    offer = chat.offer()
    one, two = printed(chat, offer), printed(chat, offer)
    for wrong in ({"number": one.number}, {"keyed_at": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EnrolmentSheet.objects.filter(pk=two.pk).update(**wrong)


def test_eight_hands_print_eight_numbers_and_key_one_sheet_once(fresh_database):
    village = build_village()
    chat = Chat(village, School(village))
    offer = chat.offer()
    sheet = printed(chat, offer)

    def work(hand: int, meet: Any) -> str:
        meet()
        number = printed(chat, offer).number
        meet()
        keyed(chat, sheet, (f"甲{hand}", ""))
        return str(number)

    told = at_once(work)
    assert told.count("KeyedAlready") == HANDS - 1
    assert sorted(EnrolmentSheet.objects.values_list("number", flat=True)) == list(range(1, 10))
    assert Paste.objects.count() == 1
