"""Transparency: what anybody on the street may see, and how they can check it.

Nouns: Street, Reported. It owns no table (the download of the last
batch lies as a file, made by the clock): every figure comes from a room's ``published``, or from
reported.py, where the newspaper's figures stand in their own words. The two are never added.
"""
