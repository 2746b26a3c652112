"""The pins of a Nadelkarte as files: what stands in the columns (`rows`), the picture (`picture`), and who writes it (`files`)."""
