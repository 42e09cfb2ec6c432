"""Serves the page for phones over plain HTTP, from threads beside the web server. It only reads and knows no secret."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, Final
from urllib.parse import parse_qs

import msgspec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from backend.app.lan.certificates import fingerprint
from backend.app.lan.page import policy, render
from backend.app.lan.page_texts import TEXTS
from backend.app.lan.tls import Lan, in_address

_SECONDS: Final = 10.0
_CERTIFICATE: Final = "application/x-x509-ca-cert"
"""What iOS and Android open their installer for."""


class Answer(msgspec.Struct, frozen=True):
    """What a path is answered with."""

    media_type: str
    content: bytes
    headers: dict[str, str]


def answer(target: str, *, host: str, languages: str, lan: Lan, port: int) -> Answer | None:
    """Return the answer to a GET of ``target``, None for nothing there. ``port``: where HTTPS is."""
    certificate = lan.authority.certificate
    path, _, query = target.partition("?")
    if path in {"/unitrail-ca.crt", "/unitrail-ca.pem"}:
        encoding = Encoding.DER if path.endswith(".crt") else Encoding.PEM
        attachment = f'attachment; filename="{path[1:]}"'
        return Answer(_CERTIFICATE, certificate.public_bytes(encoding), {"Content-Disposition": attachment})
    if path != "/":
        return None
    wished = parse_qs(query).get("lang", [""])[0]
    language = wished if wished in TEXTS else "zh" if languages.lower().startswith("zh") else "en"
    came_by = host.removesuffix(f":{lan.page_port}")
    address = f"https://{came_by if came_by in lan.names else in_address(lan.names[0])}:{port}"
    (authority,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    page = render(language, address=address, fingerprint=fingerprint(certificate), authority=str(authority.value))
    return Answer("text/html; charset=utf-8", page.encode(), {"Content-Security-Policy": policy(address)})


@contextmanager
def serving_page(lan: Lan, *, host: str, port: int) -> Iterator[None]:
    """Serve the page on ``host`` while inside; ``port``: where HTTPS is. Raises OSError if its port is taken."""

    class Handler(BaseHTTPRequestHandler):
        timeout: ClassVar[float | None] = _SECONDS
        server_version = "Unitrail"
        sys_version = ""

        def do_GET(self) -> None:  # the name the library asks for
            headers = self.headers
            found = answer(
                self.path,
                host=headers.get("Host", ""),
                languages=headers.get("Accept-Language", ""),
                lan=lan,
                port=port,
            )
            if found is None:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", found.media_type)
            self.send_header("Content-Length", str(len(found.content)))
            for name, value in {
                **found.headers,
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(found.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Log nothing: what phones ask for here is no record."""

    with ThreadingHTTPServer((host, lan.page_port), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
