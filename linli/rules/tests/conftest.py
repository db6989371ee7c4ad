"""The rules know no database: their tests are asked once, and not again on PostgreSQL."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test beside this file."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.once)
