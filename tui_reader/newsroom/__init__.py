"""The use cases, and the only room that sees feeds, claims, stories and store at once. No Textual here."""
