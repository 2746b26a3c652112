"""Bürgerrat light."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

CITIZENS_ASSEMBLY = Method(
    slug="buergerrat-light",
    title=N_("Bürgerrat light"),
    summary=N_(
        "Ausgeloste Menschen beraten anderthalb Tage lang eine Frage und geben dem Gemeinderat eine Empfehlung."
    ),
    purpose=N_(
        "Er passt bei einer Frage, die der Gemeinderat bald entscheiden muss und zu der er hören will, was Menschen nach gutem "
        "Nachdenken raten. Er passt nicht, um eine fertige Entscheidung zu bestätigen."
    ),
    goals=(
        (
            Goal.ADVISE,
            N_(
                "Der Gemeinderat bekommt eine begründete Empfehlung von Menschen, die kein eigenes Interesse vertreten."
            ),
        ),
        (Goal.TALK, N_("Das Los bringt Menschen zusammen, die sich sonst nie begegnet wären.")),
        (Goal.IDEAS, N_("Mit Zeit und guter Auskunft finden Laien Lösungen, auf die Fachleute nicht gekommen sind.")),
    ),
    least=12,
    most=25,
    frames=(TimeFrame.DAY,),
    duration=N_("Anderthalb Tage, Freitagnachmittag und Samstag; danach ein öffentlicher Abend"),
    preparation=N_("3 bis 4 Monate, mit Beschluss, Losverfahren und Einladung"),
    material=(
        N_("Beschluss des Gemeinderats: Frage, Auftrag, und dass er die Empfehlung behandelt"),
        N_("Auslosung aus dem Melderegister, etwa 300 Anschreiben für 15 Zusagen"),
        N_("Zwei erfahrene Moderierende, vier Pinnwände, Karten, Stifte"),
        N_("Kurze Auskunft von zwei bis drei Fachleuten mit verschiedenen Ansichten, in verständlicher Sprache"),
        N_("Verpflegung, Kinderbetreuung, Fahrtkosten, ein kleines Dankeschön"),
    ),
    steps=(
        Step(
            N_("Frage und Auftrag beschließen"),
            N_(
                "Eine offene Frage, ein Rahmen, ein Datum. Ohne die Zusage, die Empfehlung zu behandeln, lassen Sie "
                "es bleiben."
            ),
        ),
        Step(
            N_("Losen und einladen"),
            N_(
                "Geschichtet nach Alter, Geschlecht und Ortsteil. Die Bürgermeisterin unterschreibt. Rufen Sie alle an, die "
                "zögern, oder besuchen Sie sie."
            ),
        ),
        Step(
            N_("Ankommen und Erfahrungen teilen"),
            N_("Am Freitag: Was verbindet mich mit dieser Frage? Noch keine Lösungen, noch keine Fachleute."),
        ),
        Step(
            N_("Auskunft holen"),
            N_("Fachleute antworten auf die Fragen der Gruppe, zehn Minuten jede und jeder, und gehen dann wieder."),
        ),
        Step(
            N_("Beraten"),
            N_(
                "Halten Sie vier Listen offen: Herausforderungen, Lösungen, Bedenken, Informationen. Alles wird "
                "aufgeschrieben, nichts zerredet."
            ),
        ),
        Step(
            N_("Empfehlung schreiben"),
            N_(
                "Am Samstag in den Worten der Gruppe: drei bis sechs Sätze, je mit Begründung. Auch das Abweichende "
                "steht darin."
            ),
        ),
        Step(
            N_("Öffentlich vorstellen"),
            N_("Zwei Wochen später, mit allen Interessierten. Die Ausgelosten sprechen selbst, nicht die Moderation."),
        ),
        Step(
            N_("Antworten"),
            N_(
                "Der Gemeinderat sagt zu jedem Satz, was er tut, was nicht und warum. Alle Ausgelosten bekommen die "
                "Antwort als Brief."
            ),
        ),
    ),
    pitfalls=(
        N_("Freiwillige statt Geloste: Dann kommen die, die ohnehin kommen, und das Ergebnis gilt als bestellt."),
        N_("Die Frage ist zu groß. „Wie retten wir das Klima?“ überfordert; „Was wird aus dem alten Schulhaus?“ geht."),
        N_("Fachleute sitzen die ganze Zeit dabei. Dann traut sich die Gruppe nichts mehr."),
        N_("Der Gemeinderat antwortet nicht. Das ist schlimmer, als nie gefragt zu haben."),
    ),
    inclusion=Inclusion(
        hearing=N_("Fragen Sie in der Zusage nach Hörschleife und Gebärdensprache und halten Sie Geld dafür bereit."),
        seeing=N_("Unterlagen vorab in großer Schrift und als Datei. Alles an der Wand wird vorgelesen."),
        walking=N_(
            "Haus ohne Stufen, Abholung von zu Hause, Ruheraum. Pflegende Angehörige bekommen eine Vertretung bezahlt."
        ),
        language=N_(
            "Einladung in Leichter Sprache. Wer gelost ist und wenig Deutsch spricht, bringt jemanden mit oder "
            "bekommt Übersetzung."
        ),
    ),
    outcome=N_("Eine kurze, begründete Empfehlung und eine öffentliche Antwort des Gemeinderats darauf."),
    to_needs=N_(
        "Die Karten der Beratung hängen an der Moderationswand; was dort als Herausforderung steht, wird zum Bedarf. Die "
        "Antwort des Gemeinderats schreiben Sie beim Verfahren unter „Was daraus wurde“."
    ),
    reading=(
        "Patrizia Nanz, Claus Leggewie: Die Konsultative. Mehr Demokratie durch Bürgerbeteiligung. Berlin: Wagenbach 2016",
        "Peter C. Dienel: Die Planungszelle. Der Bürger plant seine Umwelt. Opladen: Westdeutscher Verlag 1978",
    ),
)
