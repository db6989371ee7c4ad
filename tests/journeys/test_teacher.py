"""A teacher and her month: a line is wrong, the desk corrects it, she agrees, and is paid.

She walks on a telephone in 长辈模式; the keeper and the operator's accountant sit at a desk.
"""

import subprocess
import sys

import pytest

from house.bootstrap import ROOT
from tests.house.opening import Opening
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

TEACHER, KEEPER, ACCOUNTANT = "陈砚秋", "戴晓梅", "赖书琴"
DOUBTED = "没有上"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_a_teacher_says_which_line_is_wrong_and_is_paid(
    walk: Walk, desk_walk: Walk, money_house: Money
) -> None:
    """Complaint 11: what was delivered is asked, answered and agreed, line by line."""
    teacher_says_that_a_line_is_wrong(walk)
    keeper_corrects_it(desk_walk)
    teacher_agrees(walk)
    accountant_pays(desk_walk)
    walk.go("/my/teaching/")
    walk.sees("付清了", "¥480")
    the_books_are_clean(money_house)
    the_street_knows_the_teacher(walk)


def teacher_says_that_a_line_is_wrong(walk: Walk) -> None:
    walk.become(TEACHER)
    walk.press("长辈模式")
    walk.go("/my/teaching/")
    walk.sees("¥360", "接下来的课", "老年书法班")
    walk.press("的结算单")
    walk.sees("没有问题，同意", "从运营方的账付")
    walk.tap(walk.page.get_by_role("link", name=DOUBTED))
    walk.sees("这一行不对")
    walk.unfold("这一行不对")
    walk.write("哪里不对", "那天上了，在屋檐下，来了六个人")
    walk.press("告诉馆里")
    walk.sees("您说不对", "馆里正在查")


def keeper_corrects_it(desk_walk: Walk) -> None:
    desk_walk.become(KEEPER)
    desk_walk.go("/desk/settlement/")
    desk_walk.sees("有一行不对，等馆里答复")
    with desk_walk.card("所有还没付清的"):
        desk_walk.press("陈老师")
    desk_walk.sees("在屋檐下")
    desk_walk.press("答复")
    desk_walk.answer("怎么答复", "改这一行")
    desk_walk.answer("这次课上了吗", "上了")
    desk_walk.write("上了多少分钟", "90")
    desk_walk.write("来了几个人", "6")
    desk_walk.write("对老师说一句", "问了值班的，是我们记错了，对不起")
    desk_walk.press("答复")
    desk_walk.sees("¥480", "列好了，老师还没看", "看改以前的那一版")
    desk_walk.does_not_see("银行付了，记下来")


def teacher_agrees(walk: Walk) -> None:
    walk.go("/my/teaching/")
    walk.press("的结算单")
    walk.sees("¥480", "上了 4 次课")
    walk.press("没有问题，同意")
    walk.sees("您同意了，等付款")


def accountant_pays(desk_walk: Walk) -> None:
    desk_walk.become(ACCOUNTANT)
    desk_walk.go("/desk/settlement/pay/")
    desk_walk.sees("¥480")
    desk_walk.press("陈老师")
    desk_walk.write("银行流水号", "YH-2026-0001")
    desk_walk.press("已经付了")
    desk_walk.sees("付清了", "YH-2026-0001")


def the_books_are_clean(money_house: Money) -> None:
    environment = {**money_house.environment, "LINLI_DEMO": "1"}
    found = subprocess.run(
        [sys.executable, "manage.py", "verify_ledger"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout + found.stderr


def the_street_knows_the_teacher(walk: Walk) -> None:
    walk.go("/teachers/")
    walk.press("陈老师")
    walk.sees("写了四十年楷书", "老年书法班", "在这里上过")
