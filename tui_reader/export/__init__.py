"""Saved claims and lists in other people's formats."""
