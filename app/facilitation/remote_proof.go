package facilitation

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// remoteVersion begins every text that a key of a pairing signs or seals.
const remoteVersion = "estrade-remote-1"

// remoteKeys are made from the secret of the QR, one for each direction.
type remoteKeys struct {
	phone []byte      // HMAC of what the phone asks
	room  cipher.AEAD // what it is answered
}

func remoteKeysOf(p estrade.RemotePairing) (remoteKeys, error) {
	var k remoteKeys
	var err error
	if k.phone, err = hkdf.Key(sha256.New, p.Secret, []byte(p.ID), remoteVersion+" phone", sha256.Size); err != nil {
		return k, fmt.Errorf("key of the phone: %w", err)
	}
	room, err := hkdf.Key(sha256.New, p.Secret, []byte(p.ID), remoteVersion+" room", sha256.Size)
	if err != nil {
		return k, fmt.Errorf("key of the room: %w", err)
	}
	block, err := aes.NewCipher(room)
	if err != nil {
		return k, fmt.Errorf("key of the room: %w", err)
	}
	k.room, err = cipher.NewGCMWithRandomNonce(block)
	return k, err
}

// remoteText is what a phone signs: one field to a line, so that no two requests
// have the same text. ok is false for a field that would break its line.
func remoteText(r estrade.RemoteRequest) (text string, ok bool) {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	confirmed := "0"
	if r.Confirmed {
		confirmed = "1"
	}
	fields := []string{
		remoteVersion, r.Pairing, r.Phone, string(r.Session), r.Run, string(r.Command),
		number(r.Counter), number(r.Revision), number(r.At), string(r.Act), confirmed, number(r.Seen),
	}
	for _, f := range fields {
		if strings.Contains(f, "\n") {
			return "", false
		}
	}
	return strings.Join(fields, "\n"), true
}

// proves reports whether a request is the phone's own and nobody changed it.
func (k remoteKeys) proves(r estrade.RemoteRequest) bool {
	text, ok := remoteText(r)
	return ok && hmac.Equal(k.sign(text), r.Proof)
}

func (k remoteKeys) sign(text string) []byte {
	mac := hmac.New(sha256.New, k.phone)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// seal closes an answer for the phone, and for that one request.
func (k remoteKeys) seal(a estrade.RemoteAnswer, proof []byte) (estrade.RemoteReply, error) {
	plain, err := estrade.JSON(a)
	if err != nil {
		return estrade.RemoteReply{}, fmt.Errorf("encode the phone's picture: %w", err)
	}
	return estrade.RemoteReply{Box: k.room.Seal(nil, nil, plain, append([]byte(remoteVersion+" answer\n"), proof...))}, nil
}
