"""Anliegen: what a person reports at any time, outside or inside a Verfahren, online or through somebody who writes it down.

An Anliegen is a Wortmeldung (`contributions.actions.accept`); this room holds its two pages: `/anliegen` for everyone and
`/arbeit/erfassen` for those who write down what was said on the telephone, on paper or face to face, and for observers.
"""
