"""Every vector of the standard and of the registry's notes, and the check character's promise."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from linli.kernel import citizen_id
from linli.kernel.citizen_id import FEMALE, MALE, Kind, Warning

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("number", "born_on", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), FEMALE),  # the standard's own example
        ("440524188001010014", date(1880, 1, 1), MALE),
        ("532527195503267352", date(1955, 3, 26), MALE),
        ("350206201806123019", date(2018, 6, 12), MALE),
        ("350206198803054826", date(1988, 3, 5), FEMALE),
        ("350206198511203316", date(1985, 11, 20), MALE),
        ("350206194501010029", date(1945, 1, 1), FEMALE),  # born before her district's code
        ("350203193002281015", date(1930, 2, 28), MALE),
        ("350203194501010011", date(1945, 1, 1), MALE),
        ("350221196002290049", date(1960, 2, 29), FEMALE),  # leap day, a county that is no more
    ],
)
def test_reads_who_it_is(number: str, born_on: date, sex: int) -> None:
    read = citizen_id.parse(number, TODAY)
    assert (read.number, read.born_on, read.sex, read.kind) == (number, born_on, sex, Kind.CITIZEN)


@pytest.mark.parametrize(
    "number", ["830000197508152010", "810000199001010019", "830000199001010012"]
)
def test_reads_residence_permits_of_hong_kong_macao_and_taiwan(number: str) -> None:
    assert citizen_id.parse(number, TODAY).kind is Kind.HMT_RESIDENCE_PERMIT


def test_a_nine_is_a_foreign_permit_not_macao() -> None:
    assert citizen_id.parse("911234199001010018", TODAY).kind is Kind.FOREIGN_RESIDENCE_PERMIT


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("53252719550326735X", citizen_id.WrongCheckCharacter),  # its right end is 2
        ("350206201802300014", citizen_id.ImpossibleDate),  # 30 February
        ("35020620180612301", citizen_id.WrongShape),
        ("3502062018061230199", citizen_id.WrongShape),
        ("35020620180612301A", citizen_id.WrongShape),
        ("X50206201806123019", citizen_id.WrongShape),
        ("", citizen_id.WrongShape),
        ("350206880305482", citizen_id.OldNumber),
        ("350206000000000019", citizen_id.ImpossibleDate),
    ],
)
def test_refuses_and_says_why(text: str, fault: type[citizen_id.NotACitizenId]) -> None:
    with pytest.raises(fault) as refused:
        citizen_id.parse(text, TODAY)
    assert str(refused.value) == fault.words


def test_refuses_a_birth_that_is_still_to_come() -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(citizen_id.NotYetBorn):
        citizen_id.parse(_number("350206", tomorrow, "001"), TODAY)
    assert citizen_id.parse(_number("350206", TODAY, "001"), TODAY).born_on == TODAY


def test_forgives_how_it_was_typed() -> None:
    for text in (
        " 110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002x",
    ):
        assert citizen_id.parse(text, TODAY).number == "11010519491231002X"


def test_an_unknown_area_or_a_great_age_is_only_a_warning() -> None:
    strange = citizen_id.parse(_number("990206", date(1990, 1, 1), "001"), TODAY)
    assert strange.warnings == ()  # a nine is a foreign permit
    unknown = citizen_id.parse(_number("880206", date(1990, 1, 1), "001"), TODAY)
    assert unknown.warnings == (Warning.UNKNOWN_AREA,)
    assert citizen_id.parse("440524188001010014", TODAY).warnings == (Warning.VERY_OLD,)


def test_the_mask_hides_the_birth_date() -> None:
    assert citizen_id.mask("350206201806123019") == "350206********3019"


def _number(area: str, born_on: date, sequence: str) -> str:
    body = f"{area}{born_on:%Y%m%d}{sequence}"
    return body + citizen_id.check_character(body)


numbers = st.builds(
    _number,
    st.from_regex(r"[1-9][0-9]{5}", fullmatch=True),
    st.dates(date(1880, 1, 1), TODAY),
    st.from_regex(r"[0-9]{3}", fullmatch=True),
)


@given(numbers)
def test_what_is_built_right_is_read_right(number: str) -> None:
    read = citizen_id.parse(number, TODAY)
    assert f"{read.area}{read.born_on:%Y%m%d}" == number[:14]
    assert read.sex % 2 == int(number[16]) % 2


@given(numbers, st.integers(0, 17), st.integers(0, 9))
def test_one_wrong_character_is_always_noticed(number: str, place: int, digit: int) -> None:
    wrong = number[:place] + str(digit) + number[place + 1 :]
    if wrong != number:
        with pytest.raises(citizen_id.NotACitizenId):
            citizen_id.parse(wrong, TODAY)


@given(numbers, st.integers(0, 16))
def test_two_neighbours_swapped_are_always_noticed(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if wrong != number:
        with pytest.raises(citizen_id.NotACitizenId):
            citizen_id.parse(wrong, TODAY)


@given(st.text(max_size=30))
def test_no_text_makes_it_fall_over(text: str) -> None:
    with suppress(citizen_id.NotACitizenId):
        citizen_id.parse(text, TODAY)
