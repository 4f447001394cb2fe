"""Log lines: one for each message and delivery, never their text, a name or a secret."""

import logging
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO

import structlog

Form = Literal["text", "json"]


def set_up(level: str, form: Form) -> None:
    """Write log lines to standard error, as text for people or as JSON for machines; what libraries have to
    say comes by the same way."""
    numeric = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, *_processors(form)],
        wrapper_class=structlog.make_filtering_bound_logger(numeric),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_LibraryLines(_processors(form)))
    logging.basicConfig(level=max(numeric, logging.WARNING), handlers=[handler])


def _processors(form: Form) -> list[structlog.typing.Processor]:
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words,
        renderer,
    ]


# ---- exceptions ---------------------------------------------------------------------------------------


def without_words(
    _logger: Any, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Tell an exception by its type and where it went through: its message may hold what people wrote."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()[1]
    elif isinstance(told, tuple):
        told = told[1]
    if isinstance(told, BaseException):
        event["trace"] = traced(told)
    return event


def traced(error: BaseException) -> str:
    """Return an exception's type and frames, and those of what it came from, the first cause last."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}", *_frames(error.__traceback__)]
    if isinstance(error, BaseExceptionGroup):
        lines += [f"with {traced(part)}" for part in error.exceptions]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " < ".join([*lines, *([f"from {traced(cause)}"] if cause is not None else [])])


def _frames(trace: TracebackType | None) -> list[str]:
    """Return where an exception went through, the innermost first; of libraries' own ways only their end."""
    found = [(frame.f_code, line) for frame, line in traceback.walk_tb(trace)][::-1]
    return [
        f"{Path(code.co_filename).name}:{line} {code.co_name}"
        for place, (code, line) in enumerate(found)
        if place == 0 or "site-packages" not in code.co_filename
    ]


# ---- what is not our own ------------------------------------------------------------------------------


class _LibraryLines(logging.Formatter):
    """Lines of libraries: who speaks, from where, and of which exception; what they say may quote people."""

    def __init__(self, processors: list[structlog.typing.Processor]) -> None:
        """Write them through `processors`, like our own."""
        super().__init__()
        self._processors = processors

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: Any = {"event": "library", "logger": record.name, "at": f"{record.filename}:{record.lineno}"}
        said["exc_info"] = record.exc_info
        for processor in self._processors:
            said = processor(None, record.levelname.lower(), said)
        return str(said)


def speak_for_the_interpreter() -> None:
    """Let what ends a thread or the process, what nobody can raise, and warnings be such lines as well."""
    log = structlog.get_logger()

    def ended(_type: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            log.critical("ended", exc_info=error)

    def thread_ended(told: threading.ExceptHookArgs) -> None:
        log.critical("thread ended", exc_info=told.exc_value)

    def warned(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        log.warning("library", warning=category.__name__, at=f"{Path(filename).name}:{lineno}")

    sys.excepthook = ended
    threading.excepthook = thread_ended
    sys.unraisablehook = lambda told: log.error("not raised", exc_info=told.exc_value)
    warnings.showwarning = warned
