package facilitation_test

import (
	"fmt"
	"strings"
	"testing"

	estrade "estrade/app"
)

// plan writes a plan in the open part.
func (g *guest) plan(number int, slots map[string]any) {
	g.r.t.Helper()
	for slot, v := range slots {
		g.answer("", fmt.Sprintf("%d.%s", number, slot), v)
	}
}

func wholePlan() map[string]any {
	return map[string]any{
		"situation": "lundi, je reçois le point hebdomadaire", "behaviour": "J’explique le pourquoi d’une décision avant d’en décrire le comment.",
		"date": "2026-12-01", "witness": "une collègue du site voisin", "sign": "deux réponses d’équipe.", "confidence": 8,
	}
}

func (g *guest) ownPlans() *estrade.OwnCommitment {
	g.r.t.Helper()
	_, me := g.see()
	if own := ownOf(g.r.t, me, "action-plan"); own != nil {
		return own.Commitment
	}
	return nil
}

func TestCommitment_Answers(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "action-plan")
	g := r.join("Une personne")
	r.reach("action-plan", "alone")
	for name, try := range map[string]struct {
		item  string
		value any
		want  string
	}{
		"Text":            {"1.situation", strings.Repeat("é", 500), ""},
		"Spaces":          {"1.situation", strings.Repeat(" ", 600) + "x", ""},
		"TooLong":         {"1.situation", strings.Repeat("é", 501), "text-too-long"},
		"Control":         {"1.situation", "a\x07b", "text-unreadable"},
		"NotAText":        {"1.situation", 3, "text-unreadable"},
		"Behaviour":       {"2.behaviour", "Écouter avant de répondre", ""},
		"Date":            {"1.date", "2026-12-01", ""},
		"DateEmptied":     {"1.date", "", ""},
		"DateDeclined":    {"1.date", nil, ""},
		"DateInWords":     {"1.date", "demain", "text-unreadable"},
		"DateOfNoMonth":   {"1.date", "2026-13-01", "text-unreadable"},
		"Confidence":      {"1.confidence", 0, ""},
		"Sure":            {"1.confidence", 10, ""},
		"TooSure":         {"1.confidence", 11, "out-of-range"},
		"AlmostSure":      {"1.confidence", 9.5, "out-of-range"},
		"Shared":          {"1.shared", true, ""},
		"SharedPerhaps":   {"1.shared", "yes", "unknown-option"},
		"ThirdPlan":       {"3.situation", "x", "unknown-item"},
		"NoPlan":          {"situation", "x", "unknown-item"},
		"ZeroPlan":        {"0.situation", "x", "unknown-item"},
		"WrittenOddly":    {"01.situation", "x", "unknown-item"},
		"UnknownLine":     {"1.mood", "x", "unknown-item"},
		"DeclinedNowhere": {"1.mood", nil, "unknown-item"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := g.try("", try.item, try.value); key(err) != try.want {
				t.Errorf("%v", err)
			}
		})
	}
	if err := g.try("now", "1.situation", "x"); key(err) != "unknown-item" {
		t.Errorf("%v", err)
	}
	play := r.view.Play.Commitment
	if play.Today != "2026-11-24" || len(play.Behaviours) != 24 || len(play.Slots) != 5 || play.MaxPlans != 2 || len(play.Picked) != 0 {
		t.Errorf("%+v", play)
	}
}

func TestCommitment_Done(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "action-plan")
	g := r.join("Une personne")
	r.reach("action-plan", "alone")
	done := func() bool { _, me := g.see(); return me.Done }
	slots := wholePlan()
	delete(slots, "witness")
	g.plan(2, slots)
	if done() {
		t.Error("without a witness")
	}
	g.answer("", "2.witness", "")
	if done() {
		t.Error("an emptied line is no answer")
	}
	g.answer("", "2.witness", nil)
	if !done() {
		t.Error("declining is an answer, and one plan is enough")
	}
}

