package rehearsal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	estrade "estrade/app"
)

// Writing times of an ordinary person, in seconds.
const (
	effortNote       = 35
	effortSlot       = 30
	effortConfidence = 5
	effortComment    = 40
	effortDecision   = 180 // a text agreed on
)

// nonsense is what people write who do not want to be there.
var nonsense = []string{
	"???", "bof", "lol", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "🙃🙃🙃", "<b>test</b>",
	"1234", "rien", "…", "ZZZZZ", "'; DROP TABLE answers; --", "no comment", "blablabla blablabla blablabla",
}

// say is what somebody writes, in their language.
func (m mind) say(t estrade.Text) string {
	if m.nonsense > 0 {
		if r := draw(m.sense.seed, "nonsense", m.who, t.EN); r.Float64() < m.nonsense {
			return nonsense[r.IntN(len(nonsense))]
		}
	}
	if m.language == estrade.English {
		return t.EN
	}
	return t.FR
}

// phrase draws one of some sentences, each person beginning elsewhere.
func (m mind) phrase(all []estrade.Text, r *rand.Rand) string { return m.say(all[r.IntN(len(all))]) }

// phrasesFor returns what is written at a place, else what can be written anywhere.
func phrasesFor(set map[string][]estrade.Text, place string) []estrade.Text {
	if all := set[place]; len(all) > 0 {
		return all
	}
	return anywhere
}

// notes writes one to three notes in what is voted on and some elsewhere.
func (m mind) notes(t task, b *estrade.BoardPlay) []act {
	var acts []act
	for _, box := range b.Boxes {
		r := m.chance(t, "notes", box.ID)
		n := r.IntN(2)
		if box.Voted {
			n = 1 + r.IntN(3)
		}
		all := slices.Clone(phrasesFor(noted, box.ID))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for i, text := range all[:min(n, len(all))] {
			a := act{effort: effortNote, item: fmt.Sprintf("%s.%d", box.ID, i+1), value: encode(m.say(text))}
			acts = m.answer(t, acts, a, func(r *rand.Rand) any {
				if r.Float64() < 0.2 {
					return "" // taken back
				}
				return m.phrase(phrasesFor(noted, box.ID), r)
			})
		}
	}
	return m.lockPass(t, acts, "")
}

// settle writes down what a table decided.
func (m mind) settle(t task) []act {
	write := func(r *rand.Rand) any { return m.phrase(decided, r) }
	acts := m.answer(t, nil, act{effort: effortDecision, item: "decision", value: encode(write(m.chance(t, "decision")))}, write)
	return m.lockPass(t, acts, "")
}

// commit writes one plan or two, then, with somebody else, makes the sign
// clearer and perhaps shares them.
func (m mind) commit(t task, c *estrade.CommitmentPlay) []act {
	plans := 1
	// The same plans in both parts, whatever the part.
	if c.MaxPlans > 1 && draw(m.sense.seed, m.who, t.step, "plans").Float64() < 0.25 {
		plans = 2
	}
	var acts []act
	for plan := 1; plan <= plans; plan++ {
		for _, slot := range c.Slots {
			item := fmt.Sprintf("%d.%s", plan, slot.ID)
			r := m.chance(t, "slot", item)
			if t.part.Phase == phasePairs && (slot.ID != "sign" || r.Float64() > 0.5) {
				continue // stays as it was written alone
			}
			write := m.slot(c, slot)
			acts = m.answer(t, acts, act{effort: effortSlot, item: item, value: encode(write(r))}, write)
		}
		item := fmt.Sprintf("%d.confidence", plan)
		low, high := c.Confidence.Min, c.Confidence.Max
		sure := func(r *rand.Rand) any {
			return within(float64(low)+(0.75+0.15*r.NormFloat64())*float64(high-low), low, high)
		}
		r := m.chance(t, "confidence", item)
		if t.part.Phase != phasePairs || r.Float64() < 0.3 {
			acts = m.answer(t, acts, act{effort: effortConfidence, item: item, value: encode(sure(r))}, sure)
		}
		if t.part.Phase == phasePairs && r.Float64() < 0.4 {
			acts = append(acts, act{effort: effortConfidence, item: fmt.Sprintf("%d.shared", plan), value: encode(true)})
		}
	}
	return m.lockPass(t, acts, "")
}

