"""The certificate authority of one counter, made at its first start and kept in its data folder.

A tablet that trusts it believes the counter's server, and nothing else: the authority may vouch
only for the counter's own host name and for private addresses (RFC 5280, 4.2.1.10), so that a
stolen key cannot pretend to be a bank. Runs inside the environment: `python -m house.authority`.
"""

from __future__ import annotations

import argparse
import hashlib
import ipaddress
import os
import string
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from house.words import CannotGoOn

AUTHORITY_DAYS = 3650
# Browsers refuse a server's certificate that lives longer than 398 days.
SERVER_DAYS = 397
RENEW_DAYS = 30
PRIVATE_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
LOOPBACK_NETWORK = "127.0.0.0/8"


@dataclass(frozen=True)
class Signer:
    """The authority: its certificate and the key that signs."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate as a tablet shows it, in pairs of capitals."""
        digest = hashlib.sha256(self.certificate.public_bytes(serialization.Encoding.DER))
        return digest.digest().hex(" ").upper()


def authority(folder: Path, name: str, now: datetime) -> Signer:
    """The authority in `folder`, made now if there is none.

    Raises `CannotGoOn` when it was made for another host name: tablets would have to trust anew.
    """
    kept = folder / "ca.crt"
    if not kept.exists():
        return _make_authority(folder, name, now)
    signer = Signer(x509.load_pem_x509_certificate(kept.read_bytes()), _read_key(folder / "ca.key"))
    allowed = signer.certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    if x509.DNSName(name) not in (allowed.permitted_subtrees or ()):
        raise CannotGoOn(
            f"平板信任的主机名不是 {name}。请用原来的 --lan-name，或删除 {folder} 让平板重新信任。",
            f"The tablets trust another host name than {name}: use the former --lan-name, or"
            " remove that folder and have them trust anew.",
        )
    return signer


def certify_server(
    folder: Path, signer: Signer, name: str, address: ipaddress.IPv4Address, now: datetime
) -> None:
    """Leave a server certificate for `name` and `address` in `folder`, good for a month or more."""
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(address)])
    if _is_good(folder, signer, names, now):
        return
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _blank(name, signer.certificate.subject, key, now, SERVER_DAYS)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key()),
            critical=False,
        )
        .sign(signer.key, hashes.SHA256())
    )
    _write_key(folder / "server.key", key)
    _write(folder / "server.crt", certificate.public_bytes(serialization.Encoding.PEM))


def write_sheet(
    folder: Path, signer: Signer, *, start: str, site: str, demo: bool, template: Path
) -> None:
    """Write the page a tablet opens first, which is also the sheet printed for the counter.

    `start` is the page's own address over plain HTTP, `site` the address it leads to.
    """
    words = {
        "start": escape(start),
        "site": escape(site),
        "code": segno.make(start, error="m").svg_inline(scale=7, border=4),
        "fingerprint": signer.fingerprint,
        "mark": "演示数据·非真实 Demo data, not real" if demo else "",
    }
    page = string.Template(template.read_text("utf-8")).substitute(words)
    _write(folder / "sheet.html", page.encode())


def _make_authority(folder: Path, name: str, now: datetime) -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    common_name = f"Linli counter {name}"[:64]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    networks = [ipaddress.IPv4Network(text) for text in (*PRIVATE_NETWORKS, LOOPBACK_NETWORK)]
    certificate = (
        _blank(common_name, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signs_certificates_only(), critical=True)
        .add_extension(
            x509.NameConstraints(
                [x509.DNSName(name), *(x509.IPAddress(network) for network in networks)], None
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_key(folder / "ca.key", key)
    # Tablets take the binary form; the text form, written last, says that both are complete.
    _write(folder / "linli-ca.crt", certificate.public_bytes(serialization.Encoding.DER))
    _write(folder / "ca.crt", certificate.public_bytes(serialization.Encoding.PEM))
    return Signer(certificate, key)


def _blank(
    common_name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    """What every certificate says. It begins yesterday, because a tablet's clock may be behind."""
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days - 1))
    )


def _signs_certificates_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _is_good(
    folder: Path, signer: Signer, names: x509.SubjectAlternativeName, now: datetime
) -> bool:
    """Whether the server's certificate is this authority's, fits its key and names, and lasts."""
    if not (folder / "server.crt").exists():
        return False
    certificate = x509.load_pem_x509_certificate((folder / "server.crt").read_bytes())
    extensions = certificate.extensions
    return (
        certificate.issuer == signer.certificate.subject
        and certificate.public_key() == _read_key(folder / "server.key").public_key()
        and extensions.get_extension_for_class(x509.SubjectAlternativeName).value == names
        and certificate.not_valid_after_utc > now + timedelta(days=RENEW_DAYS)
    )


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """PKCS #8, readable by its owner alone from its first byte."""
    _write(
        path,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _write(path: Path, content: bytes) -> None:
    """All or nothing, and only for the owner: a start that is cut short leaves the former file."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m house.authority", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("name", help="the host name tablets use")
    parser.add_argument("address", type=ipaddress.IPv4Address)
    parser.add_argument("https_port", type=int)
    parser.add_argument("sheet_port", type=int)
    parser.add_argument("--demo", action="store_true", help="the sheet says that nothing is real")
    asked = parser.parse_args()
    now = datetime.now(UTC)
    try:
        signer = authority(asked.folder, asked.name, now)
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return 1
    certify_server(asked.folder, signer, asked.name, asked.address, now)
    write_sheet(
        asked.folder,
        signer,
        start=f"http://{asked.address}:{asked.sheet_port}/",
        site=f"https://{asked.name}:{asked.https_port}/",
        demo=asked.demo,
        template=Path(__file__).with_name("sheet.html"),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
