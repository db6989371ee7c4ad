"""One log line a request: id, door, status, milliseconds. No address's query, no name, no body.

And, in demo mode, a label on whatever leaves the house as a file.
"""

import re
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

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


INVENTED = "演示数据·非真实"
FILE_NAME = re.compile(r'filename="([^"]+)"')


def invented_files(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """In demo mode every file that is downloaded bears in its name that it is invented."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        disposition = response.get("Content-Disposition", "")
        if named := FILE_NAME.search(disposition):
            response["Content-Disposition"] = content_disposition_header(
                disposition.startswith("attachment"), f"{INVENTED}-{named[1]}"
            )
        return response

    return middleware
