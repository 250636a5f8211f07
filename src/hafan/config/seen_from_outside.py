"""The part of `hafan check-deploy` that comes in by the front door, as a browser would: TLS, its certificate, and plain http."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import time
import warnings
from collections.abc import Mapping
from typing import Final

from django.conf import settings

from hafan.config.fitness import DAY, Look, Unfit

PATIENCE = 5
#: A certificate is renewed before this many days are left.
DAYS_LEFT = 14


def front_door() -> tuple[str, int]:
    """The name and port people come by: HAFAN_OUTSIDE=name:port, or the first of the allowed hosts at 443."""
    named = os.environ.get("HAFAN_OUTSIDE", "")
    local = {"localhost", "127.0.0.1", "[::1]", ""}
    host, _, port = named.partition(":")
    host = host or next(
        (name for name in settings.ALLOWED_HOSTS if name not in local and not name.startswith((".", "*"))), ""
    )
    if not host:
        raise Unfit("no name to come by: set HAFAN_ALLOWED_HOSTS.")
    return host, int(port or 443)


def tls_is_sound() -> str:
    """The newest TLS, a certificate browsers trust with days left, and no older TLS offered."""
    host, port = front_door()
    trusted = ssl.create_default_context(cafile=os.environ.get("HAFAN_OUTSIDE_CA") or None)
    try:
        with (
            socket.create_connection((host, port), PATIENCE) as line,
            trusted.wrap_socket(line, server_hostname=host) as safe,
        ):
            version, cipher, shown = safe.version(), safe.cipher(), safe.getpeercert() or {}
    except ssl.SSLError as fault:
        raise Unfit(f"{host}: {fault.reason or fault}") from None
    except OSError as fault:
        raise Unfit(f"{host}:{port} does not answer: {fault}") from None
    left = (ssl.cert_time_to_seconds(str(shown["notAfter"])) - time.time()) / DAY
    if left < DAYS_LEFT:
        raise Unfit(f"the certificate of {host} has {left:.0f} days left.")
    if offers_old_tls(host, port):
        raise Unfit(f"{host} still offers TLS 1.1 or older.")
    return f"{version}, {cipher[0] if cipher else ''}, {left:.0f} days left, nothing older than TLS 1.2"


def offers_old_tls(host: str, port: int) -> bool:
    """Whether a line of TLS 1.1 or older can be opened; nothing is said on it."""
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE  # to see what is offered, not to trust it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        old.minimum_version, old.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")
    try:
        with (
            socket.create_connection((host, port), PATIENCE) as line,
            old.wrap_socket(line, server_hostname=host),
        ):
            return True
    except OSError:
        return False


def plain_http_is_shut() -> str:
    """Plain http gives no page: it is shut, or only says where https is."""
    host, _ = front_door()
    line = http.client.HTTPConnection(host, int(os.environ.get("HAFAN_OUTSIDE_HTTP") or 80), timeout=PATIENCE)
    try:
        line.request("GET", "/health/")
        answer = line.getresponse()
    except OSError:
        return "shut"
    finally:
        line.close()
    where = answer.headers.get("Location", "")
    if answer.status not in (301, 308) or not where.startswith("https://"):
        raise Unfit(f"http://{host}/ answers {answer.status} instead of leading to https.")
    return "leads to https"


LOOKS: Final[Mapping[str, Look]] = {
    "tls": tls_is_sound,
    "plain-http": plain_http_is_shut,
}
