"""Reminders through the API: what is due, putting one off, and the decision half-way."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from audit.log import record
from participants.api.doors import AreaView
from participants.roles import Permission

from .. import reach
from ..actions import reminders as actions
from ..reminders.due import Reminder, everything
from . import serializers as words


class RemindersView(AreaView):
    pagination_class = None

    @extend_schema(operation_id="reminders_list", responses=words.ReminderOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """What waits for you today, the late first; also what you put off."""
        found = everything(self.area, user=self.user, on=self.on)
        record("reminders.viewed", subject=f"area:{slug}", by=self.user, area=self.area, rows=len(found))
        return Response(words.ReminderOut(found, many=True).data)


class ReminderView(AreaView):
    pagination_class = None

    def reminder(self) -> Reminder:
        return reach.reminder_of(self.user, self.area, self.on, self.kwargs["key"])


class SnoozeView(ReminderView):
    @extend_schema(operation_id="reminders_snooze", request=words.SnoozeBody, responses=words.ReminderOut)
    def post(self, request: Request, slug: str, key: str) -> Response:
        """Put a reminder off, at most fourteen days and never past a day that is fixed."""
        reminder = self.reminder()
        actions.snooze(self.area, reminder, **self.read(words.SnoozeBody), by=self.user, at=self.at)
        return self.answer(words.ReminderOut, self.reminder())


class WakeView(ReminderView):
    @extend_schema(operation_id="reminders_wake", request=None, responses=words.ReminderOut)
    def post(self, request: Request, slug: str, key: str) -> Response:
        """Take back that a reminder was put off."""
        actions.wake(self.area, self.reminder(), by=self.user, at=self.at)
        return self.answer(words.ReminderOut, self.reminder())


class KeepRunningView(AreaView):
    needs = {"POST": Permission.LIFT}

    @extend_schema(operation_id="sanctions_keep_running", request=words.KeepRunning, responses={204: None})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Decide half-way that a ban does not end earlier. To end it: `lift`."""
        sanction = reach.file_to_end(self.user, self.area, self.on, reference)
        actions.keep_running(sanction, **self.read(words.KeepRunning), by=self.user, at=self.at)
        return Response(status=204)
