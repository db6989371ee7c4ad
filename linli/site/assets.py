"""Where the files beside our pages stand, by their content: `linli.3f2a….css`."""

import functools
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """The list of them is made before the house opens and stays: each address is worked out once,
    for a page names a dozen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = functools.cache(super().url)
