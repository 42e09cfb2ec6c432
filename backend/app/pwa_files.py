"""Serves the built PWA: hashed assets for ever, everything else checked each time, unknown paths as the app itself."""

from pathlib import Path

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import File

DIST = Path(__file__).parents[2] / "pwa" / "dist"
# All of them, by ourselves: what the machine's own table knows differs from machine to machine.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@get(["/", "/{path:path}"], include_in_schema=False)
async def serve_pwa(path: FromPath[str] = "") -> File | Response[str]:
    """Serve a file of the build, or the page for a path of the app; 404 for a file that is not there."""
    wanted = (DIST / path.lstrip("/")).resolve()
    if not wanted.is_relative_to(DIST):
        raise NotFoundException
    if not path.strip("/") or (not wanted.is_file() and not wanted.suffix):
        wanted = DIST / "index.html"
    if not wanted.is_file():
        if wanted.name == "index.html":
            return Response("The app is not built. Run: ./run setup", media_type="text/plain", status_code=503)
        raise NotFoundException
    lasting = wanted.parent.name == "assets"
    cache = "public, max-age=31536000, immutable" if lasting else "no-cache"
    return File(
        wanted,
        media_type=_TYPES.get(wanted.suffix),
        content_disposition_type="inline",
        headers={"Cache-Control": cache},
    )
