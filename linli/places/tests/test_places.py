"""The tree of places, and how scope flows down it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from linli.identity.permissions import clock
from linli.places import actions, queries
from linli.places.models import Place
from tests.village import HERE, NEXT_DOOR, NOW

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def huli():
    actions.load_divisions(by=clock(), at=NOW)


def open_place(**changed):
    wanted = {"code": f"{HERE}.G01", "parent": HERE, "level": "grid", "name": "第一网格"}
    return actions.open_place(**{**wanted, **changed}, by=clock(), at=NOW)


class TestLoadDivisions:
    def test_loads_the_district_with_its_61_official_rows(self, huli):
        assert Place.objects.filter(level="community").count() == 61
        assert queries.get(HERE).name == "金安社区"

    def test_every_community_has_a_name_to_be_read_in_english(self, huli):
        with override("en"):
            assert str(queries.get(HERE)) == "Jin'an Community"
        assert str(queries.get(HERE)) == "金安社区"

    def test_a_second_time_adds_nothing(self, huli):
        assert actions.load_divisions(by=clock(), at=NOW) == 0


class TestScope:
    def test_a_subdistrict_covers_its_communities(self, huli):
        assert len(queries.communities_under(["350206005"])) == 9

    def test_a_community_covers_itself_alone(self, huli):
        assert queries.communities_under([HERE]) == {HERE}

    def test_a_building_lies_in_its_community(self, huli):
        assert queries.communities_under([f"{HERE}.G01.B12"]) == {HERE}

    def test_the_city_covers_the_neighbour_too(self, huli):
        assert {HERE, NEXT_DOOR} <= queries.communities_under(["3502"])

    def test_the_trail_leads_from_the_province_down(self, huli):
        names = [place.name for place in queries.trail(HERE)]
        assert names == ["福建省", "厦门市", "湖里区", "金山街道", "金安社区"]


class TestOpenPlace:
    def test_opens_a_grid_in_a_community(self, huli):
        assert open_place().parent_id == HERE

    def test_refuses_a_code_outside_its_parent(self, huli):
        with pytest.raises(actions.CodeOutsideParent):
            open_place(code=f"{NEXT_DOOR}.G01")

    def test_refuses_a_level_above_its_parent(self, huli):
        with pytest.raises(actions.CodeOutsideParent):
            open_place(level="district")

    def test_the_database_refuses_it_too(self, huli):
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.create(code="99", parent_id=HERE, level="grid", name="x")
