"""The configuration file: what it sets, and what a wrong line says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.config import Config, load, problems, read
from tui_reader.errors import ConfigError

WHOLE = """
[app]
theme = "nord"
glyphs = "ascii"
text_width = 70
preview = false

[news]
refresh_minutes = 5
full_text = "never"

[files]
database = "/var/news/mine.db"

[keys]
"claim.bookmark" = "B"
claim.copy = ["y", "ctrl+y"]
"list.muted" = "X, f9"
"feed.packs" = []

[feeds."https://courier.example/feed.xml"]
title = "Courier"
full_text = "always"
"""


def test_a_file_sets_what_it_says() -> None:
    config, wrong = read(WHOLE, "config.toml")
    assert wrong == []
    assert (config.app.theme, config.app.glyphs, config.app.text_width, config.app.preview) == (
        "nord",
        "ascii",
        70,
        False,
    )
    assert config.app.refresh_minutes == config.news.refresh_minutes == 5
    assert config.news.full_text == "never"
    assert config.database_path == Path("/var/news/mine.db")
    assert config.app.keymap == {
        "claim.bookmark": ("B",),
        "claim.copy": ("y", "ctrl+y"),
        "list.muted": ("X", "f9"),
        "feed.packs": (),
    }
    own = config.feeds["https://courier.example/feed.xml"]
    assert (own.title, own.folder, own.full_text) == ("Courier", "", "always")


def test_an_empty_file_is_the_defaults() -> None:
    assert read("", "config.toml") == (Config(app=read("", "x")[0].app), [])
    assert read("# nothing\n", "config.toml")[0].news == Config().news


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[app]\ntheem = 'x'\n", 2, "app.theem: no such option; did you mean theme?"),
        ("\n[aps]\n", 2, "aps: no such section; did you mean app?"),
        ("theme = 'nord'\n", 1, "theme: no such section; it belongs under [app]"),
        ("app = 3\n", 1, "app: write it as a section: [app]"),
        ("[app]\n\npreview = 'yes'\n", 3, "app.preview: must be true or false, e.g. preview = true"),
        ("[news]\nrefresh_minutes = true\n", 2, "news.refresh_minutes: must be a whole number"),
        ("[news]\nrefresh_minutes = -1\n", 2, "news.refresh_minutes: -1 is out of range: 0 to 10080"),
        ("[app]\nglyphs = 'asci'\n", 2, "did you mean ascii?"),
        ("[app]\ndensity = 'x'\n", 2, 'one of "comfortable", "compact"'),
        ("[keys]\n'claim.bookmrk' = 'b'\n", 2, "keys.claim.bookmrk: no such command; did you mean claim.bookmark?"),
        ("[keys]\nclaim.bookmark = 'Hyper+b'\n", 2, "keys.claim.bookmark: 'Hyper+b' is not a key"),
        ("[keys]\n'claim.bookmark' = 'j'\n", 2, "keys.claim.bookmark: 'j' is taken by move.down"),
        ("[keys]\n'claim.bookmark' = 7\n", 2, "write keys as text"),
        ("[feeds.courier]\ntitle = 'x'\n", 1, 'write the address in quotes: [feeds."https://site.example/feed"]'),
        ('[feeds."https://a.example/"]\nfull_text = "maybe"\n', 2, '"maybe" is not one of'),
        ("[app]\ntheme = \n", 2, "this is not TOML: Invalid value"),
        ("[app]\ntheme = 'a'\ntheme = 'b'\n", 3, "this is not TOML: Cannot overwrite a value"),
    ],
)
def test_a_wrong_line_is_named(text: str, line: int, says: str) -> None:
    config, wrong = read(text, "my.toml")
    assert len(wrong) == 1
    assert wrong[0].startswith(f"my.toml, line {line}: ")
    assert says in wrong[0]
    assert config.app.theme == "auto"


def test_all_that_is_wrong_is_listed_by_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[app]\nx = 1\n[news]\ny = 2\n[keys]\n'z' = 'q'\n")
    lines = problems(path)
    assert [line.split(": ")[0] for line in lines] == [f"{path}, line {n}" for n in (2, 4, 6)]
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert str(caught.value).endswith("(and 2 more: newsread config check)")
    assert caught.value.exit_code == 2


def test_a_file_that_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"No such file.*config init"):
        load(tmp_path / "none.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"[app]\n# caf\xe9\n")
    with pytest.raises(ConfigError, match="line 2: not UTF-8"):
        load(latin)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ConfigError, match="too large"):
        load(large)


def test_the_usual_file_is_read_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    from tui_reader.config import config_path

    assert load() == Config(app=load().app)
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text("[app]\ntheme = 'dracula'\n")
    assert load().app.theme == "dracula"
    assert load().path == config_path()


@given(st.text(max_size=200))
def test_no_text_does_more_than_list_problems(text: str) -> None:
    _, wrong = read(text, "c")
    assert all(line.startswith("c") for line in wrong)


VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text(max_size=5)), lambda v: st.lists(v, max_size=2), max_leaves=4
)


@given(st.dictionaries(st.sampled_from(["theme", "preview", "text_width", "x", "glyphs"]), VALUES, max_size=4))
def test_values_of_any_type_are_judged(table: dict[str, object]) -> None:
    from tui_reader.config.reading import Problem, build

    wrong: list[Problem] = []
    config = build({"app": table}, wrong)
    assert {p.path[1] for p in wrong} <= table.keys()
    if not wrong and "theme" in table:
        assert config.app.theme == table["theme"]
