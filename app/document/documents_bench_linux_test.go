package document

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/seal"
)

// What making documents may take.
const (
	limitCertificate      = 5 * time.Millisecond // whole, of one core
	limitBatch            = 1500 * time.Millisecond
	limitReport           = 300 * time.Millisecond
	limitMemory           = 150.0                    // MB, of the process
	limitSize             = estrade.CertificateBytes // of a signed certificate
	limitFaster           = 3.0                      // times as fast as other tools are with the plain page
	batch, longBatch      = 500, 2000
	plainPages            = 60
	benchFolder           = "../../build/bench"
	benchLogo, benchFonts = "logo.png", "fonts"
)

// press makes whole certificates: fonts, logo, QR code with a signed statement,
// PDF/A, tags and signature. Each has a name, a number and a code of its own.
type press struct {
	printer *Printer
	seal    *seal.Seal
	data    estrade.CertificateData
	named   []string // names in place of the usual ones
}

// name is the name of the i-th person.
func (p *press) name(i int) string {
	if p.named != nil {
		return p.named[i%len(p.named)]
	}
	return firstNames[i%len(firstNames)] + " " + lastNames[(i*7+i/12)%len(lastNames)]
}

func newPress(b testing.TB) *press {
	p := &press{printer: New(), data: certificateFR(), seal: seal.New(seal.Options{
		Keys: keys.InMemory(), Clock: signingClock{},
		Organisation: func(context.Context) (string, error) { return "Méridienne Formation", nil },
	})}
	p.data.Organisation.Logo = testLogo(b)
	p.certificate(b, 0)
	return p
}

func (p *press) certificate(b testing.TB, i int) []byte {
	d := p.data
	d.ParticipantName = p.name(i)
	d.Number = fmt.Sprintf("2026-1124-%03d", i)
	d.Origin.Code = fmt.Sprintf("7QF4-M2KD-%04d", i)
	text, err := p.seal.Statement(estrade.Statement{
		Language: d.Language, Kind: estrade.DocumentCertificate, Number: d.Number, Code: d.Origin.Code, Name: d.ParticipantName,
		Title: d.WorkshopTitle, Organisation: d.Organisation.Name, Date: "2026-11-24", Minutes: d.DurationMinutes, IssuedOn: "2026-11-24",
	})
	if err != nil {
		b.Fatal(err)
	}
	d.Origin.QR = text
	pdf, err := p.printer.Certificate(d)
	if err != nil {
		b.Fatal(err)
	}
	signed, err := p.seal.SignPDF(pdf)
	if err != nil {
		b.Fatal(err)
	}
	return signed
}

// print makes n certificates on some cores and returns the size of the largest.
func (p *press) print(b *testing.B, n, cores int) int {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	var next, largest atomic.Int64
	var wait sync.WaitGroup
	for range cores {
		wait.Go(func() {
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				size := int64(len(p.certificate(b, i)))
				for known := largest.Load(); size > known && !largest.CompareAndSwap(known, size); known = largest.Load() {
				}
			}
		})
	}
	wait.Wait()
	return int(largest.Load())
}

// Two hundred people, names in four alphabets: nobody's certificate is too heavy
// for what it is sent by.
func TestPrinter_Certificate_size(t *testing.T) {
	p := newPress(t)
	for i := range 200 {
		if size := len(p.certificate(t, i)); size > limitSize {
			t.Errorf("certificate %d takes %d bytes, more than %d", i, size, limitSize)
		}
		for _, l := range estrade.Languages {
			if size := len(p.completion(t, l, i)); size > limitSize {
				t.Errorf("certificate of completion %d in %s takes %d bytes, more than %d", i, l, size, limitSize)
			}
		}
	}
}

