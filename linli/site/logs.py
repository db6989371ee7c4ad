"""Log lines without persons: no address, no query, no body, no words of an exception.

An address can hold a one-time token, and an exception can quote the row it failed on. A line says
which view, which status, which kind of exception, and where in the code.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

Line = MutableMapping[str, Any]
Raised = tuple[type[BaseException], BaseException, TracebackType | None]
MOST_FRAMES = 12


def without_address(logger: Any, name: str, line: Line) -> Line:
    """Django names the address in what it says of a request: say the view instead."""
    record: logging.LogRecord = line["_record"]
    request = getattr(record, "request", None)
    if request is not None:
        match = request.resolver_match
        line["event"] = record.name
        line["view"] = match.view_name if match else None
        line["status"] = getattr(record, "status_code", None)
        line["request"] = getattr(request, "id", None)
    return line


def without_words(logger: Any, name: str, line: Line) -> Line:
    """An exception as its kind and its way through the code; its message stays out."""
    given: Raised | bool | None = line.pop("exc_info", None)
    raised = sys.exc_info() if given is True else given
    if raised and raised[0]:
        frames = traceback.extract_tb(raised[2])[-MOST_FRAMES:]
        line["exception"] = raised[0].__qualname__
        line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return line


FORMATTER = {
    "()": structlog.stdlib.ProcessorFormatter,
    "foreign_pre_chain": [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_address,
    ],
    "processors": [
        without_words,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
}


def settings_for(level: str) -> dict[str, Any]:
    """Django's ``LOGGING``; also sends our own structured lines the same way."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": FORMATTER},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},  # what was refused stands in our own line
            "django.server": {"handlers": [], "propagate": False},
            "django.db.backends": {"level": "INFO"},  # DEBUG would write every statement's values
            "linli": {"level": "INFO"},
        },
    }
