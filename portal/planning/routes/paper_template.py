"""The county's own DOCX for Beschlussvorlagen: what can stand in it, handing one in, going back to the shipped one."""

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.planning import documents
from portal.planning.actions import papers as actions
from portal.planning.forms.papers import TemplateForm
from portal.planning.policy.council import PaperPermission
from portal.planning.queries import papers as queries
from portal.planning.routes.council import bp
from portal.planning.terms.papers import LARGEST_TEMPLATE, LONGEST_FILE_NAME
from portal.web.access import actor, requires
from portal.web.pages import download, page, reply, tells

tells("template-kept", N_("Vorlagen werden jetzt mit Ihrem Muster geschrieben."))
tells("template-retired", N_("Vorlagen werden wieder mit dem Muster des Portals geschrieben."))


@bp.get("/muster", endpoint="template")
@requires(PaperPermission.TEMPLATE)
def show() -> Response:
    return _template_page(TemplateForm(formdata=None))


def _template_page(form: TemplateForm, *, status: int = 200) -> Response:
    own = queries.template_in_use()
    missing = [one for one in documents.PLACEHOLDERS if own is not None and one.key not in own.placeholders]
    return page(
        "planning/template.html",
        form=form,
        own=own,
        placeholders=documents.PLACEHOLDERS,
        missing=missing,
        status=status,
    )


@bp.post("/muster")
@requires(PaperPermission.TEMPLATE)
def keep_template() -> Response:
    form = TemplateForm()
    if not form.validate_on_submit():
        return _template_page(form, status=422)
    upload = form.file.data
    try:
        if not upload or not getattr(upload, "filename", ""):
            raise InvalidInput("template.none", N_("Bitte wählen Sie eine Datei."), field="file")
        file = upload.stream.read(LARGEST_TEMPLATE + 1)
        found = documents.check_template(file)
    except InvalidInput as error:
        form.take(error)
        return _template_page(form, status=422)
    with unit_of_work():
        name = clean_text(str(upload.filename).replace("\\", "/").rpartition("/")[2], lines=False)[-LONGEST_FILE_NAME:]
        actions.keep_template(file_name=name, file=file, placeholders=found, by=actor())
    return reply(url_for("council.template"), tell="template-kept")


@bp.post("/muster/zurueck")
@requires(PaperPermission.TEMPLATE)
def retire_template() -> Response:
    form = TemplateForm()
    if not form.validate_on_submit():
        return _template_page(form, status=422)
    with unit_of_work():
        actions.retire_templates(by=actor())
    return reply(url_for("council.template"), tell="template-retired")


@bp.get("/muster/portal.docx")
@requires(PaperPermission.TEMPLATE)
def shipped_template() -> Response:
    """The shipped template, to begin one's own with."""
    return download(documents.shipped_template(), "beschlussvorlage-muster.docx", documents.DOCX_MIMETYPE)


@bp.get("/muster/eigenes.docx")
@requires(PaperPermission.TEMPLATE)
def own_template() -> Response:
    """The template in use, the county's own if there is one."""
    own = queries.template_in_use()
    file = own.file if own is not None else documents.shipped_template()
    return download(file, own.file_name if own else "beschlussvorlage-muster.docx", documents.DOCX_MIMETYPE)
