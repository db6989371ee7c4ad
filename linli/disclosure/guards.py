"""What was told is never changed and never taken back: the engines refuse, whoever writes."""

from linli.disclosure.models import CorrectionNote, DisclosureEntry
from linli.kernel.triggers import Guards, append_only

TOLD = (DisclosureEntry, CorrectionNote)
GUARDS = Guards.of(
    [rule for model in TOLD for rule in append_only(model._meta.db_table)], guarded=TOLD
)
