"""How a Sitzung is told to people and to their calendars, without a database."""
