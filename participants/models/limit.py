"""How often something was tried in a running window."""

from django.db import models


class Budget(models.Model):
    """A count that holds under parallel requests. Its key is an HMAC, so that the table names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    class Privacy:
        fields = {"key": "trace", "count": "trace", "expires_at": "trace"}

    def __str__(self) -> str:
        return f"budget of {self.count}"
