package facilitation

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"hash/fnv"
	"math/big"
	mathrand "math/rand/v2"
	"strings"
)

// tokenHash is the SHA-256 of a token; only digests are kept.
type tokenHash string

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// newID returns 128 random bits as 26 letters and digits.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return lowerBase32.EncodeToString(b[:])
}

func hashToken(token string) tokenHash {
	sum := sha256.Sum256([]byte(token))
	return tokenHash(sum[:])
}

// codeAlphabet leaves out what looks alike on a projector: I, L and O, and the
// digits 0, 1, 2, 5 and 8 beside O, I, Z, S and B.
const codeAlphabet = "ABCDEFGHJKMNPQRSTUVWXYZ34679"

// codeLength is the number of characters of a join code; a re-entry code has the same.
const codeLength = 6

// newCode returns a code of codeLength characters.
func newCode() string { return newSigns(codeLength) }

// newSigns returns n random signs of codeAlphabet.
func newSigns(n int) string {
	var b strings.Builder
	for range n {
		i, err := rand.Int(rand.Reader, big.NewInt(int64(len(codeAlphabet))))
		if err != nil {
			panic("no random numbers: " + err.Error())
		}
		b.WriteByte(codeAlphabet[i.Int64()])
	}
	return b.String()
}

// normaliseCode undoes what people type: lower case, spaces, dashes.
func normaliseCode(typed string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(typed) {
		if r != ' ' && r != '-' && r != '\u00a0' && r != '\u202f' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// shuffler returns the same random order for the same session and name.
func shuffler(seed uint64, name string) *mathrand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	return mathrand.New(mathrand.NewPCG(seed, h.Sum64()))
}

// shuffled returns a copy of xs in the order of the session.
func shuffled[T any](seed uint64, name string, xs []T) []T {
	out := append([]T(nil), xs...)
	r := shuffler(seed, name)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
