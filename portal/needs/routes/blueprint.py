"""The blueprint of the inbox and of Bedarfe, and the messages their pages show."""

from types import SimpleNamespace
from typing import Any

from flask import Blueprint

from portal.kernel.text import N_
from portal.needs.policy import NeedPermission
from portal.web.access import may
from portal.web.pages import tells

bp = Blueprint("needs", __name__, url_prefix="/arbeit")

tells("triage-undone", N_("Zurückgenommen. Der Eintrag wartet wieder."))
tells("triage-nothing-chosen", N_("Bitte wählen Sie zuerst Einträge aus."), tone="info")
tells("need-created", N_("Der Bedarf ist angelegt."))
tells("need-saved", N_("Gespeichert."))
tells(
    "need-answered",
    N_("Gesagt. Wer einen Rückmelde-Code hat, kann den Satz jetzt lesen. Für alle anderen geht es hier weiter."),
)
tells("need-note", N_("Notiz gespeichert."))
tells("need-evidence", N_("Beleg hinzugefügt."))
tells("need-evidence-removed", N_("Beleg entfernt."))
tells("need-merged", N_("Zusammengeführt. Im Verlauf können Sie das zurücknehmen."))
tells("need-split", N_("Aufgeteilt. Das ist der neue Bedarf; im Verlauf des alten können Sie das zurücknehmen."))
tells("need-step-undone", N_("Der Schritt ist zurückgenommen."))
tells("need-deleted", N_("Der Bedarf ist gelöscht. Sie können ihn 30 Tage lang wiederherstellen."))
tells("need-restored", N_("Der Bedarf ist wieder da."))
tells("needs-changed", N_("Geändert. Betroffene Bedarfe: %(n)s."))
tells(
    "needs-some-skipped",
    N_("Geändert. Betroffene Bedarfe: %(n)s. Bei den anderen war dieser Schritt nicht möglich."),
    tone="warning",
)
tells("needs-none-chosen", N_("Bitte wählen Sie zuerst Bedarfe aus."), tone="info")
tells("text-module-saved", N_("Der Textbaustein ist gespeichert."))
tells("text-module-removed", N_("Der Textbaustein ist entfernt."))


def allowed(thing: Any = None) -> SimpleNamespace:
    """What the reader may do, for templates: `can.edit`, `can.answer`, …"""
    names = {
        "create": NeedPermission.CREATE,
        "export": NeedPermission.EXPORT,
        "triage": NeedPermission.TRIAGE,
    }
    here = {
        "edit": NeedPermission.EDIT,
        "answer": NeedPermission.ANSWER,
        "tell": NeedPermission.TELL,
        "merge": NeedPermission.MERGE,
        "delete": NeedPermission.DELETE,
        "restore": NeedPermission.RESTORE,
        "add_evidence": NeedPermission.ADD_EVIDENCE,
        "comment": NeedPermission.COMMENT,
        "undo": NeedPermission.UNDO,
    }
    can = {name: may(permission) for name, permission in names.items()}
    if thing is not None:
        can |= {name: may(permission, thing) for name, permission in here.items()}
    return SimpleNamespace(**can)
