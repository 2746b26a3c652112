"""Forms of the Zukunftswerkstätten."""
