"""The fixed words of a questionnaire in Arabic."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "نعم",
    "Nein": "لا",
    "sehr gut": "جيد جدًا",
    "gut": "جيد",
    "mittel": "متوسط",
    "schlecht": "سيئ",
    "sehr schlecht": "سيئ جدًا",
    "unter 18 Jahre": "أقل من 18 سنة",
    "18 bis 29 Jahre": "من 18 إلى 29 سنة",
    "30 bis 44 Jahre": "من 30 إلى 44 سنة",
    "45 bis 59 Jahre": "من 45 إلى 59 سنة",
    "60 bis 69 Jahre": "من 60 إلى 69 سنة",
    "70 bis 79 Jahre": "من 70 إلى 79 سنة",
    "80 Jahre und älter": "80 سنة فأكثر",
    "weiblich": "أنثى",
    "männlich": "ذكر",
    "divers": "جنس آخر",
    "Sonstiges": "شيء آخر",
    "Weiß nicht / keine Angabe": "لا أعرف / لا أريد الإجابة",
    "Wenn Sonstiges: was meinen Sie?": "إذا اخترت «شيء آخر»: ماذا تقصد؟",
    "Warum? (freiwillig)": "لماذا؟ (اختياري)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "لقد اخترت «لا أعرف / لا أريد الإجابة».",
    "Bitte wählen Sie %(least)s bis %(most)s.": "يرجى الاختيار: %(least)s على الأقل و%(most)s على الأكثر.",
    "Sie können bis zu %(most)s wählen.": "يمكنك أن تختار حتى %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "يرجى الاختيار: %(least)s على الأقل.",
    "Sie können mehrere wählen.": "يمكنك اختيار أكثر من إجابة.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "اختر أولًا ما هو الأهم بالنسبة إليك. يمكنك تغيير الترتيب بالأزرار."
    ),
    "Höher": "إلى الأعلى",
    "Tiefer": "إلى الأسفل",
    "Weg": "إزالة",
    "Tippen oder auswählen": "اكتب أو اختر",
    "Bitte wählen": "يرجى الاختيار",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "صف المكان بكلماتك، مثلًا «عند محطة القطار القديمة»."
    ),
    "Ein Punkt auf der Karte": "نقطة على الخريطة",
    "Frage %(number)s von %(total)s": "السؤال %(number)s من %(total)s",
    "Weiter": "التالي",
    "Zurück": "رجوع",
    "Später weitermachen": "المتابعة لاحقًا",
    "Sprache der Fragen": "لغة الأسئلة",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "يتعلق هذا السؤال بمعلومات محمية بشكل خاص، مثل المعلومات الصحية. إجابتك طوعية. بالضغط على «التالي» "
        "توافق على أن نقيّم إجابتك لهذا الاستبيان (المادة 9 من اللائحة العامة لحماية البيانات). وباختيار "
        "«لا أعرف / لا أريد الإجابة» لا تقول شيئًا عن ذلك."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "انتهى الاستبيان. ولأنك بدأت قبل ذلك، يمكنك الإرسال حتى الساعة %(time)s."
    ),
    "Stimmt alles?": "هل كل شيء صحيح؟",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("هنا ترى إجاباتك مرة أخرى. لن تُحفظ إلا عند الضغط على «إرسال الإجابات»."),
    "nicht beantwortet": "بدون إجابة",
    "Ändern": "تغيير",
    "Antworten senden": "إرسال الإجابات",
    "Beginnen": "ابدأ",
    "Neu beginnen": "البدء من جديد",
    "Weitermachen": "متابعة",
    "Sie haben schon angefangen": "لقد بدأت من قبل",
    "Lieber auf Papier (PDF)": "أفضّل الإجابة على الورق (PDF)",
    "Freiwillig": "المشاركة طوعية",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "لست مضطرًا إلى المشاركة. يمكنك في كل سؤال اختيار «لا أعرف / لا أريد الإجابة»."
    ),
    "Anonym?": "هل الاستبيان مجهول الهوية؟",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "نعم. لا يمكن لأحد أن يربط إجاباتك بك، ولا نحن أيضًا."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "لا. نتعامل مع إجاباتك بسرية.",
    "Gut zu wissen": "من المفيد أن تعرف",
    "Dauer": "المدة",
    "etwa %(n)s Minuten für %(asked)s Fragen": "حوالي %(n)s دقيقة، عدد الأسئلة: %(asked)s",
    "Zeitraum": "الفترة",
    "%(first)s bis %(last)s": "من %(first)s إلى %(last)s",
    "Wer sieht die Antworten?": "من يرى الإجابات؟",
    "Wie lange bleiben sie?": "كم تُحفظ الإجابات؟",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "نحذف الإجابات الفردية بعد انتهاء الاستبيان بمدة بالأشهر: %(n)s."
    ),
    "Was mit Ihren Angaben geschieht": "ماذا يحدث لبياناتك",
    "Danke fürs Mitmachen!": "شكرًا على مشاركتك!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): ("تم حفظ إجاباتك. بهذا الرمز يمكنك أن ترى لاحقًا ما الذي نتج عن كلماتك، ويمكنك حذف إجاباتك."),
    "Fehler:": "خطأ:",
    "Bitte prüfen Sie Ihre Antwort": "يرجى التحقق من إجابتك",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "يرجى الإجابة أو اختيار «لا أعرف / لا أريد الإجابة»."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "عدد الأحرف %(length)s والحد الأقصى %(most)s. يرجى تقصير النص؛ ما زال النص كاملًا في الأسفل."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "هذا الخيار غير موجود هنا. يرجى الاختيار مرة أخرى."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "يرجى اختيار إجابة واحدة فقط.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "يرجى الاختيار، الحد الأدنى للخيارات: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "يرجى الاختيار، الحد الأقصى للخيارات: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "يرجى الترتيب، الحد الأقصى للخيارات: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": "هذا ليس رقمًا. يرجى كتابة رقم مثل 12 أو 3,5.",
    "Der kleinste mögliche Wert ist %(least)s.": "أصغر قيمة ممكنة هي %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "أكبر قيمة ممكنة هي %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "يرجى التحقق من التاريخ، مثلًا 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "هذا المكان غير موجود في قائمتنا. يرجى اختياره من جديد."
    ),
    "Umfrage": "استبيان",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("إجاباتك محفوظة. على هذا الجهاز يمكنك المتابعة مباشرة، وعلى جهاز آخر تتابع بهذا الرمز."),
    "Ihr Code zum Weitermachen": "رمزك للمتابعة",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "رمز QR: يفتح الصفحة التي تُدخل فيها الرمز",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "للمتابعة على جهاز آخر: افتح %(address)s وأدخل الرمز."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "يمكنك أيضًا قراءة الرمز عبر الهاتف.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "يرجى المتابعة حتى %(day)s، ففي ذلك الوقت ينتهي الاستبيان."
    ),
    "Code drucken": "طباعة الرمز",
    "Code kopieren": "نسخ الرمز",
    "Fragebogen weiter ausfüllen": "متابعة تعبئة الاستبيان",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "أدخل الرمز الذي حصلت عليه عند التوقف. كل إجاباتك السابقة ما زالت موجودة."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 خانة في أربع مجموعات. لا فرق بين الحروف الكبيرة والصغيرة، ولا أهمية للشرطات."
    ),
    "Diese Umfrage ist beendet": "انتهى هذا الاستبيان",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "للأسف لم يعد بإمكانك إرسال أي شيء. لم تُحفظ الإجابات التي بدأتها."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "هل هناك أمر مهم يجب أن نعرفه؟ أبلغنا به أو اتصل بنا."
    ),
    "Anliegen melden": "الإبلاغ عن أمر",
    "Zur Seite der Umfrage": "إلى صفحة الاستبيان",
    "Andere Umfragen": "استبيانات أخرى",
    "Ihr Rückmelde-Code": "رمز المتابعة الخاص بردّنا",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "رمز QR: يفتح صفحة الردّ ويكون الرمز مكتوبًا فيها"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "لم نعد نعرض رمزك هنا.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): ("يختفي الرمز من هذه الصفحة بعد نصف ساعة، حتى لا يقرأه أحد يستخدم هذا الجهاز بعدك. إجاباتك محفوظة بأمان."),
    "So geht es weiter": "ماذا يحدث بعد ذلك",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "ينتهي الاستبيان في %(day)s. بعد ذلك تُحسب كل الإجابات."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": "ما كتبته بكلماتك الخاصة يقرؤه إنسان.",
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": "بعد ذلك تُنشر النتيجة على صفحة هذا الاستبيان.",
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "يبدأ هذا الاستبيان في %(day)s. نرحب بعودتك حينها."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): ("انتهى هذا الاستبيان للتو. من بدأ قبل ذلك يمكنه الإرسال خلال ساعتين. لم يعد البدء من جديد ممكنًا."),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "انتهى هذا الاستبيان. شكرًا جزيلًا لكل من شارك."
    ),
    "Ihr persönlicher Code": "رمزك الشخصي",
    "Er steht in dem Brief, den Sie bekommen haben.": "تجده في الرسالة التي وصلتك.",
    "In der Liste suchen": "البحث في القائمة",
    "Gefunden: %(n)s": "عدد النتائج: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "يرجى التحقق مما كتبته",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "يرجى إدخال الرمز الذي دوّنته.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): ("لا يوجد استبيان بدأته بهذا الرمز. ربما تم إرساله من قبل. يرجى مقارنة الرمز حرفًا حرفًا."),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "لا نعرف هذا الرمز. يرجى مقارنته حرفًا حرفًا بالرسالة التي وصلتك."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "لم يعد هذا الرمز صالحًا. يرجى الاتصال بنا، يسعدنا أن نساعدك."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): ("استُخدم هذا الرمز من قبل. إذا بدأت على جهاز آخر فيرجى المتابعة عليه، أو اتصل بنا."),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "تمت الإجابة بهذا الرمز من قبل. كل رمز صالح لمرة واحدة."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("تجري الآن تعبئة هذا الاستبيان على جهاز آخر. يرجى إرساله من هناك، فلم يعد ذلك ممكنًا هنا."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "بقيت الصفحة مفتوحة مدة طويلة. ما كتبته ما زال موجودًا: يرجى الإرسال مرة أخرى."
    ),
    "Ihre Antworten": "إجاباتك",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "تاريخ الإجابة: %(day)s. لا يرى هذه الصفحة إلا من لديه رمزك."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "ما الذي نتج عن كلماتك: %(question)s",
    "Das haben Sie geantwortet": "هذه إجاباتك",
    "Antworten löschen": "حذف الإجابات",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): ("يمكنك حذف إجاباتك في أي وقت. يسري الحذف فورًا ولا يمكن التراجع عنه. الأرقام التي نُشرت من قبل لا تتغير."),
    "Alle meine Antworten löschen": "حذف جميع إجاباتي",
    "Alle Ihre Antworten löschen?": "هل تريد حذف جميع إجاباتك؟",
}
