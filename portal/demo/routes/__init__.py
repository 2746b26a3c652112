"""What the example county adds to the pages of other rooms. It has none of its own."""

from flask import Blueprint

from portal.demo.routes import residents

BLUEPRINTS: tuple[Blueprint, ...] = ()

__all__ = ["BLUEPRINTS", "residents"]
