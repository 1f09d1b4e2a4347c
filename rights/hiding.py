"""What the register asks of this app about what no counter may see: before somebody shows it, and where it begins."""

from bans.actions import endings, service

from .requests.actions import counters

endings.still_asked.append(counters.still_asked)
service.at_service.append(counters.hide_at_service)
