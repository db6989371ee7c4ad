"""What is remembered of the hall's places."""

from linli.hall.models.enrollment import Asking, Enrollment, Party
from linli.hall.models.feeds import Feed
from linli.hall.models.offers import Draw, Offer, Pool, Round
from linli.hall.models.tellings import Telling

__all__ = ["Asking", "Draw", "Enrollment", "Feed", "Offer", "Party", "Pool", "Round", "Telling"]
