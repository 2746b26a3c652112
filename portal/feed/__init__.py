"""What the county's other systems, its people and everybody get of Bedarfe, and what systems give back.

Its life: an administrator makes a key for a system → it walks through the lists of `/api/v1`, listens to events or webhooks, draws
maps from `/ogc`, pulls series for KomMonitor, and gives back numbers of papers, results, progress and values → the key is withdrawn
and counts no more from the next request on. People take files, once or each night; everybody reads a Stand of the open data, frozen
and rounded, feeds and small frames; and the whole portal leaves as an archive that two administrators agreed to.

The public verbs: `create_client`, `set_terms`, `rotate_client`, `revoke_client`, `create_address`; `create_webhook`, `replay`;
`start_export`, `declare_file`; `start_preparing`, `publish`; `order_archive`, `write_archive`, `import_archive`. Bedarfe are
numbered by their own room (`Need.change_number`), other things by `actions.changes`, what happened to a Bedarf by
`actions.journal`.
"""
