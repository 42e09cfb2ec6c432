import socket

import pytest

from backend.app.cli_failure import CommandFailed
from backend.app.cli_serve import refuse_taken_port


def test_a_port_on_which_somebody_listens_is_refused_even_if_they_would_share_it() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandFailed, match=f"port {port}: .*in use.*UNITRAIL_PORT"):
            refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_an_address_that_is_not_this_machines_is_refused() -> None:
    with pytest.raises(CommandFailed, match=r"192\.0\.2\.1"):
        refuse_taken_port("192.0.2.1", 8080)
