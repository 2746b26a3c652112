""" "Stimmt etwas nicht?": a reader says what is wrong with an Angebot."""

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, TooMany
from portal.kernel.runtime import settings
from portal.offers import actions, queries
from portal.offers.forms import ReportForm
from portal.offers.routes.blueprint import public_bp
from portal.web import limits
from portal.web.access import actor, public
from portal.web.pages import page, reply

#: What one connection may send in ten minutes. A portal that runs locally is measured and tried out.
_MOST = {"production": 20, "local": 5_000}
_MOST_SECONDS = 600


@public_bp.get("/<slug>/hinweis")
@public
def ask(slug: str) -> Response:
    return page("offers/public/report.html", form=ReportForm(), offer=queries.public_offer(slug))


@public_bp.post("/<slug>/hinweis")
@public
def send(slug: str) -> Response:
    offer, form = queries.public_offer(slug), ReportForm()
    if not form.validate_on_submit():
        return page("offers/public/report.html", form=form, offer=offer, status=422)
    try:
        limits.hit("offer-report", most=_MOST[settings().environment], per_seconds=_MOST_SECONDS)
        with unit_of_work():
            actions.report(
                queries.public_offer(slug),
                text=str(form.text.data),
                contact=str(form.contact.data or ""),
                submission_key=form.key,
                by=actor(),
            )
    except (InvalidInput, TooMany) as error:
        return _refused(slug, form, error)
    return reply(url_for("public_offers.thanks", slug=slug))


@public_bp.get("/<slug>/hinweis/danke")
@public
def thanks(slug: str) -> Response:
    return page("offers/public/thanks.html", offer=queries.public_offer(slug))


def _refused(slug: str, form: ReportForm, error: DomainError) -> Response:
    """What was typed stays in the form."""
    form.take(error)
    status = 429 if isinstance(error, TooMany) else 422
    response = page("offers/public/report.html", form=form, offer=queries.public_offer(slug), status=status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response
