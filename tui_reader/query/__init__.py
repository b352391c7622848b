"""The filter language: one line of text to a tree that the store turns into SQL.

    parse("unread outlet:bbc ~badge:anon (strike or \"port talks\") newer:2d")

The grammar, loosest first; docs/filters.md explains it to people:

    query := all ("or" all)*            all := piece (["and"] piece)*
    piece := "~" piece | "(" query ")" | atom
    atom  := flag | field ":" value | "newer:" time | "older:" time | "a phrase" | /regex/ | word | begin*
"""

from tui_reader.query.complete import complete, insert
from tui_reader.query.parser import MAX_DEPTH, MAX_LENGTH, parse
from tui_reader.query.tree import And, Field, Flag, Node, Not, Or, Query, Regex, When, Words, leaves
from tui_reader.query.vocabulary import CLAIM_FIELDS, CLAIM_FLAGS, FIELDS, FLAGS, TIMES, VALUES

__all__ = [
    "CLAIM_FIELDS",
    "CLAIM_FLAGS",
    "FIELDS",
    "FLAGS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "TIMES",
    "VALUES",
    "And",
    "Field",
    "Flag",
    "Node",
    "Not",
    "Or",
    "Query",
    "Regex",
    "When",
    "Words",
    "complete",
    "insert",
    "leaves",
    "parse",
]
