"""Sentences that claim nothing: headings, datelines, questions, captions and boilerplate, told by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.claims.lexicon import places, words_in
from tui_reader.model import Block, Label, Span

SHORT_DATE = 60  #: characters of a first line that ends with a date
LONGEST_CAPTION = 300  #: characters of a paragraph that is a caption because a credit stands in it
LONGEST_HEADING = 14  #: words
LAST_HEADING_CHARS = 120
ENDS = ".!?…”\"’'»。！？"
DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’'\-]+(?: [A-Z][\w.’'\-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2})?)"
    r"(?:, (?:\w{3,9}\.? \d{1,2}))?(?: ?\([A-Z][\w ./]{1,30}\))?(?: ?[—–]{1,2}| ?--| -) ?"
)
DATE_LINE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?![\w-])"
    r"(?: \d{1,2},?)?(?: \d{4})?(?:,? \d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?)?(?: [A-Z]{2,4})?$"
)
CREDIT = re.compile(
    r"\((?:Image|Photo|Photograph|Picture|Credit|File photo)\b|\((?:AP|Reuters|AFP|AP Photo|Getty Images)\)$|"
    r"(?:Image|Photo|Photograph|Picture|Credit|File photo|Photo credit|Image credit|Getty Images|Source): ?|"
    r".{0,200}(?:\(AP Photo|\(Photo by|Getty Images|/Reuters\)|/AFP\)|Image: |Photo: |File photo\b|from file\b)"
)
BULLET = re.compile(r"[-–—•*·►▶>|\[( ]+")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w{2,}\W*$")
LONGEST_POINTER = 9  #: words before an address at the end of a line that only points there
HASHTAGS = re.compile(r"(?:[#@]\w+[\s,|]*)+$")
BYLINE = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+(?:(?:, | and |, and )(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+)*"
    r"(?: in [A-Z][\w.]+(?: [A-Z][\w.]+)?)? (?:also )?(?:contributed(?: to this (?:report|story|article))?|"
    r"contributed (?:reporting|research)\b.{0,80}|reported from [A-Z].{0,120}|reports? from [A-Z].{0,60})\.?$"
)
BOILERPLATE = re.compile(
    r"(?:Read (?:more|also|next|full|the full|our)\b|READ MORE\b|Read: |Full story\b|See also\b|"
    r"Click here|Sign up\b|For sponsor-free\b|Find us\b|Check our website|Visit our\b|"
    r"Join the conversation\b|Email us\b|Download (?:our|the app)|Continue reading|More about\b|Order Reprints\b|"
    r"A version of this (?:article|story) appear|(?:This|The) (?:article|story) (?:first|originally) appeared|"
    r"(?:Presenter|Guests?|Host|Producers?|Contributing|Reporting|Editing|Additional reporting):|"
    r"Watch (?:more|full|the)\b|View (?:photo|gallery|comments)|Skip to\b|Subscribe\b|"
    r"Follow (?:us|me|@)|Share (?:this|on)\b|"
    r"Advertisement\b|ADVERTISEMENT|Copyright\b|©|All rights reserved|Related(?: stor| article|:)|More on\b|"
    r"(?:This|The) (?:story|article|post) (?:was|has been) (?:originally )?(?:published|updated|corrected)|"
    r"(?:Additional )?[Rr]eporting by\b|Editing by\b|Written by\b|By [A-Z][\w.\-]+ [A-Z][\w.\-]+(?: and [A-Z]|,|$)|"
    r"(?:AP|Associated Press|Reuters|AFP) (?:writers?|journalists?|reporters?)\b|"
    r"With (?:files|reporting) from\b|Contact (?:the )?(?:author|reporter)|Email:|Tel:|Get the latest\b|"
    r"Don[’']t miss\b|Watch:|WATCH:|Listen:|Correction:|Follow .{1,60} on (?:Twitter|X|Facebook)\b|"
    r"©|\[?Update\]?:?$|Tags?:|Topics?:|Comments?$|\d+ comments?$|Share$|Tweet$|Print$|Email$)"
)
SMALL = words_in("title small")


def is_heading(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether the paragraph `blocks[index]` is a heading, by its mark or by its form.

    A line without a mark is one if it is short, has no final stop, and is written like a title or holds a colon, or
    if it opens the text. What stands among other short lines is a list, not a heading.
    """
    block = blocks[index]
    if block.kind == "heading":
        return True
    begin, end = block.span
    if block.kind != "paragraph" or end - begin > LAST_HEADING_CHARS * 2 or text[end - 1] in ".…。,;:":
        return False
    words = text[begin:end].split()
    if index == 0 and len(blocks) > 1 and len(words) <= 2 * LONGEST_HEADING and text[end - 1] not in ENDS:
        return True
    if len(words) > LONGEST_HEADING or end - begin > LAST_HEADING_CHARS or text[begin] in '"“•*-–—':
        return False
    if text[end - 1] in ENDS and not is_title_case(words):
        return False
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None or following.span[1] - following.span[0] < end - begin:
        return False
    return is_title_case(words) or ": " in text[begin:end] or (words[0][:1].isupper() and len(words) <= 8)


