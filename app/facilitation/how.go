package facilitation

import (
	"strconv"
	"strings"

	estrade "estrade/app"
)

// how tells the participants of an activity how their own scores are computed,
// with the weights and limits of the pack, one text a method (G-26).
func (r *run) how() []estrade.Text {
	texts := []estrade.Text{}
	for _, rule := range r.activity.Scoring {
		if explain, ok := explanations[rule.Method]; ok {
			texts = append(texts, explain(rule))
		}
	}
	return texts
}

// explanations are the methods that score one person, in words.
var explanations = map[string]func(estrade.ScoringRule) estrade.Text{
	"footrule": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "Distance\u00a0: la somme des écarts entre votre rang et celui de la référence, élément par élément. Exactitude\u00a0: 100 × (1 − distance ÷ distance la plus grande possible). Il faut avoir rangé au moins {share} des éléments.",
			EN: "Distance: the sum of the gaps between your rank and the reference’s, item by item. Accuracy: 100 × (1 − distance ÷ the largest possible distance). At least {share} of the items must be ranked.",
		}, rule)
	},
	"card-sort": func(rule estrade.ScoringRule) estrade.Text {
		t := estrade.Text{
			FR: "Une carte rangée comme la clé vaut 1, une autre 0. Le score retire ce que le hasard donnerait\u00a0: 0 = le hasard, 100 = la clé. Il faut avoir rangé au moins {share} des cartes.",
			EN: "A card sorted like the key counts 1, any other 0. The score takes away what chance would give: 0 = chance, 100 = the key. At least {share} of the cards must be sorted.",
		}
		if rule.BothValue != nil {
			t.FR = strings.Replace(t.FR, "une autre 0.", "«\u00a0Les deux\u00a0» {both}, une autre 0.", 1)
			t.EN = strings.Replace(t.EN, "any other 0.", "“Both” {both}, any other 0.", 1)
		}
		return filled(t, rule)
	},
	"f1": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "Le repérage tient compte de deux parts\u00a0: parmi ce que vous avez mis dans la colonne cherchée, ce qui y est vraiment\u00a0; parmi ce qui y est vraiment, ce que vous avez trouvé. Le score, de 0 à 1, est leur moyenne harmonique\u00a0: il baisse dès que l’une des deux est faible. Il faut avoir rangé au moins {share} des cartes.",
			EN: "Spotting takes two shares into account: of what you put in the column looked for, how much really belongs there; of what really belongs there, how much you found. The score, from 0 to 1, is their harmonic mean: it drops as soon as either is low. At least {share} of the cards must be sorted.",
		}, rule)
	},
	"fit": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "Pour chaque paire placée deux fois, l’écart entre ce que vous faites et ce que la situation demande, de 0 à 6. Ajustement\u00a0: 100 × (1 − écart moyen ÷ 6). Il faut au moins {share} des paires.",
			EN: "For each pair placed twice, the gap between what you do and what the situation asks for, from 0 to 6. Fit: 100 × (1 − mean gap ÷ 6). At least {share} of the pairs are needed.",
		}, rule)
	},
	"scenario-competencies": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "Chaque option agit sur certaines compétences, de −3 à +3. On additionne les effets de vos choix, puis on situe la somme entre la plus basse (0) et la plus haute (100) possibles aux étapes où vous avez voté. «\u00a0Non observé\u00a0» quand ces deux-là diffèrent de moins de {range}.",
			EN: "Each option acts on some competencies, from −3 to +3. The effects of your choices are added up, then placed between the lowest (0) and the highest (100) sum possible in the scenes where you voted. “Not observed” when these two differ by less than {range}.",
		}, rule)
	},
	"decision-quality": func(estrade.ScoringRule) estrade.Text {
		return estrade.Text{
			FR: "À chaque étape\u00a0: 0 pour l’option qui fait le plus baisser la jauge, 100 pour celle qui la fait le plus monter, les autres entre les deux. On fait la moyenne des étapes où vous avez voté\u00a0; celles où toutes les options se valent ne comptent pas.",
			EN: "In each scene: 0 for the option that lowers the gauge most, 100 for the one that raises it most, the others in between. This is averaged over the scenes where you voted; those where all options weigh the same do not count.",
		}
	},
	"choice-agreement": func(estrade.ScoringRule) estrade.Text {
		return estrade.Text{
			FR: "Accord avec la salle\u00a0: la part des étapes où vous avez voté ce que la salle a choisi.",
			EN: "Agreement with the room: the share of scenes in which you voted for what the room chose.",
		}
	},
	"self-score": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "Par compétence\u00a0: la moyenne de vos réponses, de 1 à {points}, ramenée de 0 à 100. Il faut avoir répondu à au moins {share} des phrases. Toutes les phrases pèsent autant\u00a0; il n’y a pas de total.",
			EN: "For each competency: the mean of your answers, from 1 to {points}, scaled to 0 to 100. At least {share} of the sentences must be answered. All sentences weigh the same; there is no total.",
		}, rule)
	},
	"response-shift": func(estrade.ScoringRule) estrade.Text {
		return estrade.Text{
			FR: "Sur les phrases auxquelles vous avez répondu trois fois, en points de l’échelle\u00a0: variation classique = après − avant\u00a0; variation rétrospective = après − avant revu avec le recul\u00a0; déplacement du regard = avant revu avec le recul − avant.",
			EN: "Over the sentences you answered three times, in points of the scale: classic change = after − before; retrospective change = after − before, looking back; shift in outlook = before, looking back − before.",
		}
	},
	"estimate": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "100 points pour le chiffre publié. On retire {percent} points par point de pourcentage d’écart\u00a0; pour un nombre, {number} points pour un écart égal au chiffre publié, en proportion. Jamais moins de 0.",
			EN: "100 points for the published figure. {percent} points are taken off for each percentage point of gap; for a number, {number} points for a gap as large as the published figure, in proportion. Never below 0.",
		}, rule)
	},
	"curve": func(rule estrade.ScoringRule) estrade.Text {
		t := estrade.Text{
			FR: "Votre dessin est d’abord ramené à un maximum de 100. Le total, de 0 à 100, additionne la forme (un pic, un creux, une fin\u00a0: {shape} points), les dates du pic et du creux ({timing} points) et la proximité point par point ({profile} points). Il faut au moins {min} points.",
			EN: "Your drawing is first scaled to a maximum of 100. The total, from 0 to 100, adds up the shape (a peak, a trough, an end: {shape} points), the dates of peak and trough ({timing} points) and the closeness point by point ({profile} points). At least {min} points are needed.",
		}
		w := estrade.CurveWeights{Shape: 40, Timing: 30, Profile: 30}
		if rule.Weights != nil {
			w = *rule.Weights
		}
		least := 6
		if rule.MinPoints != nil {
			least = *rule.MinPoints
		}
		return replaced(t, "{shape}", w.Shape, "{timing}", w.Timing, "{profile}", w.Profile, "{min}", float64(least))
	},
	"zones": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "Au moment de la clé\u00a0: {exact} points\u00a0; au moment voisin\u00a0: {adjacent}\u00a0; ailleurs\u00a0: 0. Le score est la part des points possibles, en pour cent. Il faut avoir placé au moins {share} des interventions.",
			EN: "At the moment of the key: {exact} points; at the neighbouring moment: {adjacent}; elsewhere: 0. The score is the percentage of the possible points. At least {share} of the interventions must be placed.",
		}, rule)
	},
	"alignment": func(rule estrade.ScoringRule) estrade.Text {
		return filled(estrade.Text{
			FR: "100 moins l’écart moyen entre vos notes et celles de la référence. Il faut avoir noté au moins {share} des sources. Le critère principal ne compte pas.",
			EN: "100 minus the mean gap between your ratings and the reference’s. At least {share} of the sources must be rated. The main criterion does not count.",
		}, rule)
	},
}

