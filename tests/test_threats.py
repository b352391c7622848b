"""Every row of the list of threats has tests that bear its name, and they assert something."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).resolve().parent
#: What comes in by each row: terminal and markup, XML and HTML and encodings, HTTP, identity and dates and state.
ROWS = {
    **{"T1": "control sequences, raw", "T2": "control sequences by reference and in JSON", "T3": "C1 bytes"},
    **{"T4": "bidi overrides, zero width, tags", "T5": "combining marks, huge titles", "T6": "Textual markup"},
    **{"T7": "Markdown and tags in titles", "T8": "hostile links", "T9": "questions to the terminal"},
    **{"X1": "entity bombs", "X2": "external entities", "X3": "honest entities, stray signs"},
    **{"X4": "characters that XML forbids", "X5": "encodings that lie", "X6": "deep and flooding markup"},
    **{"X7": "authors that explode a pattern", "X8": "active content", "X9": "huge and endless bodies"},
    **{"H1": "compression bombs", "H2": "hang and drip", "H3": "bodies that break off", "H4": "redirects to nowhere"},
    **{"H5": "redirects into private networks", "H6": "301 and 308", "H7": "410 and 404", "H8": "Retry-After"},
    **{"H9": "conditional visits", "H10": "validators that change", "H11": "odd validators, verbatim"},
    **{"H12": "validators of a broken body", "H13": "always 304, flapping, login pages", "H14": "header floods"},
    **{"H15": "cookies, freshness, name, connections", "H16": "dead feeds"},
    **{"D1": "one guid for all", "D2": "neither guid nor date", "D3": "guids that change", "D4": "links that change"},
    **{"D5": "words that change", "D6": "another order, nothing at all", "D7": "absurd dates", "D8": "query strings"},
    **{"D9": "kill -9, a full disk, two instances"},
}
_NAME = re.compile(r"test_((?:[txhd]\d{1,2}_)(?:to_)?(?:[txhd]\d{1,2}_)*)")
_ROW = re.compile(r"([txhd])0?(\d+)_")


def rows_of(name: str) -> list[str]:
    """The rows that the name of a test begins with: "test_t6_t7_markup" gives T6 and T7, "h06_to_h15" H6 to H15."""
    begin = _NAME.match(name)
    if begin is None:
        return []
    found = [(letter.upper(), int(number)) for letter, number in _ROW.findall(begin[1])]
    if "_to_" in begin[1]:
        (letter, first), (_, last) = found
        found = [(letter, number) for number in range(first, last + 1)]
    return [f"{letter}{number}" for letter, number in found]


def is_assertive(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a test asserts, expects an error, must end in time, or hands over to something that says it asserts."""
    if any("mark.timeout" in ast.unparse(decorator) for decorator in test.decorator_list):
        return True
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and re.search("raises|assert|fail", ast.unparse(node.func)):
            return True
    return False


def test_every_row_of_the_threats_has_a_test_by_its_name() -> None:
    tests: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (rows := rows_of(node.name)):
                assert is_assertive(node), f"{node.name} cannot fail"
                for row in rows:
                    tests[row].append(node.name)
    assert sorted(ROWS.keys() - tests.keys()) == []
    assert sorted(tests.keys() - ROWS.keys()) == []


def test_names_of_tests_are_read_as_rows() -> None:
    assert rows_of("test_t6_t7_markup_is_literal") == ["T6", "T7"]
    assert rows_of("test_h06_to_h08_politeness") == ["H6", "H7", "H8"]
    assert rows_of("test_h10_etags") == ["H10"]
    assert rows_of("test_the_rest") == []
