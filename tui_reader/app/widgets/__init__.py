"""Panes and lists."""
