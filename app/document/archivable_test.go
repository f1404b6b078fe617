package document

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// archivable is a document held to what an archive asks for.
type archivable struct {
	name     string
	language estrade.Language
	title    string // is in the title of the file
	make     func(*Printer) ([]byte, error)
}

// archivables are documents of every kind, in one language, with everything
// that goes wrong in documents.
func archivables(t testing.TB, l estrade.Language) []archivable {
	all := archivableCertificates(t, l)
	all = append(all, archivableReports(t, l)...)
	all = append(all, archivablePersonals(t, l)...)
	all = append(all, archivableCompletions(t, l)...)
	all = append(all, archivableSheets(t, l)...)
	all = append(all, archivableDebriefs(t, l)...)
	all = append(all, archivableRegisters(t, l)...)
	all = append(all, archivableReceipts(t, l)...)
	all = append(all, archivableHandouts(t, l)...)
	for i := range all {
		all[i].language = l
		all[i].name += "-" + string(l)
	}
	return all
}

// manyLetters are names with every letter of Europe and Vietnam, by alphabet.
func manyLetters() []string {
	var names []string
	for _, letters := range alphabets {
		names = append(names, clean(letters))
	}
	slices.Sort(names)
	return names
}

// title200 is a title of two hundred characters.
func title200() string {
	return string([]rune(strings.Repeat("Décider à plusieurs : l’œuvre d’une équipe ; ", 6))[:200])
}

func archivableCertificates(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	sample := certificateFR()
	if l == estrade.English {
		sample = certificateEN()
	}
	var all []archivable
	add := func(name string, change func(*estrade.CertificateData)) {
		d := sample
		change(&d)
		all = append(all, archivable{name: "certificate-" + name, title: clean(d.ParticipantName),
			make: func(p *Printer) ([]byte, error) { return p.Certificate(d) }})
	}
	logo, signature := testLogo(t), testSignature(t)
	add("plain", func(*estrade.CertificateData) {})
	add("bare", func(d *estrade.CertificateData) {
		*d = estrade.CertificateData{Language: d.Language, ParticipantName: "O"}
	})
	add("rehearsal", func(d *estrade.CertificateData) { d.Rehearsal, d.Organisation.Logo = true, logo })
	add("full", func(d *estrade.CertificateData) {
		d.WorkshopTitle, d.Organisation.Logo, d.Organisation.Signature = title200(), logo, signature
		d.Replaces, d.Client = "2026-1124-01", title200()
	})
	add("equal-widths", func(d *estrade.CertificateData) {
		d.Organisation.Logo, d.Organisation.Signature = logo, plainImage(t, 300, 90)
	})
	add("logo-twice", func(d *estrade.CertificateData) { d.Organisation.Logo, d.Organisation.Signature = logo, logo })
	for i, name := range manyLetters() {
		add(fmt.Sprintf("letters%d", i), func(d *estrade.CertificateData) { d.ParticipantName, d.WorkshopTitle = name, name })
	}
	return all
}

