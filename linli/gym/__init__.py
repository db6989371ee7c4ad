"""Gym 自由进出: rooms where people come and go, the gym first: who may, who is inside, how full.

Nouns: OpenTerms (a room's terms, by version), Questions; Induction, Declaration, Talk; Occupancy
(how many are inside, against the terms), Visit.
Verbs: set_terms, end_terms; induct, take_back_induction; declare, withdraw, talk; tap, enter,
leave, take_back, clear; erase_visits, erase_lapsed.
Who forgets to go out is inside until the room closes that day, reckoned when it is read; no job.
A machine never refuses on grounds of health: a "yes" is a talk with a keeper, who says how it went.
"""
