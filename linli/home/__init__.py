"""Home: a resident's own pages, on a phone first. Today, services, help.

Nouns: Today. Verbs: ask_for_help (a lead, over the counter of cases). It owns no table; it shows a
person only what is theirs, and never what could lead anybody to somebody who must not be found.
"""
