from .area import Municipality, ParticipantList, Permit, Protocol, ShoppingArea
from .device import Device, TillCode
from .evaluation import Evaluation
from .instruction import Instruction
from .limit import Budget
from .shop import Business, Shop
from .user import Membership, User

__all__ = [
    "Budget",
    "Business",
    "Device",
    "Evaluation",
    "Instruction",
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
