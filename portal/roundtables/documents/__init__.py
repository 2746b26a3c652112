"""Papers of a Runder Tisch."""
