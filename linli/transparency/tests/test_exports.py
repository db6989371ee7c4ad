"""Files for others: valid by the standard's rules, and by our own gate, which no name passes."""

import csv
import json

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator, FormatChecker
from openpyxl import load_workbook

from linli.fund import published as fund
from linli.fund.tests.conftest import Desk
from linli.transparency import terms
from linli.transparency.published import exports
from tests.village import HERE

ORGANISATION = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
    },
}
# What 360Giving 1.4 demands of a grant, in our own words: the fields and types of its reference.
GRANTS = {
    "type": "object",
    "required": ["grants"],
    "properties": {
        "grants": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": [
                    "id", "title", "description", "currency", "amountAwarded", "awardDate",
                    "fundingOrganization",
                ],
                "oneOf": [
                    {"required": ["recipientOrganization"]},
                    {"required": ["recipientIndividual"]},
                ],
                "properties": {
                    "id": {"type": "string", "pattern": "^360G-"},
                    "title": {"type": "string", "maxLength": 140},
                    "description": {"type": "string"},
                    "currency": {"enum": ["CNY"]},
                    "amountAwarded": {"type": "number"},
                    "awardDate": {"type": "string", "format": "date"},
                    "fundingOrganization": ORGANISATION,
                    "recipientOrganization": ORGANISATION,
                    "recipientIndividual": {
                        "type": "array",
                        "maxItems": 1,
                        "items": {"properties": {"name": {"const": "Individual Recipient"}}},
                    },
                },
            },
        }
    },
}  # fmt: skip


@pytest.fixture
def desk(village) -> Desk:
    desk = Desk(village)
    for _ in range(6):
        desk.paid(100)
    desk.paid(70, "estate_repair")
    desk.publish()
    desk.paid(30)
    return desk


def test_360giving_is_valid_and_ends_at_the_last_batch(desk, tmp_path):
    call_command("export_published", format="360giving", out=tmp_path / "grants.json")
    told = json.loads((tmp_path / "grants.json").read_text("utf-8"))
    Draft202012Validator(GRANTS, format_checker=FormatChecker()).validate(told)
    assert sorted(one["amountAwarded"] for one in told["grants"]) == [70, 600]
    assert "6 households" in told["grants"][0]["description"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": "给王女士的帮扶"}, "nobody agreed"),
        ({"description": "3号楼502"}, "nobody agreed"),
        ({"description": exports.GROUP.replace("# households", "4 households")}, "fewer than five"),
        ({"description": exports.GROUP.replace("# households", "4 户")}, "fewer than five"),
        ({"beneficiaryLocation": [{"name": "金安社区"}]}, "address"),
        ({"recipientIndividual": [{"id": "360G-linli-IND-1", "name": "社区居民"}]}, "name"),
        (
            {"recipientIndividual": [{"id": "350206199001011234", "name": terms.INDIVIDUAL}]},
            "agreed",
        ),
        ({"phone": "13800000000"}, "way to somebody"),
        ({"awardDate": "2026-11-23 王"}, "nobody agreed"),
        ({"households": 4}, "fewer than five"),
    ],
)
def test_the_gate_lets_no_family_through(desk, change, why):
    figures = fund.figures(HERE)
    grants = exports.as_360giving(HERE)["grants"]
    with pytest.raises(exports.WouldLeak, match=why):
        exports.insist_on_gate([{**grants[0], **change}], figures)


def test_the_holder_gets_what_it_has_to_enter(desk, tmp_path):
    call_command("export_published", format="holder-csv", out=tmp_path / "entries.csv")
    with (tmp_path / "entries.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    sums = {row["名称"]: row["金额（元）"] for row in rows if row["类别"] == "收支"}
    assert sums == {"期初": "10000.00", "收入": "0.00", "支出": "670.00", "结余": "9330.00"}
    call_command("export_published", format="holder-xlsx", out=tmp_path / "entries.xlsx")
    assert len(list(load_workbook(tmp_path / "entries.xlsx").active.rows)) == len(rows) + 1


def test_nothing_published_is_said(village, tmp_path):
    with pytest.raises(CommandError, match="还没有公布"):
        call_command("export_published", format="360giving", out=tmp_path / "grants.json")
