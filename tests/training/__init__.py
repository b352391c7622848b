"""Tests of what reads, varies and matches the corpora; training itself needs torch and is not tested here."""
