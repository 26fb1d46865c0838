"""Settings of the editors' side: what Wagtail offers, and what may be uploaded."""

WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "home.passwords.ForgottenPasswordForm"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 7 * 86_400  # seconds: an invitation is read when its reader is at work
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.upload_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.upload_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "pptx", "odp", "txt", "mp3"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "ol", "ul", "link", "document-link"]},
    }
}
# Turning a pasted address into a link to its page tells the page's planned new name to anybody.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
# Saving beside the editor's back races with Publish: docs/decisions/7-autosave.md.
WAGTAIL_AUTOSAVE_INTERVAL = 0
# Who looks at pages is in the team's group; a superuser beside it gets no second letter.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
