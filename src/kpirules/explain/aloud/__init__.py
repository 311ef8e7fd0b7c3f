"""Rules read aloud: what a declaration says, in sentences fit for an announcement, without any facts.

One file a kind of declaration; `reading.py` finds them by name. Everything works from the rules as
they were understood, so that a writer sees how a line was taken.
"""
