"""Open Space."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

OPEN_SPACE = Method(
    slug="open-space",
    title=N_("Open Space"),
    summary=N_(
        "Die Gäste machen die Tagesordnung selbst: Wer ein Anliegen hat, lädt dazu ein, und wer mag, kommt dazu."
    ),
    purpose=N_(
        "Es passt bei einem dringenden, breiten Thema, wenn viele etwas wollen und noch offen ist, was daraus wird. Es passt "
        "nicht, wenn das Programm oder das Ergebnis vorher feststehen muss."
    ),
    goals=(
        (Goal.IDEAS, N_("Bearbeitet wird nur, wofür jemand brennt; das sind die Ideen, die danach weiterleben.")),
        (Goal.ACTIVATE, N_("Wer eine Gruppe einberuft, übernimmt von Anfang an Verantwortung.")),
        (Goal.AGREE, N_("Am Ende stehen Vorhaben mit den Namen derer, die sie wirklich wollen.")),
    ),
    least=25,
    most=300,
    frames=(TimeFrame.EVENING, TimeFrame.DAY),
    duration=N_("Ein halber bis ein ganzer Tag, am besten mit Übernachtung dazwischen"),
    preparation=N_("6 bis 8 Wochen"),
    material=(
        N_("Großer Raum mit Stuhlkreis für alle und vier bis acht Ecken oder Nebenräume"),
        N_("Lange leere Wand mit Zeiten und Orten: die Anliegenwand"),
        N_("Bögen A3, dicke Stifte, Klebeband, Nummern für die Räume"),
        N_("Vorlage für das Gruppenprotokoll: Anliegen, Wer war da, Ergebnis, nächster Schritt"),
        N_("Essen, das die ganze Zeit offen steht"),
    ),
    steps=(
        Step(
            N_("Das Thema als Frage stellen"),
            N_(
                "„Was soll in unserem Ort in fünf Jahren anders sein?“ Breit genug für viele, eng genug, um etwas "
                "zu tun."
            ),
        ),
        Step(
            N_("Im Kreis eröffnen"),
            N_(
                "Erklären Sie die Grundsätze: Wer kommt, ist richtig. Was geschieht, reicht. Es beginnt, wenn die "
                "Zeit reif ist. Vorbei ist vorbei."
            ),
        ),
        Step(
            N_("Das Gesetz der zwei Füße"),
            N_("Wer in einer Gruppe nichts lernt und nichts gibt, geht in eine andere. Das ist höflich gemeint."),
        ),
        Step(
            N_("Anliegen sammeln"),
            N_(
                "Wer etwas hat, schreibt es auf, sagt es in einem Satz und hängt es an die Wand mit Zeit und Raum. "
                "Warten Sie die Stille aus."
            ),
        ),
        Step(
            N_("Marktplatz"),
            N_("Alle tragen sich ein. Ähnliches darf zusammengehen, wenn die Einladenden das wollen."),
        ),
        Step(
            N_("Gruppen arbeiten"),
            N_(
                "Zwei bis vier Runden von je einer Stunde. Die Moderation hält sich heraus und achtet auf Zeit und "
                "Kaffee."
            ),
        ),
        Step(
            N_("Protokolle aushängen"),
            N_("Jede Gruppe füllt eine Seite aus. Sie hängt sofort an der Wand, damit alle lesen können, was war."),
        ),
        Step(
            N_("Vorhaben vereinbaren"),
            N_(
                "Alle punkten die Protokolle. Für die wichtigsten finden sich Gruppen: erster Schritt, Name, Datum. "
                "Schluss wieder im Kreis."
            ),
        ),
    ),
    pitfalls=(
        N_("Die Auftraggeber wollen doch ein festes Programm. Dann nehmen Sie eine andere Methode."),
        N_("Zu wenig Anliegen: Die Einladung war zu zahm, oder es kamen nur Eingeladene ohne eigenes Interesse."),
        N_("Ein Anliegen wird von einer Fachkraft gekapert. Erinnern Sie an die zwei Füße."),
        N_("Danach kümmert sich niemand. Legen Sie vor dem Tag fest, wer die Gruppen sechs Monate begleitet."),
    ),
    inclusion=Inclusion(
        hearing=N_(
            "Mikrofon im Kreis, ruhige Räume für Gruppen. Dolmetschende für Gebärdensprache gehen mit der Person mit."
        ),
        seeing=N_(
            "Die Anliegenwand wird zweimal ganz vorgelesen. Jemand bietet sich als Begleitung durch die Räume an."
        ),
        walking=N_(
            "Alle Räume auf einer Ebene. Das Gesetz der zwei Füße gilt auch auf Rädern und heißt: Man darf gehen."
        ),
        language=N_(
            "Gruppen in anderen Sprachen sind ausdrücklich möglich. Ein Satz genügt, um ein Anliegen vorzustellen."
        ),
    ),
    outcome=N_("Ein Protokoll je Anliegen und eine Reihe von Vorhaben mit Menschen, die sie tragen."),
    to_needs=N_(
        "Die Anliegenwand ist eine Moderationswand: Jedes Anliegen ist eine Karte und damit eine Wortmeldung. Was mehrere Gruppen "
        "nennen, wählen Sie zusammen aus und machen es zum Bedarf."
    ),
    reading=(
        "Harrison Owen: Open Space Technology. Ein Leitfaden für die Praxis. Stuttgart: Klett-Cotta 2001",
        "Carole Maleh: Open Space. Effektiv arbeiten mit großen Gruppen. Weinheim: Beltz 2000",
    ),
)
