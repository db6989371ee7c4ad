"""The fund of the fund's own tests, with its wide gap."""

from linli.fund.tests.conftest import wide_gap

__all__ = ["wide_gap"]
