"""Parts: the one face of the product. Layouts, a stylesheet, icons and template parts; no tables.

Nouns: layout, part, exhibit. Verbs: render. How to use every part stands at the top of
templatetags/parts.py; how they look, in the gallery at /desk/parts/.
Beside the usual files: gallery.py (every part with its states, for the desk's gallery page),
look.py (how large a visitor wants the type).
"""
