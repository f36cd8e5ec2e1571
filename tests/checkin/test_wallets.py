"""Tickets for wallets: there when an administrator has set one up, the same code as on paper, and signed."""

import hashlib
import io
import json
import subprocess
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID
from joserfc import jwk, jwt

from eventhub.clock import now
from eventhub.config import Config, ConfigError
from eventhub.formats.pkpass import read_signer
from eventhub.maintenance.doctor import Verdict, examine
from tests.registration.cast import DINAS, cancel, make_workshop, register

PASS_TYPE, TEAM = "pass.org.example.tickets", "ABCDE12345"


def pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def certified(
    subject: dict, key: RSAPrivateKey, issuer: x509.Name | None, by: RSAPrivateKey
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in subject.items()])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(issuer or name).public_key(key.public_key())
    )
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(now() - timedelta(days=1)).not_valid_after(now() + timedelta(days=9))
    made = made.add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    return made.sign(by, hashes.SHA256())


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """What Apple and Google give out, by an authority of our own."""
    folder = tmp_path_factory.mktemp("wallets")
    authority_key, key = generate_private_key(65537, 2048), generate_private_key(65537, 2048)
    authority = certified({NameOID.COMMON_NAME: "WWDR of the test"}, authority_key, None, authority_key)
    own = {NameOID.USER_ID: PASS_TYPE, NameOID.ORGANIZATIONAL_UNIT_NAME: TEAM, NameOID.COMMON_NAME: "Pass"}
    certificate = certified(own, key, authority.subject, authority_key)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "authority.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(pem(key))
    account = {"client_email": "tickets@project.example.org", "private_key": pem(key).decode()}
    (folder / "account.json").write_text(json.dumps(account))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / "public.pem").write_bytes(public)
    return folder


@pytest.fixture
def dina(app):
    return register(make_workshop(), DINAS, language="ar")


@pytest.fixture
def with_wallets(app, papers, monkeypatch):
    given = {
        f"apple_wallet_{name}": str(papers / f"{name}.pem") for name in ("certificate", "key", "authority")
    }
    google = {
        "google_wallet_issuer": "3388000000012345678",
        "google_wallet_key": str(papers / "account.json"),
    }
    monkeypatch.setitem(app.config, "EVENTHUB", replace(app.config["EVENTHUB"], **given, **google))


def own(registration, path: str = "", language: str = "en") -> str:
    return f"/{language}/registrations/{registration.token}/{path}"


def test_without_a_wallet_set_up_there_is_none(client, dina):
    page = client.get(own(dina)).text
    assert "Apple Wallet" not in page
    assert "Google Wallet" not in page
    assert client.get(own(dina, "ticket.pkpass")).status_code == 404
    assert client.get(own(dina, "ticket/google")).status_code == 404


@pytest.mark.parametrize(("language", "label"), [("en", "Name"), ("ar", "الاسم"), ("zh", "姓名")])
def test_a_pass_has_the_code_of_the_ticket_in_the_language_of_the_page(
    client, dina, with_wallets, language, label
):
    assert "Apple Wallet" in client.get(own(dina)).text
    answer = client.get(own(dina, "ticket.pkpass", language))
    assert answer.mimetype == "application/vnd.apple.pkpass"
    archive = ZipFile(io.BytesIO(answer.data))
    content = json.loads(archive.read("pass.json"))
    assert (content["passTypeIdentifier"], content["teamIdentifier"]) == (PASS_TYPE, TEAM)
    assert (content["formatVersion"], content["serialNumber"]) == (1, dina.reference)
    [barcode] = content["barcodes"]
    assert (barcode["message"], barcode["format"]) == (dina.ticket, "PKBarcodeFormatQR")
    assert content["relevantDate"] == dina.event.local_start.isoformat(timespec="seconds")
    assert label in [each["label"] for each in content["eventTicket"]["secondaryFields"]]
    assert archive.read("icon@2x.png").startswith(b"\x89PNG")


VERIFY = [
    "openssl",
    "smime",
    "-verify",
    "-inform",
    "DER",
    "-in",
    "signature",
    "-content",
    "manifest.json",
    "-purpose",
    "any",
    "-CAfile",
]


