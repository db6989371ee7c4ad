"""What keeps the building standing: the way in, the servers it starts, the contracts on imports.

The standard library alone, because this runs before anything is installed. The exceptions run
inside the environment: `authority`, `contracts`, `messages`, `prepare`, `vendor_font`.
"""
