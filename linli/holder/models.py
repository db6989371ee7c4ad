"""What the holder's desk remembers. Lines and what was found out about them are only ever added;
``guards.py`` makes the engines insist. Who stands on the other side of a line is sealed."""

from django.db import models
from django.db.models import F, Q

from linli.holder.terms import IN, MATCH_KINDS, OUT, PARTS
from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField


class BankAccount(models.Model):
    """An account of the holder's at its bank. One statement of it serves all community funds."""

    class Privacy:
        public = ()
        internal = ("id", "holder", "name", "tail", "opened_at")
        personal = ()
        sensitive = ("number",)

    id = primary_key()
    holder = foreign_key("identity.Organisation")
    name = models.CharField(max_length=60)
    number = SealedField()
    tail = models.CharField(max_length=4)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "name"], name="bank_account_name_once")
        ]


class Statement(models.Model):
    """A file of the bank's that was read; its rows are forgotten once they became lines.

    ``columns`` says what each column holds: recognised by its title, or told by a person.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "bank_account", "read_at", "state", "columns", "new_count", "known_count",
            "first_on", "last_on", "decided_at",
        )  # fmt: skip
        personal = ("read_by",)
        sensitive = ("rows",)

    STATES = ("read", "imported", "discarded")

    id = primary_key()
    bank_account = foreign_key(BankAccount)
    read_by = foreign_key("identity.User")
    read_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="read")
    columns = models.JSONField()
    rows = SealedField(null=True)
    new_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="read", rows__isnull=False, decided_at__isnull=True)
                | Q(
                    state__in=("imported", "discarded"),
                    rows__isnull=True,
                    decided_at__isnull=False,
                ),
                name="statement_rows_until_decided",
            )
        ]
        indexes = [models.Index(fields=["bank_account", "-read_at"], name="statement_of_account")]


class StatementLine(models.Model):
    """One line of the bank's: written once, never changed, never deleted.

    ``identity`` is what makes it the same line in another file (``terms.identity``).
    """

    class Privacy:
        public = ()
        internal = (
            "id", "bank_account", "statement", "row", "on", "direction", "amount_fen",
            "balance_fen", "reference", "identity",
        )  # fmt: skip
        personal = ()
        sensitive = ("other_name", "other_account", "remark")

    id = primary_key()
    bank_account = foreign_key(BankAccount)
    statement = foreign_key(Statement)
    row = models.PositiveIntegerField()
    on = models.DateField()
    direction = models.CharField(max_length=3)
    amount_fen = models.BigIntegerField()
    balance_fen = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=40, blank=True)
    other_name = SealedField(null=True)
    other_account = SealedField(null=True)
    remark = SealedField(null=True)
    identity = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="line_above_zero"),
            models.CheckConstraint(condition=Q(direction__in=(IN, OUT)), name="line_in_or_out"),
        ]
        indexes = [models.Index(fields=["bank_account", "-on"], name="line_of_account")]


class Assignment(models.Model):
    """A line was given to a fund: by its remark, a rule, a hand, or a match. The last one holds.

    "undone" gives it to none: it was no gift to the fund that had it, and waits again.
    """

    class Privacy:
        public = ()
        internal = ("id", "line", "number", "fund", "how", "at")
        personal = ("by",)
        sensitive = ()

    HOWS = ("remark", "rule", "hand", "match", "undone")

    id = primary_key()
    line = foreign_key(StatementLine, related_name="assignments")
    number = models.PositiveSmallIntegerField()
    fund = foreign_key("fund.Fund", null=True)
    how = models.CharField(max_length=6)
    by = foreign_key("identity.User")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="assignment_in_order"),
            models.CheckConstraint(
                condition=Q(how__in=("remark", "rule", "hand", "match"), fund__isnull=False)
                | Q(how="undone", fund__isnull=True),
                name="assignment_how_known",
            ),
        ]


class Explanation(models.Model):
    """Why what is left of a line matches nothing of ours: money that is not a community fund's."""

    class Privacy:
        public = ()
        internal = ("line", "at")
        personal = ("by",)
        sensitive = ("words",)

    line = one_to_one(StatementLine, primary_key=True, related_name="explanation")
    words = SealedField()
    by = foreign_key("identity.User")
    at = models.DateTimeField()


