"""The ground: what every room stands on. Knows no table and no room.

Nouns: identifier, fen, refusal, seal, canonical text, proof. Nothing here may import a room.
"""
