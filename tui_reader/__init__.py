"""newsread: a terminal news reader that shows who says what, side by side."""

__version__ = "0.1.0"
