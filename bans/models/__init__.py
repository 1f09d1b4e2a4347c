from .counter_check import CounterCheck, LookAlike
from .erasure import Erasure
from .incident import Incident
from .person import Person, Photo
from .sanction import ListUpdate, Sanction
from .signal import Signal

__all__ = [
    "CounterCheck",
    "Erasure",
    "Incident",
    "ListUpdate",
    "LookAlike",
    "Person",
    "Photo",
    "Sanction",
    "Signal",
]
