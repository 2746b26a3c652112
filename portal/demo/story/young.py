"""Kinder, Jugendliche, Familien: a Jugendraum that waits, a Hallenbad that will not come, a Kita that closes too early."""

from portal.demo.story.shape import (
    Chapter,
    NeedStory,
    Note,
    Sender,
    Step,
    Voice,
    adds_to,
    new_need,
    on,
)
from portal.demo.story.words import Field, Life, People

VOICES = (
    Voice(
        key="jugendraum-leonie",
        said=on(16, "Fr", "23:48"),
        place="Erkheim",
        text=(
            "hi, wir sind so 10-15 leute (14-17) und haben einfach keinen platz. spielplatz: werden wir "
            "weggeschickt. bushäuschen: werden wir weggeschickt. was wollt ihr denn dass wir machen?? ein raum mit "
            "sofa und steckdose. aufräumen können wir selber lol. leonie"
        ),
        decision=new_need("jugendraum"),
        decided=on(15, "Di", "09:10"),
    ),
    Voice(
        key="jugendraum-anwohner",
        said=on(15, "Mo", "07:20"),
        place="Erkheim",
        text=(
            "Ich wohne am Spielplatz. Abends sitzen dort Jugendliche, es ist laut und am Morgen liegen Scherben. Ich "
            "schimpfe nicht auf die Jugend, ich war auch mal jung. Aber die brauchen einen Ort, wo sie keinen stören."
        ),
        decision=adds_to("jugendraum"),
        decided=on(14, "Mo", "10:20"),
    ),
    Voice(
        key="jugendraum-feuerwehr",
        said=on(14, "Sa", "13:00"),
        place="Sontheim",
        channel="email",
        recorded_by="planung2",
        text=(
            "Jugendfeuerwehr hier: Bei uns im Gerätehaus wäre freitags ein Raum frei, den könnten auch andere "
            "Jugendliche nutzen. Wir bräuchten nur jemand über 18, der die Verantwortung übernimmt. Den finden wir "
            "seit zwei Jahren nicht."
        ),
        decision=adds_to("jugendraum"),
        decided=on(13, "Mo", "11:00"),
    ),
    Voice(
        key="bad-familie",
        said=on(18, "So", "15:25"),
        place="Türkheim",
        sender=Sender(email="schwimmkurs@example.org"),
        text=(
            "Unsere Kinder lernen nicht mehr schwimmen. Die Wartezeit für den Kurs ist 16 Monate. Der Landkreis "
            "sollte ein Hallenbad in Türkheim bauen, mit Lehrbecken und warmem Wasser auch für Ältere mit Rheuma."
        ),
        decision=new_need("hallenbad"),
        decided=on(17, "Mo", "13:30"),
    ),
    Voice(
        key="bad-rheuma",
        said=on(17, "Mi", "09:30"),
        place="Amberg",
        channel="phone",
        recorded_by="planung",
        text=(
            "Ich hab gehört, es soll ein Hallenbad geben. Das wär ein Segen, mit meinem Rheuma tät mir warmes Wasser "
            "gut. Im Freibad geht das halt nur im Juli, wenn's überhaupt warm wird."
        ),
        decision=adds_to("hallenbad"),
        decided=on(17, "Mi", "09:40"),
    ),
    Voice(
        key="bad-dagegen",
        said=on(16, "Mo", "19:00"),
        place="Rammingen",
        text=(
            "Hallenbad: Wer soll das bezahlen? Erst die Straßen und die Schule. Ein Bad kostet jedes Jahr Geld, nicht "
            "nur beim Bauen."
        ),
        decision=adds_to("hallenbad", against=True),
        decided=on(15, "Di", "09:30"),
    ),
    Voice(
        key="kita-vater",
        said=on(10, "Di", "22:15"),
        place="Memmingerberg",
        sender=Sender(email="papa.allein@example.org", phone="0176 04069 208"),
        text=(
            "Ich bin alleinerziehend mit zwei Jungs (4 und 7) und arbeite in der Produktion, Frühschicht 5:45 bis "
            "14:00, Spätschicht bis 22:00. Die Kita macht um 7 auf und um 15:30 zu. Freitags um 13 Uhr. Meine Mutter "
            "hilft, ist aber 71. Wenn sie ausfällt, verliere ich den Job. Gibt es irgendwo Tagesmütter, die auch um 5 "
            "Uhr nehmen? Ich habe niemanden gefunden."
        ),
        decision=new_need("randzeiten"),
        decided=on(9, "Mo", "08:30"),
        decided_by="planung2",
    ),
    Voice(
        key="kita-ferien",
        said=on(9, "Do", "20:20"),
        place="Heimertingen",
        text=(
            "13 Wochen Schulferien, 6 Wochen Urlaub. Rechnen Sie selbst. Eine Ferienbetreuung für mehrere Dörfer "
            "zusammen müsste doch gehen, jedes für sich hat zu wenige Kinder."
        ),
        decision=adds_to("randzeiten"),
        decided=on(8, "Mi", "13:00"),
        decided_by="planung2",
    ),
    Voice(
        key="kita-betrieb",
        said=on(8, "Mo", "11:00"),
        place="Memmingerberg",
        channel="email",
        recorded_by="planung2",
        sender=Sender(email="personal.betrieb@example.org", name="Personalabteilung eines Betriebs"),
        text=(
            "Als Betrieb mit 180 Leuten im Schichtdienst verlieren wir jedes Jahr gute Leute, meist Mütter, wegen der "
            "Betreuungszeiten. Wir würden uns an einer Betreuung ab 5:30 Uhr beteiligen, auch mit Geld."
        ),
        decision=adds_to("randzeiten"),
        decided=on(8, "Mi", "13:10"),
        decided_by="planung2",
    ),
)