// filled puts a rule's parameters, or the methods' defaults, into a text.
func filled(t estrade.Text, rule estrade.ScoringRule) estrade.Text {
	share := orElse(rule.MinAnswered, "2/3")
	t.FR, t.EN = strings.ReplaceAll(t.FR, "{share}", share), strings.ReplaceAll(t.EN, "{share}", share)
	or := func(v *float64, fallback float64) float64 {
		if v != nil {
			return *v
		}
		return fallback
	}
	return replaced(t, "{both}", or(rule.BothValue, 0.5), "{range}", or(rule.MinRange, 3), "{points}", float64(max(rule.Points, 2)),
		"{percent}", or(rule.PercentLoss, 2), "{number}", or(rule.NumberLoss, 200), "{exact}", or(rule.Exact, 2), "{adjacent}", or(rule.Adjacent, 1))
}

// replaced puts numbers, given after their marks, into a text.
func replaced(t estrade.Text, marks ...any) estrade.Text {
	for i := 0; i+1 < len(marks); i += 2 {
		mark, _ := marks[i].(string)
		number, _ := marks[i+1].(float64)
		figures := strconv.FormatFloat(number, 'f', -1, 64)
		t.FR = strings.ReplaceAll(t.FR, mark, strings.Replace(figures, ".", ",", 1))
		t.EN = strings.ReplaceAll(t.EN, mark, figures)
	}
	return t
}
