from .area import Municipality, ParticipantList, Permit, Protocol, ShoppingArea
from .device import Device, TillCode
from .evaluation import Evaluation
from .instruction import Instruction
from .job import Batch, Job
from .limit import Budget
from .shop import Business, Shop
from .user import Membership, User

__all__ = [
    "Batch",
    "Budget",
    "Business",
    "Device",
    "Evaluation",
    "Instruction",
    "Job",
    "Membership",
    "Municipality",
    "ParticipantList",
    "Permit",
    "Protocol",
    "Shop",
    "ShoppingArea",
    "TillCode",
    "User",
]
