"""Documents across rooms: the Demografie-Steckbrief of a Gemeinde and the Sozialbericht of the county."""
