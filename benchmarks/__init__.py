"""What `make bench` runs: newsread beside its peers on one loopback server, in one run, as ratios."""
