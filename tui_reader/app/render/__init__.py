"""Model values to what Textual draws: pure functions, the only place that makes styled lines of untrusted text."""