// slot returns what is written in one slot of a plan.
func (m mind) slot(c *estrade.CommitmentPlay, slot estrade.SlotPlay) func(*rand.Rand) any {
	switch {
	case slot.Input == "date":
		return func(r *rand.Rand) any {
			today, err := time.Parse(time.DateOnly, c.Today)
			if err != nil {
				return ""
			}
			return today.AddDate(0, 0, 7+r.IntN(24)).Format(time.DateOnly)
		}
	case slot.Input == "behaviour" && len(c.Behaviours) > 0:
		return func(r *rand.Rand) any {
			if r.Float64() < 0.6 {
				return m.say(c.Behaviours[r.IntN(len(c.Behaviours))].Text)
			}
			return m.phrase(planned["behaviour"], r)
		}
	}
	return func(r *rand.Rand) any { return m.phrase(phrasesFor(planned, slot.ID), r) }
}

// comment writes a word about the workshop, or not.
func (m mind) comment(t task, f *estrade.FeedbackPlay) []act {
	var acts []act
	for _, c := range f.Comments {
		r := m.chance(t, "comment", c.ID)
		if r.Float64() < 0.35 {
			continue
		}
		write := func(r *rand.Rand) any { return m.phrase(phrasesFor(commented, c.ID), r) }
		acts = m.answer(t, acts, act{effort: effortComment, item: c.ID, value: encode(write(r))}, write)
	}
	return m.lockPass(t, acts, "")
}

