"""Letters and service through the API. Thin: each view looks up, checks the body and calls the action."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from audit.log import record
from bans.models import Sanction
from bans.signatures import accept_signature
from bans.uploads import refuse_lost_signature
from participants.api.batches import BatchOut
from participants.api.doors import AreaView
from participants.jobs.reach import batch_or_404
from participants.roles import Permission

from .. import reach
from ..actions import letters, serving, supplements
from ..models import Notice
from ..models.notice import LetterKind
from . import serializers as words


class LetterView(AreaView):
    pagination_class = None

    def sanction(self) -> Sanction:
        return reach.served_file(self.user, self.area, self.on, self.kwargs["reference"])

    def notice(self) -> Notice:
        return reach.notice_of(self.user, self.area, self.on, self.kwargs["pk"])

    def letter_to_serve(self) -> Notice:
        return reach.letter_to_serve(self.user, self.area, self.on, self.kwargs["pk"])

    def printed(self, notice: Notice) -> Response:
        return self.answer(words.Letter, notice, status=201)


class LettersView(LetterView):
    @extend_schema(operation_id="letters_list", responses=words.Letter(many=True))
    def get(self, request: Request, slug: str, reference: str) -> Response:
        """The letters about a sanction that were printed."""
        printed = reach.letters_about(self.sanction(), user=self.user, on=self.on).order_by("made_at", "pk")
        return Response(words.Letter(printed, many=True).data)

    @extend_schema(
        operation_id="letters_create",
        request=words.PrepareLetters,
        responses={201: words.Letter(many=True)},
    )
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Print what must be handed over or sent. Refused while the sanction may not be served."""
        sanction = self.sanction()
        body = self.read(words.PrepareLetters)
        day = None if body["by_post"] else body["starts_on"] or self.on
        made = letters.prepare(
            sanction,
            starts_on=day,
            combined=body["combined"],
            sheet=body["sheet"],
            large_print=body["large_print"],
            by=self.user,
            at=self.at,
        )
        return Response(words.Letter(made, many=True).data, status=201)


class PdfView(LetterView):
    @extend_schema(operation_id="letters_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str, pk: int) -> HttpResponse:
        """The letter as it was printed."""
        notice = self.notice()
        subject = f"sanction:{notice.sanction.reference}"
        record("letter.viewed", subject=subject, by=self.user, area=self.area)
        response = HttpResponse(bytes(notice.pdf), content_type="application/pdf")
        response["Cache-Control"] = "private, no-store"
        return response


class CopyView(LetterView):
    @extend_schema(operation_id="letters_copy", request=None, responses={201: words.Letter})
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Write down that it is printed once more. The PDF stays the same, byte for byte (R35)."""
        return self.printed(letters.print_copy(self.notice(), by=self.user))


class ServeView(LetterView):
    @extend_schema(operation_id="letters_serve", request=words.Handing, responses=words.Served)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Record that the letter was handed over; from then on the sanction holds (R31, R32, R36)."""
        notice = self.letter_to_serve()
        refuse_lost_signature(request.headers)
        body = self.read(words.Handing)
        drawn = body.pop("signature", None)
        signature = accept_signature(drawn, by=self.user, at=self.at) if drawn else b""
        facts = serving.HandedOver(**body, signature=signature)
        deed: Any = serving.serve_in_person
        if notice.kind == LetterKind.SUPPLEMENTARY:
            deed = serving.serve_supplement
        deed(notice, facts=facts, by=self.user, at=self.at)
        return self.answer(words.Served, Sanction.objects.get(pk=notice.sanction_id))


class SendView(LetterView):
    @extend_schema(operation_id="letters_send", request=words.Sending, responses={201: words.ServiceOut})
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """Record that the letter went out by registered post. It has no effect before delivery (R33)."""
        notice = self.letter_to_serve()
        sent = serving.send_registered(notice, **self.read(words.Sending), by=self.user, at=self.at)
        return self.answer(words.ServiceOut, sent, status=201)


class DeliveryView(LetterView):
    @extend_schema(operation_id="deliveries_create", request=words.DeliveryBody, responses=words.ServiceOut)
    def post(self, request: Request, slug: str, pk: int) -> Response:
        """What became of a letter by post: delivered, returned or unclaimed (R33)."""
        service = reach.service_of(self.user, self.area, self.on, pk)
        body = self.read(words.DeliveryBody)
        done = serving.record_delivery(service, **body, by=self.user, at=self.at)
        return self.answer(words.ServiceOut, done)


class RepresentativeView(LetterView):
    @extend_schema(operation_id="sanctions_representative", request=words.Representative, responses={204: None})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """The letter to a minor's representative went out, or could not (R25)."""
        sanction = self.sanction()
        body = self.read(words.Representative)
        serving.settle_representative_letter(sanction, **body, by=self.user, at=self.at)
        return Response(status=204)


class SupplementView(LetterView):
    @extend_schema(operation_id="sanctions_supplement", request=None, responses={201: words.Letter})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Print the letter with the newer list of shops (R36)."""
        return self.printed(supplements.print_supplement(self.sanction(), by=self.user, at=self.at))


class SupplementsView(AreaView):
    pagination_class = None
    needs = {"POST": Permission.SEE_WHOLE_REGISTER}

    @extend_schema(operation_id="supplements_begin", request=None, responses={202: BatchOut})
    def post(self, request: Request, slug: str) -> Response:
        """Make the letter with the newer list for everybody who has none yet, one by one (R36)."""
        batch = supplements.begin_round(self.area, by=self.user, at=self.at)
        return self.answer(BatchOut, batch_or_404(self.user, self.area, batch.token, on=self.on), status=202)


class ProofView(LetterView):
    @extend_schema(operation_id="sanctions_proof", request=None, responses={201: words.Letter})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Print the proof of service."""
        return self.printed(letters.print_proof(self.sanction(), by=self.user, at=self.at))


class EndingView(LetterView):
    @extend_schema(operation_id="sanctions_ending", request=None, responses={201: words.Letter})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Print the letter that tells of a withdrawal or an annulment (R55)."""
        sanction = reach.ended_file(self.user, self.area, self.on, reference)
        return self.printed(letters.print_ending(sanction, by=self.user, at=self.at))


class PoliceSheetView(LetterView):
    @extend_schema(operation_id="incidents_police_sheet", request=None, responses={201: words.Letter})
    def post(self, request: Request, slug: str, reference: str) -> Response:
        """Print the sheet for the police about a reported breach (R39)."""
        breach = reach.breach_of(self.user, self.area, self.on, reference)
        return self.printed(letters.print_police_sheet(breach, by=self.user, at=self.at))