// plainImage is a grey image with transparency.
func plainImage(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(m, m.Bounds(), image.NewUniform(color.NRGBA{R: 0x60, G: 0x60, B: 0x60, A: 0x80}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func archivableReports(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	var all []archivable
	for _, g := range []group{{0, 0}, {1, 1}, {12, 3}, {200, 9}} {
		d := sampleReport(t, l, g)
		d.Results = append(d.Results, sampleActivities(t, l, g)...)
		if g.people == 12 {
			d.Rehearsal, d.Title, d.Organisation.Logo = true, title200(), testLogo(t)
			for i, name := range manyLetters() {
				d.Attendance[i%len(d.Attendance)].Name = name
			}
		}
		all = append(all, archivable{name: fmt.Sprintf("report-%d", g.people), title: typography(l, d.Title),
			make: func(p *Printer) ([]byte, error) { return p.Report(d) }})
	}
	return all
}

func archivablePersonals(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	full := samplePersonal(t, l)
	rehearsal := emptied(samplePersonal(t, l))
	rehearsal.Rehearsal, rehearsal.Title, rehearsal.Organisation.Logo = true, title200(), testLogo(t)
	return []archivable{
		{name: "personal", title: full.Title, make: func(p *Printer) ([]byte, error) { return p.Personal(full) }},
		{name: "personal-rehearsal", title: typography(l, rehearsal.Title), make: func(p *Printer) ([]byte, error) { return p.Personal(rehearsal) }},
	}
}

func archivableCompletions(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	plain := completionFR()
	if l == estrade.English {
		plain = completionEN()
	}
	full := plain
	full.ActionTitle, full.Employer, full.ParticipantName = title200(), title200(), strings.Join(manyLetters(), " ")
	full.Organisation.Logo, full.Organisation.Signature, full.Rehearsal = testLogo(t), testSignature(t), true
	bare := estrade.CompletionData{Language: l, ParticipantName: "O"}
	var all []archivable
	for name, d := range map[string]estrade.CompletionData{"plain": plain, "full": full, "bare": bare} {
		all = append(all, archivable{name: "completion-" + name, title: clean(d.ParticipantName),
			make: func(p *Printer) ([]byte, error) { return p.Completion(d) }})
	}
	return all
}

func archivableSheets(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	nasty := sampleSheet(l, 12, 3)
	nasty.Title, nasty.Rehearsal, nasty.Organisation.Logo = title200(), true, testLogo(t)
	for i, name := range manyLetters() {
		nasty.Lines[i%len(nasty.Lines)].Name = name
	}
	blank := sampleSheet(l, 0, 2)
	blank.BlankLines, blank.HalfDays[0].Trainer = 20, nil
	var all []archivable
	for name, d := range map[string]estrade.AttendanceSheetData{
		"nasty": nasty, "blank": blank, "200": sampleSheet(l, 200, 2), "empty": {Language: l},
	} {
		all = append(all, archivable{name: "sheet-" + name, title: typography(l, d.Title),
			make: func(p *Printer) ([]byte, error) { return p.AttendanceSheet(d) }})
	}
	return all
}

func archivableDebriefs(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	var all []archivable
	for _, g := range []group{{0, 0}, {12, 3}} {
		d := sampleDebrief(t, l, g)
		d.Report.Results = append(d.Report.Results, sampleActivities(t, l, g)...)
		if g.people > 0 {
			d.Rehearsal, d.Report.Title, d.Report.Organisation.Logo = true, title200(), testLogo(t)
		}
		all = append(all, archivable{name: fmt.Sprintf("debrief-%d", g.people), title: typography(l, d.Report.Title),
			make: func(p *Printer) ([]byte, error) { return p.Debrief(d) }})
	}
	return all
}

func archivableRegisters(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	nasty := sampleRegister(l, 40)
	nasty.Organisation.Logo = testLogo(t)
	for i, name := range manyLetters() {
		nasty.Lines[i%len(nasty.Lines)].Name, nasty.Lines[i%len(nasty.Lines)].Title = name, title200()
	}
	var all []archivable
	for name, d := range map[string]estrade.RegisterData{"plain": sampleRegister(l, 12), "nasty": nasty, "empty": {Language: l}} {
		all = append(all, archivable{name: "register-" + name, title: registerTitle.In(l),
			make: func(p *Printer) ([]byte, error) { return p.Register(d) }})
	}
	return all
}

// Every kind of document, in both languages and with nasty data, passes
// PDF/A-1b and is sound, the same twice, and says the same of itself everywhere.
func TestPrinter_archivable(t *testing.T) {
	var paths []string
	folder := t.TempDir()
	for _, l := range []estrade.Language{estrade.French, estrade.English} {
		for _, a := range archivables(t, l) {
			pdf, err := a.make(New())
			if err != nil {
				t.Errorf("%s: %v", a.name, err)
				continue
			}
			keep(t, "archivable-"+a.name, pdf)
			path := filepath.Join(folder, a.name+".pdf")
			if err := os.WriteFile(path, pdf, 0o600); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
			t.Run(a.name, func(t *testing.T) {
				t.Parallel()
				a.check(t, &inspected{t: t, path: path}, pdf)
			})
		}
	}
	for name, faults := range preflight(t, paths) {
		t.Errorf("%s is no PDF/A-1b: %s", name, faults)
	}
}

// check holds a document to all that Preflight does not look at.
func (a archivable) check(t *testing.T, f *inspected, pdf []byte) {
	t.Helper()
	if again, err := a.make(New()); err != nil || !bytes.Equal(again, pdf) {
		t.Errorf("another file for the same data (%v)", err)
	}
	if out := f.run("qpdf", "--check"); strings.Contains(out, "WARNING") {
		t.Errorf("qpdf: %s", out)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")) || bytes.Contains(pdf, []byte("/Names")) {
		t.Error("the header is not that of PDF 1.4, or there is a list of attachments")
	}
	tag := speech{language: a.language}.tag()
	for _, want := range []string{"/Lang (" + tag + ")", "/DisplayDocTitle true", "/CIDSet "} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("%s is missing", want)
		}
	}
	f.saysTheSame(a.title, tag)
}

// metadata is what a file's XMP says of it.
type metadata struct {
	Of description `xml:"RDF>Description"`
}

type description struct {
	Part        string   `xml:"part,attr"`
	Conformance string   `xml:"conformance,attr"`
	Title       string   `xml:"title>Alt>li"`
	Author      []string `xml:"creator>Seq>li"`
	Subject     string   `xml:"description>Alt>li"`
	Language    string   `xml:"language>Bag>li"`
	Creator     string   `xml:"CreatorTool,attr"`
	Producer    string   `xml:"Producer,attr"`
	Created     string   `xml:"CreateDate,attr"`
	Modified    string   `xml:"ModifyDate,attr"`
}

// saysTheSame compares the XMP with the information dictionary.
func (f *inspected) saysTheSame(title, language string) {
	f.t.Helper()
	var packet metadata
	if err := xml.Unmarshal([]byte(f.run("pdfinfo", "-meta")), &packet); err != nil {
		f.t.Fatalf("XMP: %v", err)
	}
	m := packet.Of
	if m.Part != "1" || m.Conformance != "B" || m.Language != language || !strings.Contains(m.Title, title) {
		f.t.Errorf("XMP says %+v, want a title with %q in %s", m, title, language)
	}
	info := map[string]string{}
	for line := range strings.Lines(f.run("pdfinfo", "-isodates")) {
		key, value, _ := strings.Cut(line, ":")
		info[key] = strings.TrimSpace(value)
	}
	for key, want := range map[string]string{"Title": m.Title, "Author": strings.Join(m.Author, ""), "Subject": m.Subject,
		"Creator": m.Creator, "Producer": m.Producer, "CreationDate": m.Created, "ModDate": m.Modified} {
		if info[key] != want {
			f.t.Errorf("Info says %s %q, the XMP %q", key, info[key], want)
		}
	}
}

// preflightJars are the Debian packages' libraries of PDFBox Preflight.
var preflightJars = []string{"preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "javax.activation", "jaxb-api"}

// preflight validates files with PDFBox Preflight, all in one run of Java, and
// returns the faults of those that are no PDF/A-1b by the name of the file.
func preflight(t testing.TB, paths []string) map[string]string {
	t.Helper()
	list := filepath.Join(t.TempDir(), "files")
	if err := os.WriteFile(list, []byte(strings.Join(paths, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	jars := make([]string, len(preflightJars))
	for i, jar := range preflightJars {
		jars[i] = "/usr/share/java/" + jar + ".jar"
	}
	out, err := exec.Command("java", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", "xml", "group", list).CombinedOutput()
	if err != nil {
		t.Fatalf("preflight: %v\n%s", err, out)
	}
	verdicts, err := os.ReadFile(list + ".preflight.xml")
	if err != nil {
		t.Fatalf("preflight: %v\n%s", err, out)
	}
	var all struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Valid  bool   `xml:"isValid"`
			Errors []struct {
				Code    string `xml:"code"`
				Details string `xml:"details"`
				Page    string `xml:"page"`
			} `xml:"errors>error"`
		} `xml:"preflight"`
	}
	if err := xml.Unmarshal(verdicts, &all); err != nil {
		t.Fatalf("preflight: %v", err)
	}
	if len(all.Files) != len(paths) {
		t.Errorf("preflight looked at %d files of %d", len(all.Files), len(paths))
	}
	faults := map[string]string{}
	for _, file := range all.Files {
		if !file.Valid {
			faults[file.Name] = fmt.Sprintf("%+v", file.Errors)
		}
	}
	return faults
}

// A file that breaks a rule is found out: the checks above would tell.
func TestPreflight_findsFaults(t *testing.T) {
	f := open(t, bytes.ReplaceAll(certificate0(t, certificateFR()), []byte("GTS_PDFA1"), []byte("GTS_PDFX1")))
	if faults := preflight(t, []string{f.path}); !strings.Contains(faults["document.pdf"], "OutputIntent") {
		t.Errorf("a file without output intent passes: %v", faults)
	}
}
