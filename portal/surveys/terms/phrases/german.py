"""The German texts of the portal that questionnaires say in their own language."""

from portal.kernel.text import N_

#: Options that are the same in every survey, and what stands beside those of the authors.
OPTIONS = (
    N_("Ja"),
    N_("Nein"),
    N_("sehr gut"),
    N_("gut"),
    N_("mittel"),
    N_("schlecht"),
    N_("sehr schlecht"),
    N_("unter 18 Jahre"),
    N_("18 bis 29 Jahre"),
    N_("30 bis 44 Jahre"),
    N_("45 bis 59 Jahre"),
    N_("60 bis 69 Jahre"),
    N_("70 bis 79 Jahre"),
    N_("80 Jahre und älter"),
    N_("weiblich"),
    N_("männlich"),
    N_("divers"),
    N_("Sonstiges"),
    N_("Weiß nicht / keine Angabe"),
    N_("Wenn Sonstiges: was meinen Sie?"),
    N_("Warum? (freiwillig)"),
)

#: What stands around a question, on the page for checking, before the first question and after the last.
SCREENS = (
    N_("Sie haben „Weiß nicht / keine Angabe“ gewählt."),
    N_("Bitte wählen Sie %(least)s bis %(most)s."),
    N_("Sie können bis zu %(most)s wählen."),
    N_("Bitte wählen Sie mindestens %(least)s."),
    N_("Sie können mehrere wählen."),
    N_("Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge."),
    N_("Höher"),
    N_("Tiefer"),
    N_("Weg"),
    N_("Tippen oder auswählen"),
    N_("Bitte wählen"),
    N_("Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“."),
    N_("Ein Punkt auf der Karte"),
    N_("Frage %(number)s von %(total)s"),
    N_("Weiter"),
    N_("Zurück"),
    N_("Später weitermachen"),
    N_("Sprache der Fragen"),
    N_(
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort ist "
        "freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten (Art. 9 DSGVO). "
        "Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ),
    N_("Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden."),
    N_("Stimmt alles?"),
    N_(
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf „Antworten "
        "senden“ drücken."
    ),
    N_("nicht beantwortet"),
    N_("Ändern"),
    N_("Antworten senden"),
    N_("Beginnen"),
    N_("Neu beginnen"),
    N_("Weitermachen"),
    N_("Sie haben schon angefangen"),
    N_("Lieber auf Papier (PDF)"),
    N_("Freiwillig"),
    N_("Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen."),
    N_("Anonym?"),
    N_("Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht."),
    N_("Nein. Wir behandeln Ihre Antworten vertraulich."),
    N_("Gut zu wissen"),
    N_("Dauer"),
    N_("etwa %(n)s Minuten für %(asked)s Fragen"),
    N_("Zeitraum"),
    N_("%(first)s bis %(last)s"),
    N_("Wer sieht die Antworten?"),
    N_("Wie lange bleiben sie?"),
    N_("Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage."),
    N_("Was mit Ihren Angaben geschieht"),
    N_("Danke fürs Mitmachen!"),
    N_(
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten geworden "
        "ist, und können Ihre Antworten löschen."
    ),
)

#: Before the first question, while one pauses, and after the last.
PAGES = (
    N_("Umfrage"),
    N_(
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ),
    N_("Ihr Code zum Weitermachen"),
    N_("QR-Code: führt zur Seite, auf der Sie den Code eingeben"),
    N_("So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben."),
    N_("Sie können den Code auch am Telefon vorlesen."),
    N_("Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage."),
    N_("Code drucken"),
    N_("Code kopieren"),
    N_("Fragebogen weiter ausfüllen"),
    N_("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."),
    N_("16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle."),
    N_("Diese Umfrage ist beendet"),
    N_("Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert."),
    N_("Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an."),
    N_("Anliegen melden"),
    N_("Zur Seite der Umfrage"),
    N_("Andere Umfragen"),
    N_("Ihr Rückmelde-Code"),
    N_("QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen"),
    N_("Ihren Code zeigen wir hier nicht mehr."),
    N_(
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ),
    N_("So geht es weiter"),
    N_("Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt."),
    N_("Was Sie in eigenen Worten geschrieben haben, liest ein Mensch."),
    N_("Das Ergebnis steht danach auf der Seite dieser Umfrage."),
    N_("Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei."),
    N_(
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ),
    N_("Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben."),
    N_("Ihr persönlicher Code"),
    N_("Er steht in dem Brief, den Sie bekommen haben."),
    N_("In der Liste suchen"),
    N_("Gefunden: %(n)s"),
    N_("Ihre Antworten"),
    N_("Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat."),
    N_("Was aus Ihren Worten wurde: %(question)s"),
    N_("Das haben Sie geantwortet"),
    N_("Antworten löschen"),
    N_(
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ),
    N_("Alle meine Antworten löschen"),
    N_("Alle Ihre Antworten löschen?"),
)

#: What is wrong with an answer, or with a code.
COMPLAINTS = (
    N_("Fehler:"),
    N_("Bitte prüfen Sie Ihre Antwort"),
    N_("Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“."),
    N_("Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da."),
    N_("Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal."),
    N_("Bitte wählen Sie nur eine Möglichkeit."),
    N_("Bitte wählen Sie mindestens %(least)s Möglichkeiten."),
    N_("Bitte wählen Sie höchstens %(most)s Möglichkeiten."),
    N_("Bitte ordnen Sie höchstens %(most)s Möglichkeiten."),
    N_("Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5."),
    N_("Der kleinste mögliche Wert ist %(least)s."),
    N_("Der größte mögliche Wert ist %(most)s."),
    N_("Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026."),
    N_("Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu."),
    N_("Bitte prüfen Sie Ihre Angaben"),
    N_("Bitte geben Sie den Code ein, den Sie sich notiert haben."),
    N_(
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ),
    N_("Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief."),
    N_("Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern."),
    N_(
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ),
    N_("Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal."),
    N_(
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ),
    N_("Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal."),
)

SOURCES = frozenset({*OPTIONS, *SCREENS, *PAGES, *COMPLAINTS})
