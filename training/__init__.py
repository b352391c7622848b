"""How the weights of the claim engine are made and measured: needs the corpora and the `train` extra, never shipped."""
