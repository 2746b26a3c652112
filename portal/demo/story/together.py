"""Miteinander: Treffpunkte, Ehrenamt, Wohnen, and people who have only just arrived."""

from portal.demo.story.shape import (
    Chapter,
    NeedStory,
    Note,
    Reason,
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
        key="treff-witwer",
        said=on(24, "Mi", "14:30"),
        place="Kirchheim i. Schw.",
        channel="in_person",
        recorded_by="planung",
        sender=Sender(phone="0176 04069 207", name="Anton Fendt"),
        text=(
            "Seit meine Frau tot ist, koch ich mir ein Ei und schau fern. Das Wirtshaus hat zu. Ich red manchmal drei "
            "Tag mit keinem. Einmal die Woche ein Mittagessen mit anderen zusammen, das wär schon was."
        ),
        decision=new_need("mittagstisch"),
        decided=on(24, "Fr", "09:00"),
    ),
    Voice(
        key="treff-landfrauen",
        said=on(23, "Mo", "20:10"),
        place="Kirchheim i. Schw.",
        sender=Sender(email="landfrauen@example.org", name="Landfrauen, Ortsgruppe"),
        text=(
            "Wir Landfrauen würden gerne wieder einen Mittagstisch anbieten, wie vor Corona. Uns fehlt eine Küche mit "
            "Abnahme vom Gesundheitsamt. Im Pfarrheim wäre eine, die Pfarrei ist einverstanden, aber der Herd ist "
            "von 1978."
        ),
        decision=adds_to("mittagstisch"),
        decided=on(23, "Mi", "10:00"),
    ),
    Voice(
        key="treff-eppishausen",
        said=on(20, "Do", "09:55"),
        place="Eppishausen",
        channel="paper",
        recorded_by="planung2",
        text="Mittagstisch: Ja bitte. Ich würde auch Kartoffeln schälen. (Hildegard, 81)",
        decision=adds_to("mittagstisch"),
        decided=on(20, "Fr", "09:00"),
    ),
    Voice(
        key="kurs-ahmad",
        said=on(12, "Di", "12:15"),
        place="Mindelheim",
        language="de",
        sender=Sender(email="ahmad.m@example.org"),
        text=(
            "Ich bin Ahmad, ich komme aus Syrien. Meine Frau möchte Deutsch lernen. Sie kann nicht gehen in Kurs, "
            "weil wir haben zwei Kinder, 1 Jahr und 3 Jahre. In Kurs darf nicht mit Kind. Bitte machen Sie ein Kurs "
            "wo Kinder können auch sein. Viele Frauen haben gleiche Problem. Danke."
        ),
        decision=new_need("deutschkurs"),
        decided=on(11, "Mo", "14:00"),
        decided_by="planung2",
    ),
    Voice(
        key="kurs-helferkreis",
        said=on(11, "Fr", "19:40"),
        place="Mindelheim",
        channel="observer",
        recorded_by="helferkreis",
        observer="process_observer",
        text=(
            "Im Helferkreis zählen wir zwölf Mütter, die auf einen Kurs mit Kinderbetreuung warten. Zwei von uns "
            "(pensionierte Erzieherinnen) würden die Kinder vormittags hüten. Es fehlt ein Raum und eine "
            "Versicherung."
        ),
        decision=adds_to("deutschkurs"),
        decided=on(10, "Mo", "09:30"),
        decided_by="planung2",
    ),
    Voice(
        key="kurs-olena",
        said=on(9, "So", "17:05"),
        place="Mindelheim",
        language="en",
        sender=Sender(email="olena.k@example.org"),
        text=(
            "Hello, I am a nurse from Ukraine, here for two years with my son. I would like to work, the hospital "
            "wants me too, but I need the language certificate B2 and there is no evening course. In the morning I "
            "clean, in the evening I could learn. Online would also be fine. Thank you for asking us."
        ),
        decision=adds_to("deutschkurs"),
        decided=on(8, "Di", "11:30"),
        decided_by="planung2",
    ),
    Voice(
        key="wohnen-haus",
        said=on(13, "Sa", "10:40"),
        place="Türkheim",
        text=(
            "Wir sind 74 und 77 und haben ein Haus mit 160 qm und Garten. Zu groß, zu viele Treppen, zu viel Schnee "
            "zum Räumen. Wir würden es gern an eine junge Familie geben und in eine kleine Wohnung ziehen, am liebsten "
            "im Ort, wo wir jeden kennen. Die gibt es aber nicht. Also bleiben wir, und die Familie findet nichts."
        ),
        decision=new_need("wohnen"),
        decided=on(12, "Do", "10:00"),
        sender=Sender(email="haus.zu.gross@example.org"),
    ),
    Voice(
        key="wohnen-rente",
        said=on(12, "Fr", "08:50"),
        place="Bad Wörishofen",
        channel="paper",
        recorded_by="planung",
        text=(
            "Nach der Modernisierung kostet meine Wohnung 240 Euro mehr im Monat. Meine Rente ist 1.080 Euro. Ich "
            "wohne seit 31 Jahren da. Bitte helfen sie mir."
        ),
        decision=adds_to("wohnen"),
        decided=on(11, "Di", "09:20"),
    ),
    Voice(
        key="ehrenamt-fahrdienst",
        said=on(14, "Do", "18:00"),
        place="Dirlewang",
        sender=Sender(email="nachbarschaftshilfe@example.org", name="Nachbarschaftshilfe"),
        text=(
            "Unsere Nachbarschaftshilfe läuft seit 2011: Einkaufen, Arztfahrten, Schneeräumen. Wir sind 14 Leute, die "
            "meisten selber über 65. Was uns fehlt: 1. eine Versicherung fürs eigene Auto, wenn wir jemanden fahren, "
            "2. jemand, der das Telefon macht, 3. Nachwuchs. Geld wollen wir keins."
        ),
        decision=new_need("nachbarschaftshilfe"),
        decided=on(13, "Do", "11:00"),
    ),
    Voice(
        key="ehrenamt-telefon",
        said=on(6, "Mi", "19:20"),
        place="Dirlewang",
        text=(
            "Ich bin seit Herbst in Rente (war Disponentin in einer Spedition) und hätte zwei Vormittage Zeit. Auto "
            "fahre ich nicht mehr gern, aber Telefon und einteilen, das kann ich. Wo meldet man sich da?"
        ),
        decision=adds_to("nachbarschaftshilfe"),
        decided=on(5, "Mo", "13:45"),
        sender=Sender(email="disponentin@example.org"),
    ),
)

