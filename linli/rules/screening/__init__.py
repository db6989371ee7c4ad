"""The second evaluator: every rule for a whole registry at once, over two tables.

A catalogue is compiled, for one place and one day, to a *plan*: expressions over the columns of
persons and households (``compiling``). The plan is walked once (``walking``) on an engine: Polars
(``on_polars``, the default) or SQL (``on_duckdb``). Both are loaded only when asked for.

The answers are those of ``evaluate``, for every family: true, false, or null for unknown. A
property test holds the two against each other. What cannot be compiled is ``CannotScreen``, never
an answer.

What a snapshot of a registry looks like, and what it cannot say, stands in ``snapshots``.
"""
