"""What was heard in an answer, and in which sentence: the sentence bank, signals, flags and quotes."""
