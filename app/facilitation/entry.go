package facilitation

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"math/big"
	"strings"

	estrade "estrade/app"
)

// A request to join or to come back is cut now and then between its commit and
// its reply, and sent again. Its token is therefore made from the id that the
// browser gave the request and from a salt kept with the participant: the same
// request gets the same reply, also after a restart and however late a copy of
// it arrives, and what is at rest opens nothing without the id.

// requestIDLimit bounds the id of a request, in bytes.
const requestIDLimit = 64

func errRequestID() error {
	return estrade.NewError(estrade.CodeInvalid, "malformed-request", "The message cannot be read.", "Reload the page.")
}

func errJoinUnderWay() error {
	return estrade.NewError(estrade.CodeUnavailable, "join-under-way", "This is still being done.", "Try again in a moment.")
}

func errJoinedAlready() error {
	return estrade.NewError(estrade.CodeConflict, "joined-already", "You have joined already, and went on elsewhere.",
		"Come back with your re-entry code.")
}

func errMoved() error {
	return estrade.NewError(estrade.CodeUnauthorised, "moved-elsewhere", "You continued on another device.",
		"Come back to this device with your re-entry code.")
}

func errRemoved() error {
	return estrade.NewError(estrade.CodeUnauthorised, "participant-removed", "The facilitator removed this name from the session.",
		"If that is a mistake, tell them: they can put you back.")
}

// wayIn is what a request to join or to come back gives its browser.
type wayIn struct {
	salt    []byte
	token   string // speaks for the participant
	device  string // token of a browser that had none
	reentry string
}

// newWayIn returns the way in of a request; without an id it cannot be repeated.
func newWayIn(id string) wayIn {
	if id == "" {
		id = newID()
	}
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	return wayInOf(id, salt)
}

func wayInOf(id string, salt []byte) wayIn {
	derive := func(what string) []byte {
		mac := hmac.New(sha256.New, []byte(id))
		mac.Write([]byte(what))
		mac.Write(salt)
		return mac.Sum(nil)
	}
	return wayIn{
		salt:    salt,
		token:   lowerBase32.EncodeToString(derive("token")[:16]),
		device:  lowerBase32.EncodeToString(derive("device")[:16]),
		reentry: codeOf(derive("re-entry")),
	}
}

// codeOf spells a digest as a code of codeLength characters. Its 256 bits over
// 28⁶ codes leave none likelier than another by anything that counts.
func codeOf(digest []byte) string {
	n, signs, sign := new(big.Int).SetBytes(digest), big.NewInt(int64(len(codeAlphabet))), new(big.Int)
	var b strings.Builder
	for range codeLength {
		n.DivMod(n, signs, sign)
		b.WriteByte(codeAlphabet[sign.Int64()])
	}
	return b.String()
}

// opens reports whether the way in is the one p's token was made with.
func (w wayIn) opens(p estrade.Participant) bool {
	return subtle.ConstantTimeCompare([]byte(hashToken(w.token)), p.TokenHash) == 1
}

// joinHash is what is kept of the id of a request to join, nil without one.
func joinHash(s estrade.SessionID, id string) []byte {
	if id == "" {
		return nil
	}
	return []byte(hashToken(string(s) + "/join/" + id))
}

// takeRequest keeps a request to join for the caller until dropRequest. When it
// has been carried out already, it returns whom it made.
func (s *session) takeRequest(hash []byte) (p estrade.Participant, again bool, err error) {
	if hash == nil {
		return p, false, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	made, known := s.requests[string(hash)]
	switch {
	case !known:
		s.requests[string(hash)] = ""
		return p, false, nil
	case made == "":
		return p, false, errJoinUnderWay()
	default:
		return s.participants[made], true, nil
	}
}

// dropRequest ends takeRequest. A request that failed may be sent again.
func (s *session) dropRequest(hash []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.requests[string(hash)] == "" {
		delete(s.requests, string(hash))
	}
}

// joinAgain answers a request to join that was carried out already. Whoever
// never saw the reply may have corrected their name meanwhile.
func (d *Desk) joinAgain(ctx context.Context, s *session, p estrade.Participant, j estrade.JoinRequest, name string) (estrade.Joined, error) {
	if p.Removed {
		return estrade.Joined{}, errRemoved()
	}
	way := wayInOf(j.ID, p.TokenSalt)
	if !way.opens(p) {
		return estrade.Joined{}, errJoinedAlready()
	}
	s.mu.RLock()
	a, ok := s.attendance[s.links[p.ID]]
	corrected := ok && foldWords(a.Name) != foldWords(name) && s.here[p.ID] <= 0 && s.row.State == estrade.SessionOpen
	s.mu.RUnlock()
	if corrected {
		a.Name = name
		if err := d.update(ctx, s, func(tx *recorder) error { return tx.SaveAttendance(a) }); err != nil {
			return estrade.Joined{}, err
		}
	}
	joined := s.joined(p, way, j.Device)
	if subtle.ConstantTimeCompare(reentryHash(s.id, way.reentry), p.ReentryHash) == 1 {
		joined.Reentry = way.reentry
	}
	return joined, nil
}

// joined is the repeated reply to a request; given is the device's token it
// carried. It holds no re-entry code.
func (s *session) joined(p estrade.Participant, way wayIn, given string) estrade.Joined {
	s.mu.RLock()
	defer s.mu.RUnlock()
	device := way.device
	if given != "" && subtle.ConstantTimeCompare([]byte(hashToken(given)), s.devices[p.Device].TokenHash) == 1 {
		device = given
	}
	return estrade.Joined{Session: s.id, Participant: p.ID, Pseudonym: p.Pseudonym, Token: way.token, Device: device}
}

// ended is a token that was good once.
type ended struct {
	session estrade.SessionID
	why     func() error
}

// remember keeps why the tokens of a participant just loaded are no longer good; d.mu is held.
func (d *Desk) remember(s estrade.SessionID, p estrade.Participant) {
	if p.Removed {
		d.ended[tokenHash(p.TokenHash)] = ended{s, errRemoved}
	}
	if len(p.FormerHash) > 0 {
		d.ended[tokenHash(p.FormerHash)] = ended{s, errMoved}
	}
}
