"""A directory of an agency that exists only in the tests: discovery, keys, a sign-in page and tokens, as Entra ID has them.

It can be told to lie: `says` changes what its tokens claim, `header` and `signs_with` how they are signed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

TENANT, CLIENT, SECRET = (
    "11111111-2222-4333-8444-555555555555",
    "hafan-in-the-tests",
    "only the tests know this",
)


def letters(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int) -> str:
    return letters(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@cache
def two_keys() -> tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey]:
    """The directory's own and a stranger's; making them takes longest of all."""
    return rsa.generate_private_key(65537, 2048), rsa.generate_private_key(65537, 2048)


class Provider:
    """The directory and what it is told to say."""

    def __init__(self) -> None:
        self.key, self.strangers_key = two_keys()
        self.says: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.signs_with = "own"
        self.discovery: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.address = ""

    @property
    def issuer(self) -> str:
        return f"{self.address}/{TENANT}/v2.0"

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.discovery,
        }

    def keys(self) -> dict[str, Any]:
        public = self.key.public_key().public_numbers()
        known = {"kty": "RSA", "use": "sig", "kid": "one", "n": number(public.n), "e": number(public.e)}
        return {"keys": [known]}

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "subject of alys",
            "tid": TENANT,
            "nonce": nonce,
            "iat": now,
            "exp": now + 600,
            "email": "gwen@aberwern.example",  # never believed
            "amr": ["pwd", "mfa"],
            **self.says,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "typ": "JWT", "kid": "one", **self.header}
        body = ".".join(letters(json.dumps(part).encode()) for part in (header, claims))
        return f"{body}.{self._signature(body)}"

    def _signature(self, body: str) -> str:
        if self.signs_with == "nothing":
            return ""
        if self.signs_with == "public key as a secret":
            secret = json.dumps(self.keys()["keys"][0]).encode()
            return letters(hmac.new(secret, body.encode(), "sha256").digest())
        key = self.key if self.signs_with == "own" else self.strangers_key
        return letters(key.sign(body.encode(), padding.PKCS1v15(), hashes.SHA256()))

    def sign_in(self, asked: str) -> str:
        """What the browser meets there: somebody signs in at once, and is sent back with a code."""
        told = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
        self.asked.append(told)
        code = secrets.token_urlsafe(12)
        self.codes[code] = told
        return f"{told['redirect_uri']}?{urlencode({'code': code, 'state': told['state']})}"

    def exchange(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        told = self.codes.pop(form.get("code", ""), None)
        proof = letters(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if told is None or told["code_challenge"] != proof or form.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant"}
        token = {"access_token": "not used", "token_type": "Bearer", "expires_in": 600}
        return 200, {**token, "id_token": self.token(told["nonce"])}


@contextmanager
def open_directory() -> Iterator[Provider]:
    """The directory, listening on this machine while it is needed."""
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                f"/{TENANT}/v2.0/.well-known/openid-configuration": provider.metadata,
                "/keys": provider.keys,
            }
            page = pages.get(urlsplit(self.path).path)
            self._answer(*((200, page()) if page else (404, {})))

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._answer(*provider.exchange({name: values[0] for name, values in parse_qs(sent).items()}))

        def _answer(self, status: int, told: dict[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
