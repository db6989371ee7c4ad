"""What may be done: a provider is entered and tells of itself; terms are proposed and agreed."""

from linli.providers.actions.agreements import (
    AgreementAnswered,
    AgreementsMeet,
    CheckNotValid,
    NoCourse,
    NotItsTeacher,
    NotToday,
    OwnProposal,
    RateMissing,
    SaysNoWithoutWhy,
    answer,
    end_agreement,
    propose,
    substitute,
)
from linli.providers.actions.people import (
    NotAProvider,
    NotYetChecked,
    ProviderThere,
    StoryMissing,
    describe,
    enter_provider,
    keep_credential,
    release,
    tell_share,
    withdraw,
)
from linli.providers.terms import Rates

__all__ = [
    "AgreementAnswered", "AgreementsMeet", "CheckNotValid", "NoCourse", "NotAProvider",
    "NotItsTeacher", "NotToday", "NotYetChecked", "OwnProposal", "ProviderThere", "RateMissing",
    "Rates", "SaysNoWithoutWhy", "StoryMissing", "answer", "describe", "end_agreement",
    "enter_provider", "keep_credential", "propose", "release", "substitute", "tell_share",
    "withdraw",
]  # fmt: skip
