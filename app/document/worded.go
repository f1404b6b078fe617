package document

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	estrade "estrade/app"
)

// slot is what a placeholder stands for.
type slot int

// Slots of sentences.
const (
	slotName slot = iota
	slotWorkshop
	slotDate
	slotDuration
	slotPlace
	slotClient
	slotOrganisation
	slotSignatory
	slotRole
	slotNumber
)

// placeholders are the names of slots between braces.
var placeholders = [...]estrade.Text{
	slotName:         {FR: "nom", EN: "name"},
	slotWorkshop:     {FR: "atelier", EN: "workshop"},
	slotDate:         {FR: "date", EN: "date"},
	slotDuration:     {FR: "durée", EN: "duration"},
	slotPlace:        {FR: "lieu", EN: "place"},
	slotClient:       {FR: "client", EN: "client"},
	slotOrganisation: {FR: "organisme", EN: "organisation"},
	slotSignatory:    {FR: "signataire", EN: "signatory"},
	slotRole:         {FR: "fonction", EN: "role"},
	slotNumber:       {FR: "numéro", EN: "number"},
}

// values are what fills the slots of one document.
type values map[slot]string

// ofPerson are the slots of a document about one person, ofSession those of one
// about the whole session, ofOwn those of what one participant answered: no
// name, and no number, for it is not issued.
var (
	ofPerson = []slot{
		slotName, slotWorkshop, slotDate, slotDuration, slotPlace, slotClient,
		slotOrganisation, slotSignatory, slotRole, slotNumber,
	}
	ofSession = []slot{slotWorkshop, slotDate, slotPlace, slotClient, slotOrganisation, slotNumber}
	ofOwn     = []slot{slotWorkshop, slotDate, slotPlace, slotClient, slotOrganisation}
)

// wordedField is a sentence of a document that an organisation may word in its
// own way.
type wordedField struct {
	key      string
	builtIn  estrade.Text // empty: nothing is printed unless it is worded
	fixed    []estrade.Text
	limit    int  // characters
	optional bool // may be left empty
	partial  bool // may not claim that the whole was attended
	slots    []slot
}

// Fields of the certificate.
var (
	wordedTitle    = wordedField{key: "title", builtIn: certificateTitle, limit: 60, slots: []slot{slotOrganisation}}
	wordedAttests  = wordedField{key: "attests", builtIn: certificateSaysBy, limit: 140, slots: ofPerson}
	wordedFull     = wordedField{key: "full", builtIn: certificateFull, limit: 90, slots: ofPerson}
	wordedPart     = wordedField{key: "part", builtIn: certificatePart, limit: 90, partial: true, slots: ofPerson}
	wordedGoals    = wordedField{key: "goals", builtIn: certificateGoals, limit: 60, slots: []slot{slotWorkshop}}
	wordedFootnote = wordedField{key: "note", fixed: []estrade.Text{noticeCertificate, noticeSelf}, limit: 240, optional: true, slots: ofPerson}
)

// Fields of the other documents. What the ministry's model or the guardrails
// say may be added to, never replaced.
var (
	wordedMention   = wordedField{key: "mention", fixed: []estrade.Text{completionKeep, completionNoResult}, limit: 240, optional: true, slots: ofPerson}
	wordedSheetNote = wordedField{key: "note", fixed: []estrade.Text{sheetRule, sheetNoResult}, limit: 240, optional: true, slots: ofSession}
	wordedRegister  = wordedField{key: "title", builtIn: registerTitle, limit: 60, slots: []slot{slotOrganisation}}
	wordedListNote  = wordedField{key: "note", fixed: []estrade.Text{registerRead, registerNoResult}, limit: 240, optional: true, slots: []slot{slotOrganisation, slotDate}}
	wordedPurpose   = wordedField{key: "introduction", fixed: []estrade.Text{personalFor, noticeSelf}, limit: 500, optional: true, slots: ofOwn}
	wordedFarewell  = wordedField{key: "closing", limit: 500, optional: true, slots: ofOwn}
	wordedOpening   = wordedField{key: "introduction", limit: 500, optional: true, slots: ofSession}
	wordedClosing   = wordedField{key: "closing", fixed: []estrade.Text{noticeGroup, noticeSelf}, limit: 500, optional: true, slots: ofSession}
)

