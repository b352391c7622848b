"""Tools for whoever works on newsread; nothing here is installed."""