// completion is certificate for the certificat de réalisation of the same person.
func (p *press) completion(t testing.TB, l estrade.Language, i int) []byte {
	d := completionFR()
	if l == estrade.English {
		d = completionEN()
	}
	d.Organisation.Logo, d.Organisation.Signature = p.data.Organisation.Logo, p.data.Organisation.Signature
	d.ParticipantName = p.name(i)
	d.Number = fmt.Sprintf("2026-1124-%03d", i)
	d.Origin.Code = fmt.Sprintf("7QF4-M2KD-%04d", i)
	text, err := p.seal.Statement(estrade.Statement{
		Language: l, Kind: estrade.DocumentCompletion, Number: d.Number, Code: d.Origin.Code, Name: d.ParticipantName,
		Title: d.ActionTitle, Organisation: d.Organisation.Name, Date: "2026-11-24", Minutes: d.DurationMinutes, IssuedOn: "2026-11-24",
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Origin.QR = text
	pdf, err := p.printer.Completion(d)
	if err != nil {
		t.Fatal(err)
	}
	if pdf, err = p.seal.SignPDF(pdf); err != nil {
		t.Fatal(err)
	}
	return pdf
}

// BenchmarkDocuments measures whole certificates, a batch of them on two cores,
// their size and the memory they take, a report of thirty people, and other
// tools with the plain page of a certificate. Time of a core says more than the
// clock on a machine with other work.
func BenchmarkDocuments(b *testing.B) {
	b.Run("Certificate", func(b *testing.B) {
		p := newPress(b)
		const n = 200
		var worked time.Duration
		var largest int
		for b.Loop() {
			began := processorTime()
			largest = p.print(b, n, 1)
			worked = (processorTime() - began) / n
		}
		told(b, "a whole certificate, time of a core", "cpu-ms", millis(worked), millis(limitCertificate), "ms")
		told(b, "the largest of "+strconv.Itoa(n), "bytes", float64(largest), limitSize, "bytes")
		comparePlain(b, p, worked)
	})
	b.Run("Batch", func(b *testing.B) {
		p := newPress(b)
		var took time.Duration
		for b.Loop() {
			began := time.Now()
			p.print(b, batch, 2)
			took = time.Since(began)
		}
		told(b, strconv.Itoa(batch)+" certificates on two cores, by the clock", "batch-ms", millis(took), millis(limitBatch), "ms")
	})
	b.Run("Report", func(b *testing.B) {
		d := sampleReport(b, estrade.French, group{30, 6})
		d.Results = append(d.Results, sampleActivities(b, estrade.French, group{30, 6})...)
		p := New()
		var worked time.Duration
		for b.Loop() {
			began := processorTime()
			if _, err := p.Report(d); err != nil {
				b.Fatal(err)
			}
			worked = processorTime() - began
		}
		told(b, "a report of 30 people, time of a core", "cpu-ms", millis(worked), millis(limitReport), "ms")
	})
	b.Run("Memory", func(b *testing.B) {
		p := newPress(b)
		for b.Loop() {
			forgetPeak(b)
			p.print(b, longBatch, 2)
		}
		told(b, strconv.Itoa(longBatch)+" certificates, peak memory of the process", "peak-MB", peakMemory(b), limitMemory, "MB")
	})
}

// told prints a figure beside its limit.
func told(b *testing.B, what, unit string, got, limit float64, of string) {
	b.Helper()
	b.ReportMetric(got, unit)
	b.Logf("%s: %.1f %s, %.2f of the limit (%.0f)", what, got, of, got/limit, limit)
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// processorTime is what the process has worked so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// forgetPeak makes the system count the process' greatest memory anew.
func forgetPeak(b *testing.B) {
	runtime.GC()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Fatal(err)
	}
}

// peakMemory is the greatest resident memory since forgetPeak, in MB.
func peakMemory(b *testing.B) float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(line)[0], 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes / 1000
}

// comparePlain has ReportLab and PDFKit make the plain page of a certificate
// and says how many times as long they take.
func comparePlain(b *testing.B, p *press, whole time.Duration) {
	logo := filepath.Join(b.TempDir(), benchLogo)
	if err := os.WriteFile(logo, p.data.Organisation.Logo, 0o600); err != nil {
		b.Fatal(err)
	}
	texts, err := json.Marshal(p.plainTexts())
	if err != nil {
		b.Fatal(err)
	}
	for tool, command := range map[string][]string{
		"ReportLab": {"/usr/bin/python3", filepath.Join(benchFolder, "plain.py")},
		"PDFKit":    {"node", filepath.Join(benchFolder, "plain.mjs")},
	} {
		out, err := exec.Command(command[0], command[1], benchFonts, logo, string(texts), strconv.Itoa(plainPages)).Output()
		if err != nil {
			b.Fatalf("%s: %v (make bench installs what it needs)", tool, err)
		}
		each, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil {
			b.Fatal(err)
		}
		times := each / millis(whole)
		b.ReportMetric(times, "times-"+tool)
		b.Logf("%s takes %.1f ms of a core for the plain page: %.1f times as long as the whole certificate, %.2f of the limit (%.0f times)",
			tool, each, times, times/limitFaster, limitFaster)
	}
}

// plainTexts are the texts of the certificate as it is drawn: font, size, x and
// y from below.
func (p *press) plainTexts() [][5]any {
	c := &certificate{canvas: newCanvas(a4Long, a4Short), speech: newSpeech(p.data.Language), data: p.data}
	if err := c.draw(); err != nil {
		panic(err)
	}
	var texts [][5]any
	for _, m := range c.pages[0].marks {
		t, ok := m.mark.(textMark)
		if !ok {
			continue
		}
		x := t.x
		for _, r := range t.line.runs {
			text := strings.ReplaceAll(string(r.text), p.data.ParticipantName, "%name")
			texts = append(texts, [5]any{faceNames[r.face], t.style.size, x, c.height - t.y, text})
			x += r.width
		}
	}
	return texts
}
