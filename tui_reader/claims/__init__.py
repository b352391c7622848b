"""Text to claims: who says what."""
