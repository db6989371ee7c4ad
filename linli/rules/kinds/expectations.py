"""What a paper that is still missing most often shows, given what is known already."""

from dataclasses import dataclass

from linli.rules.facts import Value
from linli.rules.words import Words


@dataclass(frozen=True, slots=True)
class Expectation:
    """When ``known`` holds this value, a paper still missing most often shows one of ``likely``.

    Used only to say what a missing paper may bring, never to answer in its place.
    """

    known: str
    value: Value
    paper: str
    kind: str
    likely: tuple[Value, ...]
    words: Words
    source: str


EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation(
        known="diagnosis",
        value="autism",
        paper="disability_certificate",
        kind="disability_category",
        likely=("mental",),
        words=Words(
            "孤独症通常评定为精神残疾；也可能评为言语或智力残疾，以评定结果为准。",
            "Autism is usually assessed as a mental disability; speech or intellectual is possible "
            "too: the assessment decides.",
        ),
        source="zibizhengw.cn 446100, 430971",
    ),
)
