"""What the portal itself says around questions, in the languages of files that are read far away from its translations."""

from portal.surveys.terms.phrases import in_every_language

#: As those who answer read it; Spanish besides, which the portal itself does not speak.
OTHER_LABEL = {**in_every_language("Sonstiges"), "es": "Otro"}
OTHER_WORDS = {**in_every_language("Wenn Sonstiges: was meinen Sie?"), "es": "Si es otro: ¿a qué se refiere?"}
#: Before the words of an answer that something can be remarked on.
COMMENT_ON = {
    "de": "Ihre Anmerkung zu:", "de-simple": "Was möchten Sie dazu sagen?", "en": "Your comment on:", "fr": "Votre remarque sur :",
    "it": "La Sua osservazione su:", "es": "Su comentario sobre:", "pl": "Państwa uwaga do:", "ro": "Observația dvs. despre:",
    "tr": "Şununla ilgili notunuz:", "ru": "Ваше замечание:", "uk": "Ваше зауваження:", "ar": "ملاحظتك على:",
}  # fmt: skip
WHY = {
    "de": "Warum?", "de-simple": "Warum?", "en": "Why?", "fr": "Pourquoi ?", "it": "Perché?", "es": "¿Por qué?", "pl": "Dlaczego?",
    "ro": "De ce?", "tr": "Neden?", "ru": "Почему?", "uk": "Чому?", "ar": "لماذا؟",
}  # fmt: skip
