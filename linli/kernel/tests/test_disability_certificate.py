"""Certificate numbers: what they tell, and whose they are."""

from datetime import date

import pytest

from linli.kernel import disability_certificate as certificates
from linli.kernel.disability_certificate import Category, NotACertificate

TODAY = date(2026, 11, 24)
FATHER = "350206198511203316"


def test_tells_category_grade_and_holder() -> None:
    read = certificates.parse(FATHER + "43", TODAY)
    assert (read.category, read.grade, read.reissue) == (Category.LIMB, 3, 0)
    assert read.holder.number == FATHER


def test_a_reissue_has_two_more_characters() -> None:
    assert certificates.parse(FATHER + "43b2", TODAY).reissue == 2


def test_the_holder_may_end_in_x() -> None:
    assert certificates.parse("11010519491231002x11", TODAY).category is Category.VISUAL


@pytest.mark.parametrize("tail", ["", "4", "83", "03", "45", "40", "43B", "43B0", "43A1", "43B11"])
def test_refuses_a_wrong_tail(tail: str) -> None:
    with pytest.raises(NotACertificate) as refused:
        certificates.parse(FATHER + tail, TODAY)
    assert refused.value.words == certificates.WRONG_SHAPE


def test_refuses_a_holder_whose_number_is_wrong_and_says_so() -> None:
    with pytest.raises(NotACertificate) as refused:
        certificates.parse("350206198511203317" + "43", TODAY)
    assert "最后一位" in refused.value.words


def test_refuses_somebody_elses_certificate() -> None:
    with pytest.raises(NotACertificate) as refused:
        certificates.parse_for(FATHER + "43", "350206198803054826", TODAY)
    assert refused.value.words == certificates.OTHER_HOLDER
    assert certificates.parse_for(FATHER + "43", FATHER, TODAY).grade == 3
