from .law import LegalText
from .notice import Notice
from .service import RepresentativeLetter, Service

__all__ = ["LegalText", "Notice", "RepresentativeLetter", "Service"]
