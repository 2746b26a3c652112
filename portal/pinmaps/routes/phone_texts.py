"""The words of the page for the way, in the reader's language: its script speaks while there is no network to ask."""

from portal.web.i18n import _


def phone_texts() -> dict[str, str]:
    """Every sentence that `islands/walk-phone.js` and `js/walk/*` say."""
    return {
        "ready": _("Diese Seite geht jetzt auch ohne Netz."),
        "preparing": _("Wird für unterwegs vorbereitet. Bitte noch kurz im Netz bleiben …"),
        "notReady": _(
            "Ohne Netz lässt sich diese Seite hier nicht öffnen. Solange sie offen bleibt, geht nichts verloren."
        ),
        "offline": _("Kein Netz. Alles bleibt auf diesem Telefon und wird später gesendet."),
        "nothing": _("Noch nichts notiert."),
        "allSent": _("Alles gesendet."),
        "oneUnsent": _("1 noch nicht gesendet"),
        "manyUnsent": _("{n} noch nicht gesendet"),
        "oneRefused": _("1 braucht Ihre Hilfe"),
        "manyRefused": _("{n} brauchen Ihre Hilfe"),
        "sending": _("Wird gesendet …"),
        "noPermission": _(
            "Dieses Telefon darf nicht mehr senden. Melden Sie sich einmal an, dann wird alles gesendet."
        ),
        "signIn": _("Anmelden"),
        "kept": _("Gemerkt. Der nächste Befund kann kommen."),
        "notKept": _("Dieses Telefon kann hier nichts merken. Der Befund wird jetzt gleich gesendet."),
        "noTopic": _("Bitte tippen Sie an, worum es geht."),
        "noRating": _("Bitte tippen Sie an, wie es hier ist."),
        "waiting": _("noch nicht gesendet"),
        "sent": _("gesendet"),
        "sentLate": _("gesendet, steht bei den Nachzüglern: {why}"),
        "refused": _("nicht angenommen"),
        "mend": _("Ändern"),
        "mending": _("Sie ändern einen Befund, der nicht angenommen wurde."),
        "sendAsNew": _("Als weiteren Befund senden"),
        "withoutPhoto": _("Ohne Foto senden"),
        "tryAgain": _("Noch einmal senden"),
        "withPhoto": _("mit Foto"),
        "withPlace": _("mit Stelle"),
        "clearSent": _("Gesendete ausblenden"),
        "locating": _("Standort wird gesucht …"),
        "located": _("Standort gemerkt, auf {n} m genau."),
        "placed": _("Stelle auf der Karte gemerkt."),
        "noPlace": _("Noch keine Stelle."),
        "notLocated": _(
            "Ihr Standort ließ sich nicht finden. Tippen Sie auf die Karte, oder beschreiben Sie die Stelle."
        ),
        "notAllowed": _(
            "Der Standort ist für diese Seite gesperrt. Tippen Sie auf die Karte, oder beschreiben Sie die Stelle."
        ),
        "showMap": _("Auf der Karte zeigen"),
        "hideMap": _("Karte schließen"),
        "photoKept": _("Foto gemerkt ({n} kB)."),
        "photoBroken": _("Dieses Foto kann Ihr Telefon hier nicht öffnen. Bitte nehmen Sie ein anderes."),
        "serverSilent": _("Das Portal antwortet gerade nicht. Das Telefon versucht es in {n} Sekunden wieder."),
    }
