package seal

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	estrade "estrade/app"
)

func someStatement() estrade.Statement {
	return estrade.Statement{
		Language: estrade.French, Kind: estrade.DocumentCertificate, Number: "2026-1124-03", Code: "7QF4-M2KD-93XA",
		Name: "Awa Diallo", Title: "Leadership et numérique", Organisation: "Méridienne Formation",
		Date: "2026-11-24", Minutes: 210, IssuedOn: "2026-11-25",
	}
}

func mustStatement(t testing.TB, s *Seal, of estrade.Statement) string {
	t.Helper()
	text, err := s.Statement(of)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestSeal_Statement(t *testing.T) {
	s := newTestSeal(t, Options{})
	text := mustStatement(t, s, someStatement())
	want := "Attestation 2026-1124-03\nAwa Diallo\nLeadership et numérique\n2026-11-24, 3 h 30\nMéridienne Formation\n2026-11-25, 7QF4-M2KD-93XA\nEstrade 1 "
	if !strings.HasPrefix(text, want) {
		t.Fatalf("people read\n%s", text)
	}
	if n := utf8.RuneCountInString(text); n > 300 {
		t.Errorf("%d characters", n)
	}
	if again := mustStatement(t, s, someStatement()); again != text {
		t.Error("the same statement is signed otherwise")
	}
	for _, change := range []func(*estrade.Statement){
		func(*estrade.Statement) {},
		func(s *estrade.Statement) { s.Language = estrade.English },
		func(s *estrade.Statement) { s.Name = "" },
		func(s *estrade.Statement) { s.Minutes = 0 },
		func(s *estrade.Statement) { s.Minutes = 7 },
		func(s *estrade.Statement) { s.Name = "Nguyễn Thị Ánh Tuyết" },
		func(s *estrade.Statement) { s.Name = "Ελένη Παπαδοπούλου" },
		func(s *estrade.Statement) { s.Number = "R-2026-1124-03" },
		func(s *estrade.Statement) { s.Kind = estrade.DocumentCompletion },
		func(s *estrade.Statement) { s.Kind, s.Name = estrade.DocumentAttendanceSheet, "" },
		func(s *estrade.Statement) { s.Kind, s.Name = estrade.DocumentReport, "" },
		func(s *estrade.Statement) { s.Kind, s.Name = estrade.DocumentDebrief, "" },
		func(s *estrade.Statement) { s.Kind, s.Name = estrade.DocumentRegister, "" },
		func(s *estrade.Statement) { s.Title = "Estrade 1 2026-11-24, 3 h 30" },
	} {
		of := someStatement()
		change(&of)
		c, err := s.CheckStatement(mustStatement(t, s, of))
		if err != nil || !c.Valid || !c.Ours || c.Issuer != "Méridienne Formation" || c.Fingerprint != mustIdentity(t, s).Fingerprint {
			t.Fatalf("%+v, %v", c, err)
		}
		if !reflect.DeepEqual(c.Statement, of) {
			t.Errorf("read %+v, said %+v", c.Statement, of)
		}
	}
}

// Texts without end, in scripts of many bytes, still fit a QR code, and what is
// cut is cut between letters.
func TestSeal_Statement_long(t *testing.T) {
	s := newTestSeal(t, Options{})
	for _, script := range []string{"a", "Ж", "ễ", "e\u0323\u0302\u0301", "日", "👩‍🏫"} {
		of := someStatement()
		of.Name, of.Title, of.Organisation = strings.Repeat(script, 200), strings.Repeat(script+" ", 200), strings.Repeat(script, 200)
		of.Kind, of.Number = estrade.DocumentCompletion, "R-2026-1124-1234"
		text := mustStatement(t, s, of)
		if len(text) > 500 || !utf8.ValidString(text) {
			t.Errorf("%q: %d bytes", script, len(text))
		}
		c, err := s.CheckStatement(text)
		if err != nil || !c.Valid || !strings.HasSuffix(c.Name, "…") || !strings.HasSuffix(c.Title, "…") {
			t.Errorf("%q: %+v, %v", script, c, err)
		}
	}
	if got := cut(strings.Repeat("e\u0301\u0323x", 40), 12); !utf8.ValidString(got) || len(got) > 12 {
		t.Errorf("%q", got)
	}
}

func TestSeal_Statement_refuses(t *testing.T) {
	s := newTestSeal(t, Options{})
	for name, change := range map[string]func(*estrade.Statement){
		"kind":         func(s *estrade.Statement) { s.Kind = "diploma" },
		"number":       func(s *estrade.Statement) { s.Number = "3\n4" },
		"code":         func(s *estrade.Statement) { s.Code = "" },
		"date":         func(s *estrade.Statement) { s.Date = "24/11/2026" },
		"issued":       func(s *estrade.Statement) { s.IssuedOn = "2026-13-01" },
		"title":        func(s *estrade.Statement) { s.Title = " \n" },
		"organisation": func(s *estrade.Statement) { s.Organisation = "" },
		"minutes":      func(s *estrade.Statement) { s.Minutes = -1 },
	} {
		of := someStatement()
		change(&of)
		if _, err := s.Statement(of); estrade.ErrorCode(err) != estrade.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTrust_CheckStatement(t *testing.T) {
	s := newTestSeal(t, Options{})
	text := mustStatement(t, s, someStatement())
	t.Run("as scanners give it", func(t *testing.T) {
		for _, given := range []string{
			strings.ReplaceAll(text, "\n", "\r\n"), "\n " + text + " \n\n", strings.ReplaceAll(text, "\n", " \n\n"),
			strings.ReplaceAll(text, "é", "e\u0301"),
		} {
			if c, err := s.CheckStatement(given); err != nil || !c.Valid || c.Statement != someStatement() {
				t.Errorf("%q: %+v, %v", given, c, err)
			}
		}
	})
	t.Run("changed", func(t *testing.T) {
		for old, changed := range map[string]string{
			"Awa": "Eva", "3 h 30": "7 h 00", "2026-11-24": "2025-11-24", "Attestation": "Certificat de réalisation", "93XA": "93XB",
			"Awa Diallo\n": "", "numérique": "numerique",
		} {
			c, err := s.CheckStatement(strings.Replace(text, old, changed, 1))
			if err != nil || c.Valid {
				t.Errorf("%s → %s: %+v, %v", old, changed, c, err)
			}
		}
		other := mustStatement(t, newTestSeal(t, Options{}), someStatement())
		mixed := text[:strings.LastIndex(text, "\n")] + other[strings.LastIndex(other, "\n"):]
		if c, err := s.CheckStatement(mixed); err != nil || !c.Valid || c.Ours {
			t.Errorf("another's signature: %+v, %v", c, err)
		}
	})
	t.Run("ErrNoStatement", func(t *testing.T) {
		for _, given := range []string{
			"", "hello", "7QF4-M2KD-93XA", text[:len(text)-1], strings.Replace(text, "Attestation", "Diplôme", 1),
			strings.Replace(text, "Awa", "Awa\nB\nC", 1), strings.Replace(text, "3 h 30", "trois heures", 1), strings.Repeat("a", 5000), "\xff\n" + text,
			strings.Replace(text, "Estrade 1", "Estrade 2", 1), strings.ReplaceAll(text, "\n", " "),
			strings.Replace(text, "Awa", "A\x1b[2Jwa", 1), strings.Replace(text, "Awa", "A\u202ewa", 1),
		} {
			_, err := s.CheckStatement(given)
			wantKey(t, err, estrade.CodeInvalid, "seal-statement")
		}
	})
}

// FuzzCheckStatement: any text is refused or read, and what is signed is what
// was said.
func FuzzCheckStatement(f *testing.F) {
	s := newTestSeal(f, Options{})
	text := mustStatement(f, s, someStatement())
	f.Add(text)
	f.Add(strings.ReplaceAll(text, "\n", "\r\n"))
	f.Add("Report R-1\nT\n2026-01-01\nO\n2026-01-01, A\nEstrade 1 " + strings.Repeat("A", 128))
	f.Fuzz(func(t *testing.T, given string) {
		c, err := s.CheckStatement(given)
		if err != nil {
			if estrade.ErrorCode(err) != estrade.CodeInvalid {
				t.Fatal(err)
			}
			return
		}
		if c.Valid && c.Ours && c.Statement != someStatement() {
			t.Fatalf("somebody else's words are signed: %+v", c)
		}
	})
}
