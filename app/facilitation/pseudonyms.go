package facilitation

import (
	mathrand "math/rand/v2"
	"slices"
	"sync"
)

// Neutral names without order or gender: stars and trees. Alone they name the
// first people; two together name the others, 2,500 more.
var stars = []string{
	"Achernar", "Acrux", "Adhara", "Albireo", "Alcor", "Aldébaran", "Algol", "Alioth", "Alkaïd", "Almach",
	"Alnilam", "Alphard", "Altaïr", "Ankaa", "Antarès", "Arcturus", "Atria", "Bellatrix", "Bételgeuse", "Canopus",
	"Capella", "Castor", "Deneb", "Dubhe", "Electra", "Eltanin", "Enif", "Fomalhaut", "Gacrux", "Hadar",
	"Hamal", "Izar", "Kochab", "Markab", "Mérak", "Mimosa", "Mintaka", "Mirfak", "Mizar", "Naos",
	"Nunki", "Pollux", "Procyon", "Rasalas", "Régulus", "Rigel", "Sabik", "Saïph", "Sirius", "Véga",
}

var trees = []string{
	"Acacia", "Alisier", "Amandier", "Arbousier", "Aubépine", "Aulne", "Baobab", "Bouleau", "Buis", "Catalpa",
	"Cèdre", "Cerisier", "Charme", "Châtaignier", "Chêne", "Citronnier", "Cognassier", "Cormier", "Cornouiller", "Cyprès",
	"Érable", "Eucalyptus", "Figuier", "Frêne", "Genévrier", "Ginkgo", "Grenadier", "Hêtre", "Houx", "If",
	"Laurier", "Magnolia", "Mélèze", "Merisier", "Mûrier", "Néflier", "Noisetier", "Noyer", "Olivier", "Orme",
	"Palmier", "Peuplier", "Pin", "Platane", "Poirier", "Prunier", "Sapin", "Saule", "Sorbier", "Tilleul",
}

// rivers name the tables.
var rivers = []string{
	"Loire", "Garonne", "Rhône", "Seine", "Dordogne", "Meuse", "Moselle", "Saône",
	"Charente", "Vilaine", "Allier", "Tarn", "Isère", "Durance", "Adour", "Orne",
	"Somme", "Marne", "Oise", "Cher", "Indre", "Vienne", "Creuse", "Mayenne",
	"Sarthe", "Loir", "Eure", "Aude", "Hérault", "Gard", "Ardèche", "Drôme",
	"Doubs", "Ain", "Aisne", "Yonne", "Aube", "Aveyron", "Lot", "Corrèze",
	"Vézère", "Nièvre", "Sèvre", "Vendée", "Rance", "Aulne", "Odet", "Blavet",
	"Var", "Verdon", "Ariège", "Gers", "Baïse", "Nive", "Leyre", "Ill",
	"Sambre", "Escaut", "Lys", "Canche", "Authie", "Bresle", "Risle", "Touques",
}

// pseudonymKnown reports whether a name is one of ours: people choose among
// neutral names, they do not write one.
func pseudonymKnown(name string) bool {
	_, known := everyPseudonym()[name]
	return known
}

// everyPseudonym is the set of all names.
var everyPseudonym = sync.OnceValue(func() map[string]struct{} {
	set := make(map[string]struct{})
	for _, name := range allPseudonyms() {
		set[name] = struct{}{}
	}
	return set
})

func allPseudonyms() []string {
	all := make([]string, 0, len(stars)+len(trees)+len(stars)*len(trees))
	all = append(all, stars...)
	all = append(all, trees...)
	for _, s := range stars {
		for _, t := range trees {
			all = append(all, s+" "+t)
		}
	}
	return all
}

// proposals deals pseudonyms to those at the door. The single names go round
// before one is proposed again: people who come in together are not shown the
// same ones.
type proposals struct {
	mu   sync.Mutex
	left []string // single names of this round
}

// deal proposes up to n free names: single ones first, then two together, at random.
func (p *proposals) deal(held map[string]bool, n int) []string {
	dealt := make([]string, 0, n)
	p.mu.Lock()
	defer p.mu.Unlock()
	for rounds := 0; len(dealt) < n && rounds < 2; rounds++ {
		if len(p.left) == 0 {
			p.left = append(append(p.left, stars...), trees...)
			mathrand.Shuffle(len(p.left), func(i, j int) { p.left[i], p.left[j] = p.left[j], p.left[i] })
		}
		for len(p.left) > 0 && len(dealt) < n {
			name := p.left[0]
			p.left = p.left[1:]
			if !held[name] && !slices.Contains(dealt, name) {
				dealt = append(dealt, name)
			}
		}
	}
	if len(dealt) == n {
		return dealt
	}
	for _, i := range mathrand.Perm(len(stars) * len(trees)) {
		if len(dealt) == n {
			return dealt
		}
		if name := stars[i/len(trees)] + " " + trees[i%len(trees)]; !held[name] {
			dealt = append(dealt, name)
		}
	}
	return dealt
}
