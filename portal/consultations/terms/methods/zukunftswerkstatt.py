"""Zukunftswerkstatt."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

FUTURE_WORKSHOP = Method(
    slug="zukunftswerkstatt",
    title=N_("Zukunftswerkstatt"),
    summary=N_(
        "In drei Schritten von der Kritik über die Phantasie zu Projekten, für die sich jemand zuständig fühlt."
    ),
    purpose=N_(
        "Sie passt, wenn viele unzufrieden sind, aber noch niemand weiß, was stattdessen kommen soll. Sie passt nicht, wenn "
        "das Ergebnis schon feststeht oder die Gemeinde daran nichts ändern kann."
    ),
    goals=(
        (Goal.IDEAS, N_("Aus Kritik werden Wünsche, und aus Wünschen werden Projekte mit Namen und Termin.")),
        (Goal.ACTIVATE, N_("Wer ein Projekt selbst entworfen hat, macht auch bei der Umsetzung mit.")),
        (Goal.NEEDS, N_("In der Kritikphase kommt auf den Tisch, was Menschen im Alltag fehlt.")),
    ),
    least=12,
    most=60,
    frames=(TimeFrame.EVENING, TimeFrame.DAY, TimeFrame.WEEKS),
    duration=N_("3 Stunden an einem Abend, besser ein ganzer Tag; online auch über mehrere Wochen"),
    preparation=N_("4 bis 6 Wochen"),
    material=(
        N_("Raum mit Stuhlkreis und Platz für Gruppen, ohne feste Tischreihen"),
        N_("Moderationswand im Portal mit Beamer, oder drei Pinnwände mit Papier"),
        N_("Rote Karten für Kritik, grüne für Wünsche, dicke Filzstifte"),
        N_("Drei Klebepunkte je Person"),
        N_("Ein Skizzenblatt je Gruppe: Was? Wer? Bis wann? Was brauchen wir?"),
        N_("Getränke und etwas zu essen"),
    ),
    steps=(
        Step(
            N_("Ankommen"),
            N_(
                "Begrüßen Sie, zeigen Sie den Ablauf auf einem Plakat und sagen Sie, wer am Ende mit den Ergebnissen "
                "arbeitet. Zwei und zwei stellen sich einander vor."
            ),
        ),
        Step(
            N_("Kritik sammeln"),
            N_(
                "Frage: Was stört uns hier? Ein Gedanke je Karte, kurz und groß geschrieben. Niemand verteidigt sich, niemand "
                "erklärt etwas weg."
            ),
        ),
        Step(
            N_("Kritik ordnen"),
            N_(
                "Hängen Sie Ähnliches zusammen und geben Sie jeder Gruppe von Karten einen Namen. Mit Punkten wählen alle aus, "
                "womit es weitergeht."
            ),
        ),
        Step(
            N_("Umkehren und träumen"),
            N_(
                "Drehen Sie jede wichtige Kritik in einen Wunsch um: aus „kein Bus am Abend“ wird „abends kommt jeder heim“. "
                "Geld und Vorschriften zählen jetzt nicht. Malen, spielen und bauen ist erlaubt."
            ),
        ),
        Step(
            N_("Wünsche gewichten"),
            N_("Jede Person hat drei Punkte. Die Wünsche mit den meisten Punkten bekommen einen Tisch."),
        ),
        Step(
            N_("Projekte skizzieren"),
            N_(
                "Jede Gruppe füllt ein Skizzenblatt aus: Was wollen wir? Was ist der erste Schritt? Wer macht mit? Wen müssen "
                "wir fragen?"
            ),
        ),
        Step(
            N_("Verabreden"),
            N_(
                "Jede Gruppe stellt ihre Skizze in drei Minuten vor und nennt eine Patin oder einen Paten. Vereinbaren Sie den "
                "Tag, an dem sich alle wiedersehen."
            ),
        ),
    ),
    pitfalls=(
        N_("Die Kritik wird zu lang, und für die Verwirklichung bleiben zehn Minuten. Halten Sie die Zeiten ein."),
        N_("„Das geht nicht“ in der Phantasie: Erinnern Sie freundlich daran, dass gleich noch gerechnet wird."),
        N_("Es gibt Projekte ohne Paten. Was niemand anpacken will, ist ein Wunsch; schreiben Sie ihn auch so auf."),
        N_("Nach dem Abend hört niemand mehr etwas. Schicken Sie die Dokumentation innerhalb von zwei Wochen."),
    ),
    inclusion=Inclusion(
        hearing=N_(
            "Mikrofon für alle, die sprechen, auch in kleinen Räumen. Fragen Sie in der Einladung, ob eine Hörschleife oder "
            "Gebärdensprache gebraucht wird."
        ),
        seeing=N_(
            "Lesen Sie jede Karte vor. Schrift groß und schwarz auf hellem Papier; Rot und Grün auch mit Namen nennen."
        ),
        walking=N_("Raum und Toilette ohne Stufen. Wände so stellen, dass man im Sitzen schreiben und punkten kann."),
        language=N_("Kurze Fragen, ein Beispiel dazu. Wer nicht schreiben mag, diktiert einer Helferin."),
    ),
    outcome=N_("Geordnete Kritik, gewichtete Wünsche und zwei bis acht Projektskizzen mit Paten und erstem Schritt."),
    to_needs=N_(
        "Jede Karte ist schon eine Wortmeldung. Unter „Weitergeben“ wählen Sie aus, was zusammengehört: Kritik, Wunsch und "
        "Skizze werden gemeinsam ein Bedarf, und der Beleg ist gleich dabei."
    ),
    reading=(
        "Robert Jungk, Norbert R. Müllert: Zukunftswerkstätten. Mit Phantasie gegen Routine und Resignation. München: Heyne 1989",
        "Beate Kuhnt, Norbert R. Müllert: Moderationsfibel Zukunftswerkstätten. Neu-Ulm: AG SPAK 2006",
    ),
)
