"""Runder Tisch."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

ROUND_TABLE = Method(
    slug="runder-tisch",
    title=N_("Runder Tisch"),
    summary=N_(
        "Alle, die vor Ort etwas bewegen können, treffen sich regelmäßig und vereinbaren, wer was bis wann tut."
    ),
    purpose=N_(
        "Er passt, wenn eine Aufgabe mehrere angeht und keiner sie allein lösen kann: Gemeinde, Kirche, Vereine, Pflegedienst, "
        "Arztpraxis. Er passt nicht, wenn Sie alle Bürgerinnen und Bürger hören möchten."
    ),
    goals=(
        (
            Goal.AGREE,
            N_(
                "Was vereinbart ist, hat einen Namen und einen Termin und steht beim nächsten Mal wieder auf der "
                "Tagesordnung."
            ),
        ),
        (Goal.TALK, N_("Alle sitzen gleichberechtigt am Tisch und hören, was die anderen schon tun.")),
        (Goal.ADVISE, N_("Was alle Beteiligten gemeinsam empfehlen, kann ein Gremium mit gutem Gewissen beschließen.")),
    ),
    least=6,
    most=20,
    frames=(TimeFrame.SHORT, TimeFrame.WEEKS),
    duration=N_("90 Minuten bis 2 Stunden je Sitzung, drei- bis viermal im Jahr"),
    preparation=N_("4 Wochen für die erste Sitzung, danach 2 Wochen"),
    material=(
        N_("Tische im Kreis oder Viereck, ohne Kopfende"),
        N_("Tischschilder mit Namen und Organisation, große Schrift"),
        N_("Tagesordnung für alle, mit Zeiten; offene Vereinbarungen auf einem Blatt"),
        N_("Beamer oder Pinnwand für die Moderationswand"),
        N_("Eine Person für das Protokoll, am besten nicht die Moderation"),
    ),
    steps=(
        Step(
            N_("Auftrag klären"),
            N_("Schreiben Sie in zwei Sätzen auf, wozu der Runde Tisch da ist, was er entscheiden darf und was nicht."),
        ),
        Step(
            N_("Mitglieder finden"),
            N_(
                "Gehen Sie das Netzwerk durch: Wer hat Einfluss, wer ist betroffen, wer fehlt? Rufen Sie an, bevor "
                "Sie schreiben."
            ),
        ),
        Step(
            N_("Einladen"),
            N_(
                "Die Bürgermeisterin oder der Bürgermeister lädt ein. Termin mit allen abstimmen, zwei Wochen "
                "vorher Tagesordnung schicken."
            ),
        ),
        Step(
            N_("Mit dem Offenen beginnen"),
            N_("Erster Punkt ist immer: Was wurde aus den Vereinbarungen vom letzten Mal?"),
        ),
        Step(
            N_("Reihum hören"),
            N_("Jede und jeder bekommt zu jedem Thema zwei Minuten. Erst danach wird diskutiert."),
        ),
        Step(
            N_("Festhalten, solange alle da sind"),
            N_(
                "Lesen Sie jeden Beschluss und jede Vereinbarung laut vor: Wer? Was? Bis wann? Alle nicken, dann "
                "steht es im Protokoll."
            ),
        ),
        Step(
            N_("Schließen"),
            N_("Nächster Termin, ein Satz von jedem: Was nehme ich mit? Das Protokoll kommt innerhalb einer Woche."),
        ),
    ),
    pitfalls=(
        N_("Der Tisch wird zum Vortragsabend. Höchstens zehn Minuten Bericht am Stück."),
        N_("Immer dieselben drei reden. Die Runde mit zwei Minuten schützt die Leisen."),
        N_("Betroffene fehlen. Ein Tisch über das Älterwerden braucht ältere Menschen, nicht nur ihre Dienste."),
        N_("Vereinbarungen ohne Namen. „Man müsste“ ist keine Vereinbarung."),
    ),
    inclusion=Inclusion(
        hearing=N_(
            "Es spricht immer nur eine Person, möglichst mit Mikrofon. Sitzordnung so, dass alle alle Gesichter sehen."
        ),
        seeing=N_("Unterlagen vorab als Datei, die ein Vorleseprogramm lesen kann. Folien werden vorgelesen."),
        walking=N_("Raum ohne Stufen, breite Wege zwischen den Stühlen, Parkplatz oder Fahrdienst nennen."),
        language=N_(
            "Abkürzungen der Verwaltung beim ersten Mal erklären. Auf Wunsch sitzt jemand zum Übersetzen dabei."
        ),
    ),
    outcome=N_(
        "Ein Protokoll mit Beschlüssen, Vereinbarungen und einer Liste, die sich bis zum Erledigen nicht verliert."
    ),
    to_needs=N_(
        "Im Protokoll gibt es den Knopf „Bedarf“: Was am Tisch als Bedarf genannt wird, geht sofort als Wortmeldung in den "
        "Eingang der Sozialplanung."
    ),
    reading=(
        "Astrid Ley, Ludwig Weitz (Hrsg.): Praxis Bürgerbeteiligung. Ein Methodenhandbuch. Bonn: Stiftung Mitarbeit 2003",
        "Patrizia Nanz, Miriam Fritsche: Handbuch Bürgerbeteiligung. Bonn: Bundeszentrale für politische Bildung 2012",
    ),
)
