"""Undo, help, palette, export, themes, the end; and the keys of the welcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.app.actions.arguments import line_problem, lines
from tui_reader.app.actions.asking import ask_choice
from tui_reader.app.actions.feeds import toggle_pack
from tui_reader.app.actions.movement import number, step_out
from tui_reader.app.actions.registry import does
from tui_reader.app.commands import BY_ID, key_table
from tui_reader.app.facts import facts_of, is_possible
from tui_reader.app.lines import read_line
from tui_reader.app.screens.picker import Pick

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen


@does("app.undo")
def undo(screen: ReaderScreen, argument: str) -> None:
    """Take the last change back, or that many, and say which."""
    taken: list[str] = []
    screen.errands.settle()  # what is still to be written was done before
    for _ in range(number(argument)):
        done = screen.room.desk.undo()
        if done is None:
            break
        taken.append(done)
    if not taken:
        screen.say("Nothing left to undo")
        return
    many = f" (and {len(taken) - 1} before it)" if len(taken) > 1 else ""
    screen.say(f"Undone: {taken[0]}{many}")
    screen.wall.redress()
    screen.shelf.refresh(is_strict=True)
    screen.show_top()
    if not screen.is_in_panes and not screen.wall.pinned:
        screen.opening.again()


@does("app.help")
async def show_help(screen: ReaderScreen, argument: str) -> None:
    """All keys by group; typing narrows, Enter does the chosen one."""
    picks: list[Pick] = []
    group = ""
    for command, keys in key_table(screen.settings.keymap):
        if command.scope != "reader":
            continue
        if command.group != group:
            group = command.group
            picks.append(Pick(group, group, is_heading=True))
        picks.append(Pick(command.id, command.help, keys="  ".join(keys)))
    choice = await ask_choice(
        screen, "Keys: type to find one, Enter does it, Esc leaves", picks, sign="?", value=argument
    )
    if choice is not None and choice.id:
        await screen.do(choice.id)


@does("app.palette")
async def palette(screen: ReaderScreen, argument: str) -> None:
    """Every command by name; words that follow a name are its argument."""
    facts = facts_of(screen)
    picks: list[Pick] = []
    later: list[Pick] = []
    for command, keys in key_table(screen.settings.keymap):
        if command.scope == "reader" and command.id not in ("app.palette", "move.out"):
            takes = f" {command.takes}" if command.takes else ""
            pick = Pick(command.id, f"{command.label}{takes}", command.help, "  ".join(keys[:2]))
            (picks if is_possible(command, facts) else later).append(pick)
    choice = await ask_choice(
        screen,
        "Commands: tab completes, up brings earlier lines back",
        picks + later,
        sign=":",
        is_free=True,
        changed=line_problem,
        completed=lines(screen),
        history=screen.history.lines("commands"),
    )
    if choice is None:
        return
    words = choice.words.strip()
    line = read_line(words)
    if line is not None and (line[1] or line[0].id == choice.id or not choice.id):
        screen.history.add("commands", words)
        await screen.do(line[0].id, line[1])
    elif choice.id:
        screen.history.add("commands", BY_ID[choice.id].label)
        await screen.do(choice.id)
    elif words.isdigit():
        screen.focus_list()
        screen.listing.move_to(int(words) - 1)
    else:
        screen.say(f"No command named {words}; ? lists them", is_error=True)


@does("app.theme")
async def theme(screen: ReaderScreen, argument: str) -> None:
    """Choose colours; they are shown at once."""
    app = screen.app
    names = sorted(app.available_themes, key=lambda name: (not name.startswith("newsread"), name))
    if argument:
        if argument in names:
            app.theme = argument
        else:
            screen.say(f"No theme named {argument}: {', '.join(names)}", is_error=True)
        return
    picks = [Pick(name, name, keys="now" if name == app.theme else "") for name in names]
    choice = await ask_choice(screen, 'Theme (theme = "..." in config.toml keeps it)', picks)
    if choice is not None and choice.id:
        app.theme = choice.id


@does("app.sample", "welcome.sample")
def sample(screen: ReaderScreen, argument: str) -> None:
    """The sample edition takes the place of the reader's own news until the app is left."""
    from tui_reader.app.app import NewsreadApp

    app = screen.app
    if screen.room.is_demo:
        screen.say("This is the sample edition")
    elif isinstance(app, NewsreadApp):
        app.open_sample()


@does("app.quit")
def leave(screen: ReaderScreen, argument: str) -> None:
    """Out one level; from the top of the sample back to the reader's own news; from there, the end."""
    from tui_reader.app.app import NewsreadApp

    if screen.is_in_panes or screen.wall.is_grid or len(screen.shelf.levels) > 1:
        step_out(screen, "")
    elif not (isinstance(screen.app, NewsreadApp) and screen.app.close_sample()):
        leave_now(screen, "")


@does("app.quit-now")
def leave_now(screen: ReaderScreen, argument: str) -> None:
    """The end, from anywhere."""
    screen.places.leave()
    screen.app.exit()


def _pack(number: int) -> Callable[[ReaderScreen, str], None]:
    return lambda screen, argument: toggle_pack(screen, number)


for _number in range(1, 10):
    does(f"welcome.pack-{_number}")(_pack(_number))
