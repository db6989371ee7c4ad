"""The hall 报名: who gets a place, in what order, and why; who waits, and when the turn comes.

Nouns: Offer (a course's places), Round (who may ask sooner), Pool (places of one kind), Party
(people who come together), Enrollment, Asking (for a keeper's yes), Draw.
Verbs: open_offer, set_pools, end_offer, reopen_offer; enrol, cancel, take_up, decline; approve,
refuse, ask_again; draw.
A place is taken by one conditional UPDATE of its pool with a CHECK behind it; a party gets all its
places or none; a freed place belongs to whoever waits, in the published order. A place offered to
somebody who does not answer is free when read, and given on by whoever acts next.
"""
