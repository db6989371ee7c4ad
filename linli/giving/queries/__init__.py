"""What may be asked about giving, at the desk. Outside the viewer's scope is ``NotFound``."""

from linli.giving.queries.boxes import (
    BoxRow,
    CountRow,
    GoodsCard,
    GoodsFor,
    GoodsRow,
    Shelf,
    UseRow,
    box,
    boxes,
    cards_for,
    count,
    counts,
    fund_to_count,
    goods,
    goods_for,
    goods_gift,
    shelf,
)
from linli.giving.queries.index import Door, doors
from linli.giving.queries.partners import (
    PartnerPage,
    PromiseRow,
    partner,
    partners,
    promise,
)
from linli.giving.queries.plans import PlanRow, PointRow, plan, plans, point, running
from linli.giving.queries.pledges import (
    AgreementRow,
    PledgePage,
    PledgeRow,
    agreement_paper,
    agreements,
    pledge,
    pledges,
)
from linli.giving.queries.related import PartyRow, RelatedGift, parties, related_gifts
from linli.giving.queries.wording import (
    EVERY_WORDS,
    PROMISE_WORDS,
    RELATED_WORDS,
    USE_WORDS,
    VALUE_WORDS,
)

__all__ = [
    "EVERY_WORDS", "PROMISE_WORDS", "RELATED_WORDS", "USE_WORDS", "VALUE_WORDS", "AgreementRow",
    "BoxRow", "CountRow", "Door", "GoodsCard", "GoodsFor", "GoodsRow", "PartnerPage",
    "PartyRow", "PlanRow", "PledgePage", "PledgeRow", "PointRow", "PromiseRow", "RelatedGift",
    "Shelf", "UseRow", "agreement_paper", "agreements", "box", "boxes", "cards_for", "count",
    "counts", "doors", "fund_to_count", "goods", "goods_for", "goods_gift", "parties",
    "partner", "partners", "plan", "plans", "pledge", "pledges", "point", "promise",
    "related_gifts", "running", "shelf",
]  # fmt: skip
