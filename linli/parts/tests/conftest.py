"""The parts know no table, so their tests have no database: the layouts' community is given."""

import pytest

from linli.site import nav


@pytest.fixture(autouse=True)
def community(monkeypatch) -> None:
    monkeypatch.setattr(nav, "community_name", lambda: "金安社区")
