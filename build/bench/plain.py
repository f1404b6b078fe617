#!/usr/bin/python3
"""Print how many milliseconds of a core ReportLab takes for one certificate.

The plain page: the same fonts, texts and logo as Estrade's certificate, without
QR code, PDF/A, tags or signature. Usage: plain.py FONTS LOGO TEXTS COUNT, where
TEXTS is JSON: a list of [font, size, x, y, text].
"""

import io
import json
import sys
import time

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas


def page(fonts, logo, texts, name):
    # Each document is a new file; what may be kept between two is kept.
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=landscape(A4))
    c.drawImage(logo, 48, 520, 112, 45)
    for font, size, x, y, text in texts:
        c.setFont(font, size)
        c.drawString(x, y, text.replace("%name", name))
    c.rect(0, 330, 842, 5, fill=1)
    c.save()
    return out.getvalue()


def main():
    folder, logo, texts, count = sys.argv[1], ImageReader(sys.argv[2]), json.loads(sys.argv[3]), int(sys.argv[4])
    for font in {t[0] for t in texts}:
        pdfmetrics.registerFont(TTFont(font, f"{folder}/{font}.ttf"))
    page(folder, logo, texts, "Awa Diallo")
    began = time.process_time()
    for i in range(count):
        page(folder, logo, texts, f"Awa Diallo {i}")
    print((time.process_time() - began) * 1000 / count)


main()