// What people write, by box of a board: invented, and about nobody.
var noted = map[string][]estrade.Text{
	"strengths": {
		{FR: "Trois générations de fonderie et de réparation", EN: "Three generations of foundry and repair work"},
		{FR: "Un réseau d’entraide entre ateliers, jamais écrit", EN: "A network of help between workshops, never written down"},
		{FR: "L’habitude de finir un chantier malgré la pluie", EN: "The habit of finishing a job despite the rain"},
		{FR: "Une école du métier qui forme encore", EN: "A trade school that still trains people"},
	},
	"stakeholders-in": {
		{FR: "Les ateliers, pour garder leurs apprentis", EN: "The workshops, to keep their apprentices"},
		{FR: "Le lycée, pour ouvrir une classe de plus", EN: "The high school, to open one more class"},
		{FR: "L’agence de l’eau, pour la rivière", EN: "The water agency, for the river"},
	},
	"stakeholders-out": {
		{FR: "Les transporteurs, à qui proposer un quai commun", EN: "The hauliers, who could be offered a shared dock"},
		{FR: "Les habitants du plateau, en venant chez eux", EN: "The people of the plateau, by going to them"},
		{FR: "Les banques locales, avec un premier dossier solide", EN: "Local banks, with one solid first file"},
	},
	"parameters": {
		{FR: "La ligne de train s’arrête à dix-neuf heures", EN: "The train line stops at seven in the evening"},
		{FR: "Deux réseaux informatiques qui ne se parlent pas", EN: "Two computer networks that do not talk to each other"},
		{FR: "Un bâtiment classé, qu’on ne perce pas", EN: "A listed building that cannot be drilled"},
	},
	"ambition": {
		{FR: "Devenir la vallée où l’on répare ce que d’autres jettent", EN: "Become the valley that repairs what others throw away"},
		{FR: "Former ici celles et ceux qui installeront la chaleur de demain", EN: "Train here the people who will install tomorrow’s heating"},
		{FR: "Que chaque atelier ait un voisin à qui demander", EN: "That every workshop has a neighbour to ask"},
	},
	"law-privacy-jobs": {
		{FR: "Ne jamais publier les carnets de commandes", EN: "Never publish order books"},
		{FR: "En parler d’abord avec les représentants du personnel", EN: "Speak of it first with staff representatives"},
		{FR: "Dire quels postes changent, et quand", EN: "Say which jobs change, and when"},
	},
	"governance": {
		{FR: "Un point de vingt minutes toutes les deux semaines", EN: "A twenty-minute meeting every two weeks"},
		{FR: "Chaque partenaire rend compte d’un seul chiffre", EN: "Each partner reports one single figure"},
		{FR: "La présidence tourne tous les trimestres", EN: "The chair changes every quarter"},
	},
	"first-step": {
		{FR: "Ouvrir un atelier aux voisins un samedi matin", EN: "Open one workshop to neighbours on a Saturday morning"},
		{FR: "Publier la liste des machines que l’on peut prêter", EN: "Publish the list of machines that can be lent"},
		{FR: "Réunir six entreprises autour d’un même fournisseur", EN: "Bring six firms together around one supplier"},
		{FR: "Installer un panneau commun à l’entrée de la zone", EN: "Put up a shared sign at the entrance of the estate"},
		{FR: "Tenir une permanence au lycée chaque mardi", EN: "Hold a desk at the high school every Tuesday"},
		{FR: "Écrire à trois partenaires une page, pas plus", EN: "Write one page to three partners, no more"},
		{FR: "Essayer le quai partagé pendant deux semaines", EN: "Try the shared dock for two weeks"},
		{FR: "Filmer un geste de métier en deux minutes", EN: "Film one trade gesture in two minutes"},
		{FR: "Compter ensemble les heures perdues en transport", EN: "Count together the hours lost in transport"},
		{FR: "Nommer une personne qui répond dans la journée", EN: "Name one person who answers within the day"},
	},
	"fact": {
		{FR: "En mars, deux clients ont demandé une pièce réparée plutôt que neuve", EN: "In March, two customers asked for a repaired part rather than a new one"},
		{FR: "La moitié des réunions du site sont annulées la veille depuis l’automne", EN: "Half of the site’s meetings have been cancelled the day before since autumn"},
		{FR: "Un apprenti publie ses essais et reçoit des conseils de trois pays", EN: "An apprentice publishes trials and gets advice from three countries"},
		{FR: "Notre forum interne a plus de lecteurs le dimanche que le mardi", EN: "Our internal forum has more readers on Sundays than on Tuesdays"},
		{FR: "Un concurrent loue ce que nous vendons, depuis janvier", EN: "A competitor has rented out what we sell since January"},
		{FR: "Le service achats répond par vidéo, et on le remercie", EN: "Purchasing answers by video, and people thank them for it"},
		{FR: "Trois candidats ont demandé notre bilan carbone avant le salaire", EN: "Three applicants asked for our carbon record before the salary"},
		{FR: "Une équipe a supprimé son point du lundi, personne ne l’a vu", EN: "A team dropped its Monday meeting and nobody noticed"},
	},
	"assumption": {
		{FR: "Le neuf se vend mieux que le réparé", EN: "New sells better than repaired"},
		{FR: "Ce qui compte se dit en réunion", EN: "What matters is said in meetings"},
		{FR: "Les jeunes veulent d’abord un bureau", EN: "Young people want an office first"},
	},
	"consequence": {
		{FR: "Il faudrait stocker des pièces démontées", EN: "We would have to stock dismantled parts"},
		{FR: "Le métier de la relation client changerait de rythme", EN: "Customer relations would change its pace"},
		{FR: "Nos règles de publication seraient à revoir", EN: "Our rules of publication would need a review"},
	},
	"watch": {
		{FR: "Deux volontaires, une heure par mois, au point d’équipe", EN: "Two volunteers, one hour a month, at the team meeting"},
		{FR: "Un fil commun, relu chaque vendredi", EN: "A shared thread, reread every Friday"},
		{FR: "Un tour des salons, raconté en dix lignes", EN: "A tour of trade fairs, told in ten lines"},
	},
}

