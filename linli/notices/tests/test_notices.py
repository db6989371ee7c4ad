"""A notice is written with the deed it tells of, and sent once."""

import threading

import pytest
from django.db import connection, transaction

from linli.notices import actions, queries, terms
from linli.notices.models import Notice
from tests.village import NOW, build_village

REQUEST = ("aid_request", "01890000-0000-7000-8000-000000000001")


def tell(viewer, subject=REQUEST):
    actions.tell(
        kind="aid.paid", to=[viewer.user_id], subject=subject, at=NOW, details={"amount": "¥100"}
    )


class Counting:
    def __init__(self):
        self.sent = []

    def send(self, notice):
        self.sent.append(notice.pk)


@pytest.mark.usefixtures("db")
class TestTell:
    def test_shows_the_sentence_in_the_readers_language(self, village):
        tell(village.cashier)
        [told] = queries.for_me(village.cashier)
        assert told.sentence == "一笔 ¥100 已经付出。"
        village.cashier.language = "en"
        assert queries.for_me(village.cashier)[0].sentence == "A payment of ¥100 has been made."

    def test_tells_the_same_thing_once(self, village):
        tell(village.cashier)
        tell(village.cashier)
        assert Notice.objects.count() == 1

    def test_is_forgotten_when_the_deed_is_rolled_back(self, village):
        with transaction.atomic():
            tell(village.cashier)
            transaction.set_rollback(True)
        assert Notice.objects.count() == 0

    def test_refuses_a_kind_without_a_sentence(self, village):
        with pytest.raises(KeyError):
            actions.tell(kind="x.y", to=[], subject=REQUEST, at=NOW)

    def test_reaches_everyone_who_holds_the_role_here(self, village):
        actions.tell_role(
            kind="lead.raised", role="social_worker", place=village.here, subject=REQUEST, at=NOW
        )
        assert len(queries.for_me(village.social_worker)) == 1
        assert queries.for_me(village.outsider) == []

    def test_is_new_until_seen(self, village):
        tell(village.cashier)
        assert actions.mark_seen(by=village.cashier, at=NOW) == 1
        assert not queries.for_me(village.cashier)[0].new


@pytest.mark.usefixtures("db")
def test_a_notice_that_failed_on_its_way_is_uncertain_and_not_sent_again(village):
    class Broken:
        def send(self, notice):
            raise OSError("cut")

    tell(village.cashier)
    with pytest.raises(OSError, match="cut"):
        actions.send_waiting(provider=Broken(), at=NOW)
    assert queries.uncertain(before=NOW.replace(year=2027)) == 1
    assert actions.send_waiting(provider=Counting(), at=NOW) == 0


def test_two_clocks_send_each_notice_once(fresh_database):
    village = build_village()
    for number in range(40):
        tell(village.cashier, ("aid_request", number))
    providers = [Counting(), Counting()]

    def tick(provider):
        while actions.send_waiting(provider=provider, at=NOW, limit=5):
            pass
        connection.close()

    clocks = [threading.Thread(target=tick, args=(provider,)) for provider in providers]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    sent = providers[0].sent + providers[1].sent
    assert len(sent) == len(set(sent)) == 40


@pytest.mark.parametrize("kind", terms.SENTENCES)
def test_every_sentence_stands_in_both_languages(kind):
    moment = "2026-12-01 09:00"
    details = {"amount": "¥1", "count": 1, "day": moment, "until": moment, "line": 1}
    for language in ("zh-hans", "en"):
        assert terms.sentence(kind, details, language)
