"""Transparency: what anybody on the street may see, and how they can check it.

Nouns: Street, Reported, the bundle (what the public downloads, with static/transparency/verify.py).
It owns no table; the download of the last batch lies as a file that the clock has made. Every
figure comes from a room's ``published``, or from reported.py, where the newspaper's figures stand
in their own words. The two are never added.
"""
