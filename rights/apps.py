from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "rights"

    def ready(self) -> None:
        from . import erasing, hiding, reminders  # noqa: F401
        from .own_page import checks  # noqa: F401
