"""What has a name in both languages of the house, in the reader's."""

from django.utils.translation import get_language


def as_read(chinese: str, english: str) -> str:
    """The English one where English is read and there is one; else the Chinese, which always is."""
    return english if english and get_language() == "en" else chinese
