"""Ortsbegehung."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

WALK = Method(
    slug="ortsbegehung",
    title=N_("Ortsbegehung"),
    summary=N_("Gemeinsam durch den Ort gehen und an Ort und Stelle festhalten, was gut ist und was hindert."),
    purpose=N_(
        "Sie passt, wenn Sie den Ort mit den Augen anderer sehen möchten: mit Rollator, Kinderwagen oder Schulranzen. Sie "
        "passt nicht für Fragen, die man vor Ort nicht sehen kann, etwa Einsamkeit oder Kosten der Pflege."
    ),
    goals=(
        (Goal.PLACES, N_("Jede Stelle bekommt ein Foto, ein Urteil und die Worte derer, die dort nicht weiterkommen.")),
        (Goal.TALK, N_("Wer einmal mit dem Rollator über das Pflaster gegangen ist, redet danach anders darüber.")),
        (Goal.ASSESS, N_("Wohlbekannte Straßen werden mit einem festen Blick geprüft statt aus dem Gedächtnis.")),
    ),
    least=3,
    most=15,
    frames=(TimeFrame.SHORT, TimeFrame.EVENING),
    duration=N_("60 bis 90 Minuten unterwegs, danach eine halbe Stunde am Tisch"),
    preparation=N_("2 bis 3 Wochen"),
    material=(
        N_("Ein Telefon mit der Seite „Unterwegs“ des Portals, vorher mit Netz geöffnet"),
        N_("Ausgedruckte Karte des Weges, Klemmbrett, Stifte"),
        N_("Rollator, Kinderwagen, Rollstuhl oder Simulationsbrille zum Ausprobieren"),
        N_("Meterstab für Bordsteine und Durchgänge"),
        N_("Warnwesten, Wasser, ein Klappstuhl für Pausen"),
    ),
    steps=(
        Step(
            N_("Den Weg festlegen"),
            N_(
                "Höchstens anderthalb Kilometer, zum Beispiel vom Seniorenheim zum Laden. Gehen Sie ihn einmal "
                "vorher ab."
            ),
        ),
        Step(
            N_("Die Richtigen einladen"),
            N_(
                "Menschen, die den Weg täglich brauchen, und jemanden vom Bauhof. Sagen Sie, wie lang es dauert und "
                "wo man sitzen kann."
            ),
        ),
        Step(
            N_("Aufgaben verteilen"),
            N_("Eine Person führt, eine fotografiert und schreibt, eine achtet darauf, dass niemand zurückbleibt."),
        ),
        Step(
            N_("An festen Punkten halten"),
            N_(
                "Fünf bis acht Haltepunkte. Fragen Sie überall dasselbe: Was ist hier gut? Was hindert Sie? Was wäre die kleinste "
                "Änderung, die hilft?"
            ),
        ),
        Step(
            N_("Festhalten"),
            N_(
                "Zu jedem Befund: Stelle, Foto ohne Gesichter und Kennzeichen, Thema, Urteil von „gut“ bis "
                "„gefährlich“."
            ),
        ),
        Step(
            N_("Am Tisch ordnen"),
            N_("Gehen Sie die Befunde bei einem Kaffee durch: Was ist dringend, was ist leicht, wer ist zuständig?"),
        ),
        Step(
            N_("Rückmelden"),
            N_("Gefährliches melden Sie noch am selben Tag. Alle, die dabei waren, bekommen das Protokoll."),
        ),
    ),
    pitfalls=(
        N_("Der Weg ist zu lang, und am Ende sind nur noch die Schnellen dabei."),
        N_(
            "Fachleute erklären, warum alles so sein muss. Bitten Sie sie, unterwegs zuzuhören und erst am Tisch zu "
            "antworten."
        ),
        N_("Nur Mängel werden gezählt. Halten Sie auch fest, was gut ist: Das soll ja bleiben."),
        N_("Nur bei Sonne gegangen. Im Winter und im Dunkeln zeigt derselbe Weg anderes."),
    ),
    inclusion=Inclusion(
        hearing=N_("Sprechen Sie im Stehen und zur Gruppe gewandt, nie neben einer befahrenen Straße."),
        seeing=N_(
            "Beschreiben Sie an jedem Punkt, was zu sehen ist. Laden Sie einen blinden Menschen als Fachmann ein."
        ),
        walking=N_("Der Langsamste gibt das Tempo vor. Planen Sie Sitzpausen und einen Rückweg mit dem Auto ein."),
        language=N_("Zeigen ersetzt viele Worte. Alltagssprache statt „Querungshilfe“ und „Aufmerksamkeitsfeld“."),
    ),
    outcome=N_("Eine Karte und ein Protokoll mit Befunden, Fotos und Urteilen, nach Dringlichkeit geordnet."),
    to_needs=N_(
        "Jeder Befund liegt als Wortmeldung mit Ort und Foto im Eingang. Die Sozialplanung fasst zusammen, was zusammengehört; "
        "die Begehung steht beim Bedarf als Beleg."
    ),
    reading=(
        "Jan Gehl, Birgitte Svarre: Leben in Städten. Wie man den öffentlichen Raum untersucht. Basel: Birkhäuser 2016",
        "DIN 18040-3: Barrierefreies Bauen – Planungsgrundlagen – Teil 3: Öffentlicher Verkehrs- und Freiraum (2014)",
    ),
)
