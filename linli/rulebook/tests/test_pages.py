"""The desk's pages: what a policy officer sees, types, is told and is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.identity.permissions import clock
from linli.papers.tests.paper_samples import photo
from linli.rulebook import actions
from linli.rulebook.models import Draft, Edition, Rulebook, StatedFigure
from linli.rulebook.tests.conftest import standing
from linli.rulebook.tests.writing import LESS, next_years, rehab, rewritten
from tests.village import NOW, TODAY, come_in

INDEX = reverse("rulebook:desk_index")
FIGURES = reverse("rulebook:desk_figures")
LIMB = reverse("rulebook:desk_figure", args=["3502", "child_rehab_aid", "monthly_limit_limb"])


@pytest.fixture(autouse=True)
def papers_of_its_own(settings, tmp_path):
    settings.LINLI_DATA = tmp_path


@pytest.fixture
def sit_down(book, client):
    def at_the_desk(who="writer"):
        return come_in(client, book.users[who])

    return at_the_desk


def text(answer):
    return answer.content.decode()


def reckon():
    while actions.reckon(by=clock(), at=NOW):
        pass


def begin(desk):
    """A draft of the rehabilitation aid; gives its address."""
    aid = standing("child_rehab_aid", "2021")
    return desk.post(reverse("rulebook:desk_start", args=[aid.pk])).url


def test_the_list_tells_what_is_in_force_and_on_what_source(sit_down):
    page = text(sit_down().get(INDEX))
    for words in ("残疾儿童康复救助", "执行中", "随程序带来", "厦门市", "政府网站"):
        assert words in page
    assert "福州" not in page
    assert "厦门市几项政策共用的数字" in page


def test_a_policy_is_told_in_plain_words(sit_down):
    row = standing("child_rehab_aid", "2021")
    page = text(sit_down().get(reverse("rulebook:desk_policy", args=[row.pk])))
    assert "厦门户籍的17周岁以下儿童" in page
    assert "¥1,700" in page
    assert row.digest in page
    assert "撤回" not in page


def test_the_whole_way_from_a_draft_to_its_effect(sit_down, book):
    desk = sit_down()
    here = begin(desk)
    assert "一模一样" in text(desk.get(here))
    desk.post(here, {"text": next_years(LESS, monthly=1500)})
    page = text(desk.get(here))
    assert "例子全部成立" in page
    assert "要由另一位政策专员" in page
    desk.post(f"{here}effects/")
    assert "正在一家一家地算" in text(desk.get(here))
    reckon()
    assert "新符合的家庭" in text(desk.get(here))
    refused = desk.post(f"{here}activate/", {"reason": ""})
    assert refused.status_code == 422
    assert "不能自己让它生效" in text(refused)
    other = sit_down("another")
    assert "<ins>+       - {since: 2021, value: 1500" in text(other.get(here))
    assert other.post(f"{here}activate/", {"reason": ""}).url == INDEX
    assert "还没开始" in text(other.get(INDEX))
    assert other.get(here).status_code == 404
    made = Edition.objects.get(edition="2027")
    withdraw = reverse("rulebook:desk_withdraw", args=[made.pk])
    assert other.post(withdraw, {"reason": ""}).status_code == 422
    assert other.post(withdraw, {"reason": "写错了"}).url == INDEX
    assert "还没开始" not in text(other.get(INDEX))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: rehab().replace("unit: person", "unit: {person"), "YAML"),
        (lambda: rehab().replace("usual_days:", "usual_dayz:"), "usual_dayz"),
        (
            lambda: rehab().replace("source: fujian-2016}", "source: nobody}", 1),
            "没有在 sources 里写明",
        ),
        (lambda: rewritten(('edition: "2021"', 'edition: "bis"')), "重叠"),
        (lambda: rehab().replace("value: 1700", "value: 1600"), "例子不成立"),
        (
            lambda: rehab().replace(
                "      - {since: 2021, value: null, source: xmrb-2024, verified_on: 2024}\n",
                "      - {since: 2021, value: null, source: xmrb-2024, verified_on: 2024}\n" * 2,
                1,
            ),
            "同一天有两个数值",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_typed_is_lost(sit_down, wrong, words):
    desk = sit_down()
    here = begin(desk)
    typed = wrong()
    desk.post(here, {"text": typed})
    page = text(desk.get(here))
    assert words in page
    assert " 行：" in page
    assert Draft.objects.get().text == typed
    assert sit_down("another").post(f"{here}activate/", {"reason": "x"}).status_code == 422


def test_a_text_longer_than_any_policy_comes_back_as_it_was_typed(sit_down):
    desk = sit_down()
    here = begin(desk)
    back = desk.post(here, {"text": "#" * 100_001})
    assert back.status_code == 422
    assert "#" * 1000 in text(back)


def test_a_broken_text_is_told_and_the_house_goes_on(sit_down, book):
    row = standing("dibao", "2019")
    Edition.objects.filter(pk=row.pk).update(text="id: [")
    Rulebook.objects.update(stamp="00000000-0000-0000-0000-00000000abcd")
    page = text(sit_down().get(INDEX))
    assert "有一份文本读不了" in page
    assert "3502/dibao-2019" in page
    assert "照它之前的那一份执行" in page
    broken = sit_down().get(reverse("rulebook:desk_policy", args=[row.pk]))
    assert broken.status_code == 200


FIGURE = {
    "value": "2000", "since": "2021-01-01", "title": "测试文件", "address": "", "trust": "official",
    "read_on": TODAY.isoformat(),
}  # fmt: skip


def test_a_figure_from_the_first_call_to_the_second_signature(sit_down, book):
    desk = sit_down()
    page = text(desk.get(FIGURES))
    assert "肢体残疾儿童的每月补助上限" in page
    assert "没有数值" in page
    desk.post(f"{LIMB}enquire/", {"whom": "市残联", "words": "文件寄给你"})
    assert "文件寄给你" in text(desk.get(LIMB))
    assert desk.post(f"{LIMB}enquire/", {"whom": "市残联"}).status_code == 422
    unsourced = desk.post(LIMB, FIGURE)
    assert unsourced.status_code == 422
    assert "没有出处的数字不能填" in text(unsourced)
    assert "测试文件" in text(unsourced)
    with_photo = {**FIGURE, "photo": _file("a.jpg")}
    assert desk.post(LIMB, with_photo).url == LIMB
    assert "您填的，要由另一位" in text(desk.get(LIMB))
    row = StatedFigure.objects.get()
    confirm = reverse("rulebook:desk_confirm", args=[row.pk])
    assert desk.post(confirm).status_code == 409
    other = sit_down("another")
    assert "1 个数字等您核对" in text(other.get(INDEX))
    assert "1 个政策数字等您核对" in text(other.get("/desk/"))
    source = other.get(reverse("rulebook:desk_source", args=[row.pk]))
    assert source["Content-Type"].startswith("image/")
    assert other.post(confirm).url == FIGURES
    assert "肢体残疾儿童的每月补助上限" not in text(other.get(FIGURES))
    aid = standing("child_rehab_aid", "2021")
    page = text(other.get(reverse("rulebook:desk_policy", args=[aid.pk])))
    assert "¥2,000" in page
    assert "填了一个数字" in page


def test_a_figure_is_turned_down_with_a_word(sit_down, book):
    desk = sit_down()
    desk.post(LIMB, {**FIGURE, "address": "某号"})
    no = reverse("rulebook:desk_turn_down", args=[StatedFigure.objects.get().pk])
    other = sit_down("another")
    assert other.post(no).status_code == 409
    assert other.post(no, {"why_not": "文件里没有"}).url == FIGURES
    assert StatedFigure.objects.get().why_not == "文件里没有"


def test_counting_anew_is_asked_for(sit_down):
    desk = sit_down()
    assert desk.post(reverse("rulebook:desk_weigh")).url == FIGURES
    assert "正在数" in text(desk.get(FIGURES))
    reckon()
    assert "现在重新数一遍" in text(desk.get(FIGURES))


def test_a_value_is_tried_and_shown_as_a_curve(sit_down):
    desk = sit_down()
    aid = standing("child_rehab_aid", "2021")
    here = reverse("rulebook:desk_try", args=[aid.pk, "monthly_limit"])
    assert 'value="1,700"' in text(desk.get(here))
    assert desk.post(here, {"middle": "x"}).status_code == 422
    there = desk.post(here, {"middle": "1700"}).url
    assert "正在一家一家地算" in text(desk.get(there))
    reckon()
    page = text(desk.get(there))
    assert page.count("<tr") == 18
    assert "¥1,020" in page


def _file(name):
    return SimpleUploadedFile(name, photo(), "image/jpeg")
