"""Proof of what was erased (R56)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from audit.log import record
from participants.api.doors import AreaView
from participants.roles import Permission

from . import serializers as answers


class ErasuresView(AreaView):
    needs = {"GET": Permission.SEE_FIGURES}

    @extend_schema(operation_id="erasures_list", responses=answers.ErasureRow(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """What was erased, when, by which rule and until when copies turn over; never of whom."""
        answer = self.page(answers.ErasureRow, self.area.erasures.all())
        rows = len(answer.data["results"])
        record("erasures.viewed", subject=f"area:{slug}", by=self.user, area=self.area, rows=rows)
        return answer
