"""What one can ask of the rules without a website: ``check``, ``explain``, ``screen``.

Each module is one command: it reads files, writes to the given streams, and answers 0 (all is
well), 1 (what was given does not hold) or 2 (the question itself was wrong: ``__main__`` says so).
"""
