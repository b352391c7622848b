"""Saved claims for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from tui_reader.model import Bookmark, Claim, Cue, Source

AT = datetime(2031, 10, 4, 11, 20, tzinfo=UTC)

QUOTE = Claim(
    spans=((210, 240),),
    text="“The port will reopen Monday,”",
    mode="direct",
    badge="NAME",
    confidence=0.97,
    why="model",
    source=Source((241, 257), "Mayor Lena Ortiz", "Lena Ortiz", "Mayor", "named", "government"),
    cue=Cue((258, 262), "told"),
    channel="told:The Courier",
    sentence=(210, 275),
)
SPLIT = Claim(
    spans=((0, 22), (40, 60)),
    text="Our forces saw nothing and fired at nothing",
    mode="mixed",
    badge="STATE",
    stance="deny",
    confidence=0.8,
    source=Source((70, 73), "TNS", "Talvon News Service", "", "named", "media"),
    chain=("ORG Defence Ministry",),
)
OWN = Claim(
    spans=((5, 37),), text="31 ships were waiting in the bay", mode="narration", badge="OUTLET", stance="assert"
)


def saved(claim: Claim, **values: object) -> Bookmark:
    """A bookmark of `claim` in an article of The Courier; `values` replace its fields."""
    usual = {
        "id": 7,
        "saved_at": AT + timedelta(hours=2),
        "claim": claim,
        "outlet": "The Courier",
        "article_id": 12,
        "article_title": "Port strike enters third day",
        "author": "Ilse Marten",
        "url": "https://courier.example/2031/port-strike",
        "published_at": AT,
        "fetched_at": AT + timedelta(minutes=9),
        "content_hash": "ab12",
        "revision": 2,
        "prefix": "within days, and nothing agreed.\n\n",
        "suffix": " Mayor Lena Ortiz told The Cour",
    }
    return Bookmark(**{**usual, **values})  # type: ignore[arg-type]


SET = [
    saved(QUOTE, note="Check on Monday.\n\nAsk the union.", tags=("port", "to-check")),
    saved(OWN, saved_at=AT + timedelta(hours=3)),
    saved(
        SPLIT,
        outlet="Kestrel",
        article_title="Talvonia: we shot nothing down",
        author="",
        url="https://kestrel.example/drone?a=1&b=2#top",
        published_at=AT.astimezone(timezone(timedelta(hours=-5))),
        fetched_at=None,
        content_hash="cd34",
        revision=1,
    ),
]

HOSTILE = [
    '=HYPERLINK("https://evil.example/","x")',
    "@SUM(1)",
    "-2+3",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "https://evil.example/ www.evil.example",
    "*bold* _it_ `code` ~~gone~~ # heading",
    "1. one\n2. two\n- three\n+ four\n> five",
    "[[elisp:(shell-command \"x\")][click]] <shell:rm> shell:rm elisp:(x)",
    "src_python{print(1)} call_me() {{{macro}}} @@html:<b>@@ $x$ \\alpha",
    "#+begin_src sh\n* heading :tag:",
    "}, author = {x}, % comment \\input{/etc/passwd} $ & # _ ^ ~",
    "a,b;\"c\"\r\nd\te",
    "&lt;b&gt; &amp; &#42;",
    "\u202eabc\u2066 e\u0301 שלום 日本語 👩‍🚀",
    "^[1]: note [^1] ==mark== :: term\n: definition",
]  # fmt: skip

WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


@st.composite
def bookmarks(draw: st.DrawFn) -> Bookmark:
    """A bookmark whose every text may be hostile."""
    text = draw(WORDS.filter(bool))
    claim = Claim(
        spans=((3, 3 + len(text)),),
        text=text,
        mode=draw(st.sampled_from(["direct", "mixed", "indirect", "narration"])),
        badge=draw(st.sampled_from(["NAME", "OUTLET", "ORG", "UNKNOWN", "DOC"])),
        source=draw(st.none() | st.builds(Source, st.none(), WORDS, WORDS, WORDS)),
        channel=draw(WORDS),
        chain=tuple(draw(st.lists(WORDS, max_size=2))),
    )
    return saved(
        claim,
        outlet=draw(WORDS),
        article_title=draw(WORDS),
        author=draw(WORDS),
        url=draw(st.sampled_from(["", "https://a.example/x?y=1,2&z=(3)[4]{5}#f", "https://a.example/%22%3C"])),
        note=draw(WORDS),
        tags=tuple(draw(st.lists(WORDS, max_size=2))),
        prefix=draw(WORDS),
        suffix=draw(WORDS),
        published_at=draw(st.sampled_from([None, AT])),
    )
