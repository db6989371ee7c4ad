"""Places: one tree, city › district › subdistrict › community › grid › building.

Nouns: Place, DayOff. Verbs: open_place, close_place, load_divisions, import_days_off.
Keyed by GB/T 2260 and GB/T 10114 codes; a person holds a role at a place and scope flows down.
Days off and make-up days are the State Council's: a file that comes along, a table for later years.
"""