// What a table decides about its sources.
var decided = []estrade.Text{
	{FR: "On croise le relevé du terrain avec la note du service, et on attend deux jours avant de publier.", EN: "We check the field survey against the department’s note, and wait two days before publishing."},
	{FR: "On retient la source la plus proche des faits et l’on dit ce qu’elle ne sait pas.", EN: "We keep the source nearest to the facts and say what it does not know."},
	{FR: "On décide un essai limité, réversible en une semaine, avec un seul indicateur.", EN: "We decide on a limited trial, reversible within a week, with one single indicator."},
	{FR: "On ne tranche pas aujourd’hui\u00a0: une personne appelle les deux sites et revient demain à midi.", EN: "We do not settle it today: one person calls both sites and comes back tomorrow at noon."},
}

// What people write in the slots of a plan.
var planned = map[string][]estrade.Text{
	"situation": {
		{FR: "lundi, quand j’ouvre le point de la semaine", EN: "on Monday, when I open the weekly meeting"},
		{FR: "quand un message reste deux jours sans réponse", EN: "when a message stays two days without a reply"},
		{FR: "au début de la prochaine réunion à distance", EN: "at the start of the next remote meeting"},
		{FR: "quand deux services se renvoient une question", EN: "when two departments send a question back and forth"},
	},
	"behaviour": {
		{FR: "laisse parler d’abord la personne la plus éloignée", EN: "let the person furthest away speak first"},
		{FR: "publie ce que j’ai appris, même inachevé", EN: "publish what I have learned, even unfinished"},
		{FR: "demande ce qui manque avant de donner mon avis", EN: "ask what is missing before giving my opinion"},
	},
	"witness": {
		{FR: "quelqu’un de l’équipe de nuit", EN: "somebody of the night shift"},
		{FR: "la personne qui tient le planning", EN: "the person who keeps the schedule"},
		{FR: "mon binôme d’aujourd’hui", EN: "my partner of today"},
	},
	"sign": {
		{FR: "trois réponses avant la fin de la semaine", EN: "three replies before the end of the week"},
		{FR: "une question posée par quelqu’un d’autre que moi", EN: "a question asked by somebody other than me"},
		{FR: "un compte rendu écrit par l’équipe", EN: "minutes written by the team"},
		{FR: "deux personnes qui prennent la suite sans moi", EN: "two people who carry on without me"},
	},
}

// What people say of the workshop.
var commented = map[string][]estrade.Text{
	"keep": {
		{FR: "Le silence avant la discussion, chacun a pu penser.", EN: "The silence before the discussion: everybody could think."},
		{FR: "Le scénario, parce qu’il fallait choisir.", EN: "The scenario, because we had to choose."},
		{FR: "Voir nos écarts sans savoir qui.", EN: "Seeing our differences without knowing who."},
	},
	"change": {
		{FR: "Un peu plus de temps pour le débriefing.", EN: "A little more time for the debrief."},
		{FR: "Une pause plus tôt dans la matinée.", EN: "A break earlier in the morning."},
		{FR: "Des exemples d’autres métiers que les nôtres.", EN: "Examples from trades other than ours."},
	},
}

// What can be written anywhere.
var anywhere = []estrade.Text{
	{FR: "Commencer petit et le montrer à tout le monde", EN: "Start small and show it to everybody"},
	{FR: "Demander d’abord à celles et ceux qui font", EN: "Ask the people who do the work first"},
	{FR: "Écrire ce que l’on arrête de faire", EN: "Write down what we stop doing"},
	{FR: "Fixer une date courte et s’y tenir", EN: "Set a near date and keep to it"},
}
