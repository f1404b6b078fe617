package program

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	estrade "estrade/app"
)

// selfSigned returns a certificate for hosts that signs itself, and its key.
func selfSigned(t *testing.T, from, until time.Time, hosts ...string) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "room"}, NotBefore: from, NotAfter: until,
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, h := range hosts {
		if ip := net.ParseIP(h); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, h)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	text := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	return text("CERTIFICATE", der), text("PRIVATE KEY", keyDER)
}

// trusting returns TLS settings that trust a certificate.
func trusting(t *testing.T, certificate string) *tls.Config {
	t.Helper()
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM([]byte(certificate)) {
		t.Fatal("certificate not read")
	}
	return &tls.Config{RootCAs: pool}
}

func TestProgram_HTTPS(t *testing.T) {
	now := time.Now()
	certificate, key := selfSigned(t, now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1", "salle.example.org")
	dir := t.TempDir()
	p := started(t, Config{DataDir: dir, RoomAddr: "127.0.0.1:0"})
	if _, err := p.OpenRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	view := (&place{Program: p}).open(t)
	if !strings.HasPrefix(view.Join.QR, "http://127.0.0.1:") {
		t.Fatalf("QR %s", view.Join.QR)
	}
	plain := p.RoomURL()

	status, err := p.Service().SetCertificate(t.Context(), certificate, key)
	if err != nil {
		t.Fatal(err)
	}
	if c := status.Certificate; c == nil || c.Host != "127.0.0.1" || c.Problem != nil || c.Warning != nil || len(c.Names) != 2 {
		t.Errorf("status %+v", status.Certificate)
	}
	secure := p.RoomURL()
	if !strings.HasPrefix(secure, "https://127.0.0.1:") {
		t.Fatalf("room at %s", secure)
	}
	view, err = p.Sessions().View(t.Context(), view.Session.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(view.Join.QR, secure+"/#") || view.Join.Address != secure || !strings.HasPrefix(view.Join.LocalURL, plain+"/#") {
		t.Errorf("join %+v", view.Join)
	}

	t.Run("Joining", func(t *testing.T) {
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: trusting(t, certificate)}}
		defer client.CloseIdleConnections()
		body := `{"secret":"` + secretOf(view) + `","name":"Ana","language":"fr"}`
		r, err := client.Post(secure+"/api/join", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if status, key, text := answerOf(t, r); status != http.StatusOK {
			t.Fatalf("%d %s %s", status, key, text)
		}
		joined := (&place{Program: p}).join(t, view, "Ben")
		dialer := websocket.Dialer{TLSClientConfig: trusting(t, certificate)}
		c, status := socket(t, &dialer, "wss"+strings.TrimPrefix(secure, "https")+"/connection/websocket", http.Header{"Origin": {secure}})
		if c == nil {
			t.Fatalf("refused with %d", status)
		}
		l := &live{t: t, c: c}
		if first, closed := l.send(map[string]any{"connect": map[string]any{"data": map[string]any{"people": []string{joined.Token}}}}); first.Connect == nil {
			t.Errorf("%+v, closed %d", first, closed)
		}
	})
	t.Run("StageOfThisComputer", func(t *testing.T) {
		// The window and the console's preview use plain HTTP on loopback.
		address, err := p.Service().StageURL(t.Context(), view.Session.ID)
		if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") {
			t.Fatalf("%s, %v", address, err)
		}
		page, _, _ := strings.Cut(address, "#")
		if status, _ := get(t, http.DefaultClient, page); status != http.StatusOK {
			t.Errorf("%d", status)
		}
	})
	t.Run("Kept", func(t *testing.T) {
		for _, name := range []string{keyFile, certificateFile} {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
		data, err := os.ReadFile(filepath.Join(dir, database))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "PRIVATE KEY") {
			t.Error("the key is in the database")
		}
		if err := p.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		again := started(t, Config{DataDir: dir, RoomAddr: strings.TrimPrefix(plain, "http://")})
		if at := again.RoomURL(); at != secure {
			t.Errorf("after a restart the room is at %s", at)
		}
		if status, err := again.Service().RemoveCertificate(t.Context()); err != nil || status.Certificate != nil || again.RoomURL() != plain {
			t.Errorf("%+v, %v, at %s", status, err, again.RoomURL())
		}
		if _, err := os.Stat(filepath.Join(dir, keyFile)); !os.IsNotExist(err) {
			t.Errorf("the key stays: %v", err)
		}
	})
}

