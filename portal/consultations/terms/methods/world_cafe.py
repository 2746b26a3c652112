"""World-Café."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

WORLD_CAFE = Method(
    slug="world-cafe",
    title=N_("World-Café"),
    summary=N_("Viele Menschen sprechen an kleinen Tischen, wechseln mehrmals und tragen Gedanken von Tisch zu Tisch."),
    purpose=N_(
        "Es passt, wenn viele Menschen über zwei oder drei Fragen ins Gespräch kommen sollen, ohne Podium. Es passt nicht, wenn "
        "es nur eine richtige Antwort gibt oder ein Streit geschlichtet werden muss."
    ),
    goals=(
        (Goal.TALK, N_("An Vierertischen kommt jede Person zu Wort, auch wenn zweihundert im Saal sind.")),
        (Goal.IDEAS, N_("Gedanken wandern von Tisch zu Tisch und werden von Runde zu Runde besser.")),
        (Goal.NEEDS, N_("In drei Runden hören Sie in kurzer Zeit, was sehr viele Menschen beschäftigt.")),
    ),
    least=16,
    most=200,
    frames=(TimeFrame.SHORT, TimeFrame.EVENING),
    duration=N_("2 bis 3 Stunden mit drei Runden von je 20 Minuten"),
    preparation=N_("3 bis 4 Wochen"),
    material=(
        N_("Ein kleiner Tisch für je vier bis fünf Menschen"),
        N_("Papiertischdecken oder große Bögen, dicke Stifte in mehreren Farben"),
        N_("Eine Gastgeberin oder ein Gastgeber je Tisch, vorher eingewiesen"),
        N_("Die Frage jeder Runde auf einem Plakat, auf jedem Tisch und auf der Leinwand"),
        N_("Glocke, Uhr, Getränke auf den Tischen"),
    ),
    steps=(
        Step(
            N_("Fragen schreiben"),
            N_("Drei offene Fragen, die aufeinander bauen: Was erlebe ich? Was wäre gut? Was wäre der erste Schritt?"),
        ),
        Step(
            N_("Tische richten"),
            N_("Wie im Café, mit Blumen. Kein Tisch vorne, kein Rednerpult in der Mitte."),
        ),
        Step(
            N_("Spielregeln sagen"),
            N_("Aus eigener Erfahrung sprechen, zuhören, verbinden, malen und kritzeln erlaubt. Dauer: fünf Minuten."),
        ),
        Step(
            N_("Erste Runde"),
            N_("20 Minuten zur ersten Frage. Alle schreiben auf die Tischdecke, nicht nur die Gastgeberin."),
        ),
        Step(
            N_("Wechseln"),
            N_(
                "Alle außer der Gastgeberin suchen sich neue Tische. Sie begrüßt die Neuen und erzählt in zwei "
                "Minuten, was war."
            ),
        ),
        Step(
            N_("Zweite und dritte Runde"),
            N_("Je 20 Minuten mit der nächsten Frage. Nach der dritten Runde kehren alle an den ersten Tisch zurück."),
        ),
        Step(
            N_("Ernten"),
            N_(
                "Jeder Tisch schreibt drei Karten für die Moderationswand. Ordnen Sie sie vor aller Augen und "
                "lassen Sie punkten."
            ),
        ),
        Step(
            N_("Sagen, wie es weitergeht"),
            N_("Wer bekommt die Ergebnisse, wann wird entschieden, wann hören die Gäste davon?"),
        ),
    ),
    pitfalls=(
        N_(
            "Die Fragen sind zu allgemein oder versteckte Antworten. Proben Sie sie mit drei Menschen, die nicht "
            "geplant haben."
        ),
        N_("Gastgeber halten Vorträge. Ihre Aufgabe ist, die Leisen hereinzuholen."),
        N_("Zu kurze Runden: Unter 15 Minuten bleibt es beim Vorstellen."),
        N_("Die Tischdecken landen im Müll. Fotografieren Sie jede, bevor abgeräumt wird."),
    ),
    inclusion=Inclusion(
        hearing=N_("Großer Abstand zwischen den Tischen, Teppich oder Vorhänge; ein ruhiger Tisch im Nebenraum."),
        seeing=N_(
            "Fragen werden vorgelesen, auf jedem Tisch liegen sie in großer Schrift. Gastgeber lesen die Decke vor."
        ),
        walking=N_("Wer nicht wechseln mag, wird Gastgeberin. Breite Wege, stabile Stühle, keine Stehtische."),
        language=N_("Ein Tisch darf in einer anderen Sprache sprechen. Zeichnungen zählen wie Worte."),
    ),
    outcome=N_("Fotografierte Tischdecken und eine Wand mit geordneten, gewichteten Karten zu jeder Frage."),
    to_needs=N_(
        "Die Karten der Ernte hängen an der Moderationswand und sind Wortmeldungen. Wählen Sie eine Gruppe von Karten aus und "
        "legen Sie daraus einen Bedarf an."
    ),
    reading=(
        "Juanita Brown, David Isaacs: Das World Café. Kreative Zukunftsgestaltung in Organisationen und Gesellschaft. "
        "Heidelberg: Carl-Auer 2007",
    ),
)
