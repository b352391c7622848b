"""The one door that untrusted text comes in by: plain clean strings, safe addresses, HTML as blocks of words."""

from tui_reader.text.address import clean_url
from tui_reader.text.blocks import text_to_body
from tui_reader.text.door import clean
from tui_reader.text.markup import html_to_body

__all__ = ["clean", "clean_url", "html_to_body", "text_to_body"]
