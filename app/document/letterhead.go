package document

import (
	"math"
	"strings"
	"time"

	estrade "estrade/app"
)

// pictures are those of whoever issues a document about a person, nil for none.
type pictures struct {
	logo   *picture
	signed *picture // the signature of whoever signs
}

// picturesFor prepares the pictures of a document about somebody, once their
// name is known to be printable.
func (p *Printer) picturesFor(o estrade.Organisation, name string) (pictures, error) {
	logo, err := p.lightLogos.picture(o.Logo)
	if err != nil {
		return pictures{}, err
	}
	signed, err := p.lightSignatures.picture(o.Signature)
	if err != nil {
		return pictures{}, err
	}
	if missing := p.Unprintable(name); missing != nil {
		return pictures{}, unprintable(name, missing)
	}
	return pictures{logo, signed}, nil
}

// whole returns the file, or says which of its texts cannot be printed whole.
func (c *canvas) whole(texts []string, id identity) ([]byte, error) {
	if len(c.missing) > 0 {
		return nil, unprintable(blamed(c.missing, texts), c.missing)
	}
	return c.pdf(id)
}

// letterhead draws a training body at the top left of a page: its logo, its
// name, its address and its numbers, made smaller together until their last
// baseline is above bottom.
func (c *canvas) letterhead(s speech, o estrade.Organisation, logo *picture, x, width, bottom float64) {
	line := style{face: tool, size: px(12.5), lead: px(18.1), ink: ink2}
	name := style{face: toolSemi, size: px(16), lead: px(20.8), ink: ink}
	if logo != nil {
		used := c.logo(s.say(altLogo, clean(o.Name)), *logo, x, px(50), px(150), px(62)) + px(18)
		x, width = x+used, width-used
	}
	names := c.wrap(name, clean(o.Name), width)
	var rest []string
	for _, text := range issuerLines(s, o) {
		rest = append(rest, c.wrap(line, text, width)...)
	}
	room := bottom - px(67.5)
	k := math.Min(1, room/(name.lead*float64(len(names)-1)+line.lead*float64(len(rest))))
	y := c.lines(x, px(67.5)-px(6)*(1-k), name.scaled(k), left, names) - name.lead*k + px(19.5)*k
	c.lines(x, y, line.scaled(k), left, rest)
}

// issuerLines are the address, the legal form and the numbers of a training body.
func issuerLines(s speech, o estrade.Organisation) []string {
	var lines []string
	for _, a := range o.Address {
		if a = clean(a); a != "" {
			lines = append(lines, a)
		}
	}
	if len(lines) > 2 {
		lines = []string{strings.Join(lines, ", ")}
	}
	var numbers []string
	if form := clean(o.LegalForm); form != "" {
		numbers = append(numbers, form)
	}
	if o.SIRET != "" {
		numbers = append(numbers, s.say(wordSIRET, siret(o.SIRET)))
	}
	if o.ActivityDeclaration != "" {
		number := strings.ReplaceAll(clean(o.ActivityDeclaration), " ", string(noBreak))
		numbers = append(numbers, s.say(wordActivity, number))
	}
	if len(numbers) > 0 {
		lines = append(lines, strings.Join(numbers, " · "))
	}
	return lines
}

// textsOf are the texts of a training body that documents print.
func textsOf(o estrade.Organisation) []string {
	return append([]string{o.Name, o.LegalForm, o.SIRET, o.ActivityDeclaration}, o.Address...)
}

// references draws, at the top right of a page, what tells a document from others.
func (c *canvas) references(x float64, lines []string) {
	s := style{face: tool, size: px(12.5), lead: px(18.1), ink: ink2}
	y := px(65)
	c.textual(func() {
		for i, text := range lines {
			// Numbers are short; one that is not stays on its half of the page.
			fitted := s.scaled(math.Min(1, px(300)/math.Max(1, c.measure(s, text))))
			c.lineOf(x, y, fitted, right, text, i+1 < len(lines))
			y += s.lead
		}
	})
}

// referenceLines are a document's number, its date and the number of the one
// it replaces, as far as it has them.
func (s speech) referenceLines(numbered estrade.Text, number string, issued estrade.Text, on time.Time, replaces string) []string {
	var lines []string
	if number = clean(number); number != "" {
		lines = append(lines, s.say(numbered, number))
	}
	if !on.IsZero() {
		lines = append(lines, s.say(issued, s.date(on)))
	}
	if replaces = clean(replaces); replaces != "" {
		lines = append(lines, s.say(documentReplaces, replaces))
	}
	return lines
}

// blamed returns the first text that holds the first of the missing characters.
func blamed(missing []rune, texts []string) string {
	for _, t := range texts {
		if strings.ContainsRune(clean(t), missing[0]) {
			return clean(t)
		}
	}
	return string(missing)
}
