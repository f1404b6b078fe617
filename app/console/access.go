package console

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"slices"
	"sync"
)

// accessLimit bounds the links and browsers remembered; the oldest goes first.
const accessLimit = 32

// access knows who may use the console's listener: the holder of a link, once,
// who gets a cookie for it; the holder of a cookie; and for the live connection
// the holder of the bearer token. Only digests are kept.
type access struct {
	bearer string

	mu      sync.Mutex
	links   [][sha256.Size]byte
	cookies [][sha256.Size]byte
}

func newAccess() *access { return &access{bearer: secret()} }

// secret returns 256 random bits.
func secret() string {
	var b [32]byte
	// It never fails: the program would stop.
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// newLink returns the token of a new link.
func (a *access) newLink() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	token := secret()
	a.links = remembered(a.links, token)
	return token
}

// redeem uses up a link and returns a cookie's value, false when the token is
// none or used.
func (a *access) redeem(token string) (string, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	i := indexOf(a.links, token)
	if i < 0 {
		return "", false
	}
	a.links = slices.Delete(a.links, i, i+1)
	value := secret()
	a.cookies = remembered(a.cookies, value)
	return value, true
}

func remembered(list [][sha256.Size]byte, value string) [][sha256.Size]byte {
	if len(list) >= accessLimit {
		list = slices.Delete(list, 0, 1)
	}
	return append(list, sha256.Sum256([]byte(value)))
}

// hasCookie tells whether a request carries a cookie that was given.
func (a *access) hasCookie(r *http.Request, name string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, c := range r.CookiesNamed(name) {
		if indexOf(a.cookies, c.Value) >= 0 {
			return true
		}
	}
	return false
}

// hasBearer tells whether a request carries the live connection's token.
func (a *access) hasBearer(r *http.Request) bool {
	token := r.URL.Query().Get("token")
	return token != "" && indexOf([][sha256.Size]byte{sha256.Sum256([]byte(a.bearer))}, token) == 0
}

// indexOf finds a value by its digest, −1 when it is none of list. It takes as
// long whatever the value is.
func indexOf(list [][sha256.Size]byte, value string) int {
	given, at := sha256.Sum256([]byte(value)), -1
	for i, d := range list {
		if subtle.ConstantTimeCompare(d[:], given[:]) == 1 {
			at = i
		}
	}
	return at
}
