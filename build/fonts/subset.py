#!/usr/bin/python3
"""Make the fonts embedded in the PDF documents (app/document/fonts).

Run by subset.sh, which fetches the source fonts. Each face is reduced to the
scripts a European name may need, without hinting, keeping only kerning, and is
then completed with what French typography needs and web fonts leave out:
U+202F and U+2009 as a real thin space, U+2011 drawn as the hyphen. Figures of
the tool faces are the tabular ones, so that columns of numbers align.
"""

import os
import sys
import tempfile

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

LATIN = [(0x20, 0x7E), (0xA0, 0x24F), (0x2BB, 0x2BC), (0x1E00, 0x1EFF)]
PUNCTUATION = [
    (0x2009, 0x2009), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022),
    (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
]
GREEK_CYRILLIC = [(0x370, 0x3FF), (0x400, 0x45F), (0x462, 0x463), (0x472, 0x475), (0x490, 0x491)]
# Only the fallback carries what is rarer: combining marks, IPA letters used in
# African alphabets, extended Cyrillic, polytonic Greek.
RARE = [(0x250, 0x2BA), (0x2BD, 0x2FF), (0x300, 0x36F), (0x460, 0x52F), (0x1F00, 0x1FFF), (0x20A0, 0x20BF)]

TEXT = LATIN + PUNCTUATION + GREEK_CYRILLIC
ALL = TEXT + RARE

LITERATA = ["latin", "latin-ext", "vietnamese", "greek", "cyrillic"]
RADIO_CANADA = ["latin", "latin-ext", "vietnamese"]


def static(package, style, name):
    return lambda root, _: TTFont(f"{root}/@expo-google-fonts/{package}/{style}/{name}.ttf")


def variable(package, axes, subsets, location):
    """One static font at `location`, merged from the web subsets of a variable font."""

    def load(root, folder):
        paths = []
        for part in subsets:
            font = TTFont(f"{root}/@fontsource-variable/{package}/files/{package}-{part}-{axes}-normal.woff2")
            font = instancer.instantiateVariableFont(font, location)
            font.flavor = None
            for table in ("GSUB", "GDEF", "STAT", "MVAR", "HVAR"):
                if table in font:
                    del font[table]
            path = os.path.join(folder, f"{package}-{part}.ttf")
            font.save(path)
            paths.append(path)
        return merge.Merger().merge(paths)

    return load


FACES = {
    "literata-display.ttf": (variable("literata", "opsz", LITERATA, {"opsz": 72, "wght": 500}), TEXT),
    "literata-regular.ttf": (static("literata", "400Regular", "Literata_400Regular"), TEXT),
    "literata-semibold.ttf": (static("literata", "600SemiBold", "Literata_600SemiBold"), TEXT),
    "radiocanada-regular.ttf": (static("radio-canada", "400Regular", "RadioCanada_400Regular"), TEXT),
    "radiocanada-semibold.ttf": (static("radio-canada", "600SemiBold", "RadioCanada_600SemiBold"), TEXT),
    "radiocanada-bold.ttf": (static("radio-canada", "700Bold", "RadioCanada_700Bold"), TEXT),
    "radiocanada-condensed.ttf": (variable("radio-canada", "standard", RADIO_CANADA, {"wght": 400, "wdth": 76}), TEXT),
    "notosans-regular.ttf": (static("noto-sans", "400Regular", "NotoSans_400Regular"), ALL),
    "notosans-bold.ttf": (static("noto-sans", "700Bold", "NotoSans_700Bold"), ALL),
}


def tabular_figures(font):
    """Map 0–9 to their tabular forms, where the font has them."""
    if "GSUB" not in font:
        return
    swaps = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                swaps.update(getattr(sub, "mapping", None) or sub.ExtSubTable.mapping)
    for cmap in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            glyph = cmap.cmap.get(code)
            if glyph in swaps:
                cmap.cmap[code] = swaps[glyph]


def thin_space(font):
    """Add U+202F and U+2009 (three fifths of a space) and U+2011 (the hyphen)."""
    glyph = Glyph()
    glyph.numberOfContours = 0
    name = "estrade.thinspace"
    font.setGlyphOrder(font.getGlyphOrder() + [name])
    font["glyf"][name] = glyph
    space = font["hmtx"][font.getBestCmap()[0x20]][0]
    # Not under 0.14 em: readers of PDF text take narrower gaps for no gap.
    font["hmtx"][name] = (max(round(space * 0.6), round(font["head"].unitsPerEm * 0.14)), 0)
    hyphen = font.getBestCmap()[0x2D]
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            cmap.cmap[0x202F] = cmap.cmap[0x2009] = name
            cmap.cmap[0x2011] = hyphen
            # Radio Canada kerns its own no-break space into its neighbours.
            cmap.cmap[0xA0] = cmap.cmap[0x20]


def make(load, ranges, root, target):
    with tempfile.TemporaryDirectory() as folder:
        font = load(root, folder)
        if "radiocanada" in target:
            tabular_figures(font)
        options = subset.Options()
        options.hinting = False
        options.layout_features = ["kern"]
        options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
        options.notdef_outline = True
        options.glyph_names = False
        options.drop_tables += ["GSUB", "GDEF", "DSIG", "STAT", "vhea", "vmtx"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[c for a, b in ranges for c in range(a, b + 1)])
        subsetter.subset(font)
        thin_space(font)
        # Only Windows Unicode BMP: gofpdf reads no other character map.
        font["cmap"].tables = [t for t in font["cmap"].tables if (t.platformID, t.platEncID, t.format) == (3, 1, 4)]
        font["head"].created = font["head"].modified = 0
        font.recalcTimestamp = False
        font.save(target)
    print(f"{os.path.basename(target):28} {os.path.getsize(target):7} bytes, {len(TTFont(target).getBestCmap())} characters")


def main():
    root, out = sys.argv[1], sys.argv[2]
    for name, (load, ranges) in FACES.items():
        make(load, ranges, root, os.path.join(out, name))


if __name__ == "__main__":
    main()
