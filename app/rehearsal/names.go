package rehearsal

import (
	"math/rand/v2"
)

// The names of people who work in France: French ones and others, with the
// accents documents must print.
var firstNames = []string{
	"Zoé", "Hélène", "François", "Chloé", "Jérôme", "Léa", "Maëlle", "Loïc", "Anaïs", "Benoît",
	"Céline", "Stéphane", "Agnès", "Noël", "Élodie", "Mickaël", "Inès", "Rémi", "Solène", "Gaëtan",
	"Marie-Ange", "Jean-Noël", "Anne-Cécile", "Yaël", "Séverine", "Grégoire", "Océane", "Baptiste", "Aurélie", "Théo",
	"Camille", "Sacha", "Françoise", "Hervé", "Clémence", "Joël", "Perrine", "Cédric", "Noémie", "Raphaël",
	"Thị Mai", "Łukasz", "Søren", "Øyvind", "Jürgen", "Małgorzata", "Iñaki", "João", "Conceição", "Žofie",
	"Ștefan", "Çağla", "Björn", "Şule", "Ágnes", "Siobhán", "Mehdi", "Aïcha", "Fatoumata", "Kōji",
}

var familyNames = []string{
	"Lefèvre", "Béranger", "Nuñez", "Müller", "d’Aboville", "Le Goff", "Gonçalves", "Delâtre", "Nguyễn", "Szczęsny",
	"Ångström", "Dvořák", "O’Brien", "Lemoîne", "Duchêne", "Crépin", "Hébert", "Sørensen", "Kovács", "Traoré",
	"Benaïssa", "Cœurdevey", "L’Hôte", "Du Plessis", "de La Tour", "Saint-Étienne", "Prévost", "Gaël-Rivière", "Ménard", "Bésson",
	"Château", "Guérin", "Vélasquez", "Çelik", "Yılmaz", "Țurcanu", "Ionescu", "Żuławski", "Łukasiewicz", "Hernández",
	"Peñalver", "Araújo", "Simões", "Trần", "Lê", "Phạm", "Diarra", "N’Diaye", "Ouédraogo", "Kané",
	"Rosés", "Großmann", "Bjørnsen", "Häkkinen", "Šimůnek", "Novák", "Ó Súilleabháin", "MacÉnrí", "Ito", "Kaya-Aubert",
}

// cast draws n names that differ from one another: every combination once, then
// double first names.
func cast(n int, r *rand.Rand) []string {
	all := len(firstNames) * len(familyNames)
	names := make([]string, 0, n)
	for round := 0; len(names) < n; round++ {
		for _, k := range r.Perm(all)[:min(all, n-len(names))] {
			first := firstNames[k/len(familyNames)]
			for i := range round {
				first += "-" + firstNames[(k/len(familyNames)+7*i+3)%len(firstNames)]
			}
			names = append(names, first+" "+familyNames[k%len(familyNames)])
		}
	}
	return names
}
