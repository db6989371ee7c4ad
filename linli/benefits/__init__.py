"""What a family may claim from the state, why or why not, and which paper is still missing.

Nouns: verdict (the answer of ``linli.rules`` for one member or the household), gap (what is left
for the community fund). Verbs: none; this room only reads. It remembers nothing: whoever decides
on a verdict keeps ``verdict.snapshot()``, sealed, with the decision.
"""
