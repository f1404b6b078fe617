// Package pdfa finishes what gofpdf wrote as PDF/A-1b (ISO 19005-1, level B),
// the form in which documents are kept for decades: fonts embedded and
// described, colours given a meaning, metadata readable without the program.
//
// The file is written anew, object by object, with one classic cross-reference
// table and one trailer, so that a signature can follow as an incremental
// update. The same input gives the same bytes.
package pdfa

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
)

// Document is what a file says of itself and what gofpdf leaves out of it.
type Document struct {
	Title    string
	Author   string // "" for none
	Subject  string // "" for none
	Creator  string // the program that laid the document out
	Producer string // the program that wrote the file
	Language string // BCP 47
	Date     time.Time
	// Fonts are the resources F0, F1… of every page; nil ones are left out.
	Fonts []*Font
	// Structure is the document's logical structure; nil leaves it untagged.
	// The pages mark the content it names, and everything else as decoration.
	Structure *Element
}

// FontName is the resource name of the i-th font, as content streams select it.
func FontName(i int) string { return fmt.Sprintf("F%d", i) }

// Finish returns a file written by gofpdf, uncompressed and without fonts of
// its own, as PDF/A-1b. The pages must use device RGB or grey only, no
// transparency, and no font but those of d.
func Finish(raw []byte, d Document) ([]byte, error) {
	f, err := read(raw)
	if err != nil {
		return nil, err
	}
	d = d.cleaned()
	f.compressPages()
	if err := f.addFonts(d.Fonts); err != nil {
		return nil, err
	}
	f.objects[f.info] = d.info()
	metadata := f.add(stream("/Type /Metadata /Subtype /XML", d.xmp()))
	intent := f.add(outputIntent(f.add(srgb())))
	tree := 0
	if d.Structure != nil {
		tree = f.addStructure(d.Structure)
	}
	f.objects[f.root] = d.catalog(metadata, intent, tree)
	return f.bytes(), nil
}

// catalog is the root of the document; structure is 0 for none.
func (d Document) catalog(metadata, intent, structure int) []byte {
	tagged := ""
	if structure != 0 {
		tagged = fmt.Sprintf("/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R\n", structure)
	}
	return fmt.Appendf(nil, "<</Type /Catalog\n/Pages 1 0 R\n/Metadata %d 0 R\n"+
		"/OutputIntents [%d 0 R]\n"+
		"%s/Lang %s\n/ViewerPreferences <</DisplayDocTitle true>>>>", metadata, intent, tagged, text(d.Language))
}

// outputIntent says what the colours mean. It is an object of its own, so that
// a signature does not write it again with the catalogue.
func outputIntent(profile int) []byte {
	return fmt.Appendf(nil, "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"+
		" /Info (sRGB) /DestOutputProfile %d 0 R>>", profile)
}

// resourceFonts is the empty list of fonts that gofpdf writes.
const resourceFonts = "/Font <<\n>>"

// addFonts adds fonts and names them in the pages' shared resources.
func (f *file) addFonts(fonts []*Font) error {
	var names strings.Builder
	system := f.add([]byte("<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"))
	for i, font := range fonts {
		if font == nil {
			continue
		}
		fmt.Fprintf(&names, "/%s %d 0 R\n", FontName(i), len(f.objects))
		for _, body := range font.objects(len(f.objects), system) {
			f.add(body)
		}
	}
	const resources = 2 // gofpdf's number of the dictionary that all pages share
	body := f.objects[resources]
	if !bytes.Contains(body, []byte(resourceFonts)) {
		return fmt.Errorf("finish pdf: the pages have fonts of their own")
	}
	body = bytes.Replace(body, []byte(resourceFonts), []byte("/Font <<\n"+names.String()+">>"), 1)
	// gofpdf names kinds of resources that a document may do without, and those
	// procedures that printers asked for before 1996.
	for _, empty := range []string{"/ProcSet [/PDF /Text /ImageB /ImageC /ImageI]\n", "/XObject <<\n>>\n", "/ColorSpace <<\n>>\n"} {
		body = bytes.Replace(body, []byte(empty), nil, 1)
	}
	f.objects[resources] = body
	return nil
}

// compressPages compresses the pages' content, which gofpdf could do only with
// a new compressor for each.
func (f *file) compressPages() {
	for i := range f.pages() {
		content := pageObject(i) + 1
		if body, ok := streamOf(f.objects[content]); ok {
			f.objects[content] = stream("/Filter /FlateDecode", quick.deflate(aroundImages(body)...))
		}
	}
}

// aroundImages cuts a page's content where the data of images within it begin
// and end.
func aroundImages(content []byte) (parts [][]byte) {
	const begin, end = " ID\n", "~>\nEI"
	for {
		from := bytes.Index(content, []byte(begin))
		if from < 0 {
			return append(parts, content)
		}
		from += len(begin)
		size := bytes.Index(content[from:], []byte(end))
		if size < 0 {
			return append(parts, content)
		}
		parts = append(parts, content[:from], content[from:from+size])
		content = content[from+size:]
	}
}

// identifier is the file's ID: a digest of all that precedes the trailer.
func identifier(content []byte) string {
	sum := sha256.Sum256(content)
	return fmt.Sprintf("<%x>", sum[:16])
}
