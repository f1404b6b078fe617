package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/content"
	"estrade/app/program"
	"estrade/app/rehearsal"
)

const (
	// maxDemoPeople is how many participants a demonstration may have.
	maxDemoPeople = 2000
	// demoTimeout ends a demonstration that hangs; one of thirty people takes
	// seconds.
	demoTimeout = 15 * time.Minute

	demoZone    = "Europe/Paris"
	demoSummary = "session.json"
)

// demonstration is what was asked for on the command line.
type demonstration struct {
	out      string
	people   int
	language string
	seed     uint64
	workshop string
}

func (l *line) demoCommand() *cobra.Command {
	var d demonstration
	demo := &cobra.Command{
		Use: "demo --out " + l.in("DOSSIER", "FOLDER"),
		Short: l.in("Jouer un atelier entier avec des participants simulés",
			"Play a whole workshop with simulated participants"),
		Long: l.in(`Joue un atelier entier : des participants simulés rejoignent la salle par le réseau
de cet ordinateur, répondent, et la séance va jusqu’à ses documents. Les attestations, le compte
rendu, leur ZIP et un résumé, session.json, sont écrits dans le dossier donné. Rien d’autre n’est
gardé. Le statut de sortie n’est pas nul si une étape ou une vérification échoue.`,
			`Plays a whole workshop: simulated participants join the room over this computer's
network, answer, and the session goes on to its documents. The certificates, the report, their ZIP
and a summary, session.json, are written to the folder given. Nothing else is kept. The exit status
is not zero when a step or a check fails.`),
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return l.demo(c, d) },
	}
	flags := demo.Flags()
	flags.StringVar(&d.out, "out", "", l.in("dossier où écrire (créé au besoin)", "folder to write to (made when missing)"))
	flags.IntVar(&d.people, "participants", 12, l.in("nombre de participants, 1 à 2000", "number of participants, 1 to 2000"))
	flags.StringVar(&d.language, "lang", "fr", l.in("langue de la séance et des documents : fr ou en", "language of the session and its documents: fr or en"))
	flags.Uint64Var(&d.seed, "seed", 1, l.in("graine : la même donne les mêmes réponses", "seed: the same one gives the same answers"))
	flags.StringVar(&d.workshop, "workshop", "essentials", l.in("atelier à jouer", "workshop to play"))
	return demo
}

// check refuses what cannot be played, before anything is started.
func (d demonstration) check() error {
	switch {
	case d.out == "":
		return estrade.NewError(estrade.CodeInvalid, "demo-out-missing",
			"Nobody said where to write the documents.", "Name a folder with --out.")
	case d.people < 1 || d.people > maxDemoPeople:
		return estrade.NewError(estrade.CodeInvalid, "demo-size",
			fmt.Sprintf("A demonstration has 1 to %d participants, not %d.", maxDemoPeople, d.people),
			"Choose another number with --participants.", "max", strconv.Itoa(maxDemoPeople), "n", strconv.Itoa(d.people))
	case !estrade.Language(d.language).Valid():
		return estrade.NewError(estrade.CodeInvalid, "demo-language",
			fmt.Sprintf("Estrade does not speak %q.", d.language), "Choose --lang fr or --lang en.", "language", d.language)
	}
	return nil
}

