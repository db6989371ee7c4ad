"""What leaves the demo says that it is invented: files in their names, papers on their face."""

from urllib.parse import unquote

import pytest

from linli.demo import cast
from linli.identity.models import User
from linli.site.middleware import INVENTED
from tests.village import come_in

FILES = [
    ("social_worker", "get", "/desk/people/rosters/template/"),
    ("auditor", "post", "/desk/journal/export/"),
]


@pytest.fixture(autouse=True)
def opened_as_a_demo(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "linli.site.middleware.invented_files"]


@pytest.mark.parametrize(("username", "method", "address"), FILES)
def test_every_file_is_named_so(demo, client, username, method, address):
    come_in(client, User.objects.get(username=username))
    answer = getattr(client, method)(address)
    assert answer.status_code == 200
    assert INVENTED in unquote(answer["Content-Disposition"])
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_page_is_no_file(demo, client):
    assert "Content-Disposition" not in client.get("/")


def test_no_real_federation_is_named_as_holder():
    assert cast.HOLDER == "示例慈善会"
