package program

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	estrade "estrade/app"
	"estrade/app/room"
)

// Files of the data folder: the room's certificate and its private key. They
// are beside the database, so that no backup of it holds the key.
const (
	certificateFile = "room-certificate.pem"
	keyFile         = "room-key.pem"
)

// pemLimit is the largest certificate or key read, in bytes.
const pemLimit = 256 << 10

// certificates knows under which certificate the room is served.
type certificates struct {
	clock estrade.Clock
	dir   string // the data folder
	// fixed: given on the command line, so that the trainer does not change it.
	fixed bool
}

// keepCertificate has the room served under the certificate of the command line
// or the one kept. One kept that is of no use any more does not keep the room
// from being served: the status tells.
func (d *roomDesk) keepCertificate(c Config) error {
	d.certificates = certificates{clock: c.Clock, dir: c.DataDir, fixed: c.CertificateFile != "" || c.KeyFile != ""}
	if d.certificates.fixed {
		certificate, err := d.certificates.read(c.CertificateFile, c.KeyFile)
		if err != nil {
			return err
		}
		d.use(certificate, nil)
		return nil
	}
	certificate, err := d.certificates.read(filepath.Join(c.DataDir, certificateFile), filepath.Join(c.DataDir, keyFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.use(nil, nil)
	case err != nil:
		d.log.Warn("room's certificate not used", "error", err)
		d.use(nil, estrade.Public(err))
	default:
		d.use(certificate, nil)
	}
	return nil
}

func (c certificates) read(certificate, key string) (*room.Certificate, error) {
	texts := make([][]byte, 2)
	for i, name := range []string{certificate, key} {
		var err error
		if texts[i], err = readPEM(name); err != nil {
			return nil, err
		}
	}
	return room.ParseCertificate(texts[0], texts[1], c.clock.Now())
}

// readPEM reads a file that is not too large to be one. CodeInvalid: it cannot
// be read.
func readPEM(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer func() { _ = file.Close() }()
	text, err := io.ReadAll(io.LimitReader(file, pemLimit+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return text, nil
}

func unreadable(name string, err error) error {
	return estrade.NewError(estrade.CodeInvalid, "certificate-file",
		fmt.Sprintf("The file %s cannot be read.", name), "Give its full path, or paste its text.", "path", name).WithCause(err)
}

// SetCertificate checks a certificate and its key, keeps them and serves the
// room under them. Each is PEM or the full path of a file that holds it.
// CodeInvalid: they are of no use. CodeConflict: the command line named one.
func (d *roomDesk) SetCertificate(ctx context.Context, certificate, key string) (estrade.RoomStatus, error) {
	if d.certificates.fixed {
		return estrade.RoomStatus{}, errCertificateFixed
	}
	texts := make([][]byte, 2)
	for i, given := range []string{certificate, key} {
		if strings.Contains(given, "-----BEGIN") {
			texts[i] = []byte(given)
			continue
		}
		var err error
		if texts[i], err = readPEM(strings.Trim(strings.TrimSpace(given), `"`)); err != nil {
			return estrade.RoomStatus{}, err
		}
	}
	parsed, err := room.ParseCertificate(texts[0], texts[1], d.certificates.clock.Now())
	if err != nil {
		return estrade.RoomStatus{}, err
	}
	// The key first: a certificate without it would be read at the next start.
	for i, name := range []string{keyFile, certificateFile} {
		if err := writeSecret(filepath.Join(d.certificates.dir, name), texts[1-i]); err != nil {
			return estrade.RoomStatus{}, unwritable(d.certificates.dir, err)
		}
	}
	d.use(parsed, nil)
	return d.tellAddress(ctx)
}

// RemoveCertificate forgets the certificate and its key and serves the room by
// plain HTTP.
func (d *roomDesk) RemoveCertificate(ctx context.Context) (estrade.RoomStatus, error) {
	if d.certificates.fixed {
		return estrade.RoomStatus{}, errCertificateFixed
	}
	for _, name := range []string{keyFile, certificateFile} {
		if err := os.Remove(filepath.Join(d.certificates.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return estrade.RoomStatus{}, unwritable(d.certificates.dir, err)
		}
	}
	d.use(nil, nil)
	return d.tellAddress(ctx)
}

var errCertificateFixed = estrade.NewError(estrade.CodeConflict, "certificate-fixed",
	"The room's certificate was named on the command line.", "Start without --tls-cert and --tls-key to choose it here.")

// writeSecret replaces a file with one that only its owner reads.
func writeSecret(name string, text []byte) error {
	file, err := os.CreateTemp(filepath.Dir(name), ".secret-*") // 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	return err
}

// use serves under a certificate, nil for plain HTTP; problem: why one that is
// kept is not used.
func (d *roomDesk) use(c *room.Certificate, problem *estrade.Error) {
	d.room.Secure(c)
	d.state.Lock()
	defer d.state.Unlock()
	d.certificate, d.certificateProblem = c, problem
}

// tellAddress tells the sessions under which name the room is served by now.
func (d *roomDesk) tellAddress(ctx context.Context) (estrade.RoomStatus, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.Status()
	if !s.Open {
		return s, nil
	}
	return s, d.sessions.RoomAddress(ctx, d.address(s))
}

// address is where people go for a room with that status.
func (d *roomDesk) address(s estrade.RoomStatus) estrade.RoomAddress {
	a := estrade.RoomAddress{Host: s.Host, Port: s.Port}
	if s.Host != "" && s.Certificate != nil && s.Certificate.Problem == nil {
		a.Host, a.Secure = s.Certificate.Host, true
	}
	return a
}

// describe tells of the certificate for a room shown under a host. d.state is held.
func (d *roomDesk) describe(host string) *estrade.RoomCertificate {
	c := d.certificate
	if c == nil {
		if d.certificateProblem == nil {
			return nil
		}
		return &estrade.RoomCertificate{Names: []string{}, Fixed: d.certificates.fixed, Problem: d.certificateProblem}
	}
	told := &estrade.RoomCertificate{
		Names: c.Names(), Expires: estrade.Millis(c.Expires()), Host: c.HostFor(host), Fixed: d.certificates.fixed,
	}
	if told.Host == "" {
		told.Host = host
		told.Warning = errOtherAddress
	}
	return told
}

var errOtherAddress = estrade.NewError(estrade.CodeConflict, "certificate-other-address",
	"The certificate is for other addresses than the room's: browsers will warn of it.",
	"Choose an address it names, or use a certificate with a name.")
