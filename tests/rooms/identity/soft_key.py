"""A security key made of software, which makes and answers as a true one does, and can be told to behave badly."""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def letters(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def octets(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftKey:
    """One key with one pair of keys on it."""

    origin: str = "https://testserver"
    verified: bool = True
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: bytes = field(default_factory=lambda: os.urandom(32))
    owner: bytes = b""

    def make(self, options: dict[str, Any]) -> str:
        """What a key says when it is added."""
        asked = options["publicKey"]
        self.owner = octets(asked["user"]["id"])
        public = cbor.encode(ES256.from_cryptography_key(self.private.public_key()))
        data = self._data(asked["rp"]["id"], ATTESTED)
        data += bytes(16) + struct.pack(">H", len(self.name)) + self.name + public
        told = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._told({"attestationObject": letters(told)}, self._client("webauthn.create", asked))

    def answer(self, options: dict[str, Any]) -> str:
        """What a key says when somebody signs in with it."""
        asked = options["publicKey"]
        data, client = self._data(asked["rpId"]), self._client("webauthn.get", asked)
        signed = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        told = {
            "authenticatorData": letters(data),
            "signature": letters(signed),
            "userHandle": letters(self.owner),
        }
        return self._told(told, client)

    def _data(self, house: str, more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verified else 0)
        return hashlib.sha256(house.encode()).digest() + struct.pack(">BI", flags, 0)

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _told(self, response: dict[str, str], client: bytes) -> str:
        told = {"clientDataJSON": letters(client), **response}
        return json.dumps(
            {
                "id": letters(self.name),
                "rawId": letters(self.name),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": told,
            }
        )


def options_on(page: bytes) -> dict[str, Any]:
    """What a page asks of a key."""
    found = re.search(r'data-options="([^"]*)"', page.decode())
    assert found, "the page asks no key"
    return json.loads(unescape(found.group(1)))


def add(client: Client, key: SoftKey, name: str = "blue key"):
    """Add a key, as the script of the page does."""
    page = client.get(reverse("mfa_add_webauthn"))
    assert page.status_code == 200, page.headers.get("Location")
    told = {"name": name, "credential": key.make(options_on(page.content))}
    return client.post(reverse("mfa_add_webauthn"), told)
