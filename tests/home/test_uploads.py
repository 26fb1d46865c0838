"""Pictures that people send: nothing but the picture is kept; what is none is refused kindly."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db.models.fields.files import ImageFieldFile
from django.urls import reverse
from PIL import Image as Drawing
from PIL import ImageCms
from wagtail.images.models import Image
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from home import clean_pictures, upload_forms
from tests.factories.pictures import (
    PLACE,
    moving,
    packed,
    photo,
    png_of_size,
    save,
    sent,
    sketch,
    where_taken,
)
from tests.home.uploading import PARTNER, WAYS, add, add_several, folder, said, upload
from tests.portal.walls_desk import form_in

pytestmark = pytest.mark.django_db
every_way = pytest.mark.parametrize("way", WAYS)
KINDS = [("JPEG", "jpg"), ("JPEG", "JPEG"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")]
TOLD = (PLACE, b"GPS", b"Exif", b"xmpmeta")
SCRIPT = b"<script>alert(document.cookie)</script>"


@pytest.fixture
def partner(log_in):
    return log_in(PARTNER)


@pytest.fixture
def media(settings, tmp_path):
    """A folder for files that is empty at first."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def without_cleaning(monkeypatch):
    """As if the rule were not there."""
    monkeypatch.setattr(Image._meta.get_field("file"), "attr_class", ImageFieldFile)
    as_it_is = lambda file: clean_pictures.CleanPicture(file.read(), file.name)  # noqa: E731
    monkeypatch.setattr(upload_forms, "clean_picture", as_it_is)