// wordedKinds are the documents that can be worded, in the order a trainer
// meets them.
var wordedKinds = []struct {
	kind   estrade.DocumentKind
	fields []wordedField
}{
	{estrade.DocumentCertificate, []wordedField{wordedTitle, wordedAttests, wordedFull, wordedPart, wordedGoals, wordedFootnote}},
	{estrade.DocumentCompletion, []wordedField{wordedMention}},
	{estrade.DocumentAttendanceSheet, []wordedField{wordedSheetNote}},
	{estrade.DocumentReport, []wordedField{wordedOpening, wordedClosing}},
	{estrade.DocumentDebrief, []wordedField{wordedOpening, wordedClosing}},
	{estrade.DocumentPersonal, []wordedField{wordedPurpose, wordedFarewell}},
	{estrade.DocumentRegister, []wordedField{wordedRegister, wordedListNote}},
}

func fieldsOf(kind estrade.DocumentKind) []wordedField {
	for _, w := range wordedKinds {
		if w.kind == kind {
			return w.fields
		}
	}
	return nil
}

// WordedKinds lists the kinds of documents that can be worded.
func (p *Printer) WordedKinds() []estrade.DocumentKind {
	var kinds []estrade.DocumentKind
	for _, w := range wordedKinds {
		kinds = append(kinds, w.kind)
	}
	return kinds
}

// WordingFields lists the sentences of a kind of document that can be worded,
// with the built-in ones; none for a kind that has none.
func (p *Printer) WordingFields(kind estrade.DocumentKind, l estrade.Language) []estrade.WordingField {
	var list []estrade.WordingField
	for _, f := range fieldsOf(kind) {
		field := estrade.WordingField{Key: f.key, BuiltIn: f.builtIn.In(l), Limit: f.limit, Optional: f.optional}
		var fixed []string
		for _, text := range f.fixed {
			fixed = append(fixed, text.In(l))
		}
		field.Fixed = strings.Join(fixed, " ")
		for _, v := range f.slots {
			field.Placeholders = append(field.Placeholders, placeholders[v].In(l))
		}
		list = append(list, field)
	}
	return list
}

