"""The blueprint that all pages of places hang on."""

from flask import Blueprint

bp = Blueprint("places", __name__)
