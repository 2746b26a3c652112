"""A Moderationswand as files: what it says (`telling`), on paper (`paper`, `office`), as a picture, and card by card (`rows`)."""
