"""The register, and every transition of a sanction as a sub-resource of its own."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from audit.log import record
from participants import second_factor
from participants.api.doors import AreaView
from participants.roles import Permission

from .. import reach
from ..actions import decisions, endings
from ..actions.breaches import report_breach
from ..actions.leaving import leave_scheme
from ..desk import desk
from ..models import Sanction
from . import bodies
from . import serializers as answers


class SanctionsView(AreaView):
    @extend_schema(operation_id="sanctions_list", responses=answers.SanctionRow(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """The sanctions whose file you may open. A counter has none: it asks by name."""
        rows = reach.files(self.user, self.area, self.on).order_by("-proposed_at", "-pk")
        answer = self.page(answers.SanctionRow, rows)
        shown = len(answer.data["results"])
        record("register.viewed", subject=f"area:{slug}", by=self.user, area=self.area, rows=shown)
        return answer


class SanctionView(AreaView):
    def get_object(self) -> Sanction:
        return reach.file_or_404(self.user, self.area, self.on, self.kwargs["reference"])


class OneSanctionView(SanctionView):
    @extend_schema(operation_id="sanctions_retrieve", responses=answers.SanctionFile)
    def get(self, request: Request, slug: str, reference: str) -> Response:
        """The file of one sanction. That you looked is in the log."""
        sanction = self.get_object()
        subject = f"person:{sanction.person.token}"
        record("person.viewed", subject=subject, by=self.user, area=self.area, page="sanction")
        return self.answer(answers.SanctionFile, sanction)


class IdentityView(SanctionView):
    needs = {"GET": Permission.SEE_WHOLE_REGISTER}

    @extend_schema(operation_id="sanctions_identity", responses=answers.Identity)
    def get(self, request: Request, slug: str, reference: str) -> Response:
        """Address and birth date, within 15 minutes after you proved who you are. A token proves nothing of that."""
        person = self.get_object().person
        if not second_factor.confirmed_recently(request, at=self.at):
            raise PermissionDenied(_("Bevestig eerst op de website wie u bent. Met een token kan dit niet."))
        record("identity.viewed", subject=f"person:{person.token}", by=self.user, area=self.area)
        return self.answer(answers.Identity, person)


class DecideView(SanctionView):
    def get_object(self) -> Sanction:
        return reach.proposal_or_404(self.user, self.area, self.on, self.kwargs["reference"])


class ApproveView(DecideView):
    @extend_schema(operation_id="sanctions_approve", request=None, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Approve a ban, or as coordinator check a collective warning (R25, R27, R28)."""
        sanction = decisions.approve(self.get_object(), by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction)


class WithReasonView(SanctionView):
    """A deed that asks for a reason and nothing else."""

    deed: Callable[..., Sanction]

    def carry_out(self, request: Request) -> Response:
        sanction = self.get_object()
        reason = self.read(bodies.Reason)["reason"]
        changed = self.deed(sanction, reason=reason, by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, changed)


class RejectView(DecideView, WithReasonView):
    deed = staticmethod(decisions.reject)

    @extend_schema(operation_id="sanctions_reject", request=bodies.Reason, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Turn a proposal down; it is gone from every shop's screen at once (R29)."""
        return self.carry_out(request)


class ReviewView(WithReasonView):
    deed = staticmethod(decisions.settle_review)
    needs = {"POST": Permission.LIFT}

    @extend_schema(operation_id="sanctions_review", request=bodies.Reason, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Keep a sanction whose earlier warning was annulled (R19). To end it: `lift` or `annul`."""
        return self.carry_out(request)


class RestrictView(SanctionView):
    needs = {"POST": Permission.LIFT}

    @extend_schema(operation_id="sanctions_restrict", request=None, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Take a sanction from every counter while something about it is in dispute."""
        sanction = endings.restrict(self.get_object(), by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction)


class UnrestrictView(SanctionView):
    needs = {"POST": Permission.LIFT}

    @extend_schema(operation_id="sanctions_unrestrict", request=None, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Show a sanction at counters again."""
        sanction = endings.unrestrict(self.get_object(), by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction)


class ConfirmMinorView(SanctionView):
    needs = {"POST": Permission.SEE_WHOLE_REGISTER}

    @extend_schema(operation_id="sanctions_confirm_minor", request=bodies.ConfirmMinor, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Confirm, or correct, that the person looks younger than eighteen."""
        sanction = self.get_object()
        minor = self.read(bodies.ConfirmMinor)["minor"]
        decisions.confirm_minor(sanction.person, minor=minor, by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction)


class HoldView(SanctionView):
    needs = {"POST": Permission.SEE_WHOLE_REGISTER}

    @extend_schema(operation_id="sanctions_hold", request=bodies.Hold, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Keep the person's file for a pending case, until the review date (R54)."""
        sanction = self.get_object()
        endings.hold(sanction.person, **self.read(bodies.Hold), by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction)


class ReleaseView(SanctionView):
    needs = {"POST": Permission.SEE_WHOLE_REGISTER}

    @extend_schema(operation_id="sanctions_release", request=None, responses=answers.SanctionFile)
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """End a legal hold (R54)."""
        sanction = self.get_object()
        endings.release(sanction.person, by=self.user, at=self.at)
        return self.answer(answers.SanctionFile, sanction)


class BreachesView(AreaView):
    needs = {"POST": Permission.CHECK_AT_COUNTER}

    @extend_schema(operation_id="breaches_create", request=bodies.NewBreach, responses={201: answers.BreachOut})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Report that somebody came in despite a running ban (R39-R43). The last day does not change."""
        fields = self.read(bodies.NewBreach)
        shop = self.own_shop(fields.pop("shop"), Permission.CHECK_AT_COUNTER)
        sanction = reach.at_counter_or_404(shop, self.on, reference)
        incident = report_breach(sanction, shop=shop, **fields, by=self.user, at=self.at)
        return self.answer(answers.BreachOut, incident, status=201)


class DeskView(AreaView):
    @extend_schema(operation_id="desk_retrieve", responses=answers.DeskOut)
    def get(self, request: Request, slug: str) -> Response:
        """What waits for you in this area."""
        return self.answer(answers.DeskOut, desk(self.area, user=self.user, on=self.on))


class LeaveView(AreaView):
    needs = {"POST": Permission.MANAGE_AREA}

    @extend_schema(operation_id="shops_leave", request=None, responses={204: None})
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """End a shop's participation today. Its individual sanctions go, collective ones stay (R5)."""
        shop = self.shop_or_404(pk)
        leave_scheme(shop, on=self.on, by=self.user, at=self.at)
        return Response(status=204)
