"""What a family may claim from the state, why or why not, which paper is missing; and who is told.

Nouns: verdict (the answer of ``linli.rules`` for one member or the household), gap (what is left
for the community fund), Hint (a family that may be missing something), HardshipNote, Caught,
LeftAlone, ImpactAssessment, Workload. Verbs: look_again, hand_out, answer, note_hardship,
place_note, follow_up, follow_lead, catch, refuse_looking, allow_looking, write_assessment,
sign_assessment, set_workload.
A verdict is not remembered: whoever decides on one keeps ``verdict.snapshot()``, sealed.
"""
