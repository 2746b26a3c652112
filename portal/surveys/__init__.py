"""Umfragen: questionnaires, from the template over the answers, online and on paper, to results that may be shown.

Its life: drafted from a template or an imported file · published, which freezes a version · answered on screen, with a personal
code or on paper · edited while it runs, which makes a further version, while every Teilnahme keeps the one it was given on ·
closed · read by staff · shown to everybody from a frozen snapshot. Free texts go to the inbox as Wortmeldungen.
"""