NEEDS = (
    NeedStory(
        key="mittagstisch",
        title="Mittagstisch und Treffpunkt in Kirchheim",
        description=(
            "Alleinstehende ältere Menschen wünschen sich einmal in der Woche ein gemeinsames Mittagessen. Die "
            "Landfrauen würden kochen, das Pfarrheim wäre da, der Küche fehlt ein zugelassener Herd."
        ),
        place="Kirchheim i. Schw.",
        action_field=Field.PARTICIPATION,
        target_groups=(People.SENIORS,),
        basic_functions=(Life.COMMUNITY, Life.SUPPLY),
        responsible="planung",
        steps=(
            Step(
                on(22, "Di", "09:00"),
                "in_review",
                "Eine schöne Idee. Wir reden mit Pfarrei, Gemeinde und Gesundheitsamt.",
            ),
            Step(
                on(20, "Fr", "11:00"),
                "confirmed",
                "Zwei Orte, ein Wunsch: miteinander essen. Wir suchen jetzt nach Geld für den Herd.",
            ),
            Step(
                on(17, "Mi", "09:00"),
                "planned",
                "Der Landkreis und die Pfarrei teilen sich die Kosten. Der Herd ist bestellt.",
            ),
            Step(
                on(13, "Do", "09:00"),
                "in_progress",
                "Die Küche ist abgenommen. Am Donnerstag in drei Wochen wird zum ersten Mal gekocht.",
            ),
            Step(
                on(9, "Do", "15:00"),
                "done",
                "Jeden Donnerstag um 12 Uhr, Pfarrheim Kirchheim, 6 Euro, wer weniger hat, zahlt weniger. Beim ersten "
                "Mal waren 34 Menschen da. Wer nicht allein kommen kann, ruft an: 089 99998 120, es fährt Sie jemand.",
            ),
        ),
        notes=(Note(on(9, "Fr", "09:00"), "Herrn F. angerufen, er war da und hat Nachschlag geholt."),),
    ),
    NeedStory(
        key="deutschkurs",
        title="Deutschkurse mit Kinderbetreuung und am Abend",
        description=(
            "Eltern kleiner Kinder und Menschen, die arbeiten, können die Kurse am Vormittag nicht besuchen. Der "
            "Helferkreis würde Kinder betreuen, braucht aber Raum und Versicherung."
        ),
        place="Mindelheim",
        action_field=Field.INTEGRATION,
        target_groups=(People.MIGRATION, People.FAMILIES),
        basic_functions=(Life.EDUCATION,),
        responsible="planung2",
        due_in_days=40,
        steps=(
            Step(
                on(10, "Mi", "10:00"),
                "in_review",
                "Danke. Wir fragen bei der Volkshochschule und beim Helferkreis nach.",
                by="planung2",
            ),
            Step(
                on(8, "Mi", "10:00"),
                "confirmed",
                "Zwölf Mütter warten, dazu kommen Menschen, die am Abend lernen möchten. Das ist ein Bedarf.",
                by="planung2",
            ),
            Step(
                on(6, "Do", "09:00"),
                "planned",
                "Die Stadt gibt einen Raum. Die Versicherung ist geklärt.",
                by="planung2",
            ),
            Step(
                on(2, "Mo", "09:00"),
                "in_progress",
                "Der Kurs hat angefangen. Er ist Montag, Mittwoch und Freitag von 9 bis 11 Uhr. Kinder können "
                "mitkommen. Es sind noch 3 Plätze frei. Ein Kurs am Abend fängt im Januar an.",
                by="planung2",
            ),
        ),
    ),
    NeedStory(
        key="wohnen",
        title="Kleine, bezahlbare Wohnungen ohne Stufen",
        description=(
            "Ältere Menschen wohnen in zu großen Häusern oder in Wohnungen, die sie sich nicht mehr leisten können. "
            "Im eigenen Ort gibt es nichts Kleineres ohne Stufen. Familien suchen zugleich nach Häusern."
        ),
        place="Landkreis",
        action_field=Field.HOUSING,
        target_groups=(People.SENIORS, People.FAMILIES),
        basic_functions=(Life.HOUSING,),
        responsible="planung",
        due_in_days=-3,
        steps=(
            Step(
                on(10, "Do", "09:00"),
                "in_review",
                "Das ist ein großes Thema, das wir nicht schnell lösen. Wir stellen gerade zusammen, welche "
                "Gemeinden Grundstücke dafür haben. Wer jetzt in Not ist: Die Wohnberatung des Landratsamts hat "
                "Zeit für Sie, 089 99998 170.",
            ),
        ),
        reasons=(
            Reason(
                on(10, "Fr", "09:00"),
                "expert",
                "43 Anfragen in diesem Jahr nach kleinen Wohnungen ohne Stufen, vermittelt wurden fünf.",
                "Wohnberatung des Landratsamts (Beispielaussage)",
            ),
        ),
    ),
    NeedStory(
        key="nachbarschaftshilfe",
        title="Nachbarschaftshilfen den Rücken stärken: Versicherung, Telefon, Nachwuchs",
        description=(
            "Die Nachbarschaftshilfe in Dirlewang sucht eine Versicherung für Fahrten im eigenen Auto, jemanden für "
            "das Telefon und jüngere Helferinnen und Helfer."
        ),
        place="Dirlewang",
        action_field=Field.VOLUNTEERING,
        target_groups=(People.EVERYBODY, People.SENIORS),
        basic_functions=(Life.COMMUNITY,),
        responsible="planung",
        due_in_days=18,
        steps=(
            Step(on(12, "Mo", "09:00"), "in_review", "Wir klären die Frage der Versicherung für alle Helferkreise."),
            Step(
                on(9, "Mi", "14:00"),
                "confirmed",
                "Sieben Nachbarschaftshilfen haben die gleiche Sorge. Das lösen wir gemeinsam.",
            ),
            Step(
                on(4, "Mo", "09:00"),
                "planned",
                "Der Landkreis schließt ab Januar einen Rahmenvertrag ab, der Fahrten im eigenen Auto absichert. Für "
                "das Telefon hat sich jemand gemeldet, ihr habt voneinander gehört.",
            ),
        ),
    ),
)

CHAPTER = Chapter("Miteinander", VOICES, NEEDS)
