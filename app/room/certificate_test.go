package room

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// issued is a certificate made for a test, and its key, as PEM.
type issued struct {
	certificate, key []byte
	authority        *x509.CertPool
}

// issue makes a certificate for names and addresses, valid for a year around
// the test clock, after change.
func issue(t *testing.T, names []string, addresses []net.IP, change func(*x509.Certificate)) issued {
	t.Helper()
	now := newStepClock().Now()
	newKey := func() *ecdsa.PrivateKey {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	rootKey, key := newKey(), newKey()
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Organisation"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: now.AddDate(-5, 0, 0), NotAfter: now.AddDate(5, 0, 0), KeyUsage: x509.KeyUsageCertSign,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "room"}, DNSNames: names, IPAddresses: addresses,
		NotBefore: now.AddDate(0, -6, 0), NotAfter: now.AddDate(0, 6, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(leaf)
	}
	sign := func(c, by *x509.Certificate, of *ecdsa.PrivateKey) []byte {
		der, err := x509.CreateCertificate(rand.Reader, c, by, of.Public(), rootKey)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	rootDER, leafDER := sign(root, root, rootKey), sign(leaf, root, key)
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	made := issued{authority: x509.NewCertPool()}
	text := func(kind string, der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}) }
	made.certificate = append(text("CERTIFICATE", leafDER), text("CERTIFICATE", rootDER)...)
	made.key = text("PRIVATE KEY", keyDER)
	if !made.authority.AppendCertsFromPEM(text("CERTIFICATE", rootDER)) {
		t.Fatal("root not read")
	}
	return made
}

