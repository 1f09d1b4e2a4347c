"""Long work: how far it is, stopping it, doing what failed once more."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ..actions import batches
from ..jobs.kinds import label_of
from ..jobs.reach import batch_or_404, batches_of
from ..models import Batch
from ..roles import Permission
from .doors import AreaView


class BatchOut(serializers.Serializer):
    """How many pieces there are, and how many of those are done, failed or stopped."""

    token = serializers.CharField()
    work = serializers.SerializerMethodField()
    asked_at = serializers.DateTimeField()
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    cancelled = serializers.IntegerField()

    def get_work(self, batch: Batch) -> str:
        return label_of(batch.kind)


class BatchView(AreaView):
    pagination_class = None
    needs = {"GET": Permission.SERVE, "POST": Permission.SERVE}

    def batch(self) -> Batch:
        return batch_or_404(self.user, self.area, self.kwargs["token"], on=self.on)


class BatchesView(AreaView):
    needs = {"GET": Permission.SERVE}

    @extend_schema(operation_id="batches_list", responses=BatchOut(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Your long work, newest first; for the coordinator everybody's."""
        return self.page(BatchOut, batches_of(self.user, self.area, on=self.on))


class OneBatchView(BatchView):
    @extend_schema(operation_id="batches_retrieve", responses=BatchOut)
    def get(self, request: Request, slug: str, token: str) -> Response:
        """How far it is."""
        return self.answer(BatchOut, self.batch())


class CancelView(BatchView):
    @extend_schema(operation_id="batches_cancel", request=None, responses=BatchOut)
    def post(self, request: Request, slug: str, token: str) -> Response:
        """Stop what has not been done yet; what was done stays."""
        batches.cancel(self.batch(), by=self.user, at=self.at)
        return self.answer(BatchOut, self.batch())


class AgainView(BatchView):
    @extend_schema(operation_id="batches_again", request=None, responses=BatchOut)
    def post(self, request: Request, slug: str, token: str) -> Response:
        """Do what failed once more."""
        batches.try_again(self.batch(), by=self.user, at=self.at)
        return self.answer(BatchOut, self.batch())
