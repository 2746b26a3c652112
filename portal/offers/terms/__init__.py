"""Words and numbers of Angebote: what they are, when they are open, and what becomes of the rows of a file."""
