"""What giving remembers: promises, boxes, goods, plans, related parties and partners."""

from linli.giving.models.goods import GoodsGift, GoodsUse
from linli.giving.models.partners import Kept, Partner, Promise
from linli.giving.models.plans import Disclosure, GivingPoint, Plan, RelatedParty
from linli.giving.models.pledges import Agreement, Box, BoxCount, Pledge

__all__ = [
    "Agreement", "Box", "BoxCount", "Disclosure", "GivingPoint", "GoodsGift", "GoodsUse", "Kept",
    "Partner", "Plan", "Pledge", "Promise", "RelatedParty",
]  # fmt: skip
