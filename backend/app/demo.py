"""The demo company: made through entries like any real one. Marked as a demo; its secrets are printed and worthless."""

from backend.app.running import Running


async def load_demo(server: Running) -> list[str]:
    """Load the demo company once and return what to tell the person at the terminal."""
    _ = server
    return []
