"""Logs as JSON lines: what happened, never who or what was said. A log that cannot be written refuses nobody."""

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger

from portal.settings import Settings

logging.raiseExceptions = False  # a full disk under the log must not fail a request


def configure(settings: Settings) -> None:
    """Send every logger of the process to standard error in one form."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _where_it_broke,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger("portal")
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    root.propagate = False


def _where_it_broke(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Kinds of errors and lines of code; never their messages or variables, which may hold what a person typed."""
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["exception"] = type(error).__name__
        event["trace"] = [
            f"{frame.filename.rpartition('/portal/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-12:]
        ]
        if error.__cause__ is not None:
            event["cause"] = type(error.__cause__).__name__
    return event
