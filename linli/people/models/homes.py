"""Who lives with whom, and who speaks for a child."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.kernel.columns import foreign_key, primary_key
from linli.kernel.sealed import SealedField
from linli.people.terms import HEAD


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
