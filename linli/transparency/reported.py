"""据报道: what the press said of a community, in its own words, with source and day. Pure data.

These stand outside the ledger and are never added to what the ledger proves: money raised is not a
balance, and the families of then and of now may be the same ones.
"""

import datetime
from dataclasses import dataclass

from linli.rules.words import Words


@dataclass(frozen=True, slots=True)
class Reported:
    """One figure as it was reported. ``says`` keeps the report's own words ("471余人").

    ``numbers``: what those words say, in yuan, households or persons, in their order.
    """

    says: Words
    of: Words
    source: Words
    on: datetime.date
    numbers: tuple[int, ...]

    @property
    def source_line(self) -> str:
        """The line of the source this figure stands in: what, how much, where, when."""
        return f"{self.of.zh}：{self.says.zh}（{self.source.zh}）{self.on.isoformat()}"


JINAN = "350206005023"
REPORT = Words("报纸报道，2024年4月19日", "newspaper report of 19 April 2024")
REPORTED_ON = datetime.date(2024, 4, 19)
LATER = Words("厦门电视台，2024年11月22日", "Xiamen Television, 22 November 2024")
LATER_ON = datetime.date(2024, 11, 22)

FIGURES: dict[str, tuple[Reported, ...]] = {
    JINAN: (
        Reported(
            Words("31.9万元", "319,000 yuan"),
            Words("慈善驿站2014年以来筹得", "raised by the charity station since 2014"),
            REPORT,
            REPORTED_ON,
            (319_000,),
        ),
        Reported(
            Words("208户、471余人", "208 families, 471+ persons"),
            Words("慈善驿站帮助过的困难家庭", "families helped by the charity station"),
            REPORT,
            REPORTED_ON,
            (208, 471),
        ),
        Reported(
            Words("12.6万元", "126,000 yuan"),
            Words("社区慈善公益基金的收入", "income of the community charity fund"),
            REPORT,
            REPORTED_ON,
            (126_000,),
        ),
        Reported(
            Words("近20个家庭", "nearly 20 families"),
            Words("基金走访慰问和救助", "visited and aided by the fund"),
            REPORT,
            REPORTED_ON,
            (20,),
        ),
        Reported(
            Words("约10万元", "about 100,000 yuan"),
            Words("基金当时的结余", "what the fund then stood at"),
            LATER,
            LATER_ON,
            (100_000,),
        ),
        Reported(
            Words("17户、9名学生", "17 households, 9 students"),
            Words("基金成立一年帮助的人", "helped in the fund's first year"),
            LATER,
            LATER_ON,
            (17, 9),
        ),
    )
}


def figures(place: str) -> tuple[Reported, ...]:
    """What was reported of a community; nothing where nothing was."""
    return FIGURES.get(place, ())
