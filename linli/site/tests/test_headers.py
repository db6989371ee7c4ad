"""What every answer carries: a policy that lets nothing in from outside, and nothing inline."""

import re

import pytest

from tests.village import come_in

PAGES = ["/sign-in/", "/no-such-page/", "/healthz"]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SIGN_IN_PAGES = [
    "/sign-in/",
    "/sign-out/",
    "/my/sign-in/",
    "/my/second-factor/",
    "/my/sign-in/again/",
    "/my/sign-in/recovery/",
    "/my/sign-in/passkeys/",
    "/desk/staff/",
    "/desk/staff/new/",
]


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_is_strict(client, db, page):
    policy = client.get(page)["Content-Security-Policy"]
    said = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert said == POLICY


@pytest.mark.parametrize("page", PAGES)
def test_the_other_headers(client, db, page):
    answer = client.get(page)
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert len(answer["X-Request-Id"]) == 32


@pytest.mark.parametrize("page", SIGN_IN_PAGES)
def test_nothing_stands_inline_that_the_policy_would_refuse(client, village, page):
    if page != "/sign-in/":
        come_in(client, village.users["administrator"])
    html = client.get(page).content.decode()
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", html)
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
        assert "src=" in attributes or 'type="application/json"' in attributes
        assert "src=" not in attributes or not body.strip()


def test_a_form_of_somebody_else_is_refused(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "这一页放得太久了" in answer.content.decode()


def test_our_own_fault_is_said_without_the_database(client, db, monkeypatch, settings):
    settings.LINLI_DEMO = True
    client.raise_request_exception = False

    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("linli.identity.doors.reads_only", broken)
    answer = client.get("/sign-in/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "不是您的错" in page
    assert "演示数据·非真实" in page
