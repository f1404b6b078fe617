package seal

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	estrade "estrade/app"
)

// run runs a program that reads PDF and returns what it says.
func run(t *testing.T, name string, args ...string) (string, error) {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	return string(out), err
}

func writeTemp(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// pdfsig is poppler's check, which knows nothing of this package.
func pdfsig(t *testing.T, pdf []byte) string {
	t.Helper()
	out, err := run(t, "pdfsig", "-nocert", writeTemp(t, pdf))
	if err != nil && !strings.Contains(out, "Signature") {
		t.Fatalf("pdfsig: %v\n%s", err, out)
	}
	return out
}

func TestSeal_SignPDF(t *testing.T) {
	s := newTestSeal(t, Options{})
	plain := certificatePDF(t, "Awa Diallo")
	signed := mustSign(t, s, plain)
	if !bytes.HasPrefix(signed, plain) {
		t.Fatal("what was there is not there any more")
	}
	if again := mustSign(t, s, plain); !bytes.Equal(again, signed) {
		t.Fatal("the same document is signed with other bytes")
	}
	c := mustCheck(t, s, signed)
	if !c.Signed || !c.Intact || !c.Ours || c.Problem != "" || c.Subject != "Méridienne Formation" || c.Issuer != "Méridienne Formation" {
		t.Fatalf("%+v", c)
	}
	if !strings.Contains(c.Title, "Awa Diallo") || c.SignedAt != estrade.Millis(newTestClock().Now()) {
		t.Fatalf("title %q, signed at %d", c.Title, c.SignedAt)
	}
	out := pdfsig(t, signed)
	for _, want := range []string{"Signature Validation: Signature is Valid.", "Total document signed", "Signature Type: ETSI.CAdES.detached", "Signing Hash Algorithm: SHA-256", "Signer Certificate Common Name: Méridienne Formation"} {
		if !strings.Contains(out, want) {
			t.Errorf("pdfsig does not say %q:\n%s", want, out)
		}
	}
	if out, err := run(t, "qpdf", "--check", writeTemp(t, signed)); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

func TestSeal_SignPDF_changed(t *testing.T) {
	s := newTestSeal(t, Options{})
	signed := mustSign(t, s, certificatePDF(t, "Awa Diallo"))
	flipped := bytes.Clone(signed)
	flipped[len(flipped)/3] ^= 1
	if out := pdfsig(t, flipped); !strings.Contains(out, "Digest Mismatch") {
		t.Errorf("pdfsig says of a flipped bit:\n%s", out)
	}
	if c := mustCheck(t, s, flipped); c.Intact || c.Problem != estrade.SealAltered || !c.Ours {
		t.Errorf("a flipped bit: %+v", c)
	}
	for name, appended := range map[string]string{
		"a line":    "\n",
		"an update": "9 0 obj\n<<>>\nendobj\nxref\n9 1\n0000000000 00000 n \ntrailer\n<<>>\nstartxref\n0\n%%EOF\n",
	} {
		if c := mustCheck(t, s, append(bytes.Clone(signed), appended...)); c.Intact || c.Problem != estrade.SealAppended {
			t.Errorf("%s added: %+v", name, c)
		}
	}
	if c := mustCheck(t, s, signed[:len(signed)-100]); c.Intact || !c.Signed {
		t.Errorf("cut: %+v", c)
	}
	if c := mustCheck(t, s, certificatePDF(t, "Awa Diallo")); c.Signed || c.Intact || c.Ours {
		t.Errorf("never signed: %+v", c)
	}
	_, err := s.CheckPDF([]byte("hello"))
	wantKey(t, err, estrade.CodeInvalid, "seal-not-pdf")
}

// No bit of a signed file can be changed unseen, the signature's own included.
func TestTrust_CheckPDF_everyByte(t *testing.T) {
	s := newTestSeal(t, Options{})
	signed := mustSign(t, s, smallPDF())
	if c := mustCheck(t, s, signed); !c.Intact || !c.Ours {
		t.Fatalf("%+v", c)
	}
	for i := range signed {
		for _, bit := range []byte{1, 0x20} {
			changed := bytes.Clone(signed)
			changed[i] ^= bit
			c, err := s.CheckPDF(changed)
			if err != nil && i > 8 {
				t.Fatalf("byte %d (%q): %v", i, signed[i], err)
			}
			if c.Intact && c.Ours {
				t.Errorf("byte %d (%q → %q) is changed unseen, after %q", i, signed[i], changed[i], signed[max(0, i-40):i])
			}
			if err == nil && !c.Signed {
				t.Errorf("byte %d (%q → %q): not signed any more", i, signed[i], changed[i])
			}
		}
	}
}

// smallPDF is a whole PDF with a page that has annotations already, in an object of their own.
func smallPDF() []byte {
	objects := []string{
		"<</Type /Catalog /Pages 2 0 R /Lang (fr) /ViewerPreferences <</DisplayDocTitle true>> /MarkInfo<</Marked true>>>>",
		"<</Type /Pages /Kids [3 0 R] /Count 1>>",
		"<</Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1>>",
		"<</Type /Page /Parent 3 0 R /MediaBox [0 0 200 200] /Resources <<>> /StructParents 0 /Annots 5 0 R>>",
		"[6 0 R]",
		"<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (par\\)en (these) \\n)>>",
		"<</Title (Petit) /ModDate (D:20261124123400Z)>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	var places []int
	for i, o := range objects {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R /Info 7 0 R>>\nstartxref\n%d\n%%%%EOF", len(objects)+1, table)
	return b.Bytes()
}

func TestSeal_SignPDF_keepsKeys(t *testing.T) {
	s := newTestSeal(t, Options{})
	signed := mustSign(t, s, smallPDF())
	f, err := readFile(signed)
	if err != nil {
		t.Fatal(err)
	}
	_, catalog, err := f.dictionaryAt(f.trailer.get("/Root"))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/MarkInfo", "/AcroForm"} {
		if catalog.get(key) == nil {
			t.Errorf("the catalogue has lost %s", key)
		}
	}
	_, page, err := f.firstPage(catalog.get("/Pages"))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(page.get("/Annots")); got != "[6 0 R 9 0 R]" {
		t.Errorf("annotations %s", got)
	}
	for _, key := range []string{"/Parent", "/MediaBox", "/Resources", "/StructParents"} {
		if page.get(key) == nil {
			t.Errorf("the page has lost %s", key)
		}
	}
	if out := pdfsig(t, signed); !strings.Contains(out, "Signature is Valid") || !strings.Contains(out, "Total document signed") {
		t.Error(out)
	}
}

func TestSeal_SignPDF_refuses(t *testing.T) {
	s := newTestSeal(t, Options{})
	_, err := s.SignPDF([]byte("hello"))
	wantKey(t, err, estrade.CodeInvalid, "seal-not-pdf")
	_, err = s.SignPDF(mustSign(t, s, smallPDF()))
	wantKey(t, err, estrade.CodeInvalid, "seal-pdf-form")
	_, err = s.SignPDF([]byte("%PDF-1.4\nstartxref\n9\n%%EOF"))
	wantKey(t, err, estrade.CodeInvalid, "seal-pdf-form")
}

func TestSeal_concurrent(t *testing.T) {
	s := newTestSeal(t, Options{})
	plain := smallPDF()
	all := make([][]byte, 16)
	var wg sync.WaitGroup
	for i := range all {
		wg.Go(func() { all[i], _ = s.SignPDF(plain) })
	}
	wg.Wait()
	for i := range all {
		if len(all[i]) == 0 || !bytes.Equal(all[i], all[0]) {
			t.Fatalf("document %d differs", i)
		}
	}
}

// FuzzCheckPDF: whatever the bytes, an answer, and never an authentic document
// that this computer did not sign.
func FuzzCheckPDF(f *testing.F) {
	s := newTestSeal(f, Options{})
	signed := mustSign(f, s, smallPDF())
	f.Add(signed)
	f.Add(smallPDF())
	f.Add([]byte("%PDF-1.4 /ByteRange [0 9 12 9] <00>"))
	f.Fuzz(func(t *testing.T, pdf []byte) {
		c, err := s.CheckPDF(pdf)
		if err == nil && c.Intact && c.Ours && !bytes.Equal(pdf, signed) {
			t.Fatal("a made-up document is authentic")
		}
		_, _ = s.SignPDF(pdf) // refuses, or signs: it returns
	})
}

func BenchmarkSeal_SignPDF(b *testing.B) {
	s := newTestSeal(b, Options{})
	pdf := certificatePDF(b, "Awa Diallo")
	for b.Loop() {
		if _, err := s.SignPDF(pdf); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(mustSign(b, s, pdf))-len(pdf)), "bytes/signature")
}
