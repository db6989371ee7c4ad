"""Workbench: the desk's roof. What needs me today, one household on one page, one search box.

Nouns: Task, Dossier, Found. Verbs: export_journal. It owns no table: each room tells what it knows
over its counter, and here it is laid side by side; no room knows that these pages exist.
"""
