"""The rules of the house: sizes, imports, and documents that say what the code says."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader import __version__

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for room in ("tui_reader", "tests", "benchmarks", "training", "tools")
    for path in (ROOT / room).rglob("*.py")
    if "out" not in path.relative_to(ROOT).parts  # what training and benchmarks leave behind
)
MAX_LINES, MAX_FUNCTION, MAX_METHODS = 300, 50, 20
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|\\bXX" + "X\\b|Not" + "ImplementedError")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[str]:
    """Dotted names of every module of the package except the app's, whose business is the terminal, and the extras."""
    found = []
    for path in sorted((ROOT / "tui_reader").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "app" in parts or parts[-1] == "__main__" or parts[1:] == ("cli", "browser"):  # textual-serve brings rich
            continue
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def tree_of(path: Path) -> ast.Module:
    """Syntax tree of `path`."""
    return ast.parse(path.read_text(encoding="utf-8"))


def size_faults(path: Path) -> Iterator[str]:
    """One line for each thing in `path` that is larger than the house allows."""
    lines = path.read_text(encoding="utf-8").count("\n")
    if lines > MAX_LINES:
        yield f"{path.relative_to(ROOT)} has {lines} lines"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, FunctionNode):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines"
        if isinstance(node, ast.ClassDef):
            public = [n for n in node.body if isinstance(n, FunctionNode) and not n.name.startswith("_")]
            if len(public) > MAX_METHODS:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {len(public)} public methods"


def public_names(tree: ast.Module) -> Iterator[FunctionNode | ast.ClassDef]:
    """Public functions and classes at the top of a module, and public methods of those classes; no overloads."""
    for node in tree.body:
        if isinstance(node, FunctionNode | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in node.body if isinstance(n, FunctionNode) and is_documented(n))


def is_documented(node: FunctionNode) -> bool:
    """Whether a method must say what it does: a public one that is no mere `@overload` signature."""
    overload = any(isinstance(decorator, ast.Name) and decorator.id == "overload" for decorator in node.decorator_list)
    return not node.name.startswith("_") and not overload


def test_files_functions_and_classes_stay_small() -> None:
    assert [fault for path in SOURCES for fault in size_faults(path)] == []


def test_nothing_is_left_unfinished() -> None:
    assert [p.name for p in SOURCES if UNFINISHED.search(p.read_text(encoding="utf-8"))] == []


def test_modules_open_with_a_sentence_and_public_names_are_documented() -> None:
    faults = []
    for path in (p for p in SOURCES if p.is_relative_to(ROOT / "tui_reader")):
        tree, name = tree_of(path), path.relative_to(ROOT)
        if not (ast.get_docstring(tree) or "").strip():
            faults.append(f"{name}: module")
        faults += [f"{name}:{n.lineno} {n.name}" for n in public_names(tree) if not ast.get_docstring(n)]
    assert faults == []


def test_no_module_is_called_by_what_it_is_not() -> None:
    vague = {"utils", "util", "manager", "helper", "helpers", "handler", "handlers", "misc", "common"}
    assert [str(p) for p in SOURCES if p.stem in vague] == []


def loaded_after(imports: str, watched: str) -> str:
    """Which of the `watched` packages are loaded in a fresh interpreter after `imports`."""
    code = f"{imports}\nimport sys\nprint(*sorted(set({watched!r}.split()) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_rooms_below_the_app_load_no_textual_and_no_rich() -> None:
    # httpx loads its own command line, and rich with it, where rich is installed: that one is kept out of the count
    stub = "import sys, types; sys.modules['httpx._main'] = types.SimpleNamespace(main=lambda: None)\n"
    assert loaded_after(stub + "import " + ", ".join(modules()), "textual rich") == ""


@pytest.mark.parametrize("room", ["tui_reader.newsroom", "tui_reader.claims", "tui_reader.feeds", "tui_reader.stories"])
def test_a_room_loads_nothing_heavy_at_its_door(room: str) -> None:
    heavy = "httpx feedparser lxml trafilatura onnxruntime numpy textual rich ftfy"
    assert loaded_after(f"import {room}", heavy) == ""


def test_the_command_line_starts_without_its_rooms() -> None:
    assert loaded_after("import tui_reader.cli", "httpx feedparser lxml onnxruntime numpy textual rich sqlite3") == ""


NOT_BEFORE_THE_FIRST_PAINT = """
    tui_reader.model.answers tui_reader.model.body tui_reader.model.claims tui_reader.model.news
    tui_reader.model.stories tui_reader.model.wire tui_reader.query tui_reader.store.filters tui_reader.config.reading
    tui_reader.config.options tui_reader.store.records tui_reader.app.actions
    click tomllib httpx feedparser lxml numpy onnxruntime ftfy
"""


def test_the_first_paint_loads_only_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.delenv("NEWSREAD_CONFIG", raising=False)
    start = f"""
from pathlib import Path
from tui_reader.cli.session import Session
library = Session(database=Path({str(tmp_path / "news.db")!r})).open(is_patient=False).library
import tui_reader.app.app
library.totals(), library.story_rows(library.story_ids()), library.article_rows(library.article_ids())
"""
    assert loaded_after(start, NOT_BEFORE_THE_FIRST_PAINT) == ""


def test_the_changelog_knows_this_version() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", log, re.MULTILINE)
    assert headings, "CHANGELOG.md has no section"
    assert headings[0] == "Unreleased" or headings[0].startswith(__version__)


def test_every_dependency_is_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    pinned = re.findall(r"^([a-z0-9-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    names = [re.split(r"[<>=;\[ ]", line)[0].lower().replace("_", "-") for line in needed]
    assert [name for name in names if name not in pinned] == []


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    from tools.readme import filled

    assert filled(README) == README, "run python -m tools.readme"


def test_the_readme_says_why_each_dependency_is_there() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=;\[ ]", line)[0] for line in project["dependencies"]}
    told = set(re.findall(r"^\| `([a-z-]+)` \| ", README.split("## What it is made of")[1], re.MULTILINE))
    assert told == needed


def test_documents_link_to_files_that_are_there() -> None:
    missing = []
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                missing.append(f"{page.name}: {target}")
    assert missing == []
