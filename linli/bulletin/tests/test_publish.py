"""Putting a bulletin up: numbered once, from a day until a day, naming nobody by a slip."""

import pytest
from django.db import IntegrityError, transaction

from linli.bulletin import actions, published, queries
from linli.bulletin.models import Bulletin
from linli.bulletin.tests.conftest import DAY
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.people.tests.conftest import FATHER, MOTHER, register
from tests.village import HERE, NOW, TODAY


def on_the_street(on=TODAY) -> list[str]:
    return [each.title for each in published.standing(HERE, on)]


def test_it_stands_from_its_day_until_its_last_and_is_kept_then(board):
    draft = board.draft("明天停水")
    assert on_the_street() == []
    board.publish(draft, shown_from=TODAY + DAY)
    with pytest.raises(NotFound):
        published.notice(HERE, 1, TODAY)
    assert on_the_street() == []
    assert on_the_street(TODAY + DAY) == on_the_street(TODAY + 7 * DAY) == ["明天停水"]
    assert on_the_street(TODAY + 8 * DAY) == []
    [gone] = published.past(HERE, TODAY + 8 * DAY).object_list
    assert not published.notice(HERE, gone.number, TODAY + 8 * DAY).stands


def test_numbers_follow_each_other_and_pressing_twice_puts_up_once(board, village):
    first, second = board.put_up("一"), board.draft("二")
    assert board.publish(first).number == 1
    assert board.publish(second).number == board.publish(second).number == 2
    actions.pin(bulletin_id=first.pk, pinned=True, by=village.social_worker, at=NOW)
    assert on_the_street() == ["一", "二"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=second.pk).update(number=3)
    third, up = board.draft("三"), {
        "shown_from": TODAY, "published_at": NOW, "published_by": second.published_by,
        "put_up_version": 1,
    }  # fmt: skip
    assert board.draft("再按一次", key=third.key).pk == third.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Bulletin.objects.filter(pk=third.pk).update(**(up | {"number": 1}))
    with pytest.raises(actions.NotUp):
        actions.pin(bulletin_id=third.pk, pinned=True, by=board.keeper, at=NOW)


def test_a_residents_name_and_number_are_asked_about(board, village):
    register(village, MOTHER)
    register(village, FATHER)
    draft = board.draft("找人", "请王秀英到服务台，或打 138 0013 8000。")
    with pytest.raises(actions.NamesSomebody) as refused:
        board.publish(draft)
    assert "王秀英、138 0013 8000" in str(refused.value)
    assert board.publish(draft, sure=True).number == 1
    with pytest.raises(actions.NamesSomebody):
        board.correct(board.put_up("停电"), "停电问李强。", title="停电")
    shown = board.draft("领卡", "凭350206198803054826领卡。")
    with pytest.raises(actions.ShowsIdentityNumber):
        board.publish(shown, sure=True)


def test_what_says_nothing_or_never_ends_is_refused(board):
    for words in ({"title": "  "}, {"text": "\n"}, {"title": "长" * 41}, {"text": "长" * 601}):
        with pytest.raises(actions.SaysNothing):
            board.draft(**words)
    for until in (TODAY - DAY, TODAY + 367 * DAY):
        with pytest.raises(actions.DaysWrong):
            board.draft(shown_until=until)
    draft = board.draft()
    for first in (TODAY - DAY, TODAY + 8 * DAY):
        with pytest.raises(actions.DaysWrong):
            board.publish(draft, shown_from=first)


def test_the_next_communitys_board_is_not_ours(board, village):
    ours = board.put_up()
    with pytest.raises(NotFound):
        board.publish(ours, by=village.outsider)
    with pytest.raises(NotFound):
        queries.bulletin(village.outsider, ours.pk, at=NOW)
    assert queries.bulletins(village.outsider, at=NOW) == []
    with pytest.raises(NotAllowed):
        board.draft(by=village.grid_worker)
