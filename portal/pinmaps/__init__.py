"""Nadelkarten and Ortsbegehungen: where people like to be, what is missing, what is in the way, said with a pin on a map.

A Nadelkarte asks one question. Its life: drafted from a template · published · pins arrive online, at a table with a paper map or
from a sheet, each a Wortmeldung with a position · read by staff, released or hidden by a person · closed. Everybody sees positions
that were moved a little or put on a grid; words and photos only after a person released them. How many pins lie where is counted
per cell and zoom in the same transaction as the pin (`PinCell`), so a map of a million pins is read as fast as one of a thousand.

An Ortsbegehung is a walk through a place; its findings are kept on the phone and sent later, each exactly once.
"""
