"""What the terminal shows to people with a phone in hand."""

import io

import segno


def qr_code(text: str) -> str:
    """Return a QR code of ``text`` drawn in half blocks."""
    drawn = io.StringIO()
    segno.make(text, micro=False).terminal(out=drawn, compact=True)
    return drawn.getvalue()
