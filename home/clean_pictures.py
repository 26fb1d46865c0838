"""Pictures are drawn anew before they are stored: nothing but what the eye sees is kept.

A photo from a telephone says where it was taken, when and by which device; a crafted one holds a
second file behind its last pixel. Neither survives being drawn anew.
"""

from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models.fields.files import ImageFieldFile
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from wagtail.images import get_image_model

# By Pillow's name of the format: what the file's name ends in, and how it is written.
FORMATS = {
    "JPEG": ("jpg", {"format": "JPEG", "quality": 90}),
    "PNG": ("png", {"format": "PNG"}),
    "WEBP": ("webp", {"format": "WEBP", "quality": 90}),
    "GIF": ("gif", {"format": "GIF"}),
}
READERS = list(FORMATS)  # of all that Pillow has
FORMATS["MPO"] = FORMATS["JPEG"]  # several photos in one JPEG: the first is kept
LONGEST_SIDE = 2000  # pixels; no page shows half of it
LONGEST_NAME = 60
TOO_LARGE = _(
    "This picture has too many pixels. Make it smaller, at most 5000 by 5000, and send it again."
)
BROKEN = _(
    "We cannot open this picture. It may be damaged, or another kind of file. Save it anew as JPG "
    "or PNG and send that."
)


class CleanPicture(ContentFile):
    """A picture that was drawn anew, with a name that is safe to store."""

    is_clean = True


def clean_picture(file: File) -> CleanPicture:
    """The picture drawn anew: upright, at most 2000 pixels long, the first of several frames.

    Its colours are turned into sRGB. Raises ValidationError, before anything is decoded if the
    picture has too many pixels.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=READERS) as image:
            if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(TOO_LARGE)
            ending, options = FORMATS[image.format]
            drawn = BytesIO()
            draw(image).save(drawn, **options)
    except ValidationError:
        raise
    except Image.DecompressionBombError:
        raise ValidationError(TOO_LARGE) from None
    except Exception:  # a decoder stumbles over broken files in too many ways to list
        raise ValidationError(BROKEN) from None
    return CleanPicture(drawn.getvalue(), f"{safe_stem(file.name)}.{ending}")


def draw(image: Image.Image) -> Image.Image:
    """The pixels of a picture and what its transparency needs, and nothing else."""
    if image.mode in {"1", "P"} and max(image.size) > LONGEST_SIDE:
        image = image.convert("RGBA")  # few colours do not shrink well
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = to_common_colours(ImageOps.exif_transpose(image))
    seen = image.copy()
    seen.info = {key: image.info[key] for key in ("transparency",) if key in image.info}
    return seen


def to_common_colours(image: Image.Image) -> Image.Image:
    """The picture in sRGB, which needs no colour profile. An unreadable profile is left out."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            common = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, own, common, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert("RGB") if image.mode == "CMYK" else image


def safe_stem(name: str | None) -> str:
    """A file's name without folders and endings, in plain letters: never `../` or `.php.jpg`."""
    stem = PurePath((name or "").replace("\\", "/")).stem
    return slugify(stem)[:LONGEST_NAME] or "picture"


class CleanPictureFile(ImageFieldFile):
    """The file of a picture: whoever stores one, by a form or by code, stores it cleaned."""

    def save(self, name, content, save=True):
        """Cleans what was not cleaned yet. Raises ValidationError."""
        if not getattr(content, "is_clean", False):
            content = clean_picture(content)
            name = content.name
        super().save(name, content, save)


def guard() -> None:
    """Puts the rule where every picture passes on its way to the disk. Called once, at start."""
    get_image_model()._meta.get_field("file").attr_class = CleanPictureFile
