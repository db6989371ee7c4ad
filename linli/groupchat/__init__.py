"""The group chat 群接龙: what a WeChat group wrote, or a hand on a sheet, is a way in too.

Nouns: Group, Nickname, Paste (a text as it was pasted), Line (settled), EnrolmentSheet.
Verbs: paste, settle, forget; print_sheet, key_sheet.
Every line gets a verdict and nothing is enrolled unseen. A line is recognised by who it names, so
the same text again adds only what is new; its key is the party's, so two workers enrol one person.
"""
