"""What the ledger refuses, in the words of whoever stands at the door."""

from django.utils.translation import gettext_lazy

from linli.kernel.refusal import NotFound, Refused


class NoSuchBook(NotFound):
    """No book has this code."""

    words = gettext_lazy("没有“%(book)s”这本账。")


class NoSuchAccount(Refused):
    """The book has no account of this code."""

    words = gettext_lazy("“%(book)s”里没有“%(account)s”这个科目。")


class BadCode(Refused):
    """A code has small letters, digits, and . _ : - only."""

    words = gettext_lazy("“%(code)s”不能作编号：只用小写字母、数字和 . _ : -，最多 60 个字符。")


class CodeTaken(Refused):
    """A book, or an account of the book, has this code."""

    words = gettext_lazy("编号“%(code)s”已经有了，请换一个。")


class UnknownWord(Refused):
    """A unit or a kind of account that the ledger does not know."""

    words = gettext_lazy("账本不认识“%(word)s”。")


class KeyUsedOtherwise(Refused):
    """The idempotency key belongs to an entry that says something else; ``field`` names what."""

    words = gettext_lazy("这一笔已经记过，但内容不一样（%(field)s）。没有重复记账。")
    remedy = gettext_lazy("请刷新页面，看看已经记下的那一笔；要更正，请冲销后重记。")


class PeriodClosed(Refused):
    """The day lies in a period that is closed for good."""

    words = gettext_lazy("%(day)s 所在的账期已经结账（截至 %(through)s），不能再记。")
    remedy = gettext_lazy("更正请记在今天：先冲销，再重记。")


class DatedAhead(Refused):
    """Nothing is entered before it has happened."""

    words = gettext_lazy("%(day)s 还没有到，不能先记账。")


class NotEnough(Refused):
    """The account would fall below its floor; ``missing`` is what it lacks."""

    words = gettext_lazy("“%(account)s”余额不够，还差 %(missing)s。")


class NotEnoughForPurpose(NotEnough):
    """The account holds enough, but given for other purposes."""

    words = gettext_lazy("“%(account)s”里能用于“%(purpose)s”的钱不够，还差 %(missing)s。")
    remedy = gettext_lazy("其余的是捐赠人指定了别的用途的钱，不能挪用。")


class CannotBeReversed(Refused):
    """A reversal, or an entry without lines."""

    words = gettext_lazy("第 %(seq)s 号不能冲销：它本身是冲销，或者没有金额。")


class AlreadyReversed(Refused):
    """The entry was reversed before, by entry ``by_seq``."""

    words = gettext_lazy("第 %(seq)s 号已经由第 %(by_seq)s 号冲销过了。")


class AlreadySpent(Refused):
    """What the entry brought in has been spent since."""

    words = gettext_lazy("第 %(seq)s 号记下的钱已经用出去了，不能冲销。")
    remedy = gettext_lazy("请先冲销用掉它的那一笔。")


class GroupTooSmall(Refused):
    """A published sum over so few households could point at one of them."""

    words = gettext_lazy("这一批只有 %(households)s 户，少于 %(least)s 户，公布出来可能认出是谁。")
    remedy = gettext_lazy("请等户数够了再公布，或者并入更长的一期。")


class AlreadyPublished(Refused):
    """A payment stands in an earlier batch."""

    words = gettext_lazy("第 %(seq)s 号已经在前一批里公布过了。")