// CheckWording reports why sentences cannot be printed: CodeInvalid with the
// field in its parameters, and a key that begins with "wording-".
func (p *Printer) CheckWording(kind estrade.DocumentKind, l estrade.Language, sentences map[string]string) error {
	fields := fieldsOf(kind)
	for key := range sentences {
		if !slices.ContainsFunc(fields, func(f wordedField) bool { return f.key == key }) {
			return wrongWording("wording-unknown-field", key, "This document has no such sentence.", "Reload the page.")
		}
	}
	for _, f := range fields {
		if text, ok := sentences[f.key]; ok {
			if err := p.checkSentence(f, l, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Printer) checkSentence(f wordedField, l estrade.Language, text string) error {
	if !utf8.ValidString(text) {
		return wrongWording("wording-unprintable", f.key, "The text is not readable.", "Type it again.", "characters", "\uFFFD")
	}
	text = clean(text)
	if text == "" && !f.optional {
		return wrongWording("wording-empty", f.key, "This sentence cannot be left out.", "Write it, or take the built-in one.")
	}
	if utf8.RuneCountInString(text) > f.limit {
		return wrongWording("wording-too-long", f.key, "This text is too long.", "Use at most "+strconv.Itoa(f.limit)+" characters.", "limit", strconv.Itoa(f.limit))
	}
	pieces, broken := cutSentence(text)
	if broken {
		return wrongWording("wording-brace", f.key, "A brace is opened and not closed, or closed and not opened.",
			"Write placeholders as in {"+placeholders[slotOrganisation].In(l)+"}.", "example", "{"+placeholders[f.slots[0]].In(l)+"}")
	}
	for _, piece := range pieces {
		if piece.placeholder && !slices.ContainsFunc(f.slots, func(v slot) bool { return placeholders[v].In(l) == piece.text }) {
			return wrongWording("wording-placeholder", f.key, "{"+piece.text+"} stands for nothing here.",
				"Use one of those listed.", "placeholder", "{"+piece.text+"}", "known", strings.Join(f.names(l), ", "))
		}
	}
	if missing := p.Unprintable(text); missing != nil {
		return wrongWording("wording-unprintable", f.key, "The documents’ fonts lack "+string(missing)+".", "Write it otherwise.", "characters", string(missing))
	}
	if word := refusedWord(text); word != "" {
		return wrongWording("wording-refused", f.key, "A document of Estrade never says “"+word+"”.", "Write it otherwise.", "word", word)
	}
	if word := wholeWord(text); f.partial && word != "" {
		return wrongWording("wording-whole", f.key, "This sentence is for who attended a part: it cannot say “"+word+"”.", "Write it otherwise.", "word", word)
	}
	return nil
}

func (f wordedField) names(l estrade.Language) []string {
	var names []string
	for _, v := range f.slots {
		names = append(names, "{"+placeholders[v].In(l)+"}")
	}
	return names
}

func wrongWording(key, field, message, hint string, params ...string) error {
	return estrade.NewError(estrade.CodeInvalid, key, message, hint, append([]string{"field", field}, params...)...)
}

// Words that no document of Estrade prints: it delivers no diploma, and a
// certification mark belongs to who was certified; a self-positioning judges
// nobody.
var refused = regexp.MustCompile(`\bdiplom(?:e|ee|a|ant|ante)s?\b|\bqualiopi\b|\btests? valides?\b|\bvalidated test|\bscores? de leadership\b|` +
	`\bleadership scores?\b|\bvous etes un leader\b|\byou are a leader\b|\bprofils? types?\b|\bprofile types?\b`)

// Words that claim the whole of a training.
var whole = regexp.MustCompile(`\b(?:en|la) totalite\b|\bintegral\w*\b|\ben entier\b|\bentierement\b|\btotalement\b|\bcompletement\b|` +
	`\bin full\b|\bfully\b|\bentire\w*\b|\bthe whole\b|\bcompletely\b`)

func refusedWord(text string) string { return wordIn(refused, text) }
func wholeWord(text string) string   { return wordIn(whole, text) }

// wordIn returns what of text matches words, whatever its case, accents and spaces.
func wordIn(words *regexp.Regexp, text string) string {
	var plain strings.Builder
	var from []int // of each byte of plain, the character of text it comes from
	runes := []rune(norm.NFC.String(text))
	for i, r := range runes {
		for _, part := range norm.NFKD.String(string(unicode.ToLower(r))) {
			if unicode.Is(unicode.Mn, part) {
				continue
			}
			if unicode.IsSpace(part) {
				part = ' '
			}
			n, _ := plain.WriteRune(part)
			for range n {
				from = append(from, i)
			}
		}
	}
	at := words.FindStringIndex(strings.ReplaceAll(plain.String(), "’", "'"))
	if at == nil {
		return ""
	}
	return string(runes[from[at[0]] : from[at[1]-1]+1])
}

// piece is a part of a sentence: words, or the name of a placeholder.
type piece struct {
	text        string
	placeholder bool
}

// cutSentence cuts a sentence at its placeholders; broken: a brace has no match.
func cutSentence(text string) (pieces []piece, broken bool) {
	for text != "" {
		open := strings.IndexAny(text, "{}")
		if open < 0 {
			return append(pieces, piece{text: text}), false
		}
		end := strings.IndexAny(text[open+1:], "{}")
		if text[open] == '}' || end < 0 || text[open+1+end] == '{' {
			return nil, true
		}
		if open > 0 {
			pieces = append(pieces, piece{text: text[:open]})
		}
		pieces = append(pieces, piece{text: strings.TrimSpace(text[open+1 : open+1+end]), placeholder: true})
		text = text[open+1+end+1:]
	}
	return pieces, false
}

// worded returns a sentence as the organisation words it, else the built-in one,
// with its placeholders filled and its typography set; "" prints nothing.
// Values are printed as they are: they may be names. What vanishes with one
// that is empty, withoutGone tells; a sentence of which nothing stays is the
// built-in one, where there has to be one.
func (s speech) worded(w estrade.Wording, f wordedField, v values) string {
	if own := s.set(w.Sentences[f.key], v); own != "" {
		return own
	}
	if _, worded := w.Sentences[f.key]; worded && f.optional {
		return ""
	}
	return s.set(f.builtIn.In(s.language), v)
}

// set returns a sentence with its placeholders filled and its typography set.
func (s speech) set(sentence string, v values) string {
	pieces, broken := cutSentence(clean(sentence))
	if broken {
		return s.words(sentence)
	}
	var out strings.Builder
	var texts []string
	for _, p := range pieces {
		if !p.placeholder {
			out.WriteString(p.text)
			continue
		}
		text := s.valueOf(p.text, v)
		if text == "" {
			out.WriteRune(gone)
			continue
		}
		out.WriteRune(placeholder + rune(len(texts)))
		texts = append(texts, text)
	}
	return filled(s.words(withoutGone(out.String())), texts)
}

func (s speech) valueOf(name string, v values) string {
	for i, n := range placeholders {
		if n.In(s.language) == name {
			return clean(v[slot(i)])
		}
	}
	return ""
}
