"""The second evaluator: every rule for a whole registry at once, over two tables.

A catalogue is compiled, for one place and one day, to a *plan*: expressions over the columns of
persons and households (``compiling``). The plan is walked once (``walking``) on an engine: Polars
(``on_polars``, the default), or SQL (``sql``) on DuckDB for the tests and on Apache Spark for a
province (``on_duckdb``, ``on_spark``). None is loaded before it is asked for. The tables come from
two files, or straight from a house's database (``people.queries.registry``).

The answers are those of ``evaluate``, for every family: true, false, or null for unknown. A
property test holds the two against each other. What cannot be compiled is ``CannotScreen``, never
an answer.

What a snapshot of a registry looks like, and what it cannot say, stands in ``snapshots``.
"""
