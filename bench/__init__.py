"""Benchmarks, each beside its peer or a limit: `make bench`, or `make bench-NAME` for one."""

import os

# A house that serves has its byte code, as its peers' packages have; timing the compiler is not it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
