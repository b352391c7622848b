"""Whole screens; they own the state."""
