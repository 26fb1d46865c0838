"""What a page can be built from. Each block has one template of its own name."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class TipBlock(blocks.StructBlock):
    """A short aside that stands out."""

    title = blocks.CharBlock(max_length=80, label=_("Title"))
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "tag"
        template = "components/blocks/tip.html"


class PageBody(blocks.StreamBlock):
    """The blocks of every page that people write."""

    heading = blocks.CharBlock(
        max_length=100, icon="title", template="components/blocks/heading.html", label=_("Heading")
    )
    paragraph = blocks.RichTextBlock(
        features=FEATURES, template="components/blocks/paragraph.html", label=_("Text")
    )
    picture = ImageBlock(template="components/blocks/picture.html", label=_("Picture"))
    tip = TipBlock(label=_("Tip"))
    document = DocumentChooserBlock(
        template="components/blocks/document.html", label=_("Document to download")
    )

    class Meta:
        template = "components/blocks/stream.html"
