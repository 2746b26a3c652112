"""Arzt und Pflege: a practice without a successor, and families who care at home."""

from portal.demo.story.shape import (
    Chapter,
    NeedSplitting,
    NeedStory,
    Note,
    Passage,
    Reason,
    Sender,
    Step,
    Voice,
    adds_to,
    new_need,
    on,
    split,
)
from portal.demo.story.words import Field, Life, People

_CARE_DAY = (
    "Erstens: Eine Tagespflege, wo meine Mutter zwei Tage in der Woche hingehen kann, gibt es nur in Memmingen, und "
    "da stehen wir auf Platz 31 der Warteliste."
)
_CARE_CIRCLE = (
    "Zweitens: Ich würde so gern einmal mit Leuten reden, denen es genauso geht. Nicht im Internet, sondern an einem "
    "Tisch."
)

VOICES = (
    Voice(
        key="arzt-ende",
        said=on(8, "Mi", "19:10"),
        place="Babenhausen",
        sender=Sender(email="patientin.babenhausen@example.org"),
        text=(
            "Unser Hausarzt hört zum Jahresende auf und findet keinen Nachfolger. Die anderen Praxen nehmen niemand "
            "Neues mehr. Ich habe fünf angerufen. Wo sollen wir denn hin? Es geht um hunderte Leute, viele davon "
            "alt und chronisch krank."
        ),
        decision=new_need("arzt"),
        decided=on(7, "Mo", "09:00"),
    ),
    Voice(
        key="arzt-hausbesuch",
        said=on(7, "Do", "11:30"),
        place="Kirchhaslach",
        channel="phone",
        recorded_by="planung",
        sender=Sender(phone="0176 04069 205", name="Theresia Rauch"),
        text=(
            "Ich brauch einen Doktor, der auch ins Haus kommt. Mein Mann ist bettlägrig. Bis jetzt ist der Doktor "
            "alle vier Wochen gekommen. Wie das ab Januar gehen soll, das weiß keiner."
        ),
        decision=adds_to("arzt"),
        decided=on(7, "Do", "11:40"),
    ),
    Voice(
        key="arzt-kind",
        said=on(6, "Sa", "23:05"),
        place="Kettershausen",
        text=(
            "Kinderarzt: 27 km. Mit fieberndem Kind, ohne zweites Auto. Am Telefon heißt es Warteschleife. Das macht "
            "einem echt Angst, vor allem nachts. Vielleicht kann eine Sprechstunde einmal die Woche in Babenhausen "
            "sein?"
        ),
        decision=adds_to("arzt"),
        decided=on(5, "Mo", "10:10"),
    ),
    Voice(
        key="arzt-verband",
        said=on(5, "Mi", "09:00"),
        place="Babenhausen",
        channel="observer",
        recorded_by="sozialverband",
        observer="process_observer",
        text=(
            "Rückmeldung aus unserer Ortsgruppe (46 Mitglieder): 19 haben ihren Hausarzt in der Praxis, die zum "
            "Jahresende schließt. Sieben davon können nicht selbst fahren. Wir bieten an, einen Fahrdienst zu "
            "Arztterminen auf die Beine zu stellen, brauchen dafür aber jemanden, der die Fahrten einteilt."
        ),
        decision=adds_to("arzt"),
        decided=on(5, "Do", "14:30"),
    ),
    Voice(
        key="pflege-tochter",
        said=on(15, "Di", "22:50"),
        place="Bad Grönenbach",
        sender=Sender(email="pflegende.tochter@example.org"),
        text=(
            "Ich pflege meine Mutter (86, Pflegegrad 3) seit vier Jahren und arbeite halbtags. Ich mache das gern, "
            "aber ich kann nicht mehr. " + _CARE_DAY + " " + _CARE_CIRCLE + " Danke, dass Sie das lesen."
        ),
        decision=split(),
        decided=on(15, "Do", "09:00"),
        passages=(
            Passage(_CARE_DAY, new_need("pflege")),
            Passage(_CARE_CIRCLE, adds_to("pflege")),
        ),
    ),
    Voice(
        key="pflege-ehemann",
        said=on(14, "Mo", "10:30"),
        place="Legau",
        channel="in_person",
        recorded_by="planung",
        sender=Sender(phone="0176 04069 206"),
        text=(
            "Meine Frau erkennt mich manchmal nimmer. Nachts steht sie auf und will heim, dabei sind wir daheim. "
            "Schlafen tu ich vielleicht drei Stunden. Die Kinder sagen Heim, aber ich hab's ihr versprochen. Wenn "
            "einmal eine Woche jemand da wär. Oder wenigstens einer, der mir sagt, was mir zusteht. Die Formulare "
            "versteh ich nicht."
        ),
        decision=adds_to("pflege"),
        decided=on(14, "Di", "08:45"),
    ),
    Voice(
        key="pflege-betreuerin",
        said=on(12, "So", "14:10"),
        place="Wolfertschwenden",
        language="de",
        text=(
            "Ich arbeiten als Betreuerin bei alte Dame, 24 Stunde. Ich habe kein freie Tag seit 6 Woche. Dame ist "
            "gut zu mir. Aber ich bin müde und ich kenne hier keine Mensch. Gibt es Ort wo Frauen wie ich kann "
            "treffen, Sonntag vielleicht?"
        ),
        decision=adds_to("pflege"),
        decided=on(11, "Mo", "11:00"),
    ),
    Voice(
        key="pflege-kurzzeit",
        said=on(4, "Fr", "17:40"),
        place="Lautrach",
        text=(
            "Kurzzeitpflege: 14 Häuser angerufen, kein Platz im Sommer. Wir hatten seit 2019 keinen Urlaub mehr. Man "
            "bekommt das Geld von der Kasse, aber man bekommt keinen Platz dafür. Was nützt mir dann das Geld??"
        ),
        decision=adds_to("pflege"),
        decided=on(3, "Mo", "10:00"),
        decided_by="planung",
    ),
)