func TestCommitment_Plan(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "action-plan")
	writer, silent := r.join("Une personne"), r.join("Une autre")
	r.reach("action-plan", "alone")
	slots := wholePlan()
	writer.plan(1, slots)
	if own := writer.ownPlans(); own != nil {
		t.Errorf("while it is being written: %+v", own)
	}
	r.reach("action-plan", "pairs")
	if _, me := writer.see(); !me.Done {
		t.Error("what was written alone stands")
	}
	own := writer.ownPlans()
	want := estrade.Text{
		FR: "Si lundi, je reçois le point hebdomadaire, alors j’explique le pourquoi d’une décision avant d’en décrire le comment, " +
			"avant le 1er décembre 2026, avec une collègue du site voisin, et je le verrai à deux réponses d’équipe.",
		EN: "If lundi, je reçois le point hebdomadaire, then I explain why a decision is made before describing how, " +
			"before 1 December 2026, with une collègue du site voisin, and I will see it by deux réponses d’équipe.",
	}
	if len(own.Plans) != 1 || plain(own.Plans[0].Sentence) != want || !isNear(own.Plans[0].Confidence, 8) || own.Plans[0].Date != "2026-12-01" ||
		own.Plans[0].Shared || !own.Reminder || own.SmallerBelow != 7 {
		t.Fatalf("%+v", own)
	}
	writer.answer("", "1.behaviour", "écouter")
	writer.answer("", "1.situation", "{behaviour} et {date}")
	writer.answer("", "1.witness", "")
	writer.answer("", "1.date", nil)
	writer.answer("", "1.confidence", 5)
	writer.answer("", "2.sign", "un mot")
	r.finishStep()
	own = writer.ownPlans()
	if len(own.Plans) != 2 || !isNear(own.Plans[0].Confidence, 5) || own.Plans[0].Date != "" || own.Plans[1].Confidence != nil {
		t.Fatalf("what was written in pairs wins: %+v", own)
	}
	if s := plain(own.Plans[0].Sentence).FR; s != "Si {behaviour} et {date}, alors j’écouter, avant le …, avec …, et je le verrai à deux réponses d’équipe." {
		t.Error(s)
	}
	if s := plain(own.Plans[1].Sentence).EN; s != "If …, then I …, before …, with …, and I will see it by un mot." {
		t.Error(s)
	}
	if silent.ownPlans() != nil {
		t.Error("a plan nobody wrote")
	}
	if f := r.frozenOf("action-plan"); len(f) != 0 {
		t.Errorf("nothing is counted: %+v", f)
	}
}

// plain replaces the non-breaking spaces of French texts.
func plain(s estrade.Text) estrade.Text {
	s.FR = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s.FR)
	return s
}

func TestCommitment_Shared(t *testing.T) {
	r := composed(t, estrade.NewSession{StageLanguage: estrade.English}, "action-plan")
	guests := r.joinMany(3)
	r.reach("action-plan", "alone")
	for i, g := range guests {
		slots := wholePlan()
		slots["witness"] = []string{"un quincaillier", "une zingueuse", "un xylographe"}[i]
		slots["shared"] = i < 2
		g.plan(1, slots)
	}
	r.reach("action-plan", "pairs")
	if len(r.view.Backstage.Cards) != 0 {
		t.Fatal("plans are still being written")
	}
	guests[1].answer("", "1.shared", false)
	r.private(guests[1:], "un quincaillier")
	r.private([]*guest{guests[0], guests[2]}, "une zingueuse")
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	cards := r.view.Backstage.Cards
	if len(cards) != 1 || cards[0].Source != "plan" || !strings.HasPrefix(cards[0].Text, "If lundi") || !strings.Contains(cards[0].Text, "un quincaillier") {
		t.Fatalf("%+v", cards)
	}
	console := asText(t, r.view)
	for _, w := range []string{"une zingueuse", "un xylographe"} {
		if strings.Contains(console, w) {
			t.Errorf("the trainer reads a plan that is not shared: %s", w)
		}
	}
	card := cards[0]
	card.Text, card.Picked = strings.ReplaceAll(card.Text, "un quincaillier", "a colleague"), true
	r.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	picked := r.stage().Play.Commitment.Picked
	if len(picked) != 1 || !strings.Contains(picked[0].Text, "with a colleague,") {
		t.Fatalf("%+v", picked)
	}
	room, _ := guests[2].see()
	if text := asText(t, room); strings.Contains(text, "un quincaillier") || strings.Contains(text, string(guests[0].id)) {
		t.Error(text)
	}
	if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
		t.Fatal(err)
	}
	if r.refresh(); len(r.view.Backstage.Cards) != 0 || len(r.stage().Play.Commitment.Picked) != 0 {
		t.Error("an erased plan goes from the stage too")
	}
}

func TestCommitment_Shortened(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "action-plan")
	g := r.join("Une personne")
	r.reach("action-plan", "alone")
	slots := wholePlan()
	slots["shared"] = true
	g.plan(1, slots)
	r.do(estrade.Command{Name: estrade.CommandShorten})
	r.do(estrade.Command{Name: estrade.CommandClose})
	if len(r.view.Backstage.Cards) != 1 || r.view.Backstage.CardsPicked != "stage" {
		t.Errorf("%+v", r.view.Backstage.Cards)
	}
	r.finishStep()
	if own := g.ownPlans(); own == nil || !own.Plans[0].Shared {
		t.Errorf("%+v", own)
	}
}
