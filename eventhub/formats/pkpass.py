"""Passes for Apple Wallet: a zip archive of a pass, its pictures, a manifest of their digests, and a signature of that.

The layout is that of Apple's “Wallet Passes”; the signature a detached one of PKCS #7 (RFC 2315).
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

MEDIA_TYPE = "application/vnd.apple.pkpass"


@dataclass(frozen=True)
class Signer:
    """By whom passes are signed: a certificate for passes, its key, and the certificate that signed it (WWDR)."""

    certificate: x509.Certificate
    key: RSAPrivateKey
    intermediate: x509.Certificate

    @property
    def pass_type(self) -> str:
        """What Apple calls these passes, such as pass.org.example.events: the certificate says it as its user id."""
        return self._named(NameOID.USER_ID)

    @property
    def team(self) -> str:
        """What Apple calls the organisation."""
        return self._named(NameOID.ORGANIZATIONAL_UNIT_NAME)

    def _named(self, oid: x509.ObjectIdentifier) -> str:
        return str(self.certificate.subject.get_attributes_for_oid(oid)[0].value)


def read_signer(certificate: bytes, key: bytes, intermediate: bytes) -> Signer:
    """From PEM files, the key without a password.

    Raises:
        ValueError: they cannot be read, do not belong together, or say nothing of passes.
    """
    private = load_pem_private_key(key, password=None)
    signer_certificate = x509.load_pem_x509_certificate(certificate)
    if not isinstance(private, RSAPrivateKey):
        raise ValueError("The key is no RSA key.")
    if signer_certificate.public_key() != private.public_key():
        raise ValueError("The key is not that of the certificate.")
    signer = Signer(signer_certificate, private, x509.load_pem_x509_certificate(intermediate))
    try:
        _said = (signer.pass_type, signer.team)
    except IndexError as error:
        raise ValueError("The certificate is none for passes: it has no user id or no unit.") from error
    return signer


def packed(content: Mapping[str, Any], pictures: Mapping[str, bytes], signer: Signer) -> bytes:
    """The pass as a file. ``content`` is ``pass.json`` but for who signs; ``pictures`` are PNG by name."""
    whole = {
        "formatVersion": 1,
        "passTypeIdentifier": signer.pass_type,
        "teamIdentifier": signer.team,
        **content,
    }
    files = {"pass.json": json.dumps(whole, ensure_ascii=False).encode(), **pictures}
    # The format asks for SHA-1; the signature over the digests is of SHA-256.
    digests = {name: hashlib.sha1(each, usedforsecurity=False).hexdigest() for name, each in files.items()}
    files["manifest.json"] = json.dumps(digests).encode()
    files["signature"] = _signature(files["manifest.json"], signer)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in files.items():
            archive.writestr(name, each)
    return written.getvalue()


def _signature(manifest: bytes, signer: Signer) -> bytes:
    return (
        PKCS7SignatureBuilder()
        .set_data(manifest)
        .add_signer(signer.certificate, signer.key, hashes.SHA256())
        .add_certificate(signer.intermediate)
        .sign(Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary])
    )
