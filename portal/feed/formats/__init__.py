"""How what leaves the portal is written down, one module for each kind of file."""
