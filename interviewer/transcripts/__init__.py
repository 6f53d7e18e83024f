"""The journal of a round: writing it safely, reading it back, finding it again."""
