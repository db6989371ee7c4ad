"""Each test keeps its papers in a folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.LINLI_DATA = tmp_path
