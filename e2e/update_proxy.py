"""Stands between a browser and the server and hands out a newer service worker on demand, as after an update."""

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

OF_ONE_CONNECTION = {
    "connection",
    "content-encoding",
    "content-length",
    "host",
    "keep-alive",
    "transfer-encoding",
    "date",
    "server",
}


class UpdateProxy(ThreadingHTTPServer):
    """Passes everything on; from ``update()`` on the worker's script carries another version."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.client = httpx.Client(base_url=target, timeout=30)
        self.updated = False

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}"

    def update(self) -> None:
        self.updated = True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _pass_on(self) -> None:
        proxy = self.server
        assert isinstance(proxy, UpdateProxy)
        content = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OF_ONE_CONNECTION}
        try:
            answer = proxy.client.request(self.command, self.path, content=content, headers=headers)
        except httpx.TransportError:
            self.send_error(502)
            return
        body = answer.content
        if self.path == "/sw.js" and proxy.updated:
            body = body.replace(b'"unitrail-', b'"unitrail-new-', 1)
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name not in OF_ONE_CONNECTION:
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser was killed
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = _pass_on  # noqa: N815 - the base class's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def update_proxy(target: str) -> Iterator[UpdateProxy]:
    """Yield a running proxy in front of ``target``."""
    with UpdateProxy(target) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
