"""Which policies rule here: shipped texts and those people changed, each a row with its hash.

Nouns: Edition (a text of a policy, or of figures that several share), Draft (what somebody is
writing), StatedFigure (a value one person found and another confirms), Enquiry (whom one rang,
what was said), Reckoning (what a change would do, counted by the clock), Weight (how many
families' answers wait for a figure).
Verbs: take_in_shipped, start_draft, write_draft, drop_draft, activate, withdraw; note_enquiry,
state_figure, confirm_figure, turn_down_figure; ask_effects, ask_simulation, reckon, weigh.
Besides the usual files, ``queries/standing.py`` is where texts become the catalogue that answers.
"""
