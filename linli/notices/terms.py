"""What each kind of notice says: amounts and days may stand in it, never a name or a diagnosis."""

from collections.abc import Mapping
from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    "lead.raised": ("有一条新线索等人跟进。", "A new lead is waiting for somebody."),
    "case.assigned": ("有一个个案交给您。", "A case has been given to you."),
    "opening.asked": (
        "有人申请打开一份未成年人的档案。",
        "Somebody asks to open a minor's record.",
    ),
    "opening.answered": (
        "您打开档案的申请有了答复。",
        "Your request to open a record is answered.",
    ),
    "aid.asked": (
        "有一份 %(amount)s 的申请等基金审议。",
        "A request for %(amount)s awaits the fund.",
    ),
    "aid.proposed": (
        "一份申请有人提了意见，等第二个人签字。",
        "A request has a first signature and awaits the second.",
    ),
    "aid.asked_back": (
        "一笔 %(amount)s 的救助款要求退回。",
        "Aid of %(amount)s is asked back.",
    ),
    "aid.decided": ("一份申请通过了 %(amount)s，等待交付款。", "A request was granted %(amount)s."),
    "aid.refused": ("一份申请没有通过，请看理由。", "A request was refused; see the reason."),
    "aid.instructed": (
        "有一笔 %(amount)s 等慈善会付款。",
        "A payment of %(amount)s awaits the holder.",
    ),
    "aid.paid": ("一笔 %(amount)s 已经付出。", "A payment of %(amount)s has been made."),
    "aid.sent_back": (
        "慈善会退回了一笔 %(amount)s 的付款，请看原因。",
        "The holder returned a payment of %(amount)s; see why.",
    ),
    "donation.received": ("收到一笔捐赠 %(amount)s。", "A gift of %(amount)s has come in."),
    "session.moved": (
        "您报名的课有 %(count)s 次改了时间或教室，最近一次在 %(day)s，请看“我的报名”。",
        "%(count)s session(s) you enrolled for moved, the next to %(day)s; see your enrolments.",
    ),
    "session.added": (
        "您报名的课加了 %(count)s 次，在 %(day)s。",
        "%(count)s session(s) were added to your course, on %(day)s.",
    ),
    "session.cancelled": (
        "您报名的课有 %(count)s 次取消了，最近一次是 %(day)s，原因请看“我的报名”。",
        "%(count)s session(s) you enrolled for are cancelled, the next of %(day)s; see why.",
    ),
    "session.restored": (
        "取消的课又照常上了：%(day)s。原来有名额的先给您留着，要来请在“我的报名”里答复。",
        "A cancelled session will be held after all: %(day)s; answer under your enrolments.",
    ),
    "party.approved": (
        "您的报名答应了，名额是您的：%(day)s。",
        "Your enrolment is approved, the place is yours: %(day)s.",
    ),
    "party.refused": (
        "您的报名没有答应，理由请看“我的报名”，可以再问一次。",
        "Your enrolment was not approved; see why under your enrolments; you may ask again.",
    ),
    "party.offered": (
        "轮到您了：%(day)s 有名额给您留着，请在 %(until)s 以前到“我的报名”里答复。",
        "It is your turn: a place on %(day)s is kept for you; answer by %(until)s under your "
        "enrolments.",
    ),
    "party.drawn": (
        "抽签抽中了，名额是您的：%(day)s。来不了，请在“我的报名”里让出来。",
        "You were drawn, the place is yours: %(day)s. If you cannot come, give it back under your "
        "enrolments.",
    ),
    "party.undrawn": (
        "这次没有抽中。您在排队，有人让出名额、轮到您了会告诉您。",
        "You were not drawn this time. You stand in line and are told when it is your turn.",
    ),
    "party.ended": (
        "您在排队的课提前截止报名了，不再往下排，原因请看课程的页面。",
        "Enrolment for a course you wait for has ended early; see why on its page.",
    ),
    "party.reopened": (
        "提前截止的课又开始报名了，您还排在原来的位置。",
        "Enrolment has opened again; you stand in line where you stood.",
    ),
    "deposit.due": (
        "您留下的押金 %(amount)s 可以退了，有空到服务台拿，报名字或者带收据都行。",
        "Your deposit of %(amount)s can be fetched at the desk; your name or the receipt will do.",
    ),
    "party.later": (
        "您报了名的课，报名截止延后到 %(day)s，抽签也跟着延后；您报过的照旧。",
        "Enrolment for a course you asked for closes later, on %(day)s, and lots are drawn then; "
        "you need not ask again.",
    ),
    "aid.withdrawn": ("一份申请撤回了。", "A request was withdrawn."),
}
"""kind → (Chinese, English); pure data, so the clock can read it without a request's language."""


def sentence(kind: str, details: Mapping[str, Any], language: str) -> str:
    """The words of a notice in the reader's language. Raises KeyError for an unknown kind."""
    chinese, english = SENTENCES[kind]
    return (english if language == "en" else chinese) % details
