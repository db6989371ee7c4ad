"""Figures as they are shown: a number or words why there is none, its formula, its raw numbers.

``few`` None: the desk, which sees every number. A set: what is untold in public.
"""

from collections import Counter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _, gettext_lazy

from linli.economy import terms
from linli.economy.queries.months import HallMonth, ProgrammeLine, RoomLine
from linli.economy.terms import Ratio, per_hour, ratio
from linli.kernel import money
from linli.programmes.queries import GOAL_WORDS

WHY_WORDS = {
    terms.NO_COSTS: gettext_lazy("成本未录"),
    terms.TEACHING_OPEN: gettext_lazy("授课费还没结清"),
    terms.FEW_PEOPLE: gettext_lazy("不到 5 人，不公布"),
    terms.NOT_OPEN: gettext_lazy("没有开放的时间"),
    terms.NOT_USED: gettext_lazy("没有人用"),
    terms.NOBODY_CAME: gettext_lazy("没有到场记录"),
    terms.NO_PLACES: gettext_lazy("没有名额"),
    terms.NOT_PRICED: gettext_lazy("没有写明市场价"),
    terms.NO_COST: gettext_lazy("没有花钱"),
    terms.NOBODY_ASKED: gettext_lazy("没有人报名"),
    terms.NO_TEACHERS: gettext_lazy("没有付课酬的课"),
    terms.NOBODY_SAID: gettext_lazy("还没有人说感受"),
}
PART_WORDS = {
    terms.MORNING: gettext_lazy("上午"),
    terms.AFTERNOON: gettext_lazy("下午"),
    terms.EVENING: gettext_lazy("晚上"),
}
BAND_WORDS = {
    "toddler": gettext_lazy("0–2 岁"),
    "preschool": gettext_lazy("3–5 岁"),
    "school": gettext_lazy("6–11 岁"),
    "teen": gettext_lazy("12–17 岁"),
    "adult": gettext_lazy("18–59 岁"),
    "elder": gettext_lazy("60–79 岁"),
    "eldest": gettext_lazy("80 岁以上"),
}


BRIEF = True
"""Stands in the one line of its programme or room, too."""


class Figure(NamedTuple):
    """A number that opens. ``goal``: of which of the four goals it speaks; ``brief``: it also
    stands in the one line of its programme or room."""

    label: Any
    shown: Any
    known: bool
    formula: str
    raw: list[tuple[Any, Any]]
    goal: str
    brief: bool = False

    @property
    def goal_word(self) -> Any:
        return GOAL_WORDS[self.goal]


def hall_figures(month: HallMonth, *, public: bool) -> list[Figure]:
    """The hall as a whole."""
    opened = sum(each.use.open_minutes for each in month.rooms)
    used = sum(each.use.used_minutes for each in month.rooms)
    came = month.came
    refused = len(frozenset().union(*(each.refused for each in month.programmes)))
    hours = [(_("开放"), _hours(opened)), (_("用了"), _hours(used))]
    cost = [(_("房间、水电、人工、耗材"), _fen(month.costs_fen, terms.NO_COSTS)),
            (_("已经认下的授课费"), money.spoken(month.teaching_fen)),
            (_("还没结清的授课"), _("%(n)d 次") % {"n": month.teaching_open})]  # fmt: skip
    if public:  # what one teacher is paid is the teacher's own
        cost = [(_("全部成本"), _fen(month.cost_fen, month.why))]
    income = (_("活动收入"), money.spoken(month.income_fen))
    net = None if month.cost_fen is None else month.cost_fen - month.income_fen
    many = public and (0 < came < terms.FEW or 0 < month.visits < terms.FEW)
    each_came = (_("到场人次"), _people(came, many))
    figures = [
        _yuan(_("开着门的一小时，房间成本"),
              per_hour(month.costs_fen, opened, empty=terms.NOT_OPEN),
              _("房间、水电、人工、耗材 ÷ 开放的小时"),
              [(_("房间、水电、人工、耗材"), _fen(month.costs_fen, terms.NO_COSTS)), *hours],
              "cost_down"),
        _yuan(_("有人用的一小时，房间成本"), per_hour(month.costs_fen, used, empty=terms.NOT_USED),
              _("房间、水电、人工、耗材 ÷ 有人用的小时"),
              [(_("房间、水电、人工、耗材"), _fen(month.costs_fen, terms.NO_COSTS)), *hours],
              "cost_down"),
        _yuan(_("有人用的一小时，净成本"),
              _because(per_hour(net, used, empty=terms.NOT_USED), month.why),
              _("（全部成本 − 活动收入）÷ 有人用的小时"), [*cost, income, *hours], "cost_down"),
        _yuan(_("每人次成本"), _few(_because(ratio(month.cost_fen, came, empty=terms.NOBODY_CAME),
                                          month.why), many),
              _("全部成本 ÷ 到场人次"), [*cost, each_came], "cost_down"),
        _percent(_("房间使用率"), ratio(used, opened, empty=terms.NOT_OPEN),
                 _("用了的小时 ÷ 开放的小时"), [*hours, *_parts(month.rooms)], "efficiency_up"),
        _count(_("没排上的人"), refused, public and 0 < refused < terms.FEW,
               _("等到活动开始也没有名额、没抽中的不同的人"), [], "resident_benefit"),
        _percent(_("收回成本"), _because(ratio(month.income_fen, month.cost_fen,
                                             empty=terms.NO_COST), month.why),
                 _("活动收入 ÷ 全部成本"), [income, *cost], "sustainability"),
        *_unserved(month),
        _count(_("到场人次"), came, many, _("签到的人次，没留名的也算"), [], "resident_benefit"),
        _teachers_stay(month, public),
        _teachers_hour(month, public),
    ]  # fmt: skip
    return _by_goal(figures)


