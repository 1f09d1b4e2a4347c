from .counter_check import CounterCheck, LookAlike
from .entry_exception import EntryException
from .erasure import Erasure
from .incident import Incident
from .paper_row import PaperRow
from .person import Person, Photo
from .sanction import ListUpdate, Sanction
from .signal import Signal

__all__ = [
    "CounterCheck",
    "EntryException",
    "Erasure",
    "Incident",
    "ListUpdate",
    "LookAlike",
    "PaperRow",
    "Person",
    "Photo",
    "Sanction",
    "Signal",
]
