package pdfa

import (
	"fmt"
	"strings"
)

// Element is a part of a document's logical structure: a standard tag of PDF
// ("H1", "P", "Table"…) with its kids, or with content of pages.
type Element struct {
	Tag     string
	Alt     string // stands for a figure, "" for none
	Kids    []*Element
	Content []Content
}

// Content is one marked sequence of a page: Page counts from 0, ID is unique on
// its page, without gaps from 0.
type Content struct {
	Page, ID int
}

// addStructure adds the structure's tree, with the way back from pages to
// elements, and returns its number.
func (f *file) addStructure(root *Element) int {
	tree := f.add(nil)
	owners := make([][]int, f.pages())
	top := f.addElement(root, tree, owners)
	var numbers strings.Builder
	for page, elements := range owners {
		fmt.Fprintf(&numbers, "%d[", page)
		for i, n := range elements {
			if i > 0 {
				numbers.WriteByte(' ')
			}
			fmt.Fprintf(&numbers, "%d 0 R", n)
		}
		numbers.WriteString("]")
		f.objects[pageObject(page)] = insert(f.objects[pageObject(page)], fmt.Sprintf("/StructParents %d /Tabs /S\n", page))
	}
	parents := f.add([]byte("<</Nums[" + numbers.String() + "]>>"))
	f.objects[tree] = fmt.Appendf(nil, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", top, parents, len(owners))
	return tree
}

// addElement adds an element with its kids, notes it as the owner of its
// content, and returns its number.
func (f *file) addElement(e *Element, parent int, owners [][]int) int {
	n := f.add(nil)
	var b strings.Builder
	fmt.Fprintf(&b, "<</S/%s/P %d 0 R", e.Tag, parent)
	if e.Alt != "" {
		fmt.Fprintf(&b, "/Alt%s", text(strings.Map(inXML, e.Alt)))
	}
	if e.Tag == "TH" {
		b.WriteString("/A<</O/Table/Scope/Column>>")
	}
	if len(e.Content) > 0 {
		// Content of another page than this one says which.
		fmt.Fprintf(&b, "/Pg %d 0 R", pageObject(e.Content[0].Page))
	}
	one := len(e.Content)+len(e.Kids) == 1
	if one {
		b.WriteString("/K ")
	} else {
		b.WriteString("/K[")
	}
	for i, c := range e.Content {
		if i > 0 {
			b.WriteByte(' ')
		}
		for len(owners[c.Page]) <= c.ID {
			owners[c.Page] = append(owners[c.Page], n)
		}
		owners[c.Page][c.ID] = n
		if c.Page == e.Content[0].Page {
			fmt.Fprintf(&b, "%d", c.ID)
		} else {
			fmt.Fprintf(&b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(c.Page), c.ID)
		}
	}
	for i, kid := range e.Kids {
		if i > 0 || len(e.Content) > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%d 0 R", f.addElement(kid, n, owners))
	}
	if !one {
		b.WriteByte(']')
	}
	b.WriteString(">>")
	f.objects[n] = []byte(b.String())
	return n
}

// insert adds entries at the end of a dictionary.
func insert(dictionary []byte, entries string) []byte {
	end := strings.LastIndex(string(dictionary), ">>")
	return []byte(string(dictionary[:end]) + "\n" + entries + ">>")
}
