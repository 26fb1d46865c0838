"""Small makers of files as people send them: honest, careless and hostile."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

GPS, ORIENTATION, MAKER, PLACE = 0x8825, 0x0112, 0x010F, b"Eagle Cottage"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>52,38N</exif:GPSLatitude></x:xmpmeta>'


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def where_taken(orientation: int = 1) -> Image.Exif:
    """What a telephone writes into a photo: where, by what, which way up."""
    exif = Image.Exif()
    exif[MAKER] = PLACE.decode()
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 38.0, 1.0), 3: "W", 4: (1.0, 7.0, 9.0)})
    return exif


def sketch(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image.convert(mode)


def save(image: Image.Image, kind: str, **options) -> bytes:
    """A picture's bytes."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture with a place in its EXIF, its XMP and a remark, whatever its kind can hold."""
    exif = where_taken(orientation)
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Comment", PLACE.decode())
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        return save(sketch(), kind, exif=exif, pnginfo=words)
    if kind == "GIF":
        return save(sketch(), kind, comment=PLACE)
    if kind == "WEBP":
        return save(sketch(), kind, exif=exif, xmp=XMP)
    return save(sketch(), kind, exif=exif, xmp=XMP, comment=PLACE)


def moving(kind: str) -> bytes:
    """A picture of several frames."""
    others = [sketch(60, 40, "L")]
    return save(sketch(), kind, save_all=True, append_images=others, duration=100)


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size; a few bytes that would unpack to as much."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def packed(*names: str, content: bytes = b"words") -> bytes:
    """An archive with these entries."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()
