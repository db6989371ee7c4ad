"""A morning of handicraft at whose door somebody stands; the hall's cast."""

from linli.hall.tests.conftest import counter, school

__all__ = ["counter", "school"]
