"""What people read, watch, print and teach from."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "Resources"

    def ready(self) -> None:
        from wagtail.documents.models import document_served

        from .download_counter import count_download

        document_served.connect(count_download, dispatch_uid="count_download")
