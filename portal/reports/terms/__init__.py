"""Words and numbers of the Demografie-Steckbrief and the Sozialbericht."""
