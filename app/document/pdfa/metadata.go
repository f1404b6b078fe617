package pdfa

import (
	_ "embed"
	"encoding/xml"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf16"
)

// srgbProfile is the colour space of every document; its licence is beside it.
//
//go:embed srgb.icc
var srgbProfile []byte

// srgb is the output profile as an object.
var srgb = sync.OnceValue(func() []byte { return packed("/N 3", srgbProfile) })

// cleaned returns d without what XML cannot hold, so that both forms of the
// metadata say the same.
func (d Document) cleaned() Document {
	for _, s := range []*string{&d.Title, &d.Author, &d.Subject, &d.Creator, &d.Producer, &d.Language} {
		*s = strings.TrimSpace(strings.Map(inXML, strings.ToValidUTF8(*s, "")))
	}
	d.Date = d.Date.UTC().Truncate(time.Second)
	return d
}

// inXML drops control characters and those that XML 1.0 does not know.
func inXML(r rune) rune {
	if r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

// info is the information dictionary; PDF/A-1 wants it equal to the XMP.
func (d Document) info() []byte {
	var b strings.Builder
	b.WriteString("<<")
	for _, entry := range [][2]string{{"Title", d.Title}, {"Author", d.Author}, {"Subject", d.Subject},
		{"Creator", d.Creator}, {"Producer", d.Producer}} {
		if entry[1] != "" {
			fmt.Fprintf(&b, "/%s %s\n", entry[0], text(entry[1]))
		}
	}
	date := d.Date.Format("20060102150405")
	fmt.Fprintf(&b, "/CreationDate (D:%sZ)\n/ModDate (D:%sZ)>>", date, date)
	return []byte(b.String())
}

// text is a PDF text string: of one byte a character where the encoding of PDF
// and Latin 1 agree, else UTF-16.
func text(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x20 || r > 0xFF || r > 0x7E && r < 0xA1 || r == 0xAD {
			return literal("\xFE\xFF" + utf16BE(s))
		}
		b.WriteByte(byte(r))
	}
	return literal(b.String())
}

// literal is a string of bytes as it stands in a file.
func literal(s string) string {
	return "(" + escapes.Replace(s) + ")"
}

var escapes = strings.NewReplacer(`\`, `\\`, `(`, `\(`, `)`, `\)`, "\r", `\r`, "\n", `\n`)

func utf16BE(s string) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, byte(unit>>8), byte(unit))
	}
	return string(b)
}

// xmp is the metadata as an XMP packet.
func (d Document) xmp() []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" pdfaid:part=\"1\" pdfaid:conformance=\"B\"")
	date := d.Date.Format("2006-01-02T15:04:05Z")
	for _, simple := range [][2]string{{"xmp:CreatorTool", d.Creator}, {"xmp:CreateDate", date}, {"xmp:ModifyDate", date}, {"pdf:Producer", d.Producer}} {
		if simple[1] != "" {
			fmt.Fprintf(&b, "\n%s=\"%s\"", simple[0], escaped(simple[1]))
		}
	}
	b.WriteString(">\n")
	element := func(name, open, value, shut string) {
		if value != "" {
			fmt.Fprintf(&b, "<%s>%s%s%s</%s>\n", name, open, escaped(value), shut, name)
		}
	}
	const alternative, endAlternative = `<rdf:Alt><rdf:li xml:lang="x-default">`, `</rdf:li></rdf:Alt>`
	element("dc:title", alternative, d.Title, endAlternative)
	element("dc:creator", "<rdf:Seq><rdf:li>", d.Author, "</rdf:li></rdf:Seq>")
	element("dc:description", alternative, d.Subject, endAlternative)
	element("dc:language", "<rdf:Bag><rdf:li>", d.Language, "</rdf:li></rdf:Bag>")
	b.WriteString("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

func escaped(s string) string {
	var b strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