def room_figures(line: RoomLine, *, public: bool) -> list[Figure]:
    """A room. Its income is for the desk: beside one small programme it would tell who paid."""
    use = line.use
    empty = terms.NOT_OPEN
    hours = [
        (_("开放"), _hours(use.open_minutes) if use.hours_known else _("没有登记开放时间")),
        (_("用了"), _hours(use.used_minutes)),
    ]
    cost = (_("这个房间的成本"), _fen(line.cost_fen, terms.NO_COSTS))
    figures = [
        _percent(_("使用率"), ratio(use.used_minutes, use.open_minutes, empty=empty),
                 _("用了的小时 ÷ 开放的小时"), [*hours, *_parts([line])], "efficiency_up", BRIEF),
        _yuan(_("开着门的一小时"), per_hour(line.cost_fen, use.open_minutes, empty=empty),
              _("房间的成本 ÷ 开放的小时"), [cost, *hours], "cost_down", BRIEF),
        _yuan(_("有人用的一小时"), per_hour(line.cost_fen, use.used_minutes, empty=terms.NOT_USED),
              _("房间的成本 ÷ 有人用的小时"), [cost, *hours], "cost_down", BRIEF),
    ]  # fmt: skip
    if not public:
        income = (_("活动收入"), money.spoken(line.income_fen))
        rate = per_hour(line.income_fen, use.used_minutes, empty=terms.NOT_USED)
        figures.append(
            _yuan(_("有人用的一小时，收入"), rate, _("活动收入 ÷ 有人用的小时"), [income, *hours],
                  "sustainability")
        )  # fmt: skip
    return _by_goal(figures)


