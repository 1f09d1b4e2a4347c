from .counter_check import CounterCheck
from .erasure import Erasure
from .incident import Incident
from .person import Person, Photo
from .sanction import ListUpdate, Sanction

__all__ = ["CounterCheck", "Erasure", "Incident", "ListUpdate", "Person", "Photo", "Sanction"]
