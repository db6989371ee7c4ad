"""What the ledger remembers. Rows are added, never changed; ``guards.py`` makes the engines insist.

Ids here are rising BIGINTs and never stand in an address: outside, an entry is its book's code and
its seq. Amounts are whole fen or whole minutes, as the book's ``unit`` says.
"""

from django.db import models
from django.db.models import F, Q

from linli.kernel.columns import foreign_key, one_to_one
from linli.ledger.entry import BOOK_STEP, ENTRY_STEP, GENESIS, LINES_AT_MOST

UNITS = ("fen", "minute")
DEBIT_SIDE, CREDIT_SIDE = 1, -1
SIDES = {
    "asset": DEBIT_SIDE,
    "expense": DEBIT_SIDE,
    "liability": CREDIT_SIDE,
    "net_assets": CREDIT_SIDE,
    "income": CREDIT_SIDE,
}
"""The kinds of account of 《民间非营利组织会计制度》 and the side on which each grows."""


class Book(models.Model):
    """One chain of entries: of one fund under one holder, or of a community's minutes.

    ``head_seq`` and ``head_hash`` are the newest entry's; nothing may be dated on or before
    ``closed_through``.
    """

    class Privacy:
        public = ("code", "name", "unit", "owner", "place", "head_seq", "head_hash")
        internal = ("id", "closed_through")
        personal = ()
        sensitive = ()

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=10)
    owner = foreign_key("identity.Organisation", null=True)
    place = foreign_key("places.Place")
    head_seq = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default=GENESIS)
    closed_through = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="book_unit_known"),
            # The ids of entries leave this much room (entry.entry_id).
            models.CheckConstraint(condition=Q(id__lt=2**20), name="book_id_fits"),
        ]


class Account(models.Model):
    """Where amounts stand. ``traced``: they come in lots and leave by lots (Lot)."""

    class Privacy:
        public = ("code", "name", "side", "kind", "traced")
        internal = ("id", "book")
        personal = ()
        sensitive = ()

    id = models.BigAutoField(primary_key=True)
    book = foreign_key(Book, db_index=False)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    side = models.SmallIntegerField()
    kind = models.CharField(max_length=12)
    traced = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="account_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, side in SIDES.items() if side == DEBIT_SIDE])
                & Q(side=DEBIT_SIDE)
                | Q(kind__in=[kind for kind, side in SIDES.items() if side == CREDIT_SIDE])
                & Q(side=CREDIT_SIDE),
                name="account_side_of_its_kind",
            ),
        ]


class Balance(models.Model):
    """An account's sums. Moved by its transfers alone, each moving it once (``last_transfer``).

    The floor is a CHECK on this row, so it holds on both engines, whoever writes: 0 means never
    overdrawn, NULL that the account may go anywhere.
    """

    class Privacy:
        public = ()
        internal = ("account", "side", "floor", "debits", "credits", "last_transfer")
        personal = ()
        sensitive = ()

    account = one_to_one(Account, primary_key=True)
    side = models.SmallIntegerField()
    floor = models.BigIntegerField(null=True)
    debits = models.BigIntegerField(default=0)
    credits = models.BigIntegerField(default=0)
    last_transfer = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(floor__isnull=True)
                | Q(floor__lte=(F("debits") - F("credits")) * F("side")),
                name="balance_above_its_floor",
            )
        ]


class Entry(models.Model):
    """One fact in a book, linked to the one before by ``prev`` (entry.Header says what is hashed).

    ``public`` is canonical JSON and may be read by anybody; ``key`` and ``actor`` are hashed too
    and published, so a key is random and an actor an id without a name.
    """

    class Privacy:
        public = (
            "book", "seq", "occurred_on", "posted_at", "kind", "key", "reverses", "n_lines",
            "lines_root", "public", "private_commit", "prev", "hash",
        )  # fmt: skip
        internal = ("id",)
        personal = ("actor",)
        sensitive = ()

    id = models.BigIntegerField(primary_key=True)
    book = foreign_key(Book, db_index=False)
    seq = models.BigIntegerField()
    occurred_on = models.DateField()
    posted_at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    actor = models.CharField(max_length=36)
    reverses = one_to_one("self", null=True)
    n_lines = models.SmallIntegerField()
    lines_root = models.CharField(max_length=64)
    public = models.TextField()
    private_commit = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "seq"], name="entry_seq_once"),
            models.UniqueConstraint(fields=["book", "key"], name="entry_key_once"),
            # Two entries after the same one would be two histories.
            models.UniqueConstraint(fields=["book", "prev"], name="entry_chain_never_forks"),
            models.UniqueConstraint(fields=["book", "hash"], name="entry_hash_once"),
            models.CheckConstraint(
                condition=Q(id=F("book") * BOOK_STEP + F("seq") * ENTRY_STEP),
                name="entry_id_of_its_seq",
            ),
            models.CheckConstraint(condition=Q(seq__gt=0, seq__lt=2**31), name="entry_seq_fits"),
            models.CheckConstraint(
                condition=Q(n_lines__gte=0, n_lines__lte=LINES_AT_MOST), name="entry_lines_fit"
            ),
        ]

    @property
    def reference(self) -> str:
        """How people name it: the book's code and the number in the book."""
        return f"{self.book.code}-{self.seq}"

    @property
    def witness(self) -> str:
        """What a receipt prints so that paper remembers the chain: number and 8 characters."""
        return f"{self.seq}·{self.hash[:8]}"


