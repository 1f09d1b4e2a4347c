"""What the API accepts here."""

from rest_framework import serializers

from bans.api.bodies import Reason

from ..requests.models import Cause


class Ending(Reason):
    """Why it ends, and what had gone wrong: for who learns from it."""

    cause = serializers.ChoiceField(choices=Cause.choices, required=False)
