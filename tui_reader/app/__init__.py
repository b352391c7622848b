"""The Textual app."""

import os

# A key that follows another waits for Textual's next frame: 5 ms at most instead of 17. Read when Textual is imported.
os.environ.setdefault("TEXTUAL_FPS", "200")
