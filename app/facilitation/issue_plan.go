package facilitation

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// issuedKind is a kind of document as it is issued.
type issuedKind struct {
	kind     estrade.DocumentKind
	personal bool         // one for each person certified
	word     estrade.Text // in names of files
}

// issuedKinds are the kinds a session issues, in the order of their numbers.
var issuedKinds = []issuedKind{
	{estrade.DocumentCertificate, true, estrade.Text{FR: "attestation", EN: "certificate"}},
	{estrade.DocumentCompletion, true, estrade.Text{FR: "realisation", EN: "completion"}},
	{estrade.DocumentAttendanceSheet, false, estrade.Text{FR: "emargement", EN: "attendance"}},
	{estrade.DocumentReport, false, estrade.Text{FR: "compte-rendu", EN: "report"}},
	{estrade.DocumentDebrief, false, estrade.Text{FR: "debrief", EN: "debrief"}},
}

func issuedKindOf(k estrade.DocumentKind) (issuedKind, bool) {
	i := slices.IndexFunc(issuedKinds, func(known issuedKind) bool { return known.kind == k })
	if i < 0 {
		return issuedKind{}, false
	}
	return issuedKinds[i], true
}

// kindsToIssue resolves the kinds asked for, those of the settings when none is.
// A session without a report to the organisation issues none.
func kindsToIssue(asked []estrade.DocumentKind, settings estrade.Settings, row estrade.Session) []issuedKind {
	if len(asked) == 0 {
		asked = settings.ArchiveKinds()
	}
	var kinds []issuedKind
	for _, k := range issuedKinds {
		if slices.Contains(asked, k.kind) && (k.kind != estrade.DocumentReport || !row.NoReport) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// wanted is a document as the attendance now asks for it.
type wanted struct {
	kind       estrade.DocumentKind
	attendance estrade.AttendanceID
	name       string
	basis      string
}

// outdated is an issued document that the attendance contradicts.
type outdated struct {
	document estrade.IssuedDocument
	now      *wanted // nil: nobody is to have it any more
}

// issuePlan is what issuing a session comes to.
type issuePlan struct {
	standing []estrade.IssuedDocument // issued, and as the attendance has it
	drawn    []estrade.IssuedDocument // to draw: no bytes are kept of them
	fresh    []wanted                 // have no number yet
	outdated []outdated
}

// planIssue compares what was issued with what the attendance now asks for.
func planIssue(issued []estrade.IssuedDocument, wants []wanted, kinds []issuedKind) issuePlan {
	var p issuePlan
	for _, w := range wants {
		i := latest(issued, w.kind, w.attendance)
		if i < 0 {
			p.fresh = append(p.fresh, w)
			continue
		}
		switch doc := issued[i]; {
		case doc.Size == 0 && doc.Name == w.name: // by an earlier version
			doc.Basis = w.basis
			p.drawn = append(p.drawn, doc)
		case doc.Size == 0 || doc.Basis != w.basis:
			p.outdated = append(p.outdated, outdated{doc, &w})
		case doc.RevokedAt == 0:
			p.standing = append(p.standing, doc)
		}
	}
	for _, doc := range issued {
		kind := slices.ContainsFunc(kinds, func(k issuedKind) bool { return k.kind == doc.Kind && k.personal })
		if kind && doc.Status() == estrade.DocumentValid && !slices.ContainsFunc(wants, func(w wanted) bool {
			return w.kind == doc.Kind && w.attendance == doc.Attendance
		}) {
			p.outdated = append(p.outdated, outdated{doc, nil})
		}
	}
	return p
}

// latest finds the document of a kind and person that nothing replaces.
func latest(issued []estrade.IssuedDocument, kind estrade.DocumentKind, of estrade.AttendanceID) int {
	return slices.IndexFunc(issued, func(d estrade.IssuedDocument) bool {
		return d.Kind == kind && d.Attendance == of && d.ReplacedBy == ""
	})
}

// errOutdated asks the trainer what to do about documents that the attendance
// contradicts.
func errOutdated(list []outdated) error {
	var names []string
	for _, o := range list {
		if o.document.Name != "" && !slices.Contains(names, o.document.Name) {
			names = append(names, o.document.Name)
		}
	}
	return estrade.NewError(estrade.CodeConflict, "documents-outdated",
		fmt.Sprintf("%d documents were issued before the attendance was corrected.", len(list)),
		"Say whether to issue new ones in their place or to leave them as they are.",
		"n", strconv.Itoa(len(list)), "names", strings.Join(names, ", "))
}

// wasDrawn reports whether a document is one that was drawn, or issued by an
// earlier version. A number that was given and never drawn is none: the next
// document gets it.
func wasDrawn(d estrade.IssuedDocument) bool { return d.Size > 0 || d.Code == "" }

// anythingIssued reports whether the session has issued a document; s.mu is held.
func (s *session) anythingIssued() bool {
	for _, d := range s.documents {
		if wasDrawn(d) {
			return true
		}
	}
	return false
}

// issued lists the documents of a session that were drawn, each with the one
// that replaces it; s.mu is held.
func (s *session) issued() []estrade.IssuedDocument {
	list := []estrade.IssuedDocument{}
	by := make(map[string]string)
	for _, d := range s.documents {
		if !wasDrawn(d) {
			continue
		}
		list = append(list, d)
		if d.Replaces != "" && d.Size > 0 {
			by[d.Replaces] = d.Number
		}
	}
	for i := range list {
		list[i].ReplacedBy = by[list[i].Number]
	}
	slices.SortFunc(list, func(a, b estrade.IssuedDocument) int {
		return cmp.Or(cmp.Compare(a.IssuedAt, b.IssuedAt), cmp.Compare(a.Number, b.Number))
	})
	return list
}

// personBasis is what a document about one person is drawn from of the attendance.
type personBasis struct {
	Name     string
	Minutes  int
	Complete bool
	HalfDays []string
	Nature   estrade.ActionNature `json:",omitempty"` // of a certificate of completion, where the session has its own
}

// basisOf digests what documents are drawn from; it is kept sealed.
func basisOf(parts ...any) string {
	text, err := json.Marshal(parts)
	if err != nil {
		panic("digest what a document is drawn from: " + err.Error()) // plain values
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// wants lists the documents that the attendance asks for; s.mu is held.
func (s *session) wants(kinds []issuedKind, people []estrade.AttendanceView, now int64) []wanted {
	spans, zone := s.training(now), zoneOf(s.row)
	var all []personBasis
	bases := make(map[estrade.AttendanceID]personBasis)
	for _, p := range people {
		b := personBasis{Name: p.Name, Minutes: p.Minutes, Complete: p.Complete}
		if !p.Absent && !p.Expected {
			b.HalfDays = halfDayNames(spans, presence(s.attendance[p.ID], spans), zone)
		}
		bases[p.ID] = b
		all = append(all, b)
	}
	var list []wanted
	for _, k := range kinds {
		if !k.personal {
			if basis, ok := s.standingBasis(k.kind, all); ok {
				list = append(list, wanted{kind: k.kind, basis: basis})
			}
			continue
		}
		for _, p := range people {
			if issued(p) {
				b := bases[p.ID]
				if k.kind == estrade.DocumentCompletion {
					b.Nature = s.row.ActionNature
				}
				list = append(list, wanted{kind: k.kind, attendance: p.ID, name: p.Name, basis: basisOf(b)})
			}
		}
	}
	return list
}

// standingBasis is groupBasis while it can be told. Once the answers are erased,
// and the trainer's notes with them, a report or a debrief stays as it was
// issued; one that was not is none any more (ok false). s.mu is held.
func (s *session) standingBasis(kind estrade.DocumentKind, people []personBasis) (basis string, ok bool) {
	if s.row.AnswersErasedAt == 0 || kind != estrade.DocumentReport && kind != estrade.DocumentDebrief {
		return s.groupBasis(kind, people), true
	}
	list := s.issued()
	i := latest(list, kind, "")
	if i < 0 || list[i].Size == 0 {
		return "", false
	}
	return list[i].Basis, true
}

// groupBasis is what a document about the whole session is drawn from: the
// attendance and, of an attendance sheet, the signatures, of a report, what the
// trainer wrote for it. A debrief is the trainer's own: nothing contradicts it;
// s.mu is held.
func (s *session) groupBasis(kind estrade.DocumentKind, people []personBasis) string {
	switch kind {
	case estrade.DocumentAttendanceSheet:
		var signed []string
		for id, halves := range s.signatures {
			for name, x := range halves {
				signed = append(signed, fmt.Sprint(id, name, x.At))
			}
		}
		slices.Sort(signed)
		return basisOf(people, signed)
	case estrade.DocumentReport:
		notes := s.tickedNotes("")
		for _, step := range s.row.Plan.Workshop.Steps {
			notes = append(notes, s.tickedNotes(step.ID)...)
		}
		return basisOf(people, notes, s.synthesis())
	case estrade.DocumentDebrief:
		return basisOf(kind)
	}
	return basisOf(people)
}
