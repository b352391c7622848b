"""`python -m tui_reader` is the `newsread` command."""

from tui_reader.cli import main

if __name__ == "__main__":
    main()
