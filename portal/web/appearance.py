"""Light or dark: as the device wants it, or as chosen at the foot of the page and kept in a cookie."""

from flask import Flask, Response, has_request_context, request

COOKIE = "darstellung"
ARGUMENT = "darstellung"
#: What stands in the address and the cookie, and KERN's name for it.
THEMES = {"hell": "light", "dunkel": "dark"}
AUTOMATIC = "auto"
_YEAR = 365 * 24 * 3600


def theme() -> str:
    """KERN's name of the chosen theme; "" leaves it to the device."""
    if not has_request_context():
        return ""
    asked = request.args.get(ARGUMENT)
    if asked == AUTOMATIC:
        return ""
    return THEMES.get(asked or "") or THEMES.get(request.cookies.get(COOKIE, ""), "")


def _remember_choice(response: Response) -> Response:
    choice = request.args.get(ARGUMENT)
    if choice in THEMES:
        response.set_cookie(COOKIE, choice, max_age=_YEAR, samesite="Lax", secure=request.is_secure)
    elif choice == AUTOMATIC:
        response.delete_cookie(COOKIE, samesite="Lax", secure=request.is_secure)
    return response


def init(app: Flask) -> None:
    """Give layouts the global `theme()` and keep what readers choose."""
    app.jinja_env.globals["theme"] = theme
    app.after_request(_remember_choice)
