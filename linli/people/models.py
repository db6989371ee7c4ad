"""What is remembered of people. What could harm them is sealed; names stay searchable.

The gravest promises stand here as constraints, so that no action and no mistake can break them: a
child under 14 and a sensitive fact have a basis, a consent says from whom and how, nobody assigns a
record to themself or approves their own wish to open one.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.columns import foreign_key, one_to_one, primary_key
from linli.kernel.sealed import SealedField
from linli.people.terms import CONSENT, CONSENT_FORMS, HEAD, LEGAL_DUTY, PAPER, READ_ALOUD, SCREEN


def _about_one(name: str) -> models.CheckConstraint:
    """About a person or a household, never both, never neither."""
    one = Q(resident__isnull=True) ^ Q(household__isnull=True)
    return models.CheckConstraint(condition=one, name=name)


class Sex(models.IntegerChoices):
    """GB/T 2261.1."""

    UNKNOWN = 0, _("未知")
    MALE = 1, _("男")
    FEMALE = 2, _("女")
    NOT_STATED = 9, _("未说明")


class Relation(models.TextChoices):
    """Relation to the head of the household, GB/T 4761-2008: what a register distinguishes."""

    HEAD = HEAD, _("户主")
    SPOUSE = "10", _("配偶")
    HUSBAND = "11", _("丈夫")
    WIFE = "12", _("妻子")
    SON = "20", _("儿子")
    ADOPTED_SON = "27", _("养子或继子")
    SON_IN_LAW = "28", _("女婿")
    DAUGHTER = "30", _("女儿")
    ADOPTED_DAUGHTER = "37", _("养女或继女")
    DAUGHTER_IN_LAW = "38", _("儿媳")
    GRANDCHILD = "40", _("孙子女或外孙子女")
    PARENT = "50", _("父母")
    FATHER = "51", _("父亲")
    MOTHER = "52", _("母亲")
    GRANDPARENT = "60", _("祖父母或外祖父母")
    ELDER_BROTHER = "71", _("哥哥")
    YOUNGER_BROTHER = "73", _("弟弟")
    ELDER_SISTER = "75", _("姐姐")
    YOUNGER_SISTER = "77", _("妹妹")
    OTHER_RELATIVE = "97", _("其他亲属")
    NOT_RELATED = "99", _("非亲属")


class Household(models.Model):
    """People who live together. ``number`` is the committee's own, ``door`` the sealed address."""

    class Privacy:
        public = ()
        internal = ("id", "place", "number", "fictional", "formed_on", "dissolved_on")
        personal = ("building",)
        sensitive = ("door",)

    id = primary_key()
    place = foreign_key("places.Place")
    number = models.CharField(max_length=40, blank=True)
    building = models.CharField(max_length=40, blank=True)
    door = SealedField(null=True)
    fictional = models.BooleanField(default=False)
    formed_on = models.DateField()
    dissolved_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "number"], condition=~Q(number=""), name="household_number_once"
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gte=F("formed_on")),
                name="household_dissolved_after_formed",
            ),
        ]


