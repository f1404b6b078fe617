package rehearsal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
)

// Transcript keeps every different message that was published to more than one
// person, to look afterwards for what must not be in it.
type Transcript struct {
	seed maphash.Seed

	mu       sync.Mutex
	seen     map[uint64]bool
	messages []published
	heard    int
}

type published struct {
	channel string
	data    []byte
}

// NewTranscript returns an empty transcript.
func NewTranscript() *Transcript {
	return &Transcript{seed: maphash.MakeSeed(), seen: make(map[uint64]bool)}
}

// add keeps a message unless the same was heard before.
func (t *Transcript) add(channel string, data []byte) {
	if t == nil {
		return
	}
	h := maphash.Bytes(t.seed, data)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.heard++
	if t.seen[h] {
		return
	}
	t.seen[h] = true
	t.messages = append(t.messages, published{channel, bytes.Clone(data)})
}

// Size returns how many different messages were heard.
func (t *Transcript) Size() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.messages)
}

// Texts returns a sentence for every text that was published to more than the
// people of one table.
func (t *Transcript) Texts(texts []string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var found []string
	for _, text := range texts {
		spelt := bytes.Trim(encode(text), `"`)
		i := slices.IndexFunc(t.messages, func(m published) bool {
			return !strings.HasPrefix(m.channel, "team") && (bytes.Contains(m.data, []byte(text)) || bytes.Contains(m.data, spelt))
		})
		if i >= 0 {
			found = append(found, fmt.Sprintf("%q was published on %s and nobody picked it", text, t.messages[i].channel))
		}
	}
	return found
}

// Names returns a sentence for every message that holds one of the names, as
// it is or as JSON spells it.
func (t *Transcript) Names(names []string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var found []string
	for _, name := range names {
		text, err := json.Marshal(name)
		if err != nil {
			panic(err) // a text always encodes
		}
		spelt := bytes.Trim(text, `"`)
		i := slices.IndexFunc(t.messages, func(m published) bool {
			return bytes.Contains(m.data, []byte(name)) || bytes.Contains(m.data, spelt)
		})
		if i >= 0 {
			found = append(found, fmt.Sprintf("the name %s was published on %s", name, t.messages[i].channel))
		}
	}
	return found
}
