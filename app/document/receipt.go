package document

import (
	estrade "estrade/app"
)

// receipt draws what was deleted of a session, and what stays.
type receipt struct {
	sheet
	data estrade.ReceiptData
	logo *picture
}

// Receipt returns the PDF of the receipt of a deleted session; see
// estrade.Documents.
func (p *Printer) Receipt(d estrade.ReceiptData) ([]byte, error) {
	r := &receipt{sheet: newSheet(d.Language), data: d}
	var err error
	if r.logo, err = p.logos.picture(d.Organisation.Logo); err != nil {
		return nil, err
	}
	r.begin = func() { r.markPage(r.speech, false, false) }
	r.begin()
	r.head()
	r.prose(bodySoft, r.why())
	r.section(r.say(receiptGone), px(120))
	r.rows()
	r.section(r.say(receiptCopies), px(80))
	r.list(r.say(receiptKeys), r.backups(), r.say(receiptFolders))
	r.section(r.say(receiptStays), px(80))
	r.list(r.stays()...)
	r.unprinted(small)
	r.furnish(joined(" · ", clean(d.Organisation.Name), r.say(receiptTitle)), r.words(d.Receipt.Title), r.say(receiptNobody))
	return r.pdf(identity{
		title:    r.say(receiptTitle) + ", " + r.words(d.Receipt.Title),
		author:   clean(d.Organisation.Name),
		subject:  clean(d.Receipt.Client),
		language: r.tag(),
		date:     d.MadeOn,
	})
}

// head draws whose receipt it is and of which session.
func (r *receipt) head() {
	d := r.data
	r.letterhead(r.speech, d.Organisation, r.logo, margin, px(420), px(150))
	made := ""
	if !d.MadeOn.IsZero() {
		made = r.say(receiptMade, r.date(d.MadeOn))
	}
	r.references(r.width-margin, []string{made})
	r.y = px(176)
	title := style{face: voice, size: px(29), lead: px(36), tracking: -5, ink: ink}
	r.tagged("H1", func() { r.block(margin, columnWidth, title, r.say(receiptTitle)) })
	r.skip(px(4))
	r.block(margin, columnWidth, style{face: toolSemi, size: px(17), lead: px(24), ink: ink}, r.words(d.Receipt.Title))
	day := ""
	if !d.Date.IsZero() {
		day = r.date(d.Date)
	}
	r.block(margin, columnWidth, style{face: tool, size: px(15), lead: px(21), ink: ink2},
		joined(" · ", clean(d.Receipt.Client), day, r.say(receiptReference, string(d.Receipt.Session))))
	r.y += px(10)
	r.box(0, r.y, r.width, px(5), ink)
	r.y += px(22)
}

// why says when the session was deleted, and what made it so.
func (r *receipt) why() string {
	sentence := receiptAsked
	if r.data.Receipt.Erasure.Why == estrade.ErasureDue {
		sentence = receiptDue
	}
	return r.say(sentence, r.date(r.data.ErasedOn), r.clock(r.data.ErasedOn))
}

// rows draws how many of what went.
func (r *receipt) rows() {
	n := r.data.Receipt.Erasure.Rows
	cell := tableText
	t := table{columns: []column{
		{r.say(receiptWhat), columnWidth - px(110), left, cell},
		{r.say(receiptNumber), px(110), right, cell.of(toolSemi)},
	}}
	for _, line := range []struct {
		what estrade.Text
		n    int
	}{
		{receiptAnswers, n.Answers}, {receiptPeople, n.People}, {receiptLinks, n.Links}, {receiptCodes, n.ReturnCodes},
		{receiptNotes, n.Notes}, {receiptFigures, n.Figures}, {receiptNames, n.Names}, {receiptSignatures, n.Signatures},
		{receiptFiles, n.Files}, {receiptLog, n.Log},
	} {
		t.rows = append(t.rows, row{cells: []string{r.say(line.what), r.number(float64(line.n), 0)}})
	}
	r.table(t)
	if r.data.Receipt.Erasure.Rows.Answers == 0 {
		r.skip(px(6))
		r.block(margin, columnWidth, small, r.say(receiptEarlier))
	}
}

func (r *receipt) backups() string {
	if r.data.Receipt.Renewed {
		return r.say(receiptRenewed)
	}
	return r.say(receiptRenewing)
}

// stays says what is left of the session on this computer.
func (r *receipt) stays() []string {
	n := r.data.Receipt.Registered
	lines := []string{r.say(receiptLine)}
	if n > 0 {
		lines = append(lines, r.say(receiptRegister[r.single(n)], n))
	}
	return append(lines, r.say(receiptHanded))
}

// list draws sentences one under the other.
func (r *receipt) list(sentences ...string) {
	for _, text := range sentences {
		r.bullet(text)
	}
}

// bullet draws one of them behind a dash.
func (r *receipt) bullet(text string) {
	s := style{face: tool, size: px(14), lead: px(20), ink: ink}
	const indent = 14
	r.need(r.tall(s, text, columnWidth-px(indent)))
	r.decor(func() { r.text(margin, s.baseline(r.y), s, left, "–") })
	r.block(margin+px(indent), columnWidth-px(indent), s, text)
	r.y += px(5)
}