// prepare makes the folder, proves that it can be written, and clears an
// earlier demonstration from it.
func (d demonstration) prepare() error {
	refuse := func(err error) error {
		return estrade.NewError(estrade.CodeUnavailable, "demo-folder-denied",
			fmt.Sprintf("Estrade cannot write to the folder %s.", d.out),
			"Name another folder with --out, or allow writing there.", "folder", d.out).WithCause(err)
	}
	if err := os.MkdirAll(d.out, 0o755); err != nil {
		return refuse(err)
	}
	probe, err := os.CreateTemp(d.out, ".estrade-*")
	if err != nil {
		return refuse(err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return refuse(err)
	}
	if err := d.clear(); err != nil {
		return refuse(err)
	}
	return nil
}

// clear removes the files that an earlier demonstration says it wrote here;
// otherwise its documents would stand among the new ones. Somebody else's
// session.json is not written over.
func (d demonstration) clear() error {
	text, err := os.ReadFile(filepath.Join(d.out, demoSummary))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var earlier rehearsal.Summary
	if err := json.Unmarshal(text, &earlier); err != nil || !earlier.Rehearsal {
		return fmt.Errorf("%s is not of a demonstration: %w", demoSummary, errors.Join(err, fs.ErrExist))
	}
	files := []string{earlier.Archive.File}
	for _, doc := range earlier.Documents {
		files = append(files, doc.File)
	}
	for _, name := range files {
		name = filepath.FromSlash(name)
		if !filepath.IsLocal(name) {
			continue
		}
		if err := os.Remove(filepath.Join(d.out, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if folder := filepath.FromSlash(earlier.Folder); filepath.IsLocal(folder) && folder != "." {
		// It stays when something else is in it.
		_ = os.Remove(filepath.Join(d.out, folder))
	}
	return nil
}

// demo plays a demonstration.
func (l *line) demo(c *cobra.Command, d demonstration) error {
	if chosen := estrade.Language(d.language); chosen.Valid() && c.Flags().Changed("lang") {
		l.language = chosen
	}
	if err := d.check(); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, demoTimeout)
	defer cancel()
	data, err := os.MkdirTemp("", "estrade-demo-*")
	if err != nil {
		return fmt.Errorf("make a data folder: %w", err)
	}
	summary, err := l.playIn(ctx, data, d, c.OutOrStdout(), c.ErrOrStderr())
	if err := errors.Join(err, os.RemoveAll(data)); err != nil {
		return err
	}
	if failed := summary.Failed(); len(failed) > 0 {
		return estrade.NewError(estrade.CodeInternal, "demo-checks-failed",
			"The workshop was played and what came of it is not right.",
			"Report it with the file session.json.").WithCause(checksError(failed))
	}
	return nil
}

// checksError tells which checks failed and why.
func checksError(failed []rehearsal.Check) error {
	var lines []string
	for _, check := range failed {
		lines = append(lines, check.ID+": "+strings.Join(check.Detail[:min(5, len(check.Detail))], "; "))
	}
	return errors.New(strings.Join(lines, "\n   "))
}

// playIn starts a program of its own in the data folder and plays in it.
func (l *line) playIn(ctx context.Context, data string, d demonstration, out, problems io.Writer) (summary rehearsal.Summary, err error) {
	pack, err := content.Builtin()
	if err != nil {
		return summary, fmt.Errorf("read built-in pack: %w", err)
	}
	clock, err := demoClock()
	if err != nil {
		return summary, err
	}
	// What a browser could not do is among the checks; a pen left on the table at
	// the end is no news to a visitor.
	log := slog.New(slog.NewTextHandler(problems, &slog.HandlerOptions{Level: slog.LevelError}))
	p, err := program.New(program.Config{
		DataDir: data, Assets: l.Assets, Version: Version, RoomAddr: "127.0.0.1:0",
		Clock: clock, Logger: log, KeysInMemory: true, Pack: pack,
	})
	if err != nil {
		return summary, err
	}
	if err := p.Start(ctx); err != nil {
		return summary, err
	}
	defer func() { err = l.end(p, err) }()
	if err := d.find(ctx, p.Sessions()); err != nil {
		return summary, err
	}
	if err := d.prepare(); err != nil {
		return summary, err
	}
	l.language = estrade.Language(d.language)
	if err := l.furnish(ctx, p); err != nil {
		return summary, err
	}
	t := &telling{line: l, out: out}
	t.printf(l.in("Estrade %s : démonstration avec %d participants simulés, graine %d\n",
		"Estrade %s: demonstration with %d simulated participants, seed %d\n"), Version, d.people, d.seed)
	summary, failure := rehearsal.Play(ctx, rehearsal.House{
		Sessions: p.Sessions(), Results: p.Results(), Record: p.Record, Clock: clock, Pack: pack, Logger: log,
	}, rehearsal.Show{
		Workshop: d.workshop, People: d.people, Language: l.language, Seed: d.seed, Out: d.out,
		Client: l.in("Groupe Ormeval", "Ormeval Group"), Place: "Lyon", Version: Version, Told: t.moment,
	})
	text, err := summary.JSON()
	if err == nil {
		err = os.WriteFile(filepath.Join(d.out, demoSummary), text, 0o644)
	}
	if failure != nil || err != nil {
		return summary, errors.Join(failure, err)
	}
	t.conclude(summary, d.out)
	return summary, t.failed
}

// demoClock shows ten to nine this morning, so that a workshop of a few hours
// is over before the evening, whenever it is played.
func demoClock() (*rehearsal.Clock, error) {
	zone, err := time.LoadLocation(demoZone)
	if err != nil {
		return nil, fmt.Errorf("load zone: %w", err)
	}
	y, m, day := time.Now().In(zone).Date()
	return rehearsal.NewClock(time.Date(y, m, day, 8, 50, 0, 0, zone)), nil
}

// find refuses a workshop that is not there.
func (d demonstration) find(ctx context.Context, sessions estrade.Sessions) error {
	known, err := sessions.Workshops(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(known, func(w estrade.WorkshopView) bool { return w.ID == d.workshop }) {
		return nil
	}
	names := make([]string, len(known))
	for i, w := range known {
		names[i] = w.ID
	}
	list := strings.Join(names, ", ")
	return estrade.NewError(estrade.CodeInvalid, "demo-workshop",
		fmt.Sprintf("There is no workshop %q that can be played.", d.workshop),
		"Choose one of these with --workshop: "+list+".", "workshop", d.workshop, "known", list)
}

// furnish gives the program the settings a trainer types at the first start and
// serves the room.
func (l *line) furnish(ctx context.Context, p *program.Program) error {
	_, err := p.Service().SaveSettings(ctx, estrade.Settings{
		Organisation: "Méridienne Formation", Address: []string{"12 rue des Tanneurs", "69001 Lyon"},
		Trainer: "Hélène Maurel", TrainerTitle: l.in("Formatrice", "Trainer"),
		PrivacyContact: l.in("les coordonnées figurent sur la convocation", "see the invitation"),
		Language:       l.language, Zone: demoZone,
	})
	if err != nil {
		return err
	}
	_, err = p.OpenRoom(ctx)
	return err
}

// telling prints a demonstration as it goes on.
type telling struct {
	line   *line
	out    io.Writer
	step   string
	failed error
}

func (t *telling) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(t.out, format, args...); err != nil && t.failed == nil {
		t.failed = err
	}
}

func (t *telling) say(text string) { t.printf("%s", text) }

// moment prints an act of the trainer.
func (t *telling) moment(m rehearsal.Moment) {
	l := t.line
	if step := m.Step.In(l.language); step != "" && step != t.step {
		t.step = step
		t.printf("%s\n", step)
	}
	part := m.Part.In(l.language)
	switch m.Command {
	case estrade.CommandOpenRoom:
		t.say(l.in("  La salle est ouverte\n", "  The room is open\n"))
	case estrade.CommandStart:
		if m.Collects {
			t.printf(l.in("  %d personnes sur %d ont rejoint la salle\n", "  %d of %d people have joined\n"), m.Answered, m.Of)
		}
	case estrade.CommandClose:
		t.printf(l.in("  %s : %d sur %d ont répondu\n", "  %s: %d of %d have answered\n"), part, m.Answered, m.Of)
	case estrade.CommandDecide:
		t.printf(l.in("  %s : %d tables sur %d, puis la salle\n", "  %s: %d of %d tables, then the room\n"), part, m.Answered, m.Of)
	case estrade.CommandReveal:
		t.say(l.in("  Révélation\n", "  Reveal\n"))
	case estrade.CommandExtend:
		t.printf(l.in("  %s : une minute de plus\n", "  %s: one minute more\n"), part)
	case estrade.CommandNote:
		t.say(l.in("  Une note pour le compte rendu\n", "  A note for the report\n"))
	case estrade.CommandBeginClosing:
		t.step = ""
		t.say(l.in("Clôture\n  La salle ne prend plus de réponses\n", "Closing\n  The room takes no more answers\n"))
	case rehearsal.CommandIssue:
		t.printf(l.in("  %d documents écrits\n", "  %d documents written\n"), m.Answered)
	}
}

// conclude prints what was reached and whether it is right.
func (t *telling) conclude(s rehearsal.Summary, dir string) {
	l := t.line
	t.printf(l.in("\nParticipants : %d (en retard : %d, reconnectés : %d, tables : %d). Atelier de %d minutes, joué en %.1f s\n",
		"\nParticipants: %d (late: %d, reconnected: %d, tables: %d). Workshop of %d minutes, played in %.1f s\n"),
		s.People.Joined, s.People.Late, s.People.Returned, s.People.Tables, s.Minutes, s.WallSeconds)
	t.printf(l.in("Réponses confirmées : %d, dont %d corrections ; dans la base : %d\n",
		"Answers acknowledged: %d, %d of them corrections; in the database: %d\n"), s.Answers.Acknowledged, s.Answers.Edited, s.Stored)
	if s.Picked > 0 {
		t.printf(l.in("Textes choisis par l’animation : %d\n", "Texts picked by the trainer: %d\n"), s.Picked)
	}
	for _, check := range s.Checks {
		mark := l.in("oui", "yes")
		if !check.OK {
			mark = l.in("NON", "NO")
		}
		sentence, ok := checkSentences[check.ID]
		if !ok {
			sentence = estrade.Text{FR: check.ID, EN: check.ID}
		}
		t.printf("  %-4s %s\n", mark, sentence.In(l.language))
	}
	t.printf(l.in("Documents : %s\nRésumé :    %s\n", "Documents: %s\nSummary:   %s\n"),
		filepath.Join(dir, filepath.FromSlash(s.Folder)), filepath.Join(dir, demoSummary))
}

// checkSentences say what the checks of a summary check.
var checkSentences = map[string]estrade.Text{
	"everybody-joined":             {FR: "tout le monde a rejoint et figure sur la liste de présence", EN: "everybody joined and is on the attendance list"},
	"browsers-understood":          {FR: "les pages et la salle se sont comprises", EN: "pages and room understood each other"},
	"agenda-played":                {FR: "chaque étape a été jouée jusqu’au bout", EN: "every step was played to its end"},
	"answers-kept":                 {FR: "chaque réponse confirmée est dans la base, une fois, avec sa dernière valeur", EN: "every acknowledged answer is in the database, once, with its last value"},
	"figures-plausible":            {FR: "aucun chiffre ne compte plus de personnes qu’il n’y en a", EN: "no figure counts more people than there are"},
	"figures-frozen":               {FR: "ce qui a été montré est gardé tel quel", EN: "what was shown is kept as it was"},
	"documents-written":            {FR: "chaque document existe et est un PDF", EN: "every document exists and is a PDF"},
	"certificates-for-the-present": {FR: "une attestation par personne présente", EN: "one certificate for each person present"},
	"nothing-unpicked-shown":       {FR: "aucun texte n’a été montré sans avoir été choisi", EN: "no text was shown that was not picked"},
	"no-name-shown":                {FR: "aucun vrai nom n’a été montré à la salle", EN: "no real name was shown to the room"},
}
