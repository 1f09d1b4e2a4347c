from django.apps import AppConfig


class BansConfig(AppConfig):
    name = "bans"

    def ready(self) -> None:
        from participants.actions.areas import text_checks

        from .free_text import check_free_text

        text_checks.append(check_free_text)