class Resident(models.Model):
    """A natural person known to the community.

    ``fourteen_on`` repeats what ``born_on`` says, so that the database itself can refuse a child
    without a basis; ``basis`` is that basis' id, and no key to it, since it already points here and
    two tables that need each other cannot be made one after the other. ``name_pinyin`` is what
    lists are sorted by.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "fictional", "registered_on", "left_on", "basis")
        personal = ("name", "name_pinyin", "sex", "born_on", "fourteen_on", "hukou_place")
        sensitive = ("citizen_id", "citizen_id_blind", "phone", "phone_blind")

    id = primary_key()
    place = foreign_key("places.Place")
    name = models.CharField(max_length=60)
    name_pinyin = models.CharField(max_length=240)
    sex = models.PositiveSmallIntegerField(choices=Sex.choices)
    born_on = models.DateField()
    fourteen_on = models.DateField()
    citizen_id = SealedField(null=True)
    citizen_id_blind = models.BinaryField(null=True)
    phone = SealedField(null=True)
    phone_blind = models.BinaryField(null=True)
    hukou_place = models.CharField(max_length=12, blank=True)
    fictional = models.BooleanField(default=False)
    registered_on = models.DateField()
    left_on = models.DateField(null=True)
    basis = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "citizen_id_blind"], name="resident_citizen_id_once"
            ),
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="resident_sex_known"),
            models.CheckConstraint(
                condition=Q(born_on__lte=F("registered_on")) & Q(fourteen_on__gt=F("born_on")),
                name="resident_born_before_registered",
            ),
            models.CheckConstraint(
                condition=Q(fourteen_on__lte=F("registered_on")) | Q(basis__isnull=False),
                name="resident_child_has_basis",
            ),
            models.CheckConstraint(
                condition=(Q(citizen_id__isnull=True) & Q(citizen_id_blind__isnull=True))
                | (Q(citizen_id__isnull=False) & Q(citizen_id_blind__isnull=False)),
                name="resident_citizen_id_is_found",
            ),
            models.CheckConstraint(
                condition=(Q(phone__isnull=True) & Q(phone_blind__isnull=True))
                | (Q(phone__isnull=False) & Q(phone_blind__isnull=False)),
                name="resident_phone_is_found",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "name_pinyin", "id"], name="resident_by_name"),
            models.Index(fields=["phone_blind"], name="resident_by_phone"),
        ]


class SearchKey(models.Model):
    """One beginning under which a resident is found. UTF-8 bytes: every engine sorts them alike."""

    class Privacy:
        public = ()
        internal = ("id", "place")
        personal = ("key", "resident")
        sensitive = ()

    id = models.BigAutoField(primary_key=True)
    place = foreign_key("places.Place")
    key = models.BinaryField()
    resident = foreign_key(Resident)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "key", "resident"], name="search_key_once")
        ]


class Membership(models.Model):
    """A resident in a household, from a day on. Nobody lives in two at once."""

    class Privacy:
        public = ()
        internal = ("id", "since", "until")
        personal = ("household", "resident", "relation")
        sensitive = ()

    id = primary_key()
    household = foreign_key(Household)
    resident = foreign_key(Resident)
    relation = models.CharField(max_length=2, choices=Relation.choices)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until__isnull=True), name="membership_one_home"
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until__isnull=True, relation=HEAD),
                name="membership_one_head",
            ),
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="membership_relation_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_began",
            ),
        ]


class Guardianship(models.Model):
    """Who is legally a child's guardian, from when until when."""

    class Privacy:
        public = ()
        internal = ("id", "kind", "since", "until")
        personal = ("child", "guardian")
        sensitive = ()

    class Kind(models.TextChoices):
        PARENT = "parent", _("父亲或母亲")
        GRANDPARENT = "grandparent", _("祖父母或外祖父母")
        APPOINTED = "appointed", _("法院或居委会指定")
        OTHER = "other", _("其他监护人")

    id = primary_key()
    child = foreign_key(Resident)
    guardian = foreign_key(Resident)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "guardian"],
                condition=Q(until__isnull=True),
                name="guardianship_once",
            ),
            models.CheckConstraint(
                condition=~Q(child=F("guardian")), name="guardianship_of_another"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="guardianship_ends_after_it_began",
            ),
        ]


class Basis(models.Model):
    """Why we may keep what we keep: a legal duty with its article, or a consent (PIPL art. 13)."""

    class Privacy:
        public = ()
        internal = (
            "id", "place", "kind", "purpose", "article", "version", "form", "given_on",
            "withdrawn_at", "about_child",
        )  # fmt: skip
        personal = (
            "resident", "household", "given_by", "guardianship", "paper", "witness", "recorded_by",
        )  # fmt: skip
        sensitive = ()

    class Kind(models.TextChoices):
        LEGAL_DUTY = LEGAL_DUTY, _("法定职责")
        CONSENT = CONSENT, _("本人或监护人同意")

    class Form(models.TextChoices):
        PAPER = PAPER, _("签在纸上（拍照留存）")
        SCREEN = SCREEN, _("在屏幕上确认")
        READ_ALOUD = READ_ALOUD, _("念给本人听，有见证人")

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident, null=True)
    household = foreign_key(Household, null=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    purpose = models.CharField(max_length=80)
    article = models.CharField(max_length=120, blank=True)
    given_by = foreign_key(Resident, null=True)
    guardianship = foreign_key(Guardianship, null=True)
    version = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=12, blank=True, choices=Form.choices)
    paper = foreign_key("papers.Paper", null=True)
    witness = models.CharField(max_length=60, blank=True)
    about_child = models.BooleanField(default=False)
    given_on = models.DateField()
    recorded_by = foreign_key("identity.User", null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            _about_one("basis_about_one"),
            models.CheckConstraint(
                condition=(Q(kind=LEGAL_DUTY) & ~Q(article="") & Q(form=""))
                | (
                    Q(kind=CONSENT, given_by__isnull=False, form__in=CONSENT_FORMS) & ~Q(version="")
                ),
                name="basis_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(form=PAPER) | Q(paper__isnull=False),
                name="basis_paper_is_kept",
            ),
            models.CheckConstraint(
                condition=~Q(form=READ_ALOUD) | ~Q(witness=""),
                name="basis_read_aloud_is_witnessed",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CONSENT, about_child=True) | Q(guardianship__isnull=False),
                name="basis_child_by_guardian",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "given_on"], name="basis_of_resident"),
            models.Index(fields=["household", "given_on"], name="basis_of_household"),
        ]