NEEDS = (
    NeedStory(
        key="arzt",
        title="Hausärztliche Versorgung im Raum Babenhausen",
        description=(
            "Eine Hausarztpraxis schließt zum Jahresende ohne Nachfolge. Andere Praxen nehmen keine neuen Patienten. "
            "Betroffen sind besonders Menschen, die nicht fahren können oder Hausbesuche brauchen, und Familien mit "
            "kleinen Kindern. Der Sozialverband bietet einen Fahrdienst an."
        ),
        place="VG Babenhausen",
        action_field=Field.PLACE,
        target_groups=(People.SENIORS, People.FAMILIES),
        basic_functions=(Life.SUPPLY,),
        responsible="planung",
        due_in_days=10,
        steps=(
            Step(
                on(6, "Mo", "16:00"),
                "in_review",
                "Wir sprechen mit der Kassenärztlichen Vereinigung, der Gemeinde und der Praxis. Bis zum Jahresende "
                "behandelt die Praxis Sie weiter. Wer gar niemanden findet: Wir helfen beim Suchen, 089 99998 110.",
            ),
        ),
        notes=(
            Note(
                on(4, "Di", "09:30"), "Gespräch mit der Gemeinde: Räume für eine Zweigpraxis wären im Bürgerhaus frei."
            ),
            Note(
                on(2, "Mi", "16:00"),
                "Sozialverband braucht jemanden für die Einteilung der Fahrten, rund drei Stunden in der Woche. "
                "Ehrenamtspauschale prüfen.",
                by="planung2",
            ),
        ),
    ),
    NeedStory(
        key="pflege",
        title="Entlastung für Menschen, die zu Hause pflegen",
        description=(
            "Wer zu Hause pflegt, kommt an seine Grenzen: Es fehlen Plätze in der Tagespflege, Hilfe bei Anträgen "
            "und jemand zum Reden."
        ),
        place="VG Bad Grönenbach",
        action_field=Field.CARE,
        target_groups=(People.CARERS, People.SENIORS),
        basic_functions=(Life.SUPPLY,),
        responsible="planung",
        due_in_days=75,
        steps=(
            Step(
                on(13, "Mi", "09:00"),
                "in_review",
                "Ihre Worte haben uns bewegt. Wir sprechen mit den Pflegediensten und den Kassen darüber, was fehlt.",
            ),
            Step(
                on(7, "Di", "11:00"),
                "confirmed",
                "Die Pflegebedarfsplanung bestätigt es: Im Süden des Landkreises fehlen nach unserer Rechnung 14 "
                "Plätze in der Tagespflege.",
            ),
        ),
        reasons=(
            Reason(
                on(7, "Di", "10:40"),
                "indicator",
                "22 Tagespflegeplätze für rund 1.900 Menschen ab 80 Jahren, Soll 36.",
                "Pflegebedarfsplanung (Beispielzahlen)",
            ),
        ),
        splitting=NeedSplitting(
            on(9, "Mo", "14:00"),
            into="gespraechskreis",
            voices=("pflege-tochter/1", "pflege-ehemann", "pflege-betreuerin"),
            title="Mehr Plätze in der Tagespflege und der Kurzzeitpflege im Süden des Landkreises",
            description=(
                "Im Raum Bad Grönenbach und Legau gibt es zu wenige Plätze in der Tagespflege und in der "
                "Kurzzeitpflege. Die Wartelisten sind lang, Urlaub ist für pflegende Familien kaum möglich."
            ),
        ),
    ),
    NeedStory(
        key="gespraechskreis",
        title="Gesprächskreis und Beratung für pflegende Angehörige",
        description=(
            "Menschen, die pflegen, möchten sich mit anderen austauschen, an einem Tisch und in der Nähe. Sie "
            "wünschen sich jemanden, der ihnen sagt, was ihnen zusteht. Das gilt auch für Betreuungskräfte, die im "
            "Haushalt leben."
        ),
        place="VG Bad Grönenbach",
        action_field=Field.CARERS,
        target_groups=(People.CARERS,),
        basic_functions=(Life.COMMUNITY,),
        responsible="planung",
        steps=(
            Step(
                on(8, "Mi", "09:00"),
                "confirmed",
                "Sie haben um etwas ganz Einfaches gebeten: einen Tisch, an dem Menschen sitzen, denen es genauso "
                "geht. Das wollen wir möglich machen.",
            ),
            Step(
                on(7, "Do", "09:00"),
                "planned",
                "Ab nächstem Monat gibt es jeden zweiten Mittwoch einen Gesprächskreis, während im Nebenraum Ihre "
                "Angehörigen betreut werden.",
            ),
            Step(
                on(3, "Mi", "16:30"),
                "in_progress",
                "Der Gesprächskreis hat sich das erste Mal getroffen, elf Menschen waren da. Der nächste ist in zwei "
                "Wochen, 14:30 Uhr, Pfarrheim Bad Grönenbach. Kommen Sie einfach dazu. Wer Hilfe mit Formularen "
                "braucht, bringt sie mit.",
            ),
        ),
    ),
)

CHAPTER = Chapter("Arzt und Pflege", VOICES, NEEDS)
