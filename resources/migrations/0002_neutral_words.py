
import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='modulepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('picture', 2), ('tip', 5), ('document', 6), ('steps', 8), ('exercise', 13), ('ask', 16)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 100, 'template': 'components/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text', 'template': 'components/blocks/paragraph.html'}), 2: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture', 'template': 'components/blocks/picture.html'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 80}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {'label': 'Tip'}), 6: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document to download', 'template': 'components/blocks/document.html'}), 7: ('wagtail.blocks.CharBlock', (), {'max_length': 250}), 8: ('wagtail.blocks.ListBlock', (7,), {'icon': 'list-ol', 'label': 'Steps', 'template': 'components/blocks/steps.html'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 80}), 10: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 11: ('wagtail.blocks.ListBlock', (10,), {'label': 'Steps'}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Stop if', 'max_length': 200}), 13: ('wagtail.blocks.StructBlock', [[('name', 9), ('how', 11), ('stop_if', 12)]], {'label': 'Exercise'}), 14: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('pharmacist', 'Ask a pharmacist'), ('gp', 'Ask your GP surgery'), ('physio', 'Ask the physio at a session'), ('social_prescriber', 'Ask the social prescriber at a session')], 'label': 'Whom to ask'}), 15: ('wagtail.blocks.TextBlock', (), {'label': 'What to ask'}), 16: ('wagtail.blocks.StructBlock', [[('who', 14), ('text', 15)]], {'label': 'Whom to ask'})}, verbose_name='text'),
        ),
    ]
