"""How well the scorer agrees with labelled answers."""
