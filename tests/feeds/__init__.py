"""Tests of the room that talks to the network and reads feeds."""
