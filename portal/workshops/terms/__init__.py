"""The words in which a Zukunftswerkstatt is described."""
