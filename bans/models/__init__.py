from .counter_check import CounterCheck
from .incident import Incident
from .person import Person, Photo
from .sanction import ListUpdate, Sanction

__all__ = ["CounterCheck", "Incident", "ListUpdate", "Person", "Photo", "Sanction"]
