package document

import (
	"strings"
	"testing"
)

// alphabets are the letters, beyond a to z, that names of a language are
// written with: every official or regional language of Europe in Latin, Greek
// or Cyrillic script, its neighbours, and Vietnamese.
var alphabets = map[string]string{
	"French":         "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ",
	"Breton, Basque": "ÂÊÎÔÛÙÑÜâêîôûùñü",
	"Catalan":        "ÀÇÈÉÍÏĿÒÓÚÜàçèéíïŀòóúü·",
	"Asturian":       "ÁÉÍÓÚÜÑḤḶáéíóúüñḥḷ",
	"Spanish":        "ÁÉÍÑÓÚÜáéíñóúü",
	"Portuguese":     "ÀÁÂÃÇÉÊÍÓÔÕÚÜàáâãçéêíóôõúü",
	"Italian":        "ÀÈÉÌÍÎÒÓÙÚàèéìíîòóùú",
	"German":         "ÄÖÜẞäöüß",
	"Dutch, Frisian": "ÁÂÄÉÈÊËÍÏÎĲÓÔÖÚÛÜáâäéèêëíïîĳóôöúûü",
	"Danish":         "ÆØÅǼǾæøåǽǿ",
	"Swedish":        "ÅÄÖÉåäöé",
	"Icelandic":      "ÁÐÉÍÓÚÝÞÆÖáðéíóúýþæö",
	"Faroese":        "ÁÐÍÓÚÝÆØáðíóúýæø",
	"Sámi":           "ÁÂÄÅÆČĐƷǮǦǤǨŊÕŠŦŽÏáâäåæčđʒǯǧǥǩŋõšŧžïʹ",
	"Finnish":        "ÄÖÅŠŽäöåšž",
	"Estonian":       "ÕÄÖÜŠŽõäöüšž",
	"Latvian":        "ĀČĒĢĪĶĻŅŌŖŠŪŽāčēģīķļņōŗšūž",
	"Livonian":       "ĀÄǞȬȪÕŌŠŪŽḐĢĶĻŅŖŢȲāäǟȭȫõōšūžḑģķļņŗţȳ",
	"Lithuanian":     "ĄČĘĖĮŠŲŪŽąčęėįšųūž",
	"Polish":         "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
	"Kashubian":      "ĄÃÉËŁŃÒÓÔÙŻąãéëłńòóôùż",
	"Sorbian":        "ĆČĚŁŃÓŔŘŚŠŹŽćčěłńóŕřśšźž",
	"Czech":          "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž",
	"Slovak":         "ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽáäčďéíĺľňóôŕšťúýž",
	"Hungarian":      "ÁÉÍÓÖŐÚÜŰáéíóöőúüű",
	"Romanian":       "ĂÂÎȘȚŞŢăâîșțşţ",
	"Croatian":       "ČĆĐŠŽǄǅǆǇǈǉǊǋǌčćđšž",
	"Slovene tones":  "ÁÀȀȂÉÈȄȆÍÌȈȊÓÒȌȎÚÙȔȖŔȐȒáàȁȃéèȅȇíìȉȋóòȍȏúùȕȗŕȑȓ",
	"Albanian":       "ÇËçë",
	"Maltese":        "ĊĠĦŻÀÈÌÒÙċġħżàèìòù",
	"Turkish":        "ÂÇĞİÎÖŞÛÜâçğıîöşûü",
	"Azerbaijani":    "ƏÇĞİÖŞÜəçğıöşü",
	"Crimean Tatar":  "ÂÇĞÑÖŞÜâçğñöşü",
	"Irish":          "ÁÉÍÓÚḂĊḊḞĠṀṖṠṪáéíóúḃċḋḟġṁṗṡṫ",
	"Welsh":          "ÀÁÂÄÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜẀẂŴẄỲÝŶŸàáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ",
	"Gaelic":         "ÀÈÌÒÙàèìòùÇç",
	"Esperanto":      "ĈĜĤĴŜŬĉĝĥĵŝŭ",
	"Greek":          "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫαβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
	"Polytonic":      "ἀἁἂἃἄἅἆἇᾀᾳᾶᾷᾼἈἉἐἑἔἕἘἙἠἡἤἥἦἧῃῆῇἨἩἰἱἴἵἶἷῒῖἸἹὀὁὄὅὈὉῤῥῬὐὑὔὕὖὗῦὙὠὡὤὥὦὧῳῶῷὨὩὰὲὴὶὸὺὼ",
	"Russian":        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя",
	"Ukrainian":      "ҐЄІЇґєії’",
	"Belarusian":     "ІЎіў",
	"Bulgarian":      "ЀЍЪѐѝъ",
	"Serbian":        "ЂЈЉЊЋЏђјљњћџ",
	"Macedonian":     "ЃЅЌѓѕќ",
	"Ossetian":       "Ӕӕ",
	"Tatar, Bashkir": "ӘӨҮҖҢҺҒҘҠҪәөүҗңһғҙҡҫ",
	"Chuvash":        "ӐӖҪӲӑӗҫӳ",
	"Udmurt, Mari":   "ӜӞӤӦӴҤӰӸӒӝӟӥӧӵҥӱӹӓ",
	"Kazakh":         "ӘҒҚҢӨҰҮҺІәғқңөұүһі",
	"Moldovan":       "Ӂӂ",
	"Vietnamese": "ĂÂĐÊÔƠƯăâđêôơưÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ" +
		"àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
	"Combining": "e\u0301\u0323 o\u0323\u0300 i\u0307\u0301 \u0105\u0301 r\u0303",
	"Signs":     "'’‘‚“”„«»‹›…–—‑-,;:!?.()[]/&@#%‰€£$§°№ªº†•©®™±×÷≤≥≠≈−²³¼½¾µ\u00a0\u202f\u2009",
}

// Every letter of Europe is printed in every face, by itself or by the face
// that completes it.
func TestFace_alphabets(t *testing.T) {
	setter := newTypesetter()
	for language, letters := range alphabets {
		for f := range faceCount {
			for _, r := range clean(letters) {
				if _, _, ok := setter.faceFor(f, r); !ok {
					t.Errorf("%s: %s lacks %c (%U)", language, faceNames[f], r, r)
				}
			}
		}
	}
}

// Names of the great languages keep the typeface of the document; only rarer
// letters come from the face that completes it.
func TestFace_alphabetsOfItsOwn(t *testing.T) {
	setter := newTypesetter()
	for _, language := range []string{"French", "Breton, Basque", "Catalan", "Spanish", "Portuguese", "Italian", "German", "Danish", "Swedish",
		"Icelandic", "Finnish", "Estonian", "Latvian", "Lithuanian", "Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Albanian", "Maltese",
		"Turkish", "Vietnamese", "Greek", "Russian", "Ukrainian", "Serbian", "Macedonian"} {
		for _, r := range clean(alphabets[language]) {
			if strings.ContainsRune("·ſ", r) {
				continue
			}
			if setter.glyph(display, r).index == 0 {
				t.Errorf("%s: great names fall back for %c (%U)", language, r, r)
			}
		}
	}
}
