"""The answers of a survey as files: which columns there are (`variables`), what stands in them (`rows`), and who writes it."""
