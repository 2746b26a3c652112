"""The blueprint that all pages of the county hang on."""

from flask import Blueprint

bp = Blueprint("county", __name__)
