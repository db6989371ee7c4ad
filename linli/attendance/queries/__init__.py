"""What may be asked about who came: numbers for the rooms above, names for the door alone."""

from linli.attendance.queries.counts import Counts, cohorts_of, counts_of, feedback_of

__all__ = ["Counts", "cohorts_of", "counts_of", "feedback_of"]
