"""Nadelmethode."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

PINS = Method(
    slug="nadelmethode",
    title=N_("Nadelmethode"),
    summary=N_("Menschen stecken farbige Nadeln in eine Karte ihres Ortes und sagen, warum gerade dort."),
    purpose=N_(
        "Sie passt, wenn es um Orte und Wege geht: Wo bin ich gern, was fehlt mir, wo habe ich Angst? Sie passt nicht, wenn "
        "das Anliegen keinen Ort hat, etwa die Sprechzeiten einer Beratung."
    ),
    goals=(
        (Goal.PLACES, N_("Auf der Karte sieht man sofort, wo sich etwas häuft, und jede Nadel sagt, warum.")),
        (
            Goal.NEEDS,
            N_("Eine Nadel ist schnell gesteckt; so erfahren Sie auch von Menschen etwas, die keine Sitzung besuchen."),
        ),
        (Goal.ACTIVATE, N_("Am Stand auf dem Markt kommt man über die Karte leicht ins Gespräch.")),
    ),
    least=10,
    most=None,
    frames=(TimeFrame.SHORT, TimeFrame.EVENING, TimeFrame.WEEKS),
    duration=N_("2 Minuten je Person; ein Stand von 2 Stunden oder eine Karte im Internet über 3 bis 6 Wochen"),
    preparation=N_("2 bis 3 Wochen"),
    material=(
        N_("Große Karte des Ortes auf einer festen Platte, mindestens A1, mit gut lesbaren Straßennamen"),
        N_("Nadeln oder Klebepunkte in höchstens fünf Farben"),
        N_("Legende auf einem Plakat: Farbe, Form und Bedeutung"),
        N_("Zettel und Stifte für das Warum, mit der Nummer der Nadel"),
        N_("Tisch, zwei Stühle, Sonnenschirm, ein Telefon oder Tablet mit der Nadelkarte des Portals"),
    ),
    steps=(
        Step(
            N_("Eine Frage festlegen"),
            N_(
                "Eine Karte, eine Frage. „Wo treffen Sie Menschen?“ ist gut; „Was meinen Sie zu Pfaffenhausen?“ ist "
                "zu weit."
            ),
        ),
        Step(
            N_("Farben festlegen"),
            N_(
                "Jede Farbe ist eine Antwort oder eine Gruppe von Menschen, etwa „unter 18“ und „über 60“. Geben Sie jeder Farbe "
                "auch eine eigene Form."
            ),
        ),
        Step(
            N_("Dorthin gehen, wo Menschen sind"),
            N_(
                "Wochenmarkt, Arztpraxis, Schulhof, Vereinsheim. Gehen Sie auch an einen Ort für Menschen, die "
                "sonst fehlen."
            ),
        ),
        Step(
            N_("Stecken lassen"),
            N_("Die Person steckt selbst. Helfen Sie nur beim Zurechtfinden: „Hier ist die Kirche, hier der Bahnhof.“"),
        ),
        Step(
            N_("Nach dem Warum fragen"),
            N_(
                "Fragen Sie bei jeder Nadel nach und schreiben Sie die Antwort in den Worten der Person auf, ohne "
                "Namen."
            ),
        ),
        Step(
            N_("Übertragen"),
            N_(
                "Machen Sie ein Foto der Karte und tragen Sie die Nadeln am selben Tag im Portal nach, mit dem Text "
                "dazu."
            ),
        ),
        Step(
            N_("Gemeinsam lesen"),
            N_(
                "Schauen Sie mit einigen, die mitgemacht haben, auf die Karte: Wo häuft sich etwas? Welche Gruppe sieht denselben "
                "Ort anders? Wo steckt keine Nadel, und warum?"
            ),
        ),
    ),
    pitfalls=(
        N_("Zu viele Farben: Ab sechs Farben liest niemand mehr die Legende."),
        N_("Nadeln ohne Warum. Ein roter Punkt an der Kreuzung sagt nicht, ob es der Lärm ist oder der Bordstein."),
        N_("Eine Häufung ist kein Mehrheitsbeschluss: Wer am Stand war, steht nicht für alle."),
        N_("Nadeln auf Privathäusern oder über Nachbarn. Fragen Sie nach Plätzen und Wegen, nicht nach Personen."),
    ),
    inclusion=Inclusion(
        hearing=N_("Stellen Sie den Stand abseits der Musik auf und legen Sie Frage und Legende auch schriftlich hin."),
        seeing=N_(
            "Starke Farben, verschiedene Formen, große Schrift. Wer die Karte nicht sieht, beschreibt den Ort; Sie "
            "stecken."
        ),
        walking=N_("Karte auf Tischhöhe statt an der Wand. Nehmen Sie sie mit ins Seniorenheim und zu Hausbesuchen."),
        language=N_(
            "Eine Karte braucht wenig Worte. Bilder in der Legende helfen Kindern und Menschen, die Deutsch lernen."
        ),
    ),
    outcome=N_("Eine Karte mit Häufungen, zu jeder Nadel ein Satz, und Unterschiede zwischen Gruppen."),
    to_needs=N_(
        "Jede Nadel mit Text ist eine Wortmeldung mit Ort. In der Ansicht „Lesen“ wählen Sie aus, was beieinander liegt, und "
        "legen aus der Auswahl einen Bedarf an."
    ),
    reading=(
        "Ulrich Deinet (Hrsg.): Methodenbuch Sozialraum. Wiesbaden: VS Verlag für Sozialwissenschaften 2009",
        "Ulrich Deinet, Richard Krisch: Der sozialräumliche Blick der Jugendarbeit. Opladen: Leske + Budrich 2002",
    ),
)
