from .area import Municipality, ParticipantList, Permit, Protocol, ShoppingArea
from .shop import Business, Shop
from .user import Membership, User

__all__ = [
    "Business",
    "Membership",
    "Municipality",
    "ParticipantList",
    "Permit",
    "Protocol",
    "Shop",
    "ShoppingArea",
    "User",
]
