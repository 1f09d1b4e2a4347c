from .notice import Notice
from .service import RepresentativeLetter, Service

__all__ = ["Notice", "RepresentativeLetter", "Service"]
