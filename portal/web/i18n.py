"""Languages: German is the source, English a catalogue. Texts stay plain strings, so the template escapes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_decimal
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, get_locale, get_translations
from markupsafe import Markup, escape

from portal.kernel import clock

SOURCE = "de"
LANGUAGES = {"de": "Deutsch", "en": "English"}
COOKIE = "sprache"
ARGUMENT = "sprache"
#: Where a request keeps the language that was found out for it.
_KNOWN = "portal.language"
_YEAR = 365 * 24 * 3600
_MINUS = "\N{MINUS SIGN}"


def _(message: str, **values: Any) -> str:
    """The text in the reader's language; `%(name)s` places are filled when values are given. Nothing stays nothing: a catalogue
    keeps facts about itself under the empty text."""
    return _filled(message if is_source() or not message else get_translations().ugettext(message), values)


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """The text for `n` things; `%(n)s` is the number."""
    if is_source():
        return _filled(one if n == 1 else many, {"n": n, **values})
    return _filled(get_translations().ungettext(one, many, n), {"n": n, **values})


def pgettext(context: str, message: str, **values: Any) -> str:
    """The text of an ambiguous word."""
    return _filled(message if is_source() else get_translations().upgettext(context, message), values)


def is_source() -> bool:
    """Whether the text stands in the code as it is read: no catalogue has to be asked, and a page asks hundreds of times."""
    locale = get_locale()
    return locale is None or locale.language == SOURCE


def _filled(text: str, values: dict[str, Any]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(escape(text)) % values  # noqa: S704 - the text is escaped, and % escapes what is no markup
    return text % values


def language() -> str:
    """The reader's language: "de" or "en"."""
    if not has_request_context():
        return SOURCE
    known: str | None = request.environ.get(_KNOWN)
    if known is None:
        choices = (request.args.get(ARGUMENT), request.cookies.get(COOKIE))
        known = next((choice for choice in choices if choice in LANGUAGES), SOURCE)
        request.environ[_KNOWN] = known
    return known


def _remember_choice(response: Response) -> Response:
    choice = request.args.get(ARGUMENT)
    if choice in LANGUAGES and request.cookies.get(COOKIE, "de") != choice:
        response.set_cookie(COOKIE, choice, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    response.headers.setdefault("Content-Language", language())
    return response


def _locale() -> Any:
    return get_locale() or "de"


def as_date(value: date | datetime | None, style: str = "long") -> str:
    """ "22. November 2026", or "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.ON_SCREEN).date()
    return format_date(value, style, locale=_locale())


def as_datetime(value: datetime | None, style: str = "medium") -> str:
    """Day and minute in Bavaria."""
    if value is None:
        return ""
    day = as_date(value, "long" if style == "medium" else style)
    return f"{day}, {format_time(value.astimezone(clock.ON_SCREEN), 'short', locale=_locale())}"


def as_time(value: datetime | None) -> str:
    return format_time(value.astimezone(clock.ON_SCREEN), "short", locale=_locale()) if value else ""


def as_number(value: int | float | Decimal | None, digits: int | None = None) -> str:
    """1.234,5 in German, and −0,2 with a real minus sign: for reading only. Fields and files for computers write a hyphen."""
    if value is None:
        return ""
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_locale()).replace("-", _MINUS)


def ago(value: datetime | None) -> str:
    """ "vor 3 Tagen"; "" for nothing."""
    if value is None:
        return ""
    return format_timedelta(value - clock.now(), add_direction=True, locale=_locale(), threshold=1.1)


def iso(value: date | datetime | None) -> str:
    """For `<time datetime>`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def init(app: Flask) -> None:
    """Load the catalogues and give templates their words."""
    Babel(
        app,
        default_locale="de",
        default_timezone="Europe/Berlin",
        locale_selector=language,
        configure_jinja=False,
        default_translation_directories="../translations",
    )
    app.jinja_env.globals.update(
        _=_, gettext=_, ngettext=ngettext, pgettext=pgettext, language=language, languages=LANGUAGES
    )
    app.jinja_env.filters.update(date=as_date, datetime=as_datetime, time=as_time, number=as_number, ago=ago, iso=iso)
    app.after_request(_remember_choice)