func TestProgram_Certificate(t *testing.T) {
	now := time.Now()
	certificate, key := selfSigned(t, now.Add(-time.Hour), now.Add(time.Hour), "salle.example.org")
	_, otherKey := selfSigned(t, now.Add(-time.Hour), now.Add(time.Hour), "salle.example.org")
	expired, expiredKey := selfSigned(t, now.Add(-2*time.Hour), now.Add(-time.Hour), "salle.example.org")
	write := func(t *testing.T, dir, name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	t.Run("Refused", func(t *testing.T) {
		p := started(t, Config{DataDir: t.TempDir()})
		for name, x := range map[string]struct{ certificate, key, want string }{
			"another's key": {certificate, otherKey, "certificate-key-mismatch"},
			"expired":       {expired, expiredKey, "certificate-expired"},
			"no such file":  {"/nowhere/certificate.pem", key, "certificate-file"},
			"empty":         {"", "", "certificate-file"},
		} {
			if _, err := p.Service().SetCertificate(t.Context(), x.certificate, x.key); estrade.Public(err).Key != x.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		if c := p.RoomStatus().Certificate; c != nil {
			t.Errorf("kept %+v", c)
		}
	})
	t.Run("Paths", func(t *testing.T) {
		dir := t.TempDir()
		p := started(t, Config{DataDir: t.TempDir()})
		status, err := p.Service().SetCertificate(t.Context(), " "+write(t, dir, "c.pem", certificate)+"\n", write(t, dir, "k.pem", key))
		if err != nil || status.Certificate == nil || status.Certificate.Host != "salle.example.org" {
			t.Errorf("%+v, %v", status.Certificate, err)
		}
	})
	t.Run("ExpiredSinceItWasKept", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, certificateFile, expired)
		write(t, dir, keyFile, expiredKey)
		p := started(t, Config{DataDir: dir, RoomAddr: "127.0.0.1:0"})
		if _, err := p.OpenRoom(t.Context()); err != nil {
			t.Fatal(err)
		}
		if c := p.RoomStatus().Certificate; c == nil || c.Problem == nil || c.Problem.Key != "certificate-expired" || !strings.HasPrefix(p.RoomURL(), "http://") {
			t.Errorf("%+v at %s", c, p.RoomURL())
		}
	})
	t.Run("CommandLine", func(t *testing.T) {
		dir := t.TempDir()
		p := started(t, Config{DataDir: t.TempDir(), CertificateFile: write(t, dir, "c.pem", certificate), KeyFile: write(t, dir, "k.pem", key)})
		if c := p.RoomStatus().Certificate; c == nil || !c.Fixed {
			t.Errorf("%+v", c)
		}
		if _, err := p.Service().RemoveCertificate(t.Context()); estrade.Public(err).Key != "certificate-fixed" {
			t.Errorf("%v", err)
		}
		bad, err := New(Config{DataDir: t.TempDir(), Assets: pages, Logger: p.log, KeysInMemory: true, CertificateFile: filepath.Join(dir, "c.pem"), KeyFile: write(t, dir, "o.pem", otherKey)})
		if err != nil {
			t.Fatal(err)
		}
		if err := bad.Start(t.Context()); estrade.Public(err).Key != "certificate-key-mismatch" {
			t.Errorf("starts with %v", err)
		}
	})
}