def stored(folder) -> bytes:
    """Everything that lies in the folder for files."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def tells(content: bytes) -> list[bytes]:
    return [word for word in TOLD if word in content]


@every_way
@pytest.mark.parametrize(("kind", "ending"), KINDS)
def test_a_photo_no_longer_says_where_it_was_taken(partner, media, way, kind, ending):
    assert tells(photo(kind))
    image = upload(partner, way, sent(f"door.{ending}", photo(kind))).row
    image.get_rendition("original")
    image.get_rendition("width-30")
    assert tells(stored(media)) == []
    drawing = Drawing.open(image.file.path)
    assert dict(drawing.getexif()) == {}
    assert (image.width, image.height) == drawing.size == (60, 40)
    with image.file.open("rb") as file:
        assert image.file_size == len(file.read())


@every_way
@pytest.mark.usefixtures("without_cleaning")
def test_without_the_rule_it_does(partner, media, way):
    upload(partner, way, sent("door.jpg", photo()))
    assert PLACE in tells(stored(media))


def test_nor_in_the_place_of_another(partner, media):
    image = upload(partner, add, sent("door.jpg", photo())).row
    fields = {"title": "Door", "file": sent("new.png", photo("PNG")), "collection": folder().pk}
    assert partner.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
    assert Image.objects.get(pk=image.pk).filename.endswith(".png")
    assert tells(stored(media)) == []


def test_nor_when_somebody_gives_a_picture_of_themselves(partner, media):
    path = reverse("wagtailadmin_account")
    form = form_in(partner.get(path).content.decode()) | {"name_email-last_name": "Reader"}
    for size in (60, 600):
        file = sent("me.jpg", save(sketch(size, size), "JPEG", exif=where_taken()))
        assert partner.post(path, form | {"avatar-avatar": file}).status_code == 302
        avatar = UserProfile.objects.get(user__username=PARTNER).avatar
        assert avatar.size > 0
        assert partner.get(f"/media/{avatar.name}").status_code == 200
    assert tells(stored(media)) == []
    answer = partner.post(path, form | {"avatar-avatar": sent("me.svg", b"<svg/>")})
    assert "SVG, as PNG first" in said(answer)


def test_nor_when_code_stores_it(media):
    turned = ContentFile(photo(orientation=6), "door.jpg")
    image = Image.objects.create(title="Door", file=turned)
    image.refresh_from_db()
    assert (image.width, image.height) == (40, 60)
    image.file.save("again.jpg", ImageFile(BytesIO(photo()), "again.jpg"))
    assert tells(stored(media)) == []


def test_nor_while_its_title_is_still_to_be_mended(partner, media):
    """Wagtail keeps the file apart until then."""
    add_several(partner, "wagtailimages", sent("door.jpg", photo()), title="x" * 300)
    half_done = UploadedFile.objects.get()
    assert tells(stored(media)) == []
    assert partner.get(f"/media/{half_done.file.name}").status_code == 404
    path = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[half_done.pk])
    name = f"uploaded-image-{half_done.pk}"
    partner.post(path, {f"{name}-title": "Door", f"{name}-collection": folder().pk})
    assert Image.objects.get(title="Door").get_file_hash()
    assert tells(stored(media)) == []


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_the_telephone_was_held(partner, media, orientation):
    """Red is where it was; eight ways to hold a telephone (EXIF 2.3, tag 274)."""
    drawn = sketch().transpose(Drawing.Transpose.ROTATE_90) if orientation > 4 else sketch()
    file = save(drawn, "PNG", exif=where_taken(orientation))
    image = upload(partner, add, sent("a.png", file)).row
    drawing = Drawing.open(image.file.path)
    assert drawing.size == (60, 40)
    reds = {1: 0, 2: 59, 3: 59, 4: 0, 5: 59, 6: 0, 7: 0, 8: 59}
    expected = (255, 0, 0)
    assert drawing.convert("RGB").getpixel((reds[orientation], 20)) == expected


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_stays(partner, media, kind):
    """What moves for more than five seconds needs a way to stop it (WCAG 2.2.2)."""
    assert Drawing.open(BytesIO(moving(kind))).n_frames > 1
    image = upload(partner, add, sent(f"a.{kind.lower()}", moving(kind))).row
    assert getattr(Drawing.open(image.file.path), "n_frames", 1) == 1


def test_its_colours_look_the_same_without_a_profile(partner, media):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for words in (profile, b"no profile"):
        file = save(sketch(), "PNG", icc_profile=words)
        image = upload(partner, add, sent("a.png", file)).row
        drawing = Drawing.open(image.file.path)
        assert "icc_profile" not in drawing.info
        assert drawing.getpixel((2, 2)) == (255, 0, 0)
    printed = save(sketch(mode="CMYK"), "JPEG")
    image = upload(partner, add, sent("b.jpg", printed)).row
    assert Drawing.open(image.file.path).mode == "RGB"


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_what_can_be_seen_through_stays_so(partner, media, kind):
    image = Drawing.new("RGBA", (20, 20), (0, 0, 0, 0))
    row = upload(partner, add, sent(f"a.{kind.lower()}", save(image, kind))).row
    assert Drawing.open(row.file.path).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_huge_one_is_kept_at_a_size_that_pages_use(partner, media):
    image = upload(partner, add, sent("a.jpg", save(sketch(6000, 3000), "JPEG"))).row
    assert (image.width, image.height) == (2000, 1000)


@every_way
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "a.svg",
            b"<svg>%s</svg>" % SCRIPT,
            "SVG, as PNG first",
        ),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "We cannot open this picture."),
        ("a.png", png_of_size(50_000, 50_000), "too many pixels. Make it smaller"),
        ("a.png", png_of_size(9_000, 9_000), "too many pixels. Make it smaller"),
        ("a.png", png_of_size(0, 0), "We cannot open this picture."),
        ("a.png", png_of_size(100, 100)[:60], "We cannot open this picture."),
        ("a.jpg", photo()[: len(photo()) // 2], "We cannot open this picture."),
        ("a.jpg", b"", "This file is empty. Choose another one."),
        ("a.jpg", b"Hello", "We cannot open this picture."),
        ("a.jpg", b"%PDF-1.7\n", "We cannot open this picture."),
        ("a.jpg", photo("PNG"), "Change the ending of the name to .png"),
        ("a.gif", packed("a.txt"), "We cannot open this picture."),
        ("a.jpg.html", photo(), "Send a picture whose name ends in .jpg"),
        ("a.jpg.php", photo(), "Send a picture whose name ends in .jpg"),
        ("a.bmp", save(sketch(), "BMP"), "Send a picture whose name ends in .jpg"),
        ("a.png", save(sketch(), "TIFF"), "We cannot open this picture."),
        ("a", photo(), "Send a picture whose name ends in .jpg"),
        ("a.jpg", photo() + b"\0" * 11_000_000, "This file is too big. Make it smaller, at most"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, str) else str(len(value)),
)
def test_what_is_no_picture_gets_a_sentence_and_makes_nothing(
    partner, media, way, name, content, sentence
):
    answer = upload(partner, way, sent(name, content))
    assert answer.status == 200
    assert sentence in answer.words
    assert "Traceback" not in answer.words
    assert answer.made == []
    assert stored(media) == b""


@every_way
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", photo() + packed("evil.php", content=SCRIPT)),
        ("a.jpg", save(sketch(), "JPEG", comment=b"<?php system($_GET[0]); ?>")),
        ("a.gif", save(sketch(), "GIF", comment=b"*/=1;alert(1);//") + SCRIPT),
        ("a.png", photo("PNG") + b"<html>" + SCRIPT),
    ],
    ids=["zip", "php", "js", "html"],
)
def test_a_second_file_behind_the_picture_is_gone(partner, media, way, name, content):
    image = upload(partner, way, sent(name, content)).row
    kept = stored(media)
    assert not any(word in kept for word in (b"PK\x03\x04", b"<?php", b"alert", b"<html"))
    answer = partner.get(image.file.url)
    assert answer.headers["Content-Type"] == f"image/{'jpeg' if name == 'a.jpg' else name[2:]}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@every_way
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd.jpg", "passwd.jpg"),
        ("..\\..\\Users\\ann\\Home of Ann.jpg", "home-of-ann.jpg"),
        ("C:\\fakepath\\door.jpg", "door.jpg"),
        ("shell.php.jpg", "shellphp.jpg"),
        ("🏠.jpg", "picture.jpg"),
        (".htaccess.jpg", "htaccess.jpg"),
        ("محمد.jpg", "picture.jpg"),
        ("a\x00b.jpg", "ab.jpg"),
        ("x" * 5_000 + ".jpg", "x" * 60 + ".jpg"),
        ("door.JPG", "door.jpg"),
        ("{{7*7}}.jpeg", "77.jpg"),
    ],
    ids=lambda value: value[:12].encode("unicode_escape").decode(),
)
def test_a_name_is_made_safe(partner, media, way, name, kept):
    answer = upload(partner, way, sent(name, photo()))
    assert answer.status in {200, 302}
    assert [path.name for path in media.rglob("original_images/*")] == [kept]
    assert answer.row.file.name == f"original_images/{kept}"


@pytest.mark.parametrize("folder", ["documents", "wagtail_uploads", "images/../documents", ""])
def test_only_pictures_are_served_as_media(client, media, folder):
    (media / "documents").mkdir()
    (media / "wagtail_uploads").mkdir()
    for inner in ("documents", "wagtail_uploads"):
        (media / inner / "secret.txt").write_text("secret")
    assert client.get(f"/media/{folder}/secret.txt").status_code == 404
