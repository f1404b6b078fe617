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

// cast draws n names that differ from one another: every first name before one
// comes again, every combination before first names are doubled.
func cast(n int, r *rand.Rand) []string {
	first, family := r.Perm(len(firstNames)), r.Perm(len(familyNames))
	names := make([]string, n)
	for i := range names {
		// Each round over the first names meets the family names one further on.
		k, round := i%len(first), i/len(first)
		name := firstNames[first[k]]
		if again := round / len(family); again > 0 {
			name += "-" + firstNames[first[(k+again)%len(first)]]
		}
		names[i] = name + " " + familyNames[family[(k+round)%len(family)]]
	}
	return names
}
