import re, traceback, pytest
from tests.portal.test_walls_table import *
def test_dig(desk, capsys):
    import logging; 
    me, other = "partner1","partner2"
    theirs=desk.has[other]; mine=desk.has[me]
    out=[]
    def show(path, q=None, who=me, **k):
        a=desk.ask(who,path,q,**k)
        for m in list(re.finditer('marjoram|463017 306489|461057 304729',a.text,re.I))[:3]:
            out.append(f"{path} {q}: ...{a.text[max(0,m.start()-260):m.end()+80]!r}")
    show(reverse("wagtailadmin_explore",args=[mine.organisation.pk]))
    show(reverse("wagtailadmin_explore",args=[mine.live.pk]))
    show("/admin/images/chooser/"); show("/admin/images/")
    show(f"/admin/pages/{theirs.live.pk}/move/{theirs.organisation.pk}/confirm/")
    show(f"/admin/choose-page/{theirs.organisation.pk}/")
    show(f"/admin/api/main/images/{theirs.image.pk}/")
    open("/tmp/dig.txt","w").write("\n\n".join(out))
@pytest.mark.parametrize("w,p,q,post",[("partner1","/admin/venues/",{"q":BAIT},None),("partner1","/admin/venues/choose/create/",None,{}),("partner1","/admin/images/chooser/chosen-multiple/","ids",None),
 ("partner1","/admin/choose-external-link/",None,{"external-link-chooser-url":"/x/","external-link-chooser-link_text":"a"}),("admin","/admin/choose-external-link/",None,{"a":"b"}),("partner1","vd",None,None)])
def test_500(desk,w,p,q,post):
    if p=="vd": p=f"/admin/pages/{desk.has['partner1'].organisation.pk}/view_draft/"
    if q=="ids": q={"id":desk.has["partner2"].ids}
    c=Client(); c.cookies=desk.cookies[w]
    with transaction.atomic():
        (c.get(p,q) if post is None else c.post(p,post))
