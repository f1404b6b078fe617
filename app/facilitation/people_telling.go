package facilitation

import (
	"slices"
	"sync"
	"time"

	estrade "estrade/app"
)

// What everybody hears is one picture of the room. A picture of their own goes,
// after it and from the side, only to people whose page could not know it: a
// page that is shown another step takes its person for having answered nothing
// there (PersonView).

// toldPerson is what a person's page knows from the last picture made of them,
// but for their answers, which the page gave itself.
type toldPerson struct {
	step      string
	pseudonym string
	name      string
	language  estrade.Language
	removed   bool
	returned  bool
	table     estrade.TableID
	tableName string
	tableMark int
	pen       estrade.ParticipantID
	result    uint64 // digest, 0 for none
	signed    int64  // sum of the times of their signatures
}

func toldBy(v *estrade.PersonView) toldPerson {
	t := toldPerson{
		step: v.Step, pseudonym: v.Pseudonym, name: v.Name, language: v.Language,
		removed: v.Removed, returned: v.Returned, result: digestOf(v.Result),
	}
	for _, x := range v.Signed {
		t.signed += x.At
	}
	if v.Table != nil {
		t.table, t.tableName, t.tableMark = v.Table.ID, v.Table.Name, v.Table.Mark
	}
	if v.Team != nil {
		t.pen = v.Team.PenHolder
	}
	return t
}

// known reports whether the page of a person knows what v says, in short now,
// after what it was told last and the room's picture.
func known(last, now toldPerson, v *estrade.PersonView) bool {
	if last.step != now.step {
		empty := len(v.Answers) == 0 && len(v.Locks) == 0 && v.Result == nil &&
			(v.Team == nil || len(v.Team.Answers) == 0 && len(v.Team.Locks) == 0)
		if !empty {
			return false
		}
		last.step, last.result = now.step, 0
	}
	return last == now
}

// nothingToTell is a quick look, without making a picture: the same step, in a
// part that has no own result to go with, and the same person at the same table;
// s.mu is held.
func (s *session) nothingToTell(last toldPerson, id estrade.ParticipantID, at position) bool {
	p := s.participants[id]
	if at.run == nil || p.Removed || last.step != at.run.step.ID || last.result != 0 || at.run.tellsOwn(at.part) {
		return false
	}
	t := s.tables[p.Table]
	now := toldPerson{
		step: last.step, pseudonym: p.Pseudonym, name: s.attendance[s.links[id]].Name, language: p.Language,
		returned: s.returned(id), table: t.ID, tableName: t.Name, tableMark: t.Mark, pen: t.PenHolder,
	}
	for _, x := range s.signedOf(id) {
		now.signed += x.At
	}
	return now == last
}

// tellApart tells what not everybody hears: each table its own figures and, where
// people is true, everybody their own picture if it says something new. It returns
// at once; changes that come meanwhile are told by the same turn.
func (d *Desk) tellApart(s *session, people bool) {
	s.mu.Lock()
	s.roomShown, s.peopleStale = true, s.peopleStale || people
	begin := !s.tellingApart
	s.tellingApart = true
	s.mu.Unlock()
	if begin {
		d.telling.run(func() { d.tellStale(s) })
	}
}

func (d *Desk) tellStale(s *session) {
	for {
		s.mu.Lock()
		if !s.roomShown {
			s.tellingApart = false
			s.mu.Unlock()
			return
		}
		everybody := s.peopleStale
		s.roomShown, s.peopleStale = false, false
		people := s.people()
		s.mu.Unlock()
		time.Sleep(time.Duration(len(people)) * roomEach)
		d.tellTables(s)
		if everybody {
			d.tellPeople(s, people)
		}
	}
}

// tellPeople publishes own pictures, the rest of them in the next turn when the room
// is shown something else meanwhile.
func (d *Desk) tellPeople(s *session, people []estrade.Participant) {
	for some := range slices.Chunk(people, toldTogether) {
		news := d.newsOf(s, some)
		for _, v := range news {
			d.publisher.Publish(estrade.PersonChannel(v.ID), estrade.Message{Type: "person", Person: &v})
		}
		if len(news) == 0 {
			continue
		}
		time.Sleep(betweenPeople)
		s.mu.Lock()
		shown := s.roomShown
		s.peopleStale = s.peopleStale || shown
		s.mu.Unlock()
		if shown {
			return
		}
	}
}

// toldTogether is for how many people the session is held at a time.
const toldTogether = 25

// The room's picture, on its way to everybody, goes before those of sixty tables and
// the own ones of a thousand people: roomEach is left to it for each of them, and
// betweenPeople after so many own ones.
const (
	roomEach      = 80 * time.Microsecond
	betweenPeople = 5 * time.Millisecond
)

// newsOf returns the pictures of those people whose pages do not know them.
func (d *Desk) newsOf(s *session, people []estrade.Participant) []estrade.PersonView {
	s.mu.Lock()
	defer s.mu.Unlock()
	var news []estrade.PersonView
	at := s.position()
	for _, p := range people {
		last, told := s.personTold[p.ID]
		if told && s.nothingToTell(last, p.ID, at) {
			continue
		}
		if v := d.personViewAt(s, p.ID, at); !told || !known(last, s.personTold[p.ID], &v) {
			news = append(news, v)
		}
	}
	return news
}

// running counts goroutines that may begin while others are waited for, which a
// sync.WaitGroup does not allow.
type running struct {
	mu   sync.Mutex
	idle sync.Cond
	n    int
}

func (r *running) run(f func()) {
	r.mu.Lock()
	r.n++
	r.mu.Unlock()
	go func() {
		defer func() {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.n--
			if r.idle.L != nil {
				r.idle.Broadcast()
			}
		}()
		f()
	}()
}

// wait returns once none runs.
func (r *running) wait() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.idle.L = &r.mu
	for r.n > 0 {
		r.idle.Wait()
	}
}