def is_verified(folder, authority) -> bool:
    asked = subprocess.run([*VERIFY, authority], cwd=folder, capture_output=True, check=False)  # noqa: S603 - ours
    return asked.returncode == 0


def test_openssl_finds_a_pass_whole_and_signed_by_the_authority(client, dina, with_wallets, papers, tmp_path):
    folder = tmp_path / "pass"
    ZipFile(io.BytesIO(client.get(own(dina, "ticket.pkpass")).data)).extractall(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    files = {each.name for each in folder.iterdir()} - {"manifest.json", "signature"}
    assert manifest == {
        name: hashlib.sha1((folder / name).read_bytes()).hexdigest()  # noqa: S324 - as the format asks
        for name in files
    }
    assert is_verified(folder, papers / "authority.pem")
    (folder / "manifest.json").write_text("{}")
    assert not is_verified(folder, papers / "authority.pem")


def test_google_is_given_the_ticket_in_a_signed_address(client, dina, with_wallets, papers):
    assert "Google Wallet" in client.get(own(dina)).text
    answer = client.get(own(dina, "ticket/google", "zh"))
    assert answer.status_code == 303
    address, _slash, token = answer.location.rpartition("/")
    assert address == "https://pay.google.com/gp/v/save"
    key = jwk.RSAKey.import_key((papers / "public.pem").read_text())
    claims = jwt.decode(token, key, algorithms=["RS256"]).claims
    assert (claims["iss"], claims["aud"], claims["typ"]) == (
        "tickets@project.example.org",
        "google",
        "savetowallet",
    )
    [ticket] = claims["payload"]["eventTicketObjects"]
    [kind] = claims["payload"]["eventTicketClasses"]
    assert (ticket["barcode"]["value"], ticket["classId"]) == (dina.ticket, kind["id"])
    assert kind["eventName"]["defaultValue"]["language"] == "zh"
    assert kind["dateTime"]["start"] == dina.event.local_start.isoformat(timespec="seconds")
    assert dina.token not in json.dumps(claims)


def test_who_has_no_place_has_no_pass(client, dina, with_wallets):
    cancel(dina)
    for path in ("ticket.pkpass", "ticket/google"):
        assert client.get(own(dina, path)).status_code == 404
    assert "Wallet" not in client.get(own(dina)).text


def test_a_key_of_another_certificate_is_refused(papers):
    other = pem(generate_private_key(65537, 2048))
    authority = (papers / "authority.pem").read_bytes()
    with pytest.raises(ValueError, match="not that of the certificate"):
        read_signer((papers / "certificate.pem").read_bytes(), other, authority)


def test_half_a_set_up_stops_the_instance_in_words(tmp_path, papers):
    given = {"EVENTHUB_SECRET_KEY": "s" * 40, "EVENTHUB_INSTANCE_PATH": str(tmp_path)}
    half = {**given, "EVENTHUB_APPLE_WALLET_CERTIFICATE": str(papers / "certificate.pem")}
    with pytest.raises(ConfigError, match="EVENTHUB_APPLE_WALLET_KEY and EVENTHUB_APPLE_WALLET_AUTHORITY"):
        Config.from_environment(half)
    gone = {
        **given,
        "EVENTHUB_GOOGLE_WALLET_ISSUER": "1",
        "EVENTHUB_GOOGLE_WALLET_KEY": str(tmp_path / "none"),
    }
    with pytest.raises(ConfigError, match="there is no file"):
        Config.from_environment(gone)


def test_the_doctor_says_whether_passes_can_be_signed(app, papers, with_wallets, monkeypatch):
    told = {about: (verdict, words) for verdict, about, words in examine(app)}
    verdict, words = told["apple wallet"]
    assert verdict == Verdict.WARNING, "The certificate of the test ends in nine days."
    assert "can be signed until" in words
    assert told["google wallet"] == (Verdict.GOOD, "Tickets are signed as tickets@project.example.org.")
    wrong = {"apple_wallet_key": str(papers / "authority.pem"), "google_wallet_key": str(papers / "key.pem")}
    monkeypatch.setitem(app.config, "EVENTHUB", replace(app.config["EVENTHUB"], **wrong))
    verdicts = {about: verdict for verdict, about, _words in examine(app)}
    assert [verdicts[about] for about in ("apple wallet", "google wallet")] == [Verdict.WRONG] * 2
