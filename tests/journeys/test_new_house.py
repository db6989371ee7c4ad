"""A new house, from the link on its console to the first colleague at work."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.house.opening import Opening, environment_of, migrated_database, opened
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]
PASSWORD, HERS = "Egret+sea7", "Flame-tree9"
A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def house(migrated, tmp_path_factory) -> Iterator[Opening]:
    """An empty register, opened for the first time."""
    data = tmp_path_factory.mktemp("new-house")
    with ExitStack() as stack:
        environment = environment_of(stack.enter_context(migrated_database(migrated, data)))
        yield stack.enter_context(opened("--no-demo", "--data", str(data), env=environment))


def test_the_first_administrator_comes_in_and_brings_a_colleague(house: Opening, walk: Walk):
    _give_the_browser_a_passkey_device(walk)

    walk.go(_link_on_the_console(house))
    walk.write("您的姓名", "郑主任")
    walk.page.get_by_label("您管理的社区").select_option(label="金安社区")
    walk.write("登录名", "zheng")
    walk.page.get_by_label("密码", exact=True).fill(PASSWORD)
    walk.write("再输入一次密码", PASSWORD)
    walk.press("就这样，开始")

    walk.sees("您还没有设置第二道验证")
    walk.press("设置通行密钥")
    walk.write("密码", PASSWORD)
    walk.press("确认")
    walk.write("给它起个名字", "我的手机")
    walk.touch(walk.page.get_by_role("button", name="设置", exact=True))
    walk.page.wait_for_url("**/recovery/")
    walk.look()
    walk.press("做一份，显示出来")
    walk.sees("只显示这一次")
    walk.press("收好了，继续")
    walk.press("用通行密钥验证")
    walk.touch(walk.page.get_by_role("button", name="用通行密钥验证"))
    walk.page.wait_for_url("**/desk/")
    walk.look()

    walk.go("/my/second-factor/")
    walk.sees("这次登录已经验证过了")
    walk.go("/my/sign-in/passkeys/")
    walk.sees("我的手机")

    walk.go("/desk/staff/")
    walk.press("登记一个单位")
    walk.page.get_by_label("名称", exact=True).fill("示例慈善会")
    walk.choose("慈善组织")
    walk.press("登记")
    walk.sees("示例慈善会")

    walk.press("登记新的工作人员")
    walk.write("姓名", "林社工")
    walk.write("登录名", "lin")
    walk.choose("社工：")
    walk.press("登记")
    walk.sees("密码只显示这一次")
    slip = walk.page.locator("main code").all_inner_texts()

    _leave(walk)
    walk.go("/sign-in/")
    assert walk.page.evaluate("document.activeElement.tagName") == "BODY"  # nothing is wrong yet
    walk.touch(walk.page.get_by_role("button", name="用通行密钥登录"))
    walk.page.wait_for_url("**/desk/")
    _leave(walk)

    _come_in_and_choose_a_password(walk, slip, HERS)
    walk.go("/desk/people/")
    walk.does_not_see("人员")
    _a_resident_is_registered_and_comes_in(walk)


def _a_resident_is_registered_and_comes_in(walk: Walk) -> None:
    walk.go("/desk/people/register/")
    walk.write("姓名", "曾阿婆")
    walk.write("身份证号", "350206194501010029")
    walk.press("登记")
    walk.press("居民自己的登录")
    walk.press("开通，给一张纸条")
    walk.sees("密码只显示这一次")
    slip = walk.page.locator("main code").all_inner_texts()
    _leave(walk)
    _come_in_and_choose_a_password(walk, slip, "Sea-breeze8")
    walk.go("/my/")
    walk.sees("曾阿婆，您好")


def _come_in_and_choose_a_password(walk: Walk, slip: list[str], password: str) -> None:
    walk.go("/sign-in/")
    walk.write("登录名", slip[0])
    walk.page.get_by_label("密码", exact=True).fill(slip[1])
    walk.touch(walk.page.get_by_role("button", name="登录", exact=True))
    walk.sees("先换一个自己的密码")
    walk.look()
    walk.write("现在的密码", slip[1])
    walk.page.get_by_label("新密码", exact=True).fill(password)
    walk.write("再输入一次新密码", password)
    walk.press("换成新密码")


def _link_on_the_console(house: Opening) -> str:
    found = re.search(rf"http://localhost:{house.port}(/first-administrator/\S+)", house.text)
    assert found, house.text
    return found[1]


def _give_the_browser_a_passkey_device(walk: Walk) -> None:
    devices = walk.context.new_cdp_session(walk.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": A_PHONE})


def _leave(walk: Walk) -> None:
    walk.go("/sign-out/")
    walk.touch(walk.page.get_by_role("main").get_by_role("button", name="退出登录"))
