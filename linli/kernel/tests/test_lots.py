"""The two lines on which published drawings hang: their bytes never change."""

from linli.kernel.lots import commitment, lot


def test_vectors_that_never_change():
    assert commitment("314159") == (
        "358fcb1f9e46e5f153bac29f297c6dfc02591fce1f33779bc124594012e5c923"
    )
    assert lot("314159", "a") == "33ec694dcd666c2dc5066777104e4d79458560467b1600494f32747215508238"
