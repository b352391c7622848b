"""Tests of the claim room."""
