from .area import Municipality, ParticipantList, Permit, Protocol, ShoppingArea
from .device import Device, TillCode
from .limit import Budget
from .shop import Business, Shop
from .user import Membership, User

__all__ = [
    "Budget",
    "Business",
    "Device",
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