def programme_figures(
    line: ProgrammeLine, average: Ratio, *, public: bool, few: bool = False, asked_few: bool = False
) -> list[Figure]:
    """A programme. ``average``: what one who comes costs over all whose costs are known. ``few``,
    ``asked_few``: in public, the numbers of who came, and of who was refused, are untold."""
    came = (_("到场人次"), _people(line.came, few))
    cost = [(_("分到的房间成本"), _fen(line.rooms_fen, terms.NO_COSTS)),
            (_("自己的材料等"), _fen(line.direct_fen, terms.NO_COSTS)),
            (_("已经认下的授课费"), money.spoken(line.teaching_fen)),
            (_("还没结清的授课"), _("%(n)d 次") % {"n": line.teaching_open})]  # fmt: skip
    if public:
        cost = [(_("全部成本"), _fen(line.cost_fen, line.why))]
    each = _because(ratio(line.cost_fen, line.came, empty=terms.NOBODY_CAME), line.why)
    recovered = _because(ratio(line.income_fen, line.cost_fen, empty=terms.NO_COST), line.why)
    shy = public and any(0 < len(who) < terms.FEW for who in line.helped.values())
    paid = _payers(line, shy or few)
    saved = Ratio(line.market_fen - line.priced_fen, 1,
                  "" if line.sources else terms.NOT_PRICED)  # fmt: skip
    served = len(line.people)
    asked = (_("没排上的人"), _people(len(line.refused), asked_few))
    hide = few or asked_few
    absent_few = public and 0 < line.absent < terms.FEW
    figures = [
        _yuan(_("成本"), Ratio(line.cost_fen, 1, line.why),
              _("分到的房间成本（按用掉的时间）＋ 自己的材料 ＋ 授课费"), cost, "cost_down", BRIEF),
        _yuan(_("每人次成本"), _few(each, few), _("成本 ÷ 到场人次"), [*cost, came], "cost_down",
              BRIEF),
        _yuan(_("收入"), _few(Ratio(line.income_fen, 1), shy or few),
              _("居民付的 ＋ 别人替居民付的"), paid, "sustainability", BRIEF),
        _count(_("到场人次"), line.came, few, _("签到的人次，没留名的也算"),
               [(_("来过的不同的人"), _people(served, few))], "resident_benefit", BRIEF),
        _percent(_("和全馆平均比省不省"), _few(_cheaper(each, average), few),
                 _("全馆每人次成本 ÷ 这个活动每人次成本；超过 100% 就是更省"),
                 [(_("全馆每人次成本"), _money(average)), (_("这个活动每人次成本"),
                                                   _money(_few(each, few)))], "cost_down"),
        _percent(_("上座率"), _few(ratio(line.came, line.places, empty=_empty(line)), few),
                 _("到场人次 ÷ 名额"), [came, (_("名额"), line.places),
                                    (_("知道人数的场次"), line.known)], "efficiency_up", BRIEF),
        _percent(_("报了没来"), _few(ratio(line.absent, line.expected, empty=terms.NOBODY_ASKED),
                                  few or absent_few),
                 _("有名额、没请假也没来的人次 ÷ 有名额该来的人次"),
                 [(_("没来"), _people(line.absent, few or absent_few)),
                  (_("该来"), _people(line.expected, few or absent_few))], "efficiency_up"),
        _percent(_("想来的有多少来成了"),
                 _few(ratio(served, served + len(line.refused), empty=terms.NOBODY_ASKED), hide),
                 _("来过的不同的人 ÷（来过的人 ＋ 没排上的人）"),
                 [(_("来过的不同的人"), _people(served, few)), asked], "resident_benefit"),
        _yuan(_("比市场价省了"), _few(saved, few), _("同样名额按写明的市场价 − 居民付的"),
              [(_("按市场价"), _people_money(line.market_fen, few or not line.sources)),
               (_("居民付的"), _people_money(line.priced_fen, few or not line.sources)),
               (_("市场价来源"), _("；").join(sorted(line.sources)) or _("没有写明市场价"))],
              "resident_benefit"),
        _percent(_("收回成本"), _few(recovered, few), _("收入 ÷ 成本"), [*paid, *cost],
                 "sustainability"),
    ]  # fmt: skip
    quiet = few or (public and 0 < line.felt < terms.FEW)
    figures.append(
        _percent(_("说好的"), _few(ratio(line.good, line.felt, empty=terms.NOBODY_SAID), quiet),
                 _("说好的 ÷ 说了感受的"), [(_("说好的"), _people(line.good, quiet)),
                                       (_("说了感受的"), _people(line.felt, quiet))],
                 "resident_benefit")
    )  # fmt: skip
    ages = _ages(line, public, few)
    if ages:
        figures.append(
            Figure(_("来的人多大"), _("%(n)d 个年龄段") % {"n": len(ages)}, True,
                   _("每个年龄段的到场人次；没留名的不在里面"), ages, "resident_benefit")
        )  # fmt: skip
    return _by_goal(figures)


def average_of(month: HallMonth) -> Ratio:
    """What one who comes costs, over the programmes whose costs are known."""
    known = [each for each in month.programmes if each.cost_fen is not None and each.came]
    cost = sum(each.cost_fen or 0 for each in known)
    return ratio(cost, sum(each.came for each in known), empty=month.why or terms.NOBODY_CAME)


def _unserved(month: HallMonth) -> list[Figure]:
    """Nothing where no season was handed out: then nobody was asked what they wanted."""
    if not month.unserved:
        return []
    raw = [
        (_("一周要的时段"), str(sum(each.asked for each in month.unserved))),
        (_("排上的"), str(sum(each.given for each in month.unserved))),
        *_missing_parts(month),
    ]
    return [
        _count(_("每周没排下的时段"), sum(each.hours for each in month.unserved), False,
               _("长期场地里要了、排不下的时段，一个时段只算一次；不和没排上的人相加"), raw,
               "resident_benefit")
    ]  # fmt: skip


def _missing_parts(month: HallMonth) -> list[tuple[Any, Any]]:
    parts: Counter[str] = Counter()
    for each in month.unserved:
        for (_weekday, part), many in each.when.items():
            parts[part] += many
    return [(word, str(parts[part])) for part, word in PART_WORDS.items() if parts[part]]


def _teachers_stay(month: HallMonth, public: bool) -> Figure:
    few = public and min(len(month.before), len(month.stayed)) < terms.FEW
    raw = [(_("上个月的"), _people(len(month.before), few)),
           (_("这个月还在的"), _people(len(month.stayed), few))]  # fmt: skip
    stay = ratio(len(month.stayed), len(month.before), empty=terms.NO_TEACHERS)
    return _percent(_("留下来的老师"), _few(stay, few and bool(month.before)),
                    _("上个月上过课、这个月还上的 ÷ 上个月上过课的"), raw,
                    "sustainability")  # fmt: skip


