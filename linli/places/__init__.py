"""Places: one tree, city › district › subdistrict › community › grid › building.

Nouns: Place. Verbs: open_place, close_place, load_divisions.
Keyed by GB/T 2260 and GB/T 10114 codes; a person holds a role at a place and scope flows down.
"""
