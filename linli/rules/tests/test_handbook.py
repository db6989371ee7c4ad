"""The published schema and the published vocabulary say what the loader does."""

import copy
import re

import jsonschema
import pytest
import yaml

from linli.rules.handbook import DOCS, pages
from linli.rules.kinds import KINDS
from linli.rules.learning import PAPERS, Paper, is_from_a_committee
from linli.rules.library import PACKS, SHARED
from linli.rules.schema import pack_schema
from linli.rules.tests.writing import PACK
from linli.rules.words import Words

FILES = sorted(path for path in PACKS.rglob("*.yaml") if path.name != SHARED)


class PlainDays(yaml.SafeLoader):
    """YAML as JSON knows it: a day stays text, and ``on`` is a word, not a truth."""


TRUTH, MOMENT = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
PlainDays.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in (TRUTH, MOMENT)]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainDays.add_implicit_resolver(TRUTH, re.compile("true|false"), ["t", "f"])


def read(text: str):
    return yaml.load(text, Loader=PlainDays)


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(pack_schema())
    return jsonschema.Draft202012Validator(pack_schema())


@pytest.mark.parametrize("name", pages())
def test_the_pages_in_docs_are_the_ones_the_code_makes(name):
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_pack_fits_the_schema(validator, path):
    validator.validate(read(path.read_text(encoding="utf-8")))


def test_the_small_pack_fits_and_each_fault_in_it_does_not(validator):
    pack = read(PACK)
    validator.validate(pack)

    def unfit(**changes) -> bool:
        return not validator.is_valid({**copy.deepcopy(pack), **changes})

    leaf = pack["conditions"]["all"][0]
    assert unfit(edycja="2026")
    assert unfit(unit="village")
    assert unfit(jurisdiction="Xiamen")
    assert unfit(conditions={"members": "all"})
    assert unfit(conditions={"all": []})
    assert unfit(conditions={"all": [{**leaf, "near": "3502"}]})
    assert unfit(conditions={"all": [{"fact": "hukou_place", "within": "3502"}]})
    assert unfit(amount=[{"monthly": 100}])
    assert unfit(amount=[{"fortnightly": {"parameter": "sum"}}])
    assert unfit(usual_days={"days": 10, "working_days": 10, "source": "news"})
    assert unfit(documents=[{"one_of": ["passport"], "source": "news"}])
    assert unfit(received_when="is_rich")
    assert unfit(examples=[])


@pytest.mark.parametrize("left_out", ["sources", "examples", "apply", "legal_source"])
def test_what_a_pack_may_not_leave_out(validator, left_out):
    pack = read(PACK)
    del pack[left_out]
    assert not validator.is_valid(pack)


def test_every_kind_and_every_paper_stands_in_the_vocabulary():
    page = pages()["facts.md"]
    for key in (*KINDS, *PAPERS):
        assert f"`{key}`" in page


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.key)
def test_no_paper_is_asked_of_the_residents_committee(paper):
    assert not is_from_a_committee(paper)


@pytest.mark.parametrize(
    ("zh", "en", "refused"),
    [
        ("金安社区居委会", "Jin'an", True),
        ("居民委员会", "office", True),
        ("社区", "office", True),
        ("街道", "the residents' committee", True),
        ("社区卫生服务中心", "community health centre", False),
        ("区残疾人联合会", "district federation", False),
    ],
)
def test_a_committee_is_recognised_and_a_clinic_is_not_one(zh, en, refused):
    paper = Paper("proof", Words("证明", "proof"), Words(zh, en))
    assert is_from_a_committee(paper) is refused
