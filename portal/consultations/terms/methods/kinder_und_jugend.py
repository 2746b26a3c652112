"""Kinder- und Jugendbeteiligung."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

YOUNG_PEOPLE = Method(
    slug="kinder-und-jugendbeteiligung",
    title=N_("Kinder- und Jugendbeteiligung"),
    summary=N_(
        "Kinder und Jugendliche erkunden ihren Ort, sagen, was sie brauchen, und tragen es selbst dem Gemeinderat vor."
    ),
    purpose=N_(
        "Sie passt bei allem, was junge Menschen betrifft: Spielplatz, Jugendtreff, Schulweg, Bus am Wochenende. Sie passt "
        "nicht als Verzierung, wenn schon alles entschieden ist; Kinder merken das zuerst."
    ),
    goals=(
        (Goal.NEEDS, N_("Kinder und Jugendliche sind Fachleute für ihren Alltag und werden sonst selten gefragt.")),
        (Goal.PLACES, N_("Auf der Streife durch den Ort zeigen sie Plätze, die Erwachsene gar nicht kennen.")),
        (Goal.IDEAS, N_("Mit Modellen, Fotos und Spielen entstehen Vorschläge, die man bauen kann.")),
    ),
    least=6,
    most=40,
    frames=(TimeFrame.EVENING, TimeFrame.DAY, TimeFrame.WEEKS),
    duration=N_("Ein Nachmittag von 3 Stunden oder zwei Schulvormittage; eine Umfrage 3 Wochen"),
    preparation=N_("4 bis 6 Wochen, mit Schule oder Jugendarbeit"),
    material=(
        N_("Einverständnis der Eltern, auch für Fotos; Liste mit Notfallnummern"),
        N_("Ortskarte auf dem Boden, Klebepunkte, bunte Stifte, Knete, Kartons"),
        N_("Ein Telefon oder eine Kamera je Gruppe"),
        N_("Eine erwachsene Begleitung je sechs Kinder"),
        N_("Pausen, Getränke, Obst; am Ende ein kleines Dankeschön"),
    ),
    steps=(
        Step(
            N_("Ehrlich klären, was geht"),
            N_(
                "Worüber dürfen die Kinder wirklich mitbestimmen? Wie viel Geld gibt es, und wann wird entschieden? "
                "Sagen Sie das zu Beginn."
            ),
        ),
        Step(
            N_("Über Schule, Verein und Treff einladen"),
            N_(
                "Fragen Sie auch dort, wo Kinder sind, die in keinem Verein sind. Mitmachen ist freiwillig, auch in "
                "der Schulzeit."
            ),
        ),
        Step(
            N_("Den Ort erkunden"),
            N_(
                "Gruppen zu sechst gehen los und fotografieren: Wo sind wir gern? Wo ist es blöd? Wo dürfen wir "
                "nicht sein?"
            ),
        ),
        Step(
            N_("Auf die Karte bringen"),
            N_(
                "Fotos und farbige Punkte kommen auf die große Karte. Jede Gruppe erklärt ihre drei wichtigsten Punkte."
            ),
        ),
        Step(
            N_("Ideen bauen"),
            N_(
                "Malen, kneten, nachspielen. Jugendliche ab 14 planen lieber am Tisch, mit einer Skizze und einem "
                "Preisschild."
            ),
        ),
        Step(
            N_("Abstimmen"),
            N_("Jede Person hat drei Punkte. Auch Vorschläge mit wenig Punkten bleiben in der Dokumentation."),
        ),
        Step(
            N_("Selbst vortragen"),
            N_(
                "Die Kinder stellen ihre Vorschläge im Gemeinderat oder der Bürgermeisterin vor, höchstens vier "
                "Wochen später."
            ),
        ),
        Step(
            N_("Antwort geben"),
            N_(
                "Zu jedem Vorschlag ein Ja, ein Nein oder ein Später, mit Grund und Datum, an einem Ort, den die "
                "Kinder sehen."
            ),
        ),
    ),
    pitfalls=(
        N_("Erwachsene formulieren um. Schreiben Sie auf, was das Kind gesagt hat, nicht was es gemeint haben könnte."),
        N_(
            "Es dauert zu lange. Ein Jahr ist für Zehnjährige eine Ewigkeit; etwas Kleines soll in acht Wochen "
            "sichtbar sein."
        ),
        N_("Nur Gymnasium und Klassensprecher. Gehen Sie zur Mittelschule, zur Förderschule und zum Bolzplatz."),
        N_("Fotos von Kindern im Internet. Zeigen Sie Orte und Modelle, keine Gesichter."),
    ),
    inclusion=Inclusion(
        hearing=N_("Kleine Gruppen in getrennten Räumen, Anleitungen auch als Bild; Blitzlichtrunden mit Redeball."),
        seeing=N_("Modelle zum Anfassen statt nur Pläne. Punkte in verschiedenen Formen."),
        walking=N_("Wege der Streife so wählen, dass alle mitkommen; niemand bleibt zum Aufpassen zurück."),
        language=N_(
            "Kurze Fragen, viel Zeigen. Kinder dürfen in ihrer Sprache sprechen, jemand aus der Gruppe übersetzt."
        ),
    ),
    outcome=N_("Eine Karte junger Orte, Vorschläge mit Bildern und eine Antwort des Gemeinderats darauf."),
    to_needs=N_(
        "Nadeln, Karten und Antworten der Jugendumfrage sind Wortmeldungen. Sie werden in den Worten der Kinder zu Bedarfen mit "
        "den Zielgruppen Kinder und Jugendliche."
    ),
    reading=(
        "Roger A. Hart: Children’s Participation. From Tokenism to Citizenship. Florenz: UNICEF 1992",
        "Bundesministerium für Familie, Senioren, Frauen und Jugend: Qualitätsstandards für Beteiligung von Kindern und "
        "Jugendlichen. Berlin 2015",
    ),
)
