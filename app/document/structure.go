package document

import (
	"slices"
	"strings"

	"estrade/app/document/pdfa"
)

// The structure of a document is a tree beside its pages: what is a heading, a
// paragraph, a table, a figure, in reading order, for whoever listens to the
// document or sees it reflowed. Texts become paragraphs by themselves, paths
// become decoration; only what is more than that has to be said.

// element is a part of the structure. What is drawn while it is the current one
// belongs to it; one that ends with nothing drawn is left out of the file.
type element struct {
	tag     string
	alt     string // stands for a figure
	parent  *element
	kids    []*element
	content []pdfa.Content // filled while pages are written
}

// holdsText reports whether text may stand directly in the element.
func (e *element) holdsText() bool {
	switch e.tag {
	case "Document", "Sect", "Table", "TR", "L", "LI":
		return false
	default:
		return true
	}
}

// tagged draws a part of the structure: "H1" to "H6", "P", "Table", "TR", "TH",
// "TD", "L", "LI", "LBody", "Sect", "Figure".
func (c *canvas) tagged(tag string, draw func()) *element {
	before := c.current
	e := &element{tag: tag, parent: before}
	before.kids = append(before.kids, e)
	c.current = e
	draw()
	c.current = before
	return e
}

// under draws what belongs to an element made before.
func (c *canvas) under(e *element, draw func()) {
	before := c.current
	c.current = e
	draw()
	c.current = before
}

// readHere moves an element that was drawn earlier to where it is to be read:
// after everything that its parent has so far.
func (c *canvas) readHere(e *element) {
	kids := e.parent.kids
	e.parent.kids = append(slices.DeleteFunc(kids, func(kid *element) bool { return kid == e }), e)
}

// textual draws a text as a paragraph, unless it is already in an element that
// holds text.
func (c *canvas) textual(draw func()) {
	if c.decorating || c.current.holdsText() {
		draw()
		return
	}
	c.tagged("P", draw)
}

// figure draws a picture or a chart; alt says in words what it shows. Texts in
// it are part of the picture.
func (c *canvas) figure(alt string, draw func()) {
	if c.decorating {
		draw()
		return
	}
	c.tagged("Figure", draw).alt = plainSpaces.Replace(strings.TrimSpace(alt))
}

// plainSpaces makes texts shorter that are heard, not seen.
var plainSpaces = strings.NewReplacer(string(noBreak), " ", string(thinNoBreak), " ")

// decor draws what is no part of the text: running heads, page numbers, marks
// under the page.
func (c *canvas) decor(draw func()) {
	before := c.decorating
	c.decorating = true
	draw()
	c.decorating = before
}

// owner is the element to which a mark added now belongs, nil for none: outside
// of figures, only texts belong to one.
func (c *canvas) owner(m mark) *element {
	if c.decorating {
		return nil
	}
	if _, ok := m.(textMark); ok || c.current.tag == "Figure" {
		return c.current
	}
	return nil
}

// written returns the element as it goes to the file, nil when nothing of it
// was drawn.
func (e *element) written() *pdfa.Element {
	out := &pdfa.Element{Tag: e.tag, Alt: e.alt, Content: e.content}
	drawn := len(e.content) > 0
	var kids []*pdfa.Element
	for _, kid := range e.kids {
		w := kid.written()
		drawn = drawn || w != nil
		if w == nil && (kid.tag == "TD" || kid.tag == "TH") {
			w = &pdfa.Element{Tag: kid.tag} // an empty cell keeps its column
		}
		if w != nil {
			kids = append(kids, w)
		}
	}
	if !drawn {
		return nil
	}
	out.Kids = kids
	return out
}
