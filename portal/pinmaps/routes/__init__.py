"""Pages of the Nadelkarten and Ortsbegehungen."""

from portal.pinmaps.routes import ground

BLUEPRINTS = (ground.bp,)
