"""The fixed words of a questionnaire in Leichte Sprache."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "mittel": "nicht gut und nicht schlecht",
    "unter 18 Jahre": "noch nicht 18 Jahre alt",
    "80 Jahre und älter": "80 Jahre oder älter",
    "weiblich": "Frau",
    "männlich": "Mann",
    "Sonstiges": "Etwas anderes",
    "Weiß nicht / keine Angabe": "Ich weiß es nicht. Oder: Ich sage es nicht.",
    "Wenn Sonstiges: was meinen Sie?": "Was meinen Sie mit: Etwas anderes?",
    "Warum? (freiwillig)": "Warum? Das müssen Sie nicht schreiben.",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Sie haben gewählt: Ich weiß es nicht. Oder: Ich sage es nicht.",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Wählen Sie mindestens %(least)s und höchstens %(most)s Antworten.",
    "Sie können bis zu %(most)s wählen.": "Sie können höchstens %(most)s Antworten wählen.",
    "Bitte wählen Sie mindestens %(least)s.": "Wählen Sie mindestens %(least)s Antworten.",
    "Sie können mehrere wählen.": "Sie können mehrere Antworten wählen.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Was ist Ihnen am wichtigsten? Wählen Sie das zuerst. Danach wählen Sie das Nächste."
    ),
    "Weg": "Weg damit",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Wo ist das? Schreiben Sie zum Beispiel: beim alten Bahnhof."
    ),
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Diese Frage ist sehr persönlich. Zum Beispiel geht es um Ihre Gesundheit. Sie müssen nicht "
        "antworten. Drücken Sie auf „Weiter“? Dann erlauben Sie: Wir dürfen Ihre Antwort für diese Umfrage "
        "benutzen. Das steht im Gesetz: Artikel 9 Datenschutz-Grund-Verordnung. Sie wollen nichts sagen? "
        "Dann wählen Sie: Ich weiß es nicht. Oder: Ich sage es nicht."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Die Umfrage ist zu Ende. Aber Sie haben vorher angefangen. Sie können Ihre Antworten noch bis "
        "%(time)s Uhr senden."
    ),
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): (
        "Hier sehen Sie alle Ihre Antworten. Ist alles richtig? Dann drücken Sie auf „Antworten senden“. "
        "Erst dann bekommen wir Ihre Antworten."
    ),
    "nicht beantwortet": "keine Antwort",
    "Neu beginnen": "Noch einmal von vorn anfangen",
    "Beginnen": "Anfangen",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Sie müssen nicht mitmachen. Sie müssen auch nicht auf jede Frage antworten. Dann wählen Sie: Ich "
        "weiß es nicht. Oder: Ich sage es nicht."
    ),
    "Anonym?": "Ist die Umfrage anonym? Das heißt: Niemand weiß, wer geantwortet hat.",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Ja. Niemand weiß, was Sie geantwortet haben. Auch wir nicht."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Nein. Aber wir sagen Ihre Antworten nicht weiter.",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Wir haben Ihre Antworten bekommen. Das hier ist Ihr Code. Heben Sie ihn auf. Mit dem Code sehen "
        "Sie später: Das ist aus Ihren Antworten geworden. Mit dem Code können Sie Ihre Antworten auch "
        "löschen."
    ),
    "Gut zu wissen": "Das sollten Sie wissen",
    "Dauer": "So lange dauert es",
    "etwa %(n)s Minuten für %(asked)s Fragen": "ungefähr %(n)s Minuten. Es sind %(asked)s Fragen.",
    "Zeitraum": "So lange können Sie antworten",
    "Wer sieht die Antworten?": "Wer liest die Antworten?",
    "Wie lange bleiben sie?": "Wie lange heben wir die Antworten auf?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "%(n)s Monate nach dem Ende der Umfrage löschen wir Ihre Antworten."
    ),
    "Was mit Ihren Angaben geschieht": "Das passiert mit Ihren Daten",
    "Bitte prüfen Sie Ihre Antwort": "Bitte sehen Sie Ihre Antwort noch einmal an",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Bitte antworten Sie. Oder wählen Sie: Ich weiß es nicht. Oder: Ich sage es nicht."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Ihr Text ist zu lang. Er hat %(length)s Zeichen. Es gehen nur %(most)s Zeichen. Bitte machen Sie "
        "den Text kürzer. Ihr Text steht noch unten."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Diese Antwort gibt es hier nicht. Bitte wählen Sie noch einmal."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Bitte wählen Sie nur eine Antwort.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Bitte wählen Sie mindestens %(least)s Antworten.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Bitte wählen Sie höchstens %(most)s Antworten.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Bitte wählen Sie höchstens %(most)s Antworten.",
    "Der kleinste mögliche Wert ist %(least)s.": "Die Zahl ist zu klein. Sie muss mindestens %(least)s sein.",
    "Der größte mögliche Wert ist %(most)s.": "Die Zahl ist zu groß. Sie darf höchstens %(most)s sein.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie noch einmal."
    ),
}
