"""Wortmeldungen: every single thing somebody said, in the words in which it was said.

Its life: `accept` stores it once and gives a Rückmelde-Code · moderation may hold or hide it, never edit it · features above
make something of it and tell the person through `notify` and the timeline behind the code · the person may delete the contact
data (`delete_contact`), stop the mails (`stop_updates`) or take the words back (`withdraw`); the row and its code remain.

Public verbs: `accept`, `moderate`, `moderate_photo`, `reveal_contact`, `delete_contact`, `stop_updates`, `withdraw`, `notify`.
"""
