"""The fixed words of a questionnaire in French."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Oui",
    "Nein": "Non",
    "sehr gut": "très bien",
    "gut": "bien",
    "mittel": "moyen",
    "schlecht": "mal",
    "sehr schlecht": "très mal",
    "unter 18 Jahre": "moins de 18 ans",
    "18 bis 29 Jahre": "18 à 29 ans",
    "30 bis 44 Jahre": "30 à 44 ans",
    "45 bis 59 Jahre": "45 à 59 ans",
    "60 bis 69 Jahre": "60 à 69 ans",
    "70 bis 79 Jahre": "70 à 79 ans",
    "80 Jahre und älter": "80 ans et plus",
    "weiblich": "féminin",
    "männlich": "masculin",
    "divers": "autre",
    "Sonstiges": "Autre",
    "Weiß nicht / keine Angabe": "Je ne sais pas / je préfère ne pas répondre",
    "Wenn Sonstiges: was meinen Sie?": "Si autre : que voulez-vous dire ?",
    "Warum? (freiwillig)": "Pourquoi ? (facultatif)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": (
        "Vous avez choisi « Je ne sais pas / je préfère ne pas répondre »."
    ),
    "Bitte wählen Sie %(least)s bis %(most)s.": "Veuillez en choisir de %(least)s à %(most)s.",
    "Sie können bis zu %(most)s wählen.": "Vous pouvez en choisir jusqu’à %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Veuillez en choisir au moins %(least)s.",
    "Sie können mehrere wählen.": "Vous pouvez choisir plusieurs réponses.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Choisissez d’abord ce qui est le plus important pour vous. Les boutons permettent de changer l’ordre."
    ),
    "Höher": "Plus haut",
    "Tiefer": "Plus bas",
    "Weg": "Retirer",
    "Tippen oder auswählen": "Écrivez ou choisissez",
    "Bitte wählen": "Veuillez choisir",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Décrivez le lieu avec des mots, par exemple « près de l’ancienne gare »."
    ),
    "Ein Punkt auf der Karte": "Un point sur la carte",
    "Frage %(number)s von %(total)s": "Question %(number)s sur %(total)s",
    "Weiter": "Suivant",
    "Zurück": "Retour",
    "Später weitermachen": "Continuer plus tard",
    "Sprache der Fragen": "Langue des questions",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Cette question porte sur des données particulièrement protégées, par exemple sur la santé. Votre "
        "réponse est volontaire. Avec « Suivant », vous acceptez que nous l’exploitions pour cette enquête "
        "(art. 9 RGPD). Avec « Je ne sais pas / je préfère ne pas répondre », vous ne dites rien à ce "
        "sujet."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "L’enquête est terminée. Comme vous avez commencé avant, vous pouvez encore envoyer vos réponses "
        "jusqu’à %(time)s."
    ),
    "Stimmt alles?": "Tout est-il correct ?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): (
        "Voici vos réponses encore une fois. Elles ne sont enregistrées que lorsque vous appuyez sur "
        "« Envoyer les réponses »."
    ),
    "nicht beantwortet": "sans réponse",
    "Ändern": "Modifier",
    "Antworten senden": "Envoyer les réponses",
    "Beginnen": "Commencer",
    "Neu beginnen": "Recommencer",
    "Weitermachen": "Continuer",
    "Sie haben schon angefangen": "Vous avez déjà commencé",
    "Lieber auf Papier (PDF)": "Plutôt sur papier (PDF)",
    "Freiwillig": "Facultatif",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "La participation n’est pas obligatoire. À chaque question, vous pouvez choisir « Je ne sais pas / "
        "je préfère ne pas répondre »."
    ),
    "Anonym?": "Anonyme ?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Oui. Personne ne peut relier vos réponses à vous, nous non plus."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Non. Nous traitons vos réponses de manière confidentielle.",
    "Gut zu wissen": "Bon à savoir",
    "Dauer": "Durée",
    "etwa %(n)s Minuten für %(asked)s Fragen": "environ %(n)s minutes pour %(asked)s questions",
    "Zeitraum": "Période",
    "%(first)s bis %(last)s": "du %(first)s au %(last)s",
    "Wer sieht die Antworten?": "Qui voit les réponses ?",
    "Wie lange bleiben sie?": "Combien de temps sont-elles conservées ?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Nous supprimons les réponses individuelles %(n)s mois après la fin de l’enquête."
    ),
    "Was mit Ihren Angaben geschieht": "Ce que deviennent vos données",
    "Danke fürs Mitmachen!": "Merci de votre participation !",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Vos réponses sont enregistrées. Avec ce code, vous verrez plus tard ce que vos mots sont devenus, "
        "et vous pourrez supprimer vos réponses."
    ),
    "Fehler:": "Erreur :",
    "Bitte prüfen Sie Ihre Antwort": "Veuillez vérifier votre réponse",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Veuillez répondre ou choisir « Je ne sais pas / je préfère ne pas répondre »."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Le texte compte %(length)s caractères, le maximum est de %(most)s. Veuillez le raccourcir ; il "
        "est encore entier ci-dessous."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Cette possibilité n’existe pas ici. Veuillez choisir de nouveau."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Veuillez ne choisir qu’une seule possibilité.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Veuillez choisir des réponses. Au moins : %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Veuillez choisir des réponses. Au plus : %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Veuillez classer des réponses. Au plus : %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "Ce n’est pas un nombre. Veuillez écrire par exemple 12 ou 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "La plus petite valeur possible est %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "La plus grande valeur possible est %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Veuillez vérifier la date, par exemple 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Ce lieu n’est pas dans notre liste. Veuillez le choisir de nouveau."
    ),
    "Umfrage": "Enquête",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Vos réponses sont gardées. Sur cet appareil, vous continuez simplement ; sur un autre, avec ce code."),
    "Ihr Code zum Weitermachen": "Votre code pour continuer",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "Code QR : mène à la page où vous saisissez le code",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Sur un autre appareil : ouvrez %(address)s et saisissez le code."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Vous pouvez aussi lire le code au téléphone.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Veuillez continuer avant le %(day)s : l’enquête se termine alors."
    ),
    "Code drucken": "Imprimer le code",
    "Code kopieren": "Copier le code",
    "Fragebogen weiter ausfüllen": "Continuer le questionnaire",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Saisissez le code reçu au moment de la pause. Toutes vos réponses sont encore là."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 caractères en quatre groupes. Les tirets, majuscules et minuscules n’ont pas d’importance."
    ),
    "Diese Umfrage ist beendet": "Cette enquête est terminée",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Malheureusement, vous ne pouvez plus rien envoyer. Les réponses commencées n’ont pas été enregistrées."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Y a-t-il quelque chose d’important que nous devrions savoir ? Signalez-le-nous ou appelez-nous."
    ),
    "Anliegen melden": "Signaler un problème",
    "Zur Seite der Umfrage": "Vers la page de l’enquête",
    "Andere Umfragen": "Autres enquêtes",
    "Ihr Rückmelde-Code": "Votre code de suivi",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "Code QR : mène à la page de suivi, où le code est déjà saisi"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Nous n’affichons plus votre code ici.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Après une demi-heure, le code disparaît de cette page. Ainsi, personne ne peut le lire en "
        "utilisant cet appareil après vous. Vos réponses sont bien enregistrées."
    ),
    "So geht es weiter": "Et maintenant ?",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "L’enquête se termine le %(day)s. Toutes les réponses sont alors comptées."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "Ce que vous avez écrit avec vos mots est lu par une personne."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": (
        "Ensuite, le résultat se trouve sur la page de cette enquête."
    ),
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Cette enquête commence le %(day)s. Revenez nous voir à ce moment-là."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Cette enquête vient de se terminer. Les personnes qui avaient commencé peuvent encore envoyer "
        "leurs réponses pendant deux heures. Il n’est plus possible de commencer."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Cette enquête est terminée. Merci à toutes les personnes qui ont participé."
    ),
    "Ihr persönlicher Code": "Votre code personnel",
    "Er steht in dem Brief, den Sie bekommen haben.": "Il se trouve dans la lettre que vous avez reçue.",
    "In der Liste suchen": "Chercher dans la liste",
    "Gefunden: %(n)s": "Trouvés : %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Veuillez vérifier votre saisie",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Veuillez saisir le code que vous avez noté.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): (
        "Aucun questionnaire commencé ne correspond à ce code. Il a peut-être déjà été envoyé. Veuillez "
        "comparer le code caractère par caractère."
    ),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Nous ne connaissons pas ce code. Veuillez le comparer caractère par caractère avec votre lettre."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Ce code n’est plus valable. Appelez-nous : nous vous aidons volontiers."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): (
        "Ce code a déjà été utilisé. Si vous avez commencé sur un autre appareil, continuez sur celui-ci "
        "ou appelez-nous."
    ),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "Quelqu’un a déjà répondu avec ce code. Chaque code est valable une fois."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): (
        "Ce questionnaire est maintenant rempli sur un autre appareil. Veuillez l’envoyer depuis cet "
        "appareil ; ici, ce n’est plus possible."
    ),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "La page est restée ouverte longtemps. Votre saisie est encore là : veuillez l’envoyer encore une fois."
    ),
    "Ihre Antworten": "Vos réponses",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Données le %(day)s. Seules les personnes qui ont votre code voient cette page."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Ce que vos mots sont devenus : %(question)s",
    "Das haben Sie geantwortet": "Voici ce que vous avez répondu",
    "Antworten löschen": "Supprimer les réponses",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Vous pouvez supprimer vos réponses à tout moment. C’est immédiat et définitif. Les chiffres "
        "déjà publiés ne changent pas."
    ),
    "Alle meine Antworten löschen": "Supprimer toutes mes réponses",
    "Alle Ihre Antworten löschen?": "Supprimer toutes vos réponses ?",
}
