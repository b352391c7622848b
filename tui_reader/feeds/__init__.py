"""What comes from the wire: fetching, parsing, discovery, full text, subscription lists."""

import sys
from importlib.util import find_spec

# None in this table makes an import fail at once. httpx would import its command line, with the rich and pygments that
# Textual brings (40 of 330 ms); httpcore looks for sniffio at each new lock, which takes 0.2 ms where it is not there.
_UNUSED = ["httpx._main"]
if "sniffio" not in sys.modules and find_spec("sniffio") is None:
    _UNUSED.append("sniffio")
for _name in _UNUSED:
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]  # documented, but not in the stubs