def is_title_case(words: Sequence[str], share: float = 0.75) -> bool:
    """Whether at least `share` of the longer words of a line begin with capitals."""
    longer = [word for word in words if word.lower() not in SMALL and word[:1].isalpha()]
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= share * len(longer)


def dateline(text: str, begin: int, end: int) -> Span | None:
    """The span of a dateline that opens the paragraph `text[begin:end]`: "KYIV, Ukraine (AP) —"."""
    if (stamp := TIME_STAMP.match(text, begin, min(end, begin + 30))) and stamp.end() < end:
        return begin, stamp.end()
    match = DATELINE.match(text, begin, min(end, begin + 90))
    if not match:
        return None
    place = match.group("place")
    town = place.split(",")[0]
    known = town.isupper() or town in places() or "(" in match.group()
    return (begin, match.end()) if known and len(town) > 2 else None


#: The time at which a live page adds a paragraph: "12:00 PM PT --".
TIME_STAMP = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: (?:[A-Z]{2,4}|[Gg][Mm][Tt]))? ?(?:--|[—–]| -|:) ?")


def label_of(text: str, blocks: Sequence[Block], index: int, sentence: Span) -> Label:
    """Why the sentence claims nothing, "" if it may claim something."""
    block = blocks[index]
    begin, end = sentence
    words = text[begin:end]
    if DATE_LINE.fullmatch(words):
        return "dateline"
    if is_boilerplate(words, sentence == block.span):
        return "boilerplate"
    if words.startswith("(") and CREDIT.match(words):
        return "caption"
    if is_heading(text, blocks, index):
        return "heading"
    low, high = block.span
    is_credited = high - low < LONGEST_CAPTION and CREDIT.match(text, low, high)
    if block.kind == "caption" or is_credited or CREDIT.match(words):
        return "caption"
    if sentence == block.span and DATE_LINE.search(words) and end - begin < SHORT_DATE and index < 2:
        return "dateline"
    if not any(letter.isalnum() for letter in words):
        return "boilerplate"
    if words.rstrip("\"”’' )").endswith("?") and not words.startswith(("“", '"', "‘")):
        return "question"
    return ""


def is_boilerplate(words: str, is_alone: bool) -> bool:
    """Whether a sentence points somewhere else or tells who made the page; `is_alone` on a line of its own."""
    bullet = BULLET.match(words)
    plain = words[bullet.end() :] if bullet and bullet.end() < len(words) else words
    if BOILERPLATE.match(plain) or HASHTAGS.match(plain) or BYLINE.match(plain):
        return True
    if words.startswith("[") and words.endswith("]") and is_alone and len(words.split()) > 1:
        return True  # "[Museum houses treasures]", a link between the paragraphs
    address = ADDRESS.search(words[-LAST_HEADING_CHARS:])
    return address is not None and is_alone and len(words.split()) <= LONGEST_POINTER