class Transfer(models.Model):
    """One line of an entry: ``amount`` moves from the credit to the debit account."""

    class Privacy:
        public = ()
        internal = ("id", "entry", "line", "debit", "credit", "amount", "purpose")
        personal = ()
        sensitive = ()

    id = models.BigIntegerField(primary_key=True)
    entry = foreign_key(Entry, db_index=False)
    line = models.SmallIntegerField()
    debit = foreign_key(Account)
    credit = foreign_key(Account)
    amount = models.BigIntegerField()
    purpose = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "line"], name="transfer_line_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_amount_above_0"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"
            ),
            models.CheckConstraint(
                condition=Q(id=F("entry") + F("line")), name="transfer_id_of_its_line"
            ),
            models.CheckConstraint(
                condition=Q(line__gte=1, line__lte=LINES_AT_MOST), name="transfer_line_fits"
            ),
        ]


class EntryPrivate(models.Model):
    """What an entry does not publish: the private part's salt and each line's, one after another,
    and the private part itself (canonical JSON: ids and reasons' codes, no names)."""

    class Privacy:
        public = ()
        internal = ("entry",)
        personal = ("private",)
        sensitive = ("salts",)

    entry = one_to_one(Entry, primary_key=True)
    salts = models.BinaryField()
    private = models.TextField()


class Lot(models.Model):
    """Money that came in together and remembers what it was given for, until it is all spent.

    Numbered without a gap from the book's first id on, so that a changed number is found too.
    ``transfer`` and ``part`` say where it was made; ``source`` is the lot it only moved on from.
    ``unspent`` follows its uses alone, each moving it once (``last_use`` is a transfer's id).
    """

    class Privacy:
        public = ()
        internal = (
            "id", "account", "transfer", "part", "purpose", "amount", "source", "unspent",
            "last_use",
        )  # fmt: skip
        personal = ()
        sensitive = ()

    id = models.BigIntegerField(primary_key=True)
    account = foreign_key(Account, db_index=False)
    transfer = foreign_key(Transfer, db_index=False)
    part = models.IntegerField()
    purpose = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField()
    source = foreign_key("self", null=True, db_index=False)
    unspent = models.BigIntegerField()
    last_use = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "part"], name="lot_part_once"),
            models.CheckConstraint(
                condition=Q(unspent__gte=0, unspent__lte=F("amount")),
                name="lot_never_spent_twice",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0, part__gt=0), name="lot_above_0"),
        ]
        indexes = [
            models.Index(
                fields=["account", "purpose", "id"], name="lot_open", condition=Q(unspent__gt=0)
            )
        ]


class LotUse(models.Model):
    """What a transfer took out of a lot. Decided when posted, and never again."""

    class Privacy:
        public = ()
        internal = ("pk", "transfer", "lot", "amount")
        personal = ()
        sensitive = ()

    # No number of its own: nothing refers to it, and a number nobody checks could be changed.
    pk = models.CompositePrimaryKey("transfer_id", "lot_id")
    transfer = foreign_key(Transfer, db_index=False)
    lot = foreign_key(Lot)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="lot_use_above_0")]


class Anchor(models.Model):
    """Where the head of a book was shown to somebody outside, so that rewriting it is found out.

    Its key is the hash of its own content: a row that was changed no longer answers to its name.
    """

    class Privacy:
        public = ("digest", "entry", "hash", "shown_to", "at")
        internal = ()
        personal = ("actor",)
        sensitive = ()

    digest = models.CharField(primary_key=True, max_length=64)
    entry = foreign_key(Entry)
    hash = models.CharField(max_length=64)
    shown_to = models.CharField(max_length=120)
    at = models.DateTimeField()
    actor = models.CharField(max_length=36)
