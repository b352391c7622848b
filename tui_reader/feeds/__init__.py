"""What comes from the wire: fetching, parsing, discovery, full text, subscription lists."""
