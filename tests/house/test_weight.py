"""What a worker carries all day is what every page needs; the rest is imported where it is used."""

import subprocess
import sys

import pytest

SELDOM = ("PIL", "fpdf", "icalendar", "openpyxl", "polars", "pypdf", "pypinyin", "python_calamine")


@pytest.mark.once
def test_the_server_loads_nothing_that_is_seldom_wanted():
    code = f"import sys, linli.site.wsgi, linli.site.urls; print(*{{*{SELDOM}}} & {{*sys.modules}})"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == ""
