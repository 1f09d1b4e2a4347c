"""Reporting what happened, and choosing one of the ladder's steps."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from audit.log import record
from participants.api.doors import AreaView
from participants.models import Shop
from participants.roles import Permission

from .. import appearance, reach
from ..actions.incidents import PersonDraft, candidates, report_incident
from ..actions.proposals import impose, steps_for
from ..models import Incident, Person
from ..photos import accept_photo
from ..uploads import refuse_lost_photo
from . import bodies
from . import serializers as answers

DRAFT = ("given_name", "family_name", "birth_date", "address", "identity_basis", "apparently_minor")


class IncidentsView(AreaView):
    needs = {"GET": Permission.PROPOSE, "POST": Permission.REPORT_INCIDENT}

    @extend_schema(operation_id="incidents_list", responses=answers.IncidentRow(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The incidents of your own shops, newest first; for the coordinator those of the area."""
        return self.page(answers.IncidentRow, reach.incidents(self.user, self.area, self.on))

    @extend_schema(operation_id="incidents_create", request=bodies.NewIncident, responses={201: answers.IncidentFile})
    def post(self, request: Request, slug: str) -> Response:
        """Report one person's conduct. Send a photo as multipart/form-data."""
        refuse_lost_photo(request.headers)
        fields = self.read(bodies.NewIncident)
        shop = self.own_shop(fields.pop("shop"), Permission.REPORT_INCIDENT)
        photo = fields.pop("photo", None)
        incident = report_incident(
            shop=shop,
            person=self._person(fields, shop),
            photo=accept_photo(photo, by=self.user, at=self.at) if photo else None,
            by=self.user,
            at=self.at,
            **fields,
        )
        return self.answer(answers.IncidentFile, incident, status=201)

    def _person(self, fields: dict[str, Any], shop: Shop) -> PersonDraft | Person:
        """Takes what describes somebody out of the fields."""
        token = fields.pop("person", "")
        known = {name: fields.pop(name) for name in DRAFT if name in fields}
        looks = {name: fields.pop(name) for name in appearance.LISTS if name in fields}
        if token:
            return reach.known_person(token, shop=shop, on=self.on)
        return PersonDraft(**known, appearance=looks)


class CandidatesView(AreaView):
    pagination_class = None
    needs = {"POST": Permission.REPORT_INCIDENT}

    @extend_schema(
        operation_id="incidents_candidates",
        request=bodies.CandidateQuestion,
        responses=answers.Candidate(many=True),
    )
    def post(self, request: Request, slug: str) -> Response:
        """People already on file whom this may be, as far as your shop may know of them (R46)."""
        fields = self.read(bodies.CandidateQuestion)
        shop = self.own_shop(fields.pop("shop"), Permission.REPORT_INCIDENT)
        draft = PersonDraft(**fields)
        found = candidates(draft, shop=shop, by=self.user, at=self.at)
        return Response(answers.Candidate(found, many=True).data)


class OneIncidentView(AreaView):
    needs = {"GET": Permission.PROPOSE}

    def get_object(self) -> Incident:
        rows = reach.incidents(self.user, self.area, self.on)
        return get_object_or_404(rows, reference=self.kwargs["reference"])

    @extend_schema(operation_id="incidents_retrieve", responses=answers.IncidentFile)
    def get(self, request: Request, slug: str, reference: str) -> Response:
        """One incident. That you looked is in the log."""
        incident = self.get_object()
        subject = f"person:{incident.person.token}"
        record("person.viewed", subject=subject, by=self.user, area=self.area, page="incident")
        return self.answer(answers.IncidentFile, incident)


class StepsView(OneIncidentView):
    pagination_class = None

    @extend_schema(operation_id="incidents_steps", responses=answers.StepOut(many=True))
    def get(self, request: Request, slug: str, reference: str) -> Response:
        """What the ladder offers after this incident, strongest first. It decides nothing (R20)."""
        steps = steps_for(self.get_object(), on=self.on, by=self.user)
        return Response(answers.StepOut(steps, many=True).data)


class ImposeView(OneIncidentView):
    http_method_names = ["post", "options"]
    needs = {"POST": Permission.PROPOSE}

    @extend_schema(operation_id="sanctions_create", request=bodies.NewSanction, responses={201: answers.SanctionFile})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Propose one of the steps. Nothing is in force by this (R20, R31)."""
        incident = self.get_object()
        sanction = impose(incident, **self.read(bodies.NewSanction), by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction, status=201)
