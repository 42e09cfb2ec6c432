"""A refused request has one shape, `{"code", "detail"}`: a code of the catalogue, whose texts the reader has."""

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException


class ProblemView(msgspec.Struct, frozen=True):
    """What is answered: a code of the catalogue and its named values."""

    code: str
    detail: dict[str, Any]


class Problem(HTTPException):
    """Raised by a route that refuses; the application registers ``answer_problem`` for it."""

    def __init__(self, status: int, code: str, **values: Any) -> None:  # noqa: ANN401 - any JSON value
        super().__init__(status_code=status, detail=code)
        self.code = code
        self.values = values


def answer_problem(_request: Request[Any, Any, Any], problem: Problem) -> Response[ProblemView]:
    """Return the answer to a refused request (exception handler)."""
    return Response(ProblemView(problem.code, problem.values), status_code=problem.status_code)


async def refuse_nul(request: Request[Any, Any, Any]) -> None:
    """Refuse a NUL in path or query, which the database could not take as text (before-request hook)."""
    if b"%00" in request.scope["query_string"] or "\0" in request.scope["path"]:
        raise Problem(400, "NUL_IN_REQUEST")
