"""`./run --lan`: a second browser, on another loopback address, under the counter's own host name.

Nothing leaves the machine: 127.0.0.2 stands for the Wi-Fi, and the browser is told where the host
name leads. The browser trusts the authority as a tablet would, because it was installed there.
"""

import ipaddress
import socket
import ssl
import stat
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from playwright.sync_api import sync_playwright

from house import authority, machine
from house.wishes import HTTPS_STEP, SHEET_STEP
from house.words import CannotGoOn
from tests.house.opening import Opening, environment_of, opened

WIFI = "127.0.0.2"
NAME = "counter.linli.test"
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


pytestmark = pytest.mark.once


@pytest.fixture
def counter(prepared: Path) -> Iterator[Opening]:
    """An empty register, open on this machine and to the tablets of the counter."""
    arguments = ("--no-demo", "--data", str(prepared), "--lan", WIFI, "--lan-name", NAME)
    with opened(*arguments, env=environment_of(None)) as house:
        yield house


def trusting_profile(home: Path, certificate: Path) -> None:
    """A home folder whose browser trusts `certificate`, as a tablet does after the sheet."""
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    certutil = ["certutil", "-d", f"sql:{store}"]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True)
    install = ["-A", "-t", "C,,", "-n", "Linli counter", "-i", str(certificate)]
    subprocess.run([*certutil, *install], check=True)


@pytest.mark.server
@pytest.mark.browser
def test_a_tablet_installs_the_certificate_and_works(counter: Opening, tmp_path: Path) -> None:
    sheet = f"http://{WIFI}:{counter.port + SHEET_STEP}/"
    site = f"https://{NAME}:{counter.port + HTTPS_STEP}/"
    trusting_profile(tmp_path / "tablet", _downloaded(f"{sheet}linli-ca.crt", tmp_path))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(),
            args=[*machine.QUIET_BROWSER, f"--host-resolver-rules=MAP {NAME} {WIFI}"],
            env={"HOME": str(tmp_path / "tablet")},
        )
        page = browser.new_page(viewport={"width": 810, "height": 1080})
        page.goto(sheet)
        assert page.get_by_role("link", name="打开").get_attribute("href") == site
        answer = page.goto(site)
        assert answer is not None
        assert answer.ok
        # What a tablet is denied without HTTPS: offline storage, camera, passkeys.
        for gift in ("isSecureContext", "caches", "navigator.mediaDevices", "PublicKeyCredential"):
            assert page.evaluate(f"Boolean(window.{gift})"), gift
        assert page.evaluate("'serviceWorker' in navigator")
        page.goto(f"{site}sign-in/")
        cookies = page.context.cookies()
        assert cookies
        assert all(cookie["secure"] for cookie in cookies)
        browser.close()


@pytest.mark.server
def test_the_wifi_gets_https_and_one_page(counter: Opening) -> None:
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((WIFI, counter.port), 5)
    with pytest.raises(ssl.SSLCertVerificationError):
        _handshake(counter.port + HTTPS_STEP, ssl.create_default_context())
    sheet = f"http://{WIFI}:{counter.port + SHEET_STEP}"
    for hidden in ("/ca.key", "/server.key", "/%2e%2e/kind", "/desk/"):
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            _open(sheet + hidden)
        refused.value.close()


@pytest.mark.server
def test_the_tablets_server_answers_to_its_own_names_only(counter: Opening, tmp_path: Path) -> None:
    trust = ssl.create_default_context(cafile=str(tmp_path / "data" / "lan" / "ca.crt"))
    for name, expected in ((NAME, "200"), ("elsewhere.test", "400")):
        with _handshake(counter.port + HTTPS_STEP, trust) as line:
            line.sendall(f"GET /healthz HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
            assert line.recv(64).decode().split()[1] == expected


def test_the_authority_is_kept_and_its_key_is_secret(tmp_path: Path) -> None:
    first = authority.authority(tmp_path, NAME, NOW)
    again = authority.authority(tmp_path, NAME, NOW + timedelta(days=400))
    assert again.fingerprint == first.fingerprint
    assert stat.S_IMODE((tmp_path / "ca.key").stat().st_mode) == 0o600


def test_the_authority_may_vouch_for_the_counter_alone(tmp_path: Path) -> None:
    signer = authority.authority(tmp_path, NAME, NOW)
    limits = signer.certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    permitted = limits.value.permitted_subtrees or []
    assert [name.value for name in permitted if isinstance(name, x509.DNSName)] == [NAME]
    addresses = [name.value for name in permitted if isinstance(name, x509.IPAddress)]
    assert all(address.is_private for address in addresses)


def test_refuses_another_host_name_than_tablets_trust(tmp_path: Path) -> None:
    authority.authority(tmp_path, NAME, NOW)
    with pytest.raises(CannotGoOn, match="--lan-name"):
        authority.authority(tmp_path, "other.linli.test", NOW)


@pytest.mark.parametrize(
    ("days", "address", "renewed"),
    [
        (0, "192.168.1.5", False),
        (360, "192.168.1.5", False),
        (370, "192.168.1.5", True),
        (0, "192.168.1.6", True),
    ],
)
def test_renews_the_server_in_time(tmp_path: Path, days: int, address: str, renewed: bool) -> None:
    signer = authority.authority(tmp_path, NAME, NOW)
    authority.certify_server(tmp_path, signer, NAME, ipaddress.IPv4Address("192.168.1.5"), NOW)
    before = (tmp_path / "server.crt").read_bytes()
    later = NOW + timedelta(days=days)
    authority.certify_server(tmp_path, signer, NAME, ipaddress.IPv4Address(address), later)
    assert ((tmp_path / "server.crt").read_bytes() != before) is renewed


def test_mends_a_key_without_its_certificate(tmp_path: Path) -> None:
    signer = authority.authority(tmp_path, NAME, NOW)
    address = ipaddress.IPv4Address("192.168.1.5")
    authority.certify_server(tmp_path, signer, NAME, address, NOW)
    (tmp_path / "ca.key").rename(tmp_path / "kept")
    (tmp_path / "server.key").write_bytes((tmp_path / "kept").read_bytes())
    authority.certify_server(tmp_path, signer, NAME, address, NOW)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
        tmp_path / "server.crt", tmp_path / "server.key"
    )


@pytest.mark.parametrize("demo", [True, False])
def test_the_sheet_of_the_demo_says_so(tmp_path: Path, demo: bool) -> None:
    signer = authority.authority(tmp_path, NAME, NOW)
    template = Path(authority.__file__).with_name("sheet.html")
    authority.write_sheet(
        tmp_path,
        signer,
        start="http://192.168.1.5:8080/",
        site=f"https://{NAME}:8443/",
        demo=demo,
        template=template,
    )
    page = (tmp_path / "sheet.html").read_text()
    assert ("演示数据·非真实" in page) is demo
    assert signer.fingerprint in page
    assert "$" not in page


def _open(address: str) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with closing(opener.open(address, timeout=10)) as answer:
        content: bytes = answer.read()
        return content


def _downloaded(address: str, folder: Path) -> Path:
    """The certificate as the tablet fetched it, over plain HTTP."""
    path = folder / "downloaded.crt"
    path.write_bytes(_open(address))
    return path


def _handshake(port: int, trust: ssl.SSLContext) -> ssl.SSLSocket:
    line = socket.create_connection((WIFI, port), 10)
    try:
        return trust.wrap_socket(line, server_hostname=NAME)
    except BaseException:
        line.close()
        raise
