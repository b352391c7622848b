"""The bundled sample edition: our own fiction, marked as such, in the shape in which real feeds arrive.

`edition/` holds it as files that people can read: `outlets.toml`, and a text file an article.
"""

from tui_reader.demo.newsstand import FOLDER, MARK, Delivery, Edition, Outlet, load

__all__ = ["FOLDER", "MARK", "Delivery", "Edition", "Outlet", "load"]
