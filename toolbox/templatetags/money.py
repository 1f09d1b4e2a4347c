"""Money as it is written in the language of the page."""

from django import template

from ..plans.money import euros

register = template.Library()
register.filter("euros", euros)
