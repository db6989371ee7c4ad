"""On what terms goods are taken in, priced and sold, and a day is opened and counted. Pure."""

import calendar
import datetime
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from linli.rules.words import Words

# Codes --------------------------------------------------------------------------------------------

ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
"""No 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. 23 of them, a prime: so the last character notices any one
wrong character and any two neighbours exchanged."""

CODE_LENGTH: Final = 5


def check_character(body: str) -> str:
    """The last character of a code whose first ones are ``body``."""
    total = sum((place + 2) * ALPHABET.index(each) for place, each in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def code_from(numbers: Sequence[int]) -> str:
    """A code from four random numbers; the caller draws them (this file knows no chance)."""
    body = "".join(ALPHABET[number % len(ALPHABET)] for number in numbers)
    return body + check_character(body)


def read_code(text: str) -> str | None:
    """The code in what was typed or scanned (a label's QR holds an address); None for none."""
    typed = unicodedata.normalize("NFKC", text).strip().rstrip("/").rsplit("/", 1)[-1].upper()
    typed = typed.replace(" ", "").replace("-", "")
    known = len(typed) == CODE_LENGTH and all(each in ALPHABET for each in typed)
    return typed if known and check_character(typed[:-1]) == typed[-1] else None


# What is taken in ---------------------------------------------------------------------------------


class Category(NamedTuple):
    """A kind of goods. ``refused``: never taken, or only when it was used; ``why`` says why."""

    words: Words
    dated: bool = False
    refused: Literal["", "used", "always"] = ""
    why: Words | None = None


CATEGORIES: Final[Mapping[str, Category]] = {
    "clothes": Category(Words("衣服", "clothes")),
    "shoes_bags": Category(Words("鞋帽箱包", "shoes, hats, bags")),
    "household": Category(Words("家居用品", "household goods")),
    "books": Category(Words("书和文具", "books and stationery")),
    "toys": Category(Words("玩具", "toys")),
    "appliances": Category(Words("小家电", "small appliances")),
    "handmade": Category(Words("手工、字画", "handmade things and art")),
    "food": Category(
        Words("预包装食品", "packaged food"), dated=True, refused="used",
        why=Words("拆过封的食品不知道有没有坏，不能卖也不能送。",
                  "Food that was opened may have gone bad: it is neither sold nor given."),
    ),
    "care_products": Category(
        Words("洗护用品", "soap and care products"), dated=True, refused="used",
        why=Words("用过的洗护用品不卫生。", "Used care products are not clean."),
    ),
    "underwear": Category(
        Words("内衣袜子", "underwear and socks"), refused="used",
        why=Words("穿过的贴身衣物不收。", "Worn underwear is not taken."),
    ),
    "helmet": Category(
        Words("头盔", "helmets"), refused="used",
        why=Words("撞过一次的头盔就不保护人了，外面看不出来。",
                  "A helmet that was hit once no longer protects, and it cannot be seen."),
    ),
    "child_seat": Category(
        Words("儿童安全座椅", "child car seats"), refused="used",
        why=Words("旧安全座椅看不出有没有出过事故、过没过期。",
                  "Nobody can see whether a used seat was in an accident or is too old."),
    ),
    "medicine": Category(
        Words("药品、医疗器械", "medicine and medical devices"), refused="always",
        why=Words("药和医疗器械要有许可才能卖，也可能害人。",
                  "Medicine may only be sold with a licence, and it can do harm."),
    ),
    "recalled": Category(
        Words("被召回、没有3C标志的", "recalled, or without the 3C mark it needs"),
        refused="always",
        why=Words("质量不合格的东西不能转给别人。",
                  "What failed its safety standard is not passed on."),
    ),
    "other": Category(Words("其他", "other")),
}  # fmt: skip

CONDITIONS: Final[Mapping[str, Words]] = {
    "new": Words("全新、没拆封", "new, unopened"),
    "good": Words("用过，很好", "used, very good"),
    "fair": Words("有使用痕迹", "shows use"),
    "broken": Words("坏了", "broken"),
}

NO_USE = Words("坏了的东西没有使用价值，不能收（慈善法 第三十六条）。",
               "Broken things are of no use and are not taken (Charity Law, art. 36).")  # fmt: skip
NO_DATE = Words("这一类要写到期日，没有日期的不能收。",
                "This kind needs its expiry date; without one it is not taken.")  # fmt: skip
EXPIRED = Words("已经过期了。", "It has expired.")


def refused_because(
    category: str, condition: str, expires_on: datetime.date | None, on: datetime.date
) -> Words | None:
    """Why a piece must not be taken in, or None where it may be."""
    kind = CATEGORIES[category]
    if kind.refused == "always" or (kind.refused == "used" and condition != "new"):
        return kind.why
    if condition == "broken":
        return NO_USE
    if kind.dated and expires_on is None:
        return NO_DATE
    return EXPIRED if has_expired(expires_on, on) else None


EXPIRY_WARNING_MONTHS: Final = 2


def has_expired(expires_on: datetime.date | None, on: datetime.date) -> bool:
    """Whether its last day is over."""
    return expires_on is not None and expires_on < on


def expires_soon(expires_on: datetime.date | None, on: datetime.date) -> bool:
    """Whether two months or less are left: time to lower the price or to give it."""
    return expires_on is not None and on >= months_before(expires_on, EXPIRY_WARNING_MONTHS)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day some months before, or that month's last."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


# How a piece moves --------------------------------------------------------------------------------

STANDS: Final[Mapping[str, Words]] = {
    "outside": Words("还在捐赠人那里", "with the donor"),
    "store": Words("在库房", "in the store"),
    "shelf": Words("在架上", "on the shelf"),
    "buyer": Words("卖出了", "sold"),
    "family": Words("送给一户人家了", "given to a family"),
    "waste": Words("报废了", "written off"),
    "donor": Words("还给捐赠人了", "handed back to the donor"),
    "missing": Words("盘点没找到", "not found at stock-take"),
}
"""Where a piece can be. ``HERE`` of them count as stock."""

HERE: Final = ("store", "shelf")


class Way(NamedTuple):
    """A kind of move: where a piece may come from, where it goes, what it is called."""

    sources: tuple[str, ...]
    to: str
    words: Words


MOVES: Final[Mapping[str, Way]] = {
    "received": Way(("outside",), "store", Words("收下", "received")),
    "shelved": Way(("store",), "shelf", Words("上架", "put on the shelf")),
    "stored": Way(("shelf",), "store", Words("收回库房", "taken back to the store")),
    "sold": Way(("store", "shelf", "missing"), "buyer", Words("卖出", "sold")),
    "brought_back": Way(("buyer",), "shelf", Words("退回", "brought back")),
    "given": Way(HERE, "family", Words("送给一户人家", "given to a family")),
    "written_off": Way((*HERE, "missing"), "waste", Words("报废", "written off")),
    "handed_back": Way(HERE, "donor", Words("还给捐赠人", "handed back")),
    "missed": Way(HERE, "missing", Words("盘点没找到", "missed at stock-take")),
    "found": Way(("missing",), "shelf", Words("盘点又找到", "found again")),
}

WRITE_OFF_REASONS: Final[Mapping[str, Words]] = {
    "expired": Words("过期", "expired"),
    "damaged": Words("坏了、脏了", "damaged or soiled"),
    "unsafe": Words("不安全", "unsafe"),
    "unwanted": Words("放了很久没人要", "nobody wanted it for long"),
}


# Money --------------------------------------------------------------------------------------------

SMALLEST_COIN_FEN: Final = 10
"""Nobody has coins below one jiao: prices and change are whole ones."""

MOST_PRICE_FEN: Final = 99_999_00
"""Six digits on a price label are a slip of the hand."""

DENOMINATIONS_FEN: Final = (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10)
MOST_PIECES: Final = 10_000


def is_price(fen: int) -> bool:
    """Whether it can be paid in coins and is no slip of the hand; nought is a free piece."""
    return 0 <= fen <= MOST_PRICE_FEN and fen % SMALLEST_COIN_FEN == 0


def lowest_fen(price_fen: int, lower_percent: int) -> int:
    """The least a volunteer may take by the day's limit, in whole jiao and never rounded down."""
    exact = price_fen * (100 - lower_percent)
    coin = 100 * SMALLEST_COIN_FEN
    return -(-exact // coin) * SMALLEST_COIN_FEN


def counted_fen(counts: Mapping[str, int]) -> int:
    """What counted notes and coins come to; ``counts``: denomination in fen → how many."""
    return sum(int(denomination) * number for denomination, number in counts.items())


class Settled(NamedTuple):
    """What a counted box comes to: what goes to the fund, and what is more or less than sold."""

    takings_fen: int
    difference_fen: int


def settle(counted: int, float_fen: int, expected_fen: int) -> Settled:
    """The change that was put in stays; the rest is the fund's, whatever the slips say.

    The difference is told apart and never absorbed. Less than the change is a loss beyond takings.
    """
    return Settled(max(0, counted - float_fen), counted - float_fen - expected_fen)


WAYS: Final[Mapping[str, Words]] = {
    "cash": Words("现金", "cash"),
    "phone": Words("手机付", "phone"),
}

# By what right ------------------------------------------------------------------------------------


class Right(NamedTuple):
    """By what right a selling day opens."""

    words: Words
    article: str


RIGHTS: Final[Mapping[str, Right]] = {
    "public_plan": Right(
        Words("慈善会的公开募捐证书和已备案的方案",
              "the holder's fundraising certificate with a filed plan"),
        "慈善法 第二十二至二十六条",
    ),
    "holder_goods": Right(
        Words("慈善会把不便保存的捐赠物品变卖", "the holder's sale of donated goods hard to keep"),
        "慈善法 第三十六、五十四条",
    ),
    "mutual_help": Right(
        Words("本社区内部的群众互助", "mutual help inside the community"),
        "慈善法 第一百二十二、一百二十三条",
    ),
}  # fmt: skip

FILED_BEFORE_DAYS: Final = 10
"""公开募捐方案备案指引（试行）: a plan is filed at least ten days before it begins."""

SECOND_COUNT_DAYS: Final = 7
"""A bag sealed by one person alone is counted by a second within a week."""

LATE_DAYS: Final = 7
"""A till that was without network may send its sales so long after the day was closed."""

SMALLEST_GROUP: Final = 5
"""k: that a piece went to a family is told only where so many families were given goods."""


def quarter_of(day: datetime.date) -> tuple[int, int]:
    """Year and number of a quarter."""
    return day.year, (day.month - 1) // 3 + 1


def told_as(
    given_on: datetime.date, families: Mapping[tuple[int, int], int], on: datetime.date
) -> tuple[int, int] | None:
    """How finely it may be told when a piece went to a family: (year, quarter), (year, 0) or None.

    ``families``: how many different ones were given goods, by (year, quarter) and by (year, 0).
    A period is told only when it is over, so that no page changes on the day of the gift.
    """
    quarter = quarter_of(given_on)
    year = (given_on.year, 0)
    if quarter_of(on) > quarter and families.get(quarter, 0) >= SMALLEST_GROUP:
        return quarter
    if on.year > given_on.year and families.get(year, 0) >= SMALLEST_GROUP:
        return year
    return None


# The merchant's bill ------------------------------------------------------------------------------

DATE_TITLES: Final = ("日期", "交易日期", "交易时间", "账单日期", "date")
AMOUNT_TITLES: Final = (
    "金额",
    "交易金额",
    "收款金额",
    "订单金额",
    "金额（元）",
    "金额(元)",
    "amount",
)
MOST_BILL_BYTES: Final = 4 * 1024 * 1024
MOST_BILL_ROWS: Final = 20_000


def day_in(text: str) -> datetime.date | None:
    """The day at the head of a cell: 2026-11-24, 2026/11/24 10:05, 20261124; None for none."""
    written = unicodedata.normalize("NFKC", text).strip().lstrip("`'").split(" ")[0].split("T")[0]
    for shape in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日"):
        try:
            return datetime.datetime.strptime(written, shape).date()  # noqa: DTZ007 (a bill's day)
        except ValueError:
            continue
    return None


def column_of(titles: Iterable[str], known: tuple[str, ...]) -> int | None:
    """Where a column of one of these titles stands, or None."""
    cleaned = [
        unicodedata.normalize("NFKC", title).strip().lstrip("`'\ufeff").lower() for title in titles
    ]
    wanted = [unicodedata.normalize("NFKC", title).lower() for title in known]
    return next((cleaned.index(title) for title in wanted if title in cleaned), None)
