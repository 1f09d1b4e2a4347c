from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from . import deploy_checks, duties, service_checks  # noqa: F401