def _teachers_hour(month: HallMonth, public: bool) -> Figure:
    few = public and len(month.teachers) < terms.FEW
    rate = per_hour(month.teaching_fen, month.teaching_minutes, empty=terms.NO_TEACHERS)
    raw = [(_("认下的授课费"), _people_money(month.teaching_fen, few)),
           (_("授课和备课"), _hours(month.teaching_minutes))]  # fmt: skip
    return _yuan(_("老师每小时收入"), _few(rate, few and bool(month.teachers)),
                 _("认下的授课费 ÷ 付课酬的小时，备课也算"), raw, "sustainability")  # fmt: skip


def _cheaper(each: Ratio, average: Ratio) -> Ratio:
    if each.value is None or average.value is None:
        return Ratio(None, None, each.why or average.why)
    found = average.value / each.value if each.value else None
    if found is None:
        return Ratio(None, None, terms.NO_COST)
    return Ratio(found.numerator, found.denominator)


def _payers(line: ProgrammeLine, shy: bool) -> list[tuple[Any, Any]]:
    total = [(_("收入"), money.spoken(line.income_fen))]
    if shy:
        return [(_("收入"), WHY_WORDS[terms.FEW_PEOPLE])]
    own = [(_("运营方自己让的（不算收入）"), money.spoken(line.own_fen))] if line.own_fen else []
    named = [(name, money.spoken(fen)) for name, fen in sorted(line.by_payer.items())]
    return [*total, (_("居民付的"), money.spoken(line.residents_fen)), *named, *own]


def _ages(line: ProgrammeLine, public: bool, few: bool) -> list[tuple[Any, Any]]:
    if few:
        return []
    hidden = terms.untold(line.bands) if public else frozenset()
    return [(word, _people(line.bands[band], band in hidden))
            for band, word in BAND_WORDS.items() if line.bands.get(band)]  # fmt: skip


def _parts(lines: list[RoomLine]) -> list[tuple[Any, Any]]:
    found = []
    for part, word in PART_WORDS.items():
        opened = sum(terms.by_part(each.use.open)[part] for each in lines)
        used = sum(terms.by_part(each.use.used)[part] for each in lines)
        share = ratio(used, opened, empty=terms.NOT_OPEN)
        text = WHY_WORDS[share.why] if share.why else f"{share.percent}%"
        found.append((word, f"{_hours(used)} / {_hours(opened)} = {text}" if opened else text))
    return found


def _empty(line: ProgrammeLine) -> str:
    return terms.NO_PLACES if line.known else terms.NOBODY_CAME


def _because(found: Ratio, why: str) -> Ratio:
    return found._replace(why=why or found.why)


def _few(found: Ratio, few: bool) -> Ratio:
    return found._replace(why=terms.FEW_PEOPLE) if few else found


def _by_goal(figures: list[Figure]) -> list[Figure]:
    order = list(GOAL_WORDS)
    return sorted(figures, key=lambda each: order.index(each.goal))


def _figure(
    label: str, found: Ratio, text: str, formula: str, raw: Any, goal: str, brief: bool = False
) -> Figure:
    if found.value is None:
        return Figure(label, WHY_WORDS[found.why], False, formula, raw, goal, brief)
    return Figure(label, text, True, formula, raw, goal, brief)


def _yuan(
    label: str, found: Ratio, formula: str, raw: Any, goal: str, brief: bool = False
) -> Figure:
    return _figure(label, found, _money(found), formula, raw, goal, brief)


def _percent(
    label: str, found: Ratio, formula: str, raw: Any, goal: str, brief: bool = False
) -> Figure:
    return _figure(label, found, f"{found.percent}%", formula, raw, goal, brief)


def _count(
    label: str, many: int, few: bool, formula: str, raw: Any, goal: str, brief: bool = False
) -> Figure:
    return Figure(label, _people(many, few), not few, formula, raw, goal, brief)


def _money(found: Ratio) -> str:
    return str(WHY_WORDS[found.why]) if found.rounded is None else money.spoken(found.rounded)


def _fen(fen: int | None, why: str) -> str:
    return str(WHY_WORDS[why]) if fen is None else money.spoken(fen)


def _people(many: int, few: bool) -> str:
    return str(WHY_WORDS[terms.FEW_PEOPLE]) if few else str(many)


def _people_money(fen: int, few: bool) -> str:
    return "—" if few else money.spoken(fen)


def _hours(minutes: int) -> str:
    return _("%(hours)s 小时") % {"hours": f"{minutes / 60:.2f}".rstrip("0").rstrip(".")}