class Fact(models.Model):
    """One statement about a person or a household that rules read; never changed, only superseded.

    ``kind`` is a key of ``rules.kinds``. Of several on one kind the latest observed holds. A
    sensitive value, and any about a child under 14, is sealed and rests on a basis.
    """

    class Privacy:
        public = ()
        internal = (
            "id", "place", "kind", "sensitive", "source", "observed_on", "valid_until", "purpose",
            "verified_on", "stated_at", "retracted_at", "retracted_because",
        )  # fmt: skip
        personal = (
            "resident", "household", "value", "paper", "basis", "verified_by", "stated_by",
        )  # fmt: skip
        sensitive = ("value_sealed",)

    class Source(models.TextChoices):
        STATED = "stated", _("本人或家人说的")
        DOCUMENT = "document", _("看过证件或单据")
        REGISTER = "register", _("有关部门的登记")
        DERIVED = "derived", _("由其他情况推算")

    class Because(models.TextChoices):
        WRONG = "wrong", _("记错了")
        CONSENT_WITHDRAWN = "consent_withdrawn", _("同意已撤回")

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident, null=True)
    household = foreign_key(Household, null=True)
    kind = models.CharField(max_length=60)
    sensitive = models.BooleanField()
    value = models.CharField(max_length=200, null=True)
    value_sealed = SealedField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    paper = foreign_key("papers.Paper", null=True)
    observed_on = models.DateField()
    valid_until = models.DateField(null=True)
    purpose = models.CharField(max_length=80, blank=True)
    basis = foreign_key(Basis, null=True)
    verified_by = foreign_key("identity.User", null=True)
    verified_on = models.DateField(null=True)
    stated_by = foreign_key("identity.User", null=True)
    stated_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True)
    retracted_because = models.CharField(max_length=20, blank=True, choices=Because.choices)

    class Meta:
        constraints = [
            _about_one("fact_about_one"),
            models.CheckConstraint(
                condition=Q(sensitive=True, value__isnull=True, value_sealed__isnull=False)
                | Q(sensitive=False, value__isnull=False, value_sealed__isnull=True),
                name="fact_sensitive_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(sensitive=False) | Q(basis__isnull=False),
                name="fact_sensitive_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("observed_on")),
                name="fact_valid_after_observed",
            ),
            models.CheckConstraint(
                condition=Q(retracted_at__isnull=True) | ~Q(retracted_because=""),
                name="fact_retracted_because",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "kind", "observed_on"], name="fact_of_resident"),
            models.Index(fields=["household", "kind", "observed_on"], name="fact_of_household"),
            models.Index(fields=["basis"], name="fact_on_basis"),
        ]


