"""Varies the surface of a document without touching what is attributed: quotation marks, names, broken bytes, case."""

from __future__ import annotations

import random
import re

from training.corpus import Document, Event, Span

Edit = tuple[int, int, str]

# Frequent people of the train corpus (US politics, 2016): swapped so that a source is known by its place, not its name.
FAMILIAR_LINE = (
    "Trump|Clinton|Obama|Pence|Kaine|Sanders|Cruz|Rubio|Comey|Podesta|Flynn|Ryan|McConnell|Biden|Bush|Romney|Kasich|"
    "Christie|Giuliani|Conway|Bannon|Putin|Lynch|Warren|Carson|Gingrich|Johnson|Stein|Manafort|Lewandowski|Fiorina"
)
FAMILIAR = FAMILIAR_LINE.split("|")
SURNAMES_LINE = (
    "Okafor|Zelenska|Kowalczyk|Nakamura|Al-Masri|Haddad|van der Berg|Lindqvist|Moreno|Petrov|O'Neill|Adeyemi|Singh|"
    "Chen|Kim|Duarte|Novak|Hussein|Yilmaz|Papadopoulos|Costa|Rahman|Ivanova|Mbeki|Tanaka|Fischer|Dubois|Rossi|Larsen|Cohen|"
    "Suleiman|Grant|Whitfield|Baker|Osei|Nguyen|Park|Silva|Hassan|Schmidt|Keller|Sato|Ortiz|Ferrari|Murphy|Kaya|Bauer"
)
SURNAMES = SURNAMES_LINE.split("|")
FORENAMES = "Hillary|Donald|Bill|Barack|Mike|Tim|Bernie|Ted|Marco|James|John|Paul"
NEW_FORENAMES_LINE = (
    "Amara|Elena|Piotr|Hiro|Leila|Johan|Rosa|Dmytro|Siobhan|Tunde|Priya|Wei|Min-jun|Luis|Jana|Omar|Defne|Nikos|Joana|"
    "Farid|Olga|Thabo|Yuki|Anna|Claire|Marco|Ingrid|Yael|Ibrahim|Grace|Kwame|Linh|Beatriz|Karl|Aisha|Tom|Sarah"
)
NEW_FORENAMES = NEW_FORENAMES_LINE.split("|")


def edit(document: Document, edits: list[Edit]) -> Document:
    """Replace stretches of the text (sorted, apart) and move every span along."""
    parts, last = [], 0
    for begin, end, new in edits:
        parts += [document.text[last:begin], new]
        last = end
    parts.append(document.text[last:])

    def move(at: int, is_end: bool) -> int:
        shift = 0
        for begin, end, new in edits:
            if end <= at and not (is_end and begin == end == at):
                shift += len(new) - (end - begin)
            elif begin < at:
                return begin + shift + (len(new) if is_end else 0)
            else:
                break
        return at + shift

    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((move(b, False), move(e, True)) for b, e in old)

    events = tuple(Event(spans(e.source), spans(e.cue), spans(e.content)) for e in document.events)
    return Document(document.stem, "".join(parts), events)


def swap_quotes(document: Document, rng: random.Random) -> Document:
    """Curly to straight, double to single as in British papers, or straight to curly by toggling in a paragraph."""
    style = rng.choice(("straight", "single", "single-straight", "curly"))
    text = document.text
    if style == "curly":
        out, is_open = [], False
        for char in text:
            if char == "\n":
                is_open = False
            if char == '"':
                is_open = not is_open
                char = "“" if is_open else "”"
            out.append(char)
        new = "".join(out)
    else:
        table = {"straight": '""\'', "single": "‘’’", "single-straight": "'''"}[style]
        new = text.translate(str.maketrans("“”’", table))
        if style != "straight":
            new = re.sub(r'"(?=\w)', "‘" if style == "single" else "'", new).replace(
                '"', "’" if style == "single" else "'"
            )
    return Document(document.stem, new, document.events)


def swap_names(document: Document, rng: random.Random) -> Document:
    """Other surnames and forenames for the familiar people, the same one throughout the document."""
    surname = {name: rng.choice(SURNAMES) for name in FAMILIAR}
    forename = {name: rng.choice(NEW_FORENAMES) for name in FAMILIAR}
    pattern = re.compile(
        rf"(?:\b(Hillary|Donald|Bill|Barack|Mike|Tim|Bernie|Ted|Marco|James|John|Paul) )?\b({'|'.join(FAMILIAR)})\b"
    )
    edits = []
    for match in pattern.finditer(document.text):
        name = surname[match[2]]
        edits.append((match.start(), match.end(), f"{forename[match[2]]} {name}" if match[1] else name))
    return edit(document, edits)


def break_bytes(document: Document, rng: random.Random) -> Document:
    """Stray `Â` and no-break spaces at the ends of some paragraphs, as badly decoded feeds have them."""
    edits = [
        (m.start(), m.start(), rng.choice(("Â", "\u00a0", "Â\u00a0")))
        for m in re.finditer(r"(?<=[.”\"])(?=\n)", document.text)
    ]
    return edit(document, [e for e in edits if rng.random() < 0.5])


def drop_lines(document: Document, rng: random.Random) -> Document:
    """Leave out the first or the last paragraphs, so that the top of a text is not always its headline."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", document.text)]
    if len(lines) < 4:
        return document
    first = lines[rng.choice((1, 1, 2))][0]
    kept = tuple(e for e in document.events if min(s[0] for s in e.source + e.cue + e.content) >= first)
    return edit(Document(document.stem, document.text, kept), [(0, first, "")])


def vary(document: Document, rng: random.Random) -> Document:
    """A random variant; about one in three documents stays as it is."""
    if rng.random() < 0.45:
        document = swap_names(document, rng)
    if rng.random() < 0.4:
        document = swap_quotes(document, rng)
    if rng.random() < 0.15:
        document = drop_lines(document, rng)
    if rng.random() < 0.06:
        document = break_bytes(document, rng)
    return document
