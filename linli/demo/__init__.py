"""The demo: Jin'an with a fixed cast and invented residents, made through the actions.

Nouns: cast, community, stage. Verb: load. One-click sign-in exists in demo mode alone.
Nobody here is real: names, ages, dates and amounts beyond the report are invented from a
fixed seed, and every page says so. community.py invents people; cast.py says who works here.
"""