class Sheet(models.Model):
    """All facts in force of one person or household, sealed as one text.

    Rewritten in the transaction that adds a fact. Screening reads a million of these and never
    pivots fact rows.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "written_at")
        personal = ("resident", "household")
        sensitive = ("facts",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = one_to_one(Resident, null=True)
    household = one_to_one(Household, null=True)
    facts = SealedField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [_about_one("sheet_about_one")]


class PersonKey(models.Model):
    """A person's own key, wrapped by the house's.

    Destroyed, it makes their sealed deeds unreadable: so an append-only journal forgets.
    """

    class Privacy:
        public = ()
        internal = ("id", "destroyed_at")
        personal = ("resident",)
        sensitive = ("wrapped",)

    id = primary_key()
    resident = one_to_one(Resident)
    wrapped = SealedField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="person_key_is_there_or_gone",
            )
        ]


class Assignment(models.Model):
    """A supervisor's word that one worker may open a minor's record, in a scope, until a day.

    It is the approval that 未成年人网络保护条例 art. 36 asks for. Of a household: all its minors.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "scope", "purpose", "since_on", "until_on", "assigned_at")
        personal = ("resident", "household", "worker", "supervisor")
        sensitive = ()

    class Scope(models.TextChoices):
        CASE = "case", _("办理个案：整份档案")
        CONTACT = "contact", _("只看姓名、监护人和联系方式")

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident, null=True)
    household = foreign_key(Household, null=True)
    worker = foreign_key("identity.User")
    supervisor = foreign_key("identity.User")
    scope = models.CharField(max_length=10, choices=Scope.choices)
    purpose = models.CharField(max_length=80)
    since_on = models.DateField()
    until_on = models.DateField()
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [
            _about_one("assignment_about_one"),
            models.CheckConstraint(
                condition=~Q(worker=F("supervisor")), name="assignment_by_another"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="assignment_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["worker", "until_on"], name="assignment_of_worker")]


class OpeningRequest(models.Model):
    """A wish to open one minor's record, its reason, and another person's answer."""

    class Privacy:
        public = ()
        internal = ("id", "place", "asked_at", "decided_at", "granted", "until_on")
        personal = ("resident", "asked_by", "decided_by")
        sensitive = ("reason",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident)
    asked_by = foreign_key("identity.User")
    asked_at = models.DateTimeField()
    reason = SealedField()
    decided_by = foreign_key("identity.User", null=True)
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="opening_decided_by_another"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, granted__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, granted__isnull=False),
                name="opening_decided_or_not",
            ),
            models.CheckConstraint(
                condition=Q(granted=True, until_on__isnull=False)
                | (Q(until_on__isnull=True) & (Q(granted__isnull=True) | Q(granted=False))),
                name="opening_granted_until",
            ),
            models.UniqueConstraint(
                fields=["resident", "asked_by"],
                condition=Q(decided_at__isnull=True),
                name="opening_asked_once",
            ),
        ]


class Shield(models.Model):
    """Somebody must not be found: no family member is shown where they are or who asked about them.

    While it is in force their record shows in nobody's "my file" but their own, whoever is guardian
    on paper.
    """

    class Privacy:
        public = ()
        internal = ("id", "place", "since_on", "until_on")
        personal = ("resident", "set_by")
        sensitive = ("reason",)

    id = primary_key()
    place = foreign_key("places.Place")
    resident = foreign_key(Resident)
    reason = SealedField()
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    set_by = foreign_key("identity.User", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(until_on__isnull=True), name="shield_once"
            )
        ]


class ResidentLogin(models.Model):
    """Which login is which resident's."""

    class Privacy:
        public = ()
        internal = ("id", "linked_at", "ended_at")
        personal = ("resident", "user")
        sensitive = ()

    id = primary_key()
    resident = foreign_key(Resident)
    user = foreign_key("identity.User")
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"], condition=Q(ended_at__isnull=True), name="login_of_resident"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="login_is_one_resident"
            ),
        ]


class Roster(models.Model):
    """A workbook that was read, waiting for a person to say yes. Its rows are forgotten after."""

    class Privacy:
        public = ()
        internal = (
            "id", "place", "uploaded_at", "state", "article", "purpose", "new_count",
            "same_count", "changed_count", "refused_count", "decided_at",
        )  # fmt: skip
        personal = ("uploaded_by",)
        sensitive = ("rows",)

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("待确认")
        IMPORTED = "imported", _("已导入")
        DISCARDED = "discarded", _("已放弃")

    id = primary_key()
    place = foreign_key("places.Place")
    uploaded_by = foreign_key("identity.User", null=True)
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    article = models.CharField(max_length=120)
    purpose = models.CharField(max_length=80)
    rows = SealedField(null=True)
    new_count = models.PositiveIntegerField()
    same_count = models.PositiveIntegerField()
    changed_count = models.PositiveIntegerField()
    refused_count = models.PositiveIntegerField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="previewed", rows__isnull=False, decided_at__isnull=True)
                | (~Q(state="previewed") & Q(rows__isnull=True, decided_at__isnull=False)),
                name="roster_rows_until_decided",
            )
        ]
