"""A test client that behaves like a browser and refuses badly made pages, so that authors need not think of it."""

from collections.abc import Callable
from contextvars import Context, copy_context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.html import FilledForm, Page, Value
from tests.support.page_rules import broken_rules


class PickyClient(FlaskClient):
    """Checks every HTML answer (see `page_rules`), sends what a browser sends, and sees the database afresh.

    Each request runs outside the test's own application context, so nothing leaks from one into the other; afterwards
    `after_request` (set by the fixture) lets the test's session read again what the request wrote.
    """

    #: Set to False around a request for a page that is broken on purpose.
    picky = True
    after_request: Callable[[], None] | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs["buffered"] = True
        response: TestResponse = _outside_the_tests_context().run(super().open, *args, **kwargs)
        if self.after_request is not None:
            self.after_request()
        if self.picky:
            self._check(response)
        return response

    def page(self, url: str, *, status: int = 200, **kwargs: Any) -> Page:
        """GET, with the status expected, parsed."""
        response = self.get(url, **kwargs)
        assert response.status_code == status, f"{url}: {response.status_code}, not {status}"
        return Page(response)

    def submit(
        self,
        form: FilledForm,
        *,
        button: Any = None,
        htmx: Any = False,
        headers: Any = None,
        **fields: Value,
    ) -> TestResponse:
        """Send a form as a browser would: its hidden fields, its defaults, these fields on top; follows no redirect.

        `button` is a str, `htmx` a bool, `headers` a dict; typed loosely so that fields can come as `**values`.
        """
        data = form.filled(fields, button=button)
        sent = {"Sec-Fetch-Site": "same-origin", **({"HX-Request": "true"} if htmx else {}), **(headers or {})}
        if form.method == "get":
            return self.get(form.action, query_string=data, headers=sent)
        kind = "multipart/form-data" if form.multipart else "application/x-www-form-urlencoded"
        return self.open(form.action, method=form.method.upper(), data=data, content_type=kind, headers=sent)

    def follow(self, response: TestResponse) -> Page:
        """The page that a 303 leads to."""
        assert response.status_code == 303, f"{response.status_code}: {response.get_data(as_text=True)[:400]}"
        return self.page(response.location)

    def _check(self, response: TestResponse) -> None:
        assert response.status_code != 500, f"{response.request.method} {response.request.path} answered 500"
        is_redirect = 300 <= response.status_code < 400
        if is_redirect or response.mimetype != "text/html" or not response.data:
            return
        html = response.get_data(as_text=True)
        whole = html.lstrip()[:9].lower() == "<!doctype"
        url = response.request.full_path if response.request.query_string else response.request.path
        found = broken_rules(html, url=url, app=self.application, whole_page=whole)
        asked = f"{response.request.method} {url} ({response.status_code})"
        assert not found, "\n  ".join([f"{asked} breaks rules:", *found])


def _outside_the_tests_context() -> Context:
    """The present context variables (a frozen clock among them) without those of Flask."""
    fresh = Context()
    for variable, value in copy_context().items():
        if not variable.name.startswith("flask."):
            fresh.run(variable.set, value)
    return fresh
