"""What is remembered of providers and of what was agreed with them."""

from linli.providers.models.agreements import Agreement, AgreementCourse, Substitution
from linli.providers.models.people import Credential, Provider

__all__ = ["Agreement", "AgreementCourse", "Credential", "Provider", "Substitution"]