class Match(models.Model):
    """Part or all of a line is this paper of ours. It holds until an Unmatch says otherwise.

    ``target`` is the donation's, request's, bank item's or takings' id, by ``kind``. ``nth`` counts
    the matches that one target has had: two hands that match it at once write the same number,
    and the second is refused by the database.
    """

    class Privacy:
        public = ()
        internal = ("id", "line", "kind", "target", "nth", "fund", "amount_fen", "at", "key")
        personal = ("by",)
        sensitive = ()

    id = primary_key()
    line = foreign_key(StatementLine, related_name="matches")
    kind = models.CharField(max_length=12)
    target = models.UUIDField()
    nth = models.PositiveSmallIntegerField()
    fund = foreign_key("fund.Fund")
    amount_fen = models.BigIntegerField()
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "target", "nth"], name="match_nth_once"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="match_above_zero"),
            models.CheckConstraint(
                condition=Q(kind__in=list(MATCH_KINDS)), name="match_kind_known"
            ),
        ]


class Unmatch(models.Model):
    """A match was a mistake: a new fact, before the month is closed."""

    class Privacy:
        public = ()
        internal = ("match", "at", "key")
        personal = ("by",)
        sensitive = ()

    match = one_to_one(Match, primary_key=True, related_name="unmatch")
    by = foreign_key("identity.User")
    at = models.DateTimeField()
    key = models.UUIDField(unique=True)


class FundRule(models.Model):
    """Lines in which these words stand are a fund's. The words may be a person's name: sealed."""

    class Privacy:
        public = ()
        internal = ("id", "holder", "fund", "made_at", "ended_at")
        personal = ()
        sensitive = ("words",)

    id = primary_key()
    holder = foreign_key("identity.Organisation")
    fund = foreign_key("fund.Fund")
    words = SealedField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class AccountCode(models.Model):
    """The holder's own code and name for an account of our vouchers."""

    class Privacy:
        public = ()
        internal = ("id", "holder", "part", "code", "name")
        personal = ()
        sensitive = ()

    id = primary_key()
    holder = foreign_key("identity.Organisation")
    part = models.CharField(max_length=16)
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "part"], name="holder_account_once"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="account_part_known"),
        ]


class Budget(models.Model):
    """What a fund means to spend in a year on one use. The last confirmed one holds.

    Two people: ``identity.SignOff`` on its id, "enter" and "confirm".
    """

    class Privacy:
        public = ()
        internal = ("id", "fund", "year", "purpose", "number", "amount_fen", "at", "confirmed_at")
        personal = ()
        sensitive = ()

    id = primary_key()
    fund = foreign_key("fund.Fund")
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "year", "purpose", "number"], name="budget_in_order"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="budget_not_below_zero"),
        ]


class MonthClose(models.Model):
    """One person has prepared a month's end: what the bank says, what the books say, and why.

    ``digest`` is of the trial balances of all the holder's books as they were then. It closes
    nothing until a second person confirms the very same figures.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "holder", "through", "bank_fen", "books_fen", "digest", "prepared_at", "key",
        )  # fmt: skip
        personal = ("prepared_by",)
        sensitive = ("words",)

    id = primary_key()
    holder = foreign_key("identity.Organisation")
    through = models.DateField()
    bank_fen = models.BigIntegerField()
    books_fen = models.BigIntegerField()
    words = SealedField(null=True)
    digest = models.CharField(max_length=64)
    prepared_by = foreign_key("identity.User")
    prepared_at = models.DateTimeField()
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bank_fen=F("books_fen")) | Q(words__isnull=False),
                name="difference_is_explained",
            )
        ]
        indexes = [models.Index(fields=["holder", "-through"], name="close_of_holder")]


class Reconciliation(models.Model):
    """A second person confirmed a month's end: the books of all the holder's funds are closed.

    ``prepared_by`` is the preparer's once more, so that a CHECK can tell the two apart.
    """

    class Privacy:
        public = ("holder", "through")
        internal = ("close", "at")
        personal = ("prepared_by", "confirmed_by")
        sensitive = ()

    close = one_to_one(MonthClose, primary_key=True, related_name="reconciliation")
    holder = foreign_key("identity.Organisation")
    through = models.DateField()
    prepared_by = foreign_key("identity.User")
    confirmed_by = foreign_key("identity.User")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "through"], name="month_closed_once"),
            models.CheckConstraint(
                condition=~Q(prepared_by=F("confirmed_by")), name="month_closed_by_two"
            ),
        ]
