"""Three Beteiligungsverfahren: one running, one finished with what became of it, one draft."""

from portal.demo.story.shape import ConsultationStory, on

CONSULTATIONS = (
    ConsultationStory(
        key="rettenbach",
        title="Gut älter werden in Markt Rettenbach",
        purpose=(
            "Was brauchen Sie, damit Sie in Ihrem Dorf gut alt werden können? Einkaufen, Besuch, Wege, Hilfe im "
            "Haushalt, ein Platz zum Reden: Sagen Sie es uns in Ihren Worten.\n\n"
            "Aus dem, was zusammenkommt, macht der Markt Rettenbach mit dem Landkreis einen Plan für die nächsten "
            "vier Jahre. Die Kümmerin Maria Stiegeler kommt auch gern zu Ihnen nach Hause oder schreibt am Telefon "
            "für Sie mit."
        ),
        place="Markt Rettenbach",
        contact_name="Maria Stiegeler, Kümmerin",
        contact_phone="0176 04069 130",
        contact_email="kuemmerer@example.org",
        created=on(6, "Mo", "10:00"),
        created_by="moderation",
        opens_in_days=-30,
        closes_in_days=40,
        published=on(5, "Mi", "15:00"),
        moderate_first=True,
    ),
    ConsultationStory(
        key="mobil",
        title="Wie kommen wir hin? Unterwegs im mittleren Mindeltal",
        purpose=(
            "Zur Ausbildung, zum Arzt, zur Chorprobe: Wie kommen Sie hin, wenn Sie kein Auto haben? Die vier "
            "Gemeinden der Verwaltungsgemeinschaft Pfaffenhausen und der Landkreis wollen wissen, wo es hakt."
        ),
        place="VG Pfaffenhausen",
        contact_name="Jonas Reitmeier, Moderation",
        contact_phone="0176 04069 140",
        contact_email="moderation@example.org",
        created=on(25, "Mo", "09:00"),
        created_by="moderation",
        opens_in_days=-165,
        closes_in_days=-110,
        published=on(24, "Di", "10:00"),
        closed=on(14, "Mo", "16:00"),
        outcome=(
            "Sieben Menschen haben sich gemeldet, vom Lehrling bis zum Kirchenpfleger. Das ist daraus geworden:\n\n"
            "• Der Rufbus fährt, mit Rampe und auch am Sonntag. Bestellen unter 089 99998 180.\n"
            "• Die Lücke im Radweg zwischen Salgen und Pfaffenhausen wird im nächsten Jahr geschlossen.\n"
            "• An der Haltestelle in Salgen brennt Licht.\n\n"
            "Nach einem halben Jahr sehen wir uns an, ob die Fahrzeiten passen. Bis dahin gilt: Was nicht passt, "
            "sagen Sie uns bitte weiter."
        ),
    ),
    ConsultationStory(
        key="jugend",
        title="Euer Ort, eure Ideen: Jugend in Türkheim",
        purpose=(
            "Ihr seid zwischen 12 und 20 und wohnt in Amberg, Rammingen, Türkheim oder Wiedergeltingen? Sagt, was euch "
            "fehlt und was ihr selbst auf die Beine stellen wollt. Zwei von euch sitzen mit am Tisch, wenn entschieden "
            "wird.\n\n(Entwurf: Termin mit den Schulen noch offen.)"
        ),
        place="VG Türkheim",
        contact_name="Jonas Reitmeier, Moderation",
        contact_phone="0176 04069 140",
        contact_email="moderation@example.org",
        created=on(1, "Di", "13:00"),
        created_by="moderation",
        opens_in_days=20,
        closes_in_days=75,
        moderate_first=True,
    ),
)
