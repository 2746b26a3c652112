"""Bedarfe leave the portal: as files for people, and over `/api/v1` for the county's own systems.

Its life: a planner takes the filtered list away as a file → the export runs as a job that can be left → the file waits
for a day. An administrator makes a key for a system of the county, for one Sozialraum → the system pulls what changed
since its last visit, in the order of changes, tombstones included → the key is withdrawn and counts no more from the
next request on.

The public verbs: `start_export`, `create_client`, `revoke_client`. Nothing that leaves here names a resident.
"""
