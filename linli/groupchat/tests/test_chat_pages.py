"""The desk's pages: a text pasted, looked at line by line, confirmed; a sheet printed and keyed."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.groupchat.models import EnrolmentSheet, Paste
from linli.groupchat.tests.conftest import text_of
from linli.hall.models import Party
from tests.village import come_in


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


def at(name: str, *args) -> str:
    return reverse(f"groupchat:{name}", args=args)


def test_a_text_is_pasted_looked_at_and_confirmed(chat, keeper):
    chat.person("王秀英")
    twin = chat.person("陈丽", 1950)
    chat.known.pop("陈丽")
    chat.person("陈丽", 1988)
    offer = chat.offer()
    page = at("desk_paste", offer.pk)
    assert "群名" in keeper.get(page).content.decode()
    sent = {"group_name": "活动群", "text": text_of("王秀英", "陈丽", "幸福一家人")}
    answer = keeper.post(page, sent)
    paste = Paste.objects.get()
    preview = at("desk_preview", paste.pk)
    assert answer.url == preview
    said = keeper.get(preview).content.decode()
    for words in ("会有名额", "是哪一位？", "没找到这个人", "还没有报名"):
        assert words in said
    looking = {"do": "look", "line": ["2", "3"], "who_2": str(twin), "named_3": "wangxiuying"}
    said = keeper.post(preview, looking).content.decode()
    assert f'value="{twin}" selected' in said
    assert 'value="wangxiuying"' in said
    assert not Party.objects.exists(), "looking enrols nobody"
    confirmed = {"do": "confirm", "line": ["1", "2"], "act_1": "do", "act_2": "do"} | {
        "who_1": str(chat.known["王秀英"]), "who_2": str(twin),
    }  # fmt: skip
    answer = keeper.post(preview, confirmed)
    assert answer.url == f"{preview}#reply"
    said = keeper.get(preview).content.decode()
    assert "已报上：王秀英、陈丽" in said
    assert "3 号幸福一家人，请写上真实姓名。" in said
    assert Party.objects.count() == 2
    assert "活动群" in keeper.get(page).content.decode()


def test_a_page_is_no_door_for_what_is_no_id(chat, keeper):
    paste = chat.paste(chat.offer(), text_of("没有这人"))
    sent = {"do": "confirm", "line": ["1", "x", "99999"], "who_1": "nobody", "act_1": "do"}
    assert keeper.post(at("desk_preview", paste.pk), sent).status_code == 302
    assert not Party.objects.exists()


def test_which_group_it_is_is_asked_and_none_is_chosen_for_the_keeper(chat, keeper):
    """Nicknames belong to a group: a wrong one taken silently would learn them wrong."""
    there = at("desk_paste", chat.offer().pk)
    text = text_of("王秀英")
    assert "请选一个" not in keeper.get(there).content.decode()  # no group is known yet
    keeper.post(there, {"group_name": "活动群", "text": text})
    first = keeper.post(there, {"group_id": "", "group_name": "", "text": text})
    assert first.status_code == 422
    assert text.splitlines()[0] in first.content.decode()  # what was pasted is kept
    nameless = keeper.post(there, {"group_id": "another", "group_name": "", "text": text})
    assert (nameless.status_code, "写上群名" in nameless.content.decode()) == (422, True)
    for chosen, name in (("another", "合唱群"), ("", "舞蹈群")):  # a name alone answers it too
        named = keeper.post(there, {"group_id": chosen, "group_name": name, "text": text})
        assert named.status_code == 302
    assert set(Paste.objects.values_list("group__name", flat=True)) == {
        "活动群",
        "合唱群",
        "舞蹈群",
    }


def test_a_sheet_is_printed_and_keyed_and_a_second_time_refused(chat, keeper):
    chat.person("王秀英")
    offer = chat.offer()
    answer = keeper.post(at("desk_print", offer.pk))
    sheet = EnrolmentSheet.objects.get()
    assert answer.url == at("desk_sheet", sheet.pk)
    assert f'href="{at("desk_paste", sheet.offer_id)}' in keeper.get(answer.url).content.decode()
    assert "报名单" in keeper.get(answer.url).content.decode()
    key = at("desk_key", sheet.pk)
    typed = {"who": ["王秀英", "王芳"], "more": ["", "2人"]}
    assert keeper.post(key, {"who": [""], "more": [""]}).status_code == 422
    assert keeper.post(key, typed).url == at("desk_preview", Paste.objects.get().pk)
    again = keeper.post(key, typed)
    assert again.status_code == 422
    assert "戴馆务" in again.content.decode()
    assert 'value="王芳"' in again.content.decode(), "nothing typed is lost"
