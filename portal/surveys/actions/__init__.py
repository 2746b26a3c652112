"""What can be done with surveys, one module per piece of their life. `storing` is the only one that writes a Teilnahme."""