func TestParseCertificate(t *testing.T) {
	now := newStepClock().Now()
	good := issue(t, []string{"Salle.example.org", "*.example.net"}, []net.IP{net.ParseIP("192.168.1.20")}, nil)
	t.Run("OK", func(t *testing.T) {
		c, err := ParseCertificate(good.certificate, good.key, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(c.Names(), " "); got != "salle.example.org *.example.net 192.168.1.20" {
			t.Errorf("names %s", got)
		}
		for host, want := range map[string]bool{
			"salle.example.org": true, "SALLE.example.org": true, "a.example.net": true, "192.168.1.20": true,
			"example.net": false, "a.b.example.net": false, "127.0.0.1": false, "": false, "evil.example": false,
		} {
			if c.Covers(host) != want {
				t.Errorf("covers %q: %v", host, !want)
			}
		}
		for address, want := range map[string]string{"192.168.1.20": "192.168.1.20", "10.0.0.1": "salle.example.org", "": "salle.example.org"} {
			if got := c.HostFor(address); got != want {
				t.Errorf("host for %q: %q", address, got)
			}
		}
	})
	t.Run("Wildcard", func(t *testing.T) {
		wild := issue(t, []string{"*.example.net"}, nil, nil)
		c, err := ParseCertificate(wild.certificate, wild.key, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.HostFor("10.0.0.1"); got != "estrade.example.net" || !c.Covers(got) {
			t.Errorf("host %q", got)
		}
	})
	t.Run("OtherAddress", func(t *testing.T) {
		other := issue(t, nil, []net.IP{net.ParseIP("10.9.9.9")}, nil)
		c, err := ParseCertificate(other.certificate, other.key, now)
		if err != nil || c.HostFor("10.0.0.1") != "" {
			t.Errorf("%v, %v", c.HostFor("10.0.0.1"), err)
		}
	})
	of := func(change func(*x509.Certificate)) issued { return issue(t, []string{"a.example"}, nil, change) }
	expired := of(func(c *x509.Certificate) { c.NotAfter = now.AddDate(0, 0, -1) })
	early := of(func(c *x509.Certificate) { c.NotBefore = now.AddDate(0, 0, 1) })
	client := of(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} })
	nameless := of(func(c *x509.Certificate) { c.DNSNames = nil })
	lockedKey := pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte{1, 2, 3}})
	for name, x := range map[string]struct {
		certificate, key []byte
		want             string
	}{
		"mismatch":   {good.certificate, expired.key, "certificate-key-mismatch"},
		"expired":    {expired.certificate, expired.key, "certificate-expired"},
		"early":      {early.certificate, early.key, "certificate-not-yet"},
		"client":     {client.certificate, client.key, "certificate-not-server"},
		"nameless":   {nameless.certificate, nameless.key, "certificate-without-name"},
		"locked":     {good.certificate, lockedKey, "certificate-key-locked"},
		"empty":      {nil, nil, "certificate-unreadable"},
		"garbage":    {[]byte("\x00\xff"), good.key, "certificate-unreadable"},
		"swapped":    {good.key, good.certificate, "certificate-unreadable"},
		"no key":     {good.certificate, nil, "certificate-unreadable"},
		"very large": {bytes.Repeat(good.certificate, 1000), good.key, "certificate-unreadable"},
	} {
		if _, err := ParseCertificate(x.certificate, x.key, now); estrade.Public(err).Key != x.want {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
}

func TestRoom_HTTPS(t *testing.T) {
	h := newHouse(t, nil)
	made := issue(t, []string{"salle.example.org"}, []net.IP{net.ParseIP("127.0.0.2")}, nil)
	certificate, err := ParseCertificate(made.certificate, made.key, h.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	l, err := h.room.Listen(t.Context(), "127.0.0.2", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	h.room.Secure(certificate)
	port := (&net.TCPAddr{Port: l.Port}).String()
	client := &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			ForceAttemptHTTP2: true,
			TLSClientConfig:   &tls.Config{RootCAs: made.authority, Time: h.clock.Now},
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, network, strings.Replace(address, "salle.example.org", "127.0.0.2", 1))
			},
		},
	}
	defer client.CloseIdleConnections()
	get := func(t *testing.T, url string, header ...string) (a answered, proto int) {
		t.Helper()
		r, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answered{response.StatusCode, response.Header, text}, response.ProtoMajor
	}
	t.Run("NameAndAddress", func(t *testing.T) {
		for _, host := range []string{"salle.example.org", "127.0.0.2"} {
			a, proto := get(t, "https://"+host+port+"/")
			if a.status != http.StatusOK || !strings.Contains(string(a.body), "join") || proto != 1 {
				t.Fatalf("%s: HTTP/%d %d", host, proto, a.status)
			}
			if policy := a.header.Get("Content-Security-Policy"); !strings.Contains(policy, "wss://"+host+port+";") || strings.Contains(policy, " ws:") {
				t.Errorf("policy %q", policy)
			}
			if a.header.Get("Strict-Transport-Security") != "" {
				t.Error("a name is bound to HTTPS")
			}
		}
	})
	t.Run("Origin", func(t *testing.T) {
		at := "https://salle.example.org" + port
		upgrade := []string{"Connection", "Upgrade", "Upgrade", "websocket"}
		for origin, want := range map[string]int{at: http.StatusTeapot, "http://salle.example.org" + port: 403, "https://evil.example": 403} {
			if a, _ := get(t, at+"/connection/websocket", append(upgrade, "Origin", origin)...); a.status != want {
				t.Errorf("%s: %d", origin, a.status)
			}
		}
	})
	t.Run("PlainOnLoopback", func(t *testing.T) {
		a, _ := get(t, "http://127.0.0.1"+port+"/stage")
		if a.status != http.StatusOK || !strings.Contains(string(a.body), "stage") {
			t.Errorf("%d", a.status)
		}
	})
	t.Run("PlainOverTheNetwork", func(t *testing.T) {
		ask := func(method, host string, header ...string) *recorded {
			req, err := http.NewRequest(method, "http://"+host+":7420/?x=1", strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i < len(header); i += 2 {
				req.Header.Set(header[i], header[i+1])
			}
			req.RemoteAddr = "10.0.0.7:5000"
			local := &net.TCPAddr{IP: net.ParseIP("10.0.0.1"), Port: 7420}
			w := &recorded{recorder: recorder{header: http.Header{}}}
			h.room.Handler().ServeHTTP(w, req.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, local)))
			return w
		}
		for _, host := range []string{"10.0.0.1", "salle.example.org"} {
			w := ask("GET", host)
			if to := w.header.Get("Location"); w.status != http.StatusTemporaryRedirect || to != "https://salle.example.org:7420/" {
				t.Errorf("%s: %d to %q", host, w.status, to)
			}
		}
		if w := ask("POST", "10.0.0.1", "Content-Type", "application/json"); w.status != 403 || !strings.Contains(w.text.String(), "https-only") {
			t.Errorf("%d %s", w.status, w.text.String())
		}
		if w := ask("GET", "10.0.0.1", "Connection", "Upgrade", "Upgrade", "websocket"); w.status != 403 {
			t.Errorf("%d", w.status)
		}
		if w := ask("GET", "evil.example"); w.status != 403 {
			t.Errorf("%d", w.status)
		}
	})
	t.Run("OldTLS", func(t *testing.T) {
		_, err := tls.Dial("tcp", "127.0.0.2"+port, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11, InsecureSkipVerify: true})
		if err == nil {
			t.Error("TLS 1.1 is taken")
		}
	})
	t.Run("HalfHandshake", func(t *testing.T) {
		c, err := net.Dial("tcp", "127.0.0.2"+port)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := c.Write([]byte{tlsRecord, 3, 1}); err != nil {
			t.Fatal(err)
		}
		_ = c.SetReadDeadline(time.Now().Add(30 * time.Second))
		if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("held: %v", err)
		}
	})
	t.Run("Off", func(t *testing.T) {
		h.room.Secure(nil)
		if a, _ := get(t, "http://127.0.0.2"+port+"/"); a.status != http.StatusOK {
			t.Errorf("%d", a.status)
		}
		client.CloseIdleConnections()
		r, err := http.NewRequest(http.MethodGet, "https://127.0.0.2"+port+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		if response, err := client.Do(r); err == nil {
			response.Body.Close()
			t.Error("still served by HTTPS")
		}
	})
}

// recorded keeps a reply's status too.
type recorded struct {
	recorder
	status int
}

func (r *recorded) WriteHeader(status int) { r.status = status }
