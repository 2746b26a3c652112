"""Who may open what. Every route declares it; one that does not keeps the application from starting.

People without an account who ask for a page of the staff are led to the sign-in page. People with an account who may not see a
thing get the same 404 as for a thing that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, overload

from flask import Flask, g, request

from portal.kernel import policy
from portal.kernel.errors import NotFound
from portal.kernel.policy import ANONYMOUS, Actor

View = TypeVar("View", bound=Callable[..., Any])
Loader = Callable[..., Any]


class SignInNeeded(Exception):
    """The page needs an account; the error handler leads to the sign-in page."""


@dataclass(frozen=True)
class Access:
    """What a view declared."""

    #: "public", "signed-in", "permission" or the name of a guard.
    kind: str
    permission: StrEnum | None = None
    #: False for views that machines post to with credentials of their own.
    needs_form_token: bool = True


_actor_provider: list[Callable[[], Actor | None]] = []


def provide_actor(provider: Callable[[], Actor | None]) -> None:
    """Register who finds out who is acting in this request."""
    _actor_provider[:] = [provider]


def actor() -> Actor:
    """Whoever acts in this request; `ANONYMOUS` without an account."""
    if "actor" not in g:
        g.actor = (_actor_provider[0]() if _actor_provider else None) or ANONYMOUS
    found: Actor = g.actor
    return found


def forget_actor() -> None:
    """Find out again, after signing in or out within this request."""
    g.pop("actor", None)


@overload
def public(view: View) -> View: ...
@overload
def public(*, needs_form_token: bool = True) -> Callable[[View], View]: ...
def public(view: View | None = None, *, needs_form_token: bool = True) -> View | Callable[[View], View]:
    """Everyone may open it, with or without an account."""
    declared = Access("public", needs_form_token=needs_form_token)
    if view is not None:
        return _declare(view, declared)
    return lambda decorated: _declare(decorated, declared)


def signed_in(view: View) -> View:
    """Everyone with an account may open it."""

    @wraps(view)
    def guarded(*args: Any, **url: Any) -> Any:
        _ask_to_sign_in()
        return view(*args, **url)

    return _declare(guarded, Access("signed-in"))  # type: ignore[return-value]


def requires(permission: StrEnum, *, of: Loader | None = None) -> Callable[[View], View]:
    """Only who has `permission` may open it.

    `of` finds the thing asked about from the parts of the address (raising `NotFound`); the view then gets that thing as its one
    argument instead of the parts. Without `of` the permission is asked without a thing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**url: Any) -> Any:
            _ask_to_sign_in()
            thing = of(**url) if of else None
            if not policy.allows(permission, actor(), thing):
                raise NotFound
            return view(thing) if of else view(**url)

        return _declare(guarded, Access("permission", permission))  # type: ignore[return-value]

    return decorate


def guard(name: str, check: Callable[[], None]) -> Callable[[View], View]:
    """A way in for machines: `check` raises unless the request carries good credentials. No form token is asked."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **url: Any) -> Any:
            check()
            return view(*args, **url)

        return _declare(guarded, Access(name, needs_form_token=False))  # type: ignore[return-value]

    return decorate


def may(permission: StrEnum, thing: Any = None) -> bool:
    """Whether the reader may do this; for templates."""
    return policy.allows(permission, actor(), thing)


def declared_access(view: Any) -> Access | None:
    """What a view function declared, None when nothing."""
    return getattr(view, "__access__", None)


def verify(app: Flask) -> None:
    """Raises RuntimeError naming every route without declared access."""
    silent = {
        rule.rule for rule in app.url_map.iter_rules() if declared_access(app.view_functions[rule.endpoint]) is None
    }
    if silent:
        raise RuntimeError(f"routes without declared access: {sorted(silent)}")


def current_access() -> Access | None:
    """What the view of this request declared."""
    view = request.endpoint and _views().get(request.endpoint)
    return declared_access(view) if view else None


def _views() -> dict[str, Any]:
    from flask import current_app

    return current_app.view_functions


def _declare(view: View, declared: Access) -> View:
    view.__access__ = declared  # type: ignore[attr-defined]
    return view


def _ask_to_sign_in() -> None:
    if not actor().is_authenticated:
        raise SignInNeeded


def init(app: Flask) -> None:
    """Give templates `may` and `actor`."""
    app.jinja_env.globals.update(may=may, actor=actor)
