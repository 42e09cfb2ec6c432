from tests.backend.receiving.conftest import server

__all__ = ["server"]
