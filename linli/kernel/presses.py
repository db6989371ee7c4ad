"""A button pressed twice does once what it says: its page carries a key, and what is made keeps it.

Two taps, a page sent again, a browser that went back: the key comes again. With the same content it
is the same press; with another it would be lost in silence, so it is refused and said.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy

from linli.kernel.refusal import Refused

Made = TypeVar("Made", bound=models.Model)


class KeyUsedForOther(Refused):
    """The key of an earlier press comes again with other content."""

    words = gettext_lazy("这一页刚才已经交过一次，内容和这次不一样。这次没有记。")
    remedy = gettext_lazy("请把这一页重新打开，看看已经记下的，再按一次。")


def pressed_before(model: type[Made], key: UUID | None, **same: Any) -> Made | None:
    """What an earlier press with this key made; None for the first press and for one without a key.

    ``same``: columns of ``model`` and what they hold if it is the same press. Raises
    ``KeyUsedForOther`` if one holds something else.
    """
    earlier = None if key is None else model._default_manager.filter(key=key).first()
    if earlier and any(getattr(earlier, name) != value for name, value in same.items()):
        raise KeyUsedForOther
    return earlier
