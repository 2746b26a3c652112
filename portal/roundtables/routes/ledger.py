"""`/arbeit/vereinbarungen`: what was agreed at all meetings and places, what is overdue first."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.roundtables.actions import agreements as actions
from portal.roundtables.actions.agreements import Promise
from portal.roundtables.actions.reminding import owner_link
from portal.roundtables.documents.owner_letter import letter_pdf
from portal.roundtables.exports import ledger as files
from portal.roundtables.forms.agreements import EVERY_STATE, OVERDUE, AgreementForm, LedgerForm, as_choices
from portal.roundtables.forms.evening import SettleForm
from portal.roundtables.policy import EDITORS, AgreementPermission
from portal.roundtables.queries import agreements as queries
from portal.roundtables.queries.agreements import LedgerFilter
from portal.roundtables.terms.agreements import AgreementState
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE, office_csv
from portal.web.documents.xlsx import XLSX_MIMETYPE, write_xlsx
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.nav import nav_entry
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Agreement

bp = Blueprint("agreements", __name__, url_prefix="/arbeit/vereinbarungen")

nav_entry(
    "work",
    label=N_("Vereinbarungen"),
    endpoint="agreements.index",
    order=61,
    permission=AgreementPermission.LIST,
    icon="check",
)
tells("agreement-saved", N_("Gespeichert."))
tells(
    "agreement-link-renewed",
    N_("Der alte Link gilt nicht mehr. Der nächste Brief und die nächste E-Mail enthalten den neuen."),
)
#: Two forms stand on the page of one agreement.
_STAND = "stand-"
#: What a page of the ledger may be called in its address.
_FILTERS = ("stand", "ort", "tisch")


def agreement_in_url(agreement_id: UUID) -> "Agreement":
    """The agreement that the address names. Raises `NotFound`."""
    return queries.agreement(agreement_id)


@bp.get("")
@requires(AgreementPermission.LIST)
def index() -> Response:
    wanted, form = _filter()
    found = queries.ledger(actor(), wanted, after=request.args.get("after"))
    asked: dict[str, Any] = {name: request.args[name] for name in _FILTERS if request.args.get(name)}
    return page(
        "roundtables/agreements/index.html",
        fragment="agreement_rows",
        form=form,
        found=found,
        wanted=wanted,
        asked=asked,
        tally=queries.tally(actor()),
        names=places.names({one.round_table.sozialraum_id for one in found.rows}),
        here=url_for("agreements.index", **asked),
    )


@bp.get("/export.<any(xlsx, csv):ending>")
@requires(AgreementPermission.LIST)
def export(ending: str) -> Response:
    """Everything the filters choose, in the order of the ledger."""
    wanted, _form = _filter()
    rows = files.rows(actor(), wanted)
    name = f"vereinbarungen-{today().isoformat()}.{ending}"
    if ending == "csv":
        return download(b"".join(office_csv(files.columns(), rows)), name, OFFICE_MIMETYPE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write_xlsx(path, files.columns(), rows, files.description())
        return download(path.read_bytes(), name, XLSX_MIMETYPE)


@bp.get("/<uuid:agreement_id>")
@requires(AgreementPermission.READ, of=agreement_in_url)
def show(agreement: "Agreement") -> Response:
    return _screen(agreement)


@bp.post("/<uuid:agreement_id>")
@requires(AgreementPermission.EDIT, of=agreement_in_url)
def change(agreement: "Agreement") -> Response:
    form = AgreementForm()
    if not form.validate_on_submit():
        return _screen(agreement, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.agreement(agreement.id)
            actions.change(fresh, str(form.text.data), _promise(fresh, form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.agreement(agreement.id)
        form.version.data = str(theirs.version)
        return _screen(theirs, form=form, conflicts=[(form.text.label.text, theirs.text, form.text.data)], status=409)
    except InvalidInput as error:
        form.take(error)
        return _screen(queries.agreement(agreement.id), form=form, status=422)
    return reply(url_for("agreements.show", agreement_id=agreement.id), tell="agreement-saved")


@bp.post("/<uuid:agreement_id>/stand")
@requires(AgreementPermission.SETTLE, of=agreement_in_url)
def settle(agreement: "Agreement") -> Response:
    """Done, dropped, open again, or a new day."""
    form = SettleForm(prefix=_STAND)
    if not form.validate_on_submit():
        return _screen(agreement, settle_form=form, status=422)
    try:
        with unit_of_work():
            _settle(queries.agreement(agreement.id), form)
    except DomainError as error:
        form.take(error)
        return _screen(queries.agreement(agreement.id), settle_form=form, status=status_of(error))
    return reply(url_for("agreements.show", agreement_id=agreement.id), tell="agreement-settled")


@bp.post("/<uuid:agreement_id>/link-erneuern")
@requires(AgreementPermission.EDIT, of=agreement_in_url)
def renew_link(agreement: "Agreement") -> Response:
    if not Form().validate_on_submit():
        return _screen(agreement, status=422)
    with unit_of_work():
        actions.renew_link(queries.agreement(agreement.id), by=actor())
    return reply(url_for("agreements.show", agreement_id=agreement.id), tell="agreement-link-renewed")


@bp.get("/<uuid:agreement_id>/brief.pdf")
@requires(AgreementPermission.READ, of=agreement_in_url)
def letter(agreement: "Agreement") -> Response:
    """The letter to an owner without mail: what they took over, and the link as a QR code."""
    return download(letter_pdf(agreement), "brief-vereinbarung.pdf", "application/pdf")


def _settle(agreement: "Agreement", form: SettleForm) -> None:
    sentence = str(form.sentence.data or "")
    states = {"done": AgreementState.DONE, "drop": AgreementState.DROPPED, "reopen": AgreementState.OPEN}
    if form.step.data in states:
        actions.settle(agreement, to=states[form.step.data], sentence=sentence, by=actor())
    elif form.due_on.data is None:
        raise InvalidInput("agreement.no-day", N_("Bitte wählen Sie einen Tag."), field="due_on")
    else:
        actions.move(agreement, due_on=form.due_on.data, by=actor())


def _promise(agreement: "Agreement", form: AgreementForm) -> Promise:
    """Whoever stays the owner by name stays the same person; another name is another person."""
    same = str(form.owner.data or "") == agreement.owner_name
    return Promise(
        owner_name=str(form.owner.data or ""),
        owner_function=str(form.owner_function.data or ""),
        owner_email=str(form.owner_email.data or ""),
        owner_may_be_named=bool(form.owner_may_be_named.data),
        participant_id=agreement.participant_id if same else None,
        contact_id=agreement.contact_id if same else None,
        due_on=form.due_on.data,
    )


def _filter() -> tuple[LedgerFilter, LedgerForm]:
    scope = actor().scope_of(*EDITORS)
    tree = places.tree()
    mine = [node for node in tree.gemeinden if scope is None or not scope.isdisjoint(node.lineage)]
    tables = queries.tables(actor())
    form = LedgerForm(
        formdata=request.args,
        places=[(node.slug, node.name) for node in mine],
        tables=as_choices(tables),
    )
    stand = request.args.get("stand", "")
    node = tree.by_slug(request.args.get("ort", ""))
    state = next((one for one in AgreementState if one.value == stand), AgreementState.OPEN)
    return (
        LedgerFilter(
            state=None if stand == EVERY_STATE else state,
            only_overdue=stand == OVERDUE,
            around=node.id if node else None,
            round_table_id=as_uuid(request.args.get("tisch", "")),
        ),
        form,
    )


def _screen(agreement: "Agreement", *, status: int = 200, **forms: Any) -> Response:
    data = {
        "text": agreement.text,
        "owner": agreement.owner_name,
        "owner_function": agreement.owner_function,
        "owner_email": agreement.owner_email,
        "owner_may_be_named": agreement.owner_may_be_named,
        "due_on": agreement.due_on,
        "version": agreement.version,
    }
    context: dict[str, Any] = {
        "agreement": agreement,
        "meeting": agreement.meeting,
        "round_table": agreement.round_table,
        "entries": queries.entries(agreement.id),
        "link": owner_link(agreement),
        "form": AgreementForm(formdata=None, data=data),
        "settle_form": SettleForm(formdata=None, prefix=_STAND, data={"due_on": agreement.asked_until}),
    }
    return page("roundtables/agreements/show.html", status=status, **context | forms)
