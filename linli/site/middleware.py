"""One log line a request: id, door, status, milliseconds. No address's query, no name, no body."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from linli.kernel.ids import random_id

log = structlog.stdlib.get_logger("linli.request")


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Gives each request an id, binds it to every line logged during it, and says how it ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.id = random_id().hex
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=request.id):
            response = get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                view=match.view_name if match else None,
                method=request.method,
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
        response["X-Request-Id"] = request.id
        return response

    return middleware
