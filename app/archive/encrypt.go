package archive

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"filippo.io/age"

	estrade "estrade/app"
)

// shortestPassphrase is the shortest passphrase taken, in characters. The one
// Estrade proposes has 80 random bits.
const shortestPassphrase = 12

// encryption encrypts the bytes of an archive; nil does nothing.
type encryption func(plain []byte) ([]byte, error)

// encrypter prepares an encryption, before anything is written. CodeInvalid:
// "passphrase-short", "recipient-invalid", "encryption-unclear" when neither or
// both are given.
func encrypter(e *estrade.Encryption) (encryption, error) {
	if e == nil {
		return nil, nil
	}
	if (e.Passphrase == "") == (len(e.Recipients) == 0) {
		return nil, estrade.NewError(estrade.CodeInvalid, "encryption-unclear",
			"An encrypted copy needs either a passphrase or the public keys of its readers.", "Give one of the two.")
	}
	var to []age.Recipient
	if e.Passphrase != "" {
		if utf8.RuneCountInString(e.Passphrase) < shortestPassphrase {
			return nil, estrade.NewError(estrade.CodeInvalid, "passphrase-short",
				"The passphrase is too short.", fmt.Sprintf("Use at least %d characters, or the one that is proposed.", shortestPassphrase),
				"n", strconv.Itoa(shortestPassphrase))
		}
		r, err := age.NewScryptRecipient(e.Passphrase)
		if err != nil {
			return nil, fmt.Errorf("prepare a passphrase: %w", err)
		}
		to = append(to, r)
	}
	for _, text := range e.Recipients {
		r, err := age.ParseX25519Recipient(text)
		if err != nil {
			return nil, estrade.NewError(estrade.CodeInvalid, "recipient-invalid",
				fmt.Sprintf("%q is no public key of age.", text), "It begins with age1.", "recipient", text).WithCause(err)
		}
		to = append(to, r)
	}
	return func(plain []byte) ([]byte, error) {
		var b bytes.Buffer
		w, err := age.Encrypt(&b, to...)
		if err != nil {
			return nil, fmt.Errorf("encrypt the archive: %w", err)
		}
		_, err = w.Write(plain)
		if err = errors.Join(err, w.Close()); err != nil {
			return nil, fmt.Errorf("encrypt the archive: %w", err)
		}
		return b.Bytes(), nil
	}, nil
}