NEEDS = (
    NeedStory(
        key="jugendraum",
        title="Ein Raum für Jugendliche in Erkheim und Umgebung",
        description=(
            "Jugendliche zwischen 14 und 17 haben keinen Ort, an dem sie sich treffen können, ohne zu stören. "
            "Anwohner sehen es ähnlich. Die Jugendfeuerwehr in Sontheim könnte freitags einen Raum teilen, es fehlt "
            "eine verantwortliche Person über 18."
        ),
        place="VG Erkheim",
        action_field=Field.YOUTH,
        target_groups=(People.YOUTH,),
        basic_functions=(Life.RECREATION, Life.COMMUNITY),
        responsible="planung",
        steps=(
            Step(
                on(13, "Fr", "15:00"),
                "in_review",
                "Wir reden mit euch, der Gemeinde und der Jugendfeuerwehr. Leonie, melde dich gern direkt: "
                "089 99998 110.",
            ),
            Step(
                on(10, "Fr", "15:30"),
                "confirmed",
                "Wir waren an einem Freitagabend bei euch am Bushäuschen. Ihr habt recht: Es gibt keinen Ort für euch.",
            ),
            Step(
                on(6, "Fr", "14:00"),
                "deferred",
                "Der alte Bauhof wäre der richtige Ort, wird aber erst bis nächsten Herbst saniert. Darum stellen wir "
                "die Sache so lange zurück. Wir haben sie nicht vergessen: Im September sehen wir sie wieder an. Bis "
                "dahin suchen wir jemanden über 18 für den Freitag im Gerätehaus.",
            ),
        ),
    ),
    NeedStory(
        key="hallenbad",
        title="Hallenbad mit Lehrbecken in Türkheim",
        description=(
            "Kinder warten über ein Jahr auf einen Schwimmkurs. Ältere wünschen sich warmes Wasser. Andere sorgen "
            "sich um die Kosten."
        ),
        place="Türkheim",
        action_field=Field.PLACE,
        target_groups=(People.CHILDREN, People.FAMILIES, People.SENIORS),
        basic_functions=(Life.RECREATION, Life.EDUCATION),
        responsible="planung",
        steps=(
            Step(on(16, "Do", "10:00"), "in_review", "Wir lassen uns vorrechnen, was ein Hallenbad kosten würde."),
            Step(
                on(10, "Mi", "16:00"),
                "declined",
                "Ein Hallenbad in Türkheim wird es nicht geben. Es würde im Jahr rund 700.000 Euro mehr kosten, als "
                "es einnimmt; das können Gemeinde und Landkreis nicht tragen. Ihr eigentlicher Wunsch ist aber, dass "
                "Kinder schwimmen lernen. Dafür haben wir mit den Bädern im Landkreis zwei zusätzliche Kurse im "
                "Winter vereinbart. Anmeldung: 089 99998 190.",
            ),
        ),
    ),
    NeedStory(
        key="randzeiten",
        title="Kinderbetreuung früh am Morgen, am Abend und in den Ferien",
        description=(
            "Wer im Schichtdienst arbeitet oder allein erzieht, findet keine Betreuung vor 7 und nach 15:30 Uhr. In "
            "den Ferien reicht der Urlaub nicht. Ein Betrieb würde sich an den Kosten beteiligen."
        ),
        place="VG Memmingerberg",
        action_field=Field.FAMILIES,
        target_groups=(People.SINGLE_PARENTS, People.FAMILIES, People.CHILDREN),
        basic_functions=(Life.WORK, Life.EDUCATION),
        responsible="planung2",
        due_in_days=3,
        steps=(
            Step(
                on(8, "Do", "09:00"),
                "in_review",
                "Wir fragen bei allen Gemeinden rund um Memmingerberg nach, welche Zeiten möglich wären.",
                by="planung2",
            ),
            Step(
                on(5, "Mo", "09:00"),
                "confirmed",
                "Keine Einrichtung öffnet vor 7 Uhr. Betriebe und Elternbeiräte nennen uns 38 Familien, die das brauchen.",
                by="planung2",
            ),
            Step(
                on(3, "Mo", "16:00"),
                "forwarded",
                "Das Jugendamt spricht mit dem Betrieb und zwei Gemeinden über eine Betreuung ab 5:30 Uhr. Bis dahin "
                "hilft die Vermittlung von Tagesmüttern: 089 99998 185.",
                by="planung2",
            ),
        ),
        notes=(
            Note(
                on(3, "Mo", "16:10"),
                "Vater aus Memmingerberg zurückgerufen, Tagesmutter in Trunkelsberg vermittelt, vorerst bis Februar.",
                by="planung2",
            ),
        ),
    ),
)

CHAPTER = Chapter("Kinder, Jugendliche, Familien", VOICES, NEEDS)
