"""What the admin's forms for pictures and documents say and do with what somebody sends.

A file that is refused gets a sentence that says what to do instead.
"""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from . import clean_pictures
from .clean_documents import check_document
from .clean_pictures import CleanPicture, clean_picture

EMPTY = _("This file is empty. Choose another one.")
WORDS = {
    "empty": EMPTY,
    "invalid_image_extension": _(
        "Send a picture whose name ends in .jpg, .png, .webp or .gif. Save another kind, such as "
        "SVG, as PNG first."
    ),
    "invalid_image_known_format": _(
        "This is a .%(format)s picture, but its name ends in .%(ending)s. Change the ending of the "
        "name to .%(format)s and send it again."
    ),
    "file_too_large": _(
        "This file is too big. Make it smaller, at most %(max_filesize)s, and send it again."
    ),
}


class PictureField(WagtailImageField):
    """A picture, drawn anew before anybody can store it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages |= WORDS

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """The file with nothing in it but the picture. Raises ValidationError."""
        file = FileField.to_python(self, data)
        if file is None or getattr(file, "is_clean", False):
            return file
        ending = PurePath(file.name).suffix.lower().removeprefix(".")
        if ending not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"])
        self.check_image_file_size(file)
        picture = clean_picture(file)
        found = PurePath(picture.name).suffix.removeprefix(".")
        if found != ending.replace("jpeg", "jpg"):
            words = {"format": found, "ending": ending}
            raise ValidationError(self.error_messages["invalid_image_known_format"] % words)
        put_in_place(file, picture)
        return file


def put_in_place(file: UploadedFile, picture: CleanPicture) -> None:
    """Writes the cleaned picture over what was sent: whoever stores the file later stores that."""
    file.seek(0)
    file.truncate()
    file.write(picture.read())
    file.flush()
    file.seek(0)
    file.name, file.size, file.is_clean = picture.name, picture.size, True


class PictureForm(BaseImageForm):
    """The form of a picture, wherever the admin shows one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=given.label, required=given.required, widget=given.widget
            )


class DocumentForm(BaseDocumentForm):
    """The form of a document, wherever the admin shows one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.error_messages |= {"empty": EMPTY, "file_too_large": WORDS["file_too_large"]}

    def clean_file(self):
        """Raises ValidationError if the content is not what the name promises."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_document(file)
        return file

    def _update_errors(self, errors):
        """One reason is enough: a file that was refused has no name to be found wrong as well."""
        if "file" in self.errors and hasattr(errors, "error_dict"):
            errors.error_dict.pop("file", None)
        super()._update_errors(errors)


def guard() -> None:
    """Cleans the pictures that people give of themselves, too. Called once, at start."""
    clean_pictures.guard()
    given = AvatarPreferencesForm.base_fields["avatar"]
    AvatarPreferencesForm.base_fields["avatar"] = PictureField(
        label=given.label, required=given.required
    )
