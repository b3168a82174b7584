"""Sources in languages of free order, each pattern beside the nearest text that is read the other way."""

from __future__ import annotations

import pytest

from tests.prepare.speech.test_attribution import spoken

# what the pattern is, language, sentences of one paragraph, the last one's speaker
CASES = [
    ("for whom it becomes so", "de", ["Für den Hersteller wird die Explosion teuer."], None),
    ("for whom it is so", "de", ["Für die Gewerkschaft ist die Explosion ein Skandal."], "die Gewerkschaft"),
    ("for whom it becomes so", "nl", ["Voor de vakbond wordt het een lastig jaar."], None),
    ("for whom it is so", "nl", ["Voor de vakbond is het een schandaal."], "de vakbond"),
    ("what is searched", "es", ["Los agentes sacaron cajas y registraron otras dos viviendas."], None),
    ("what is shown", "es", ["Los datos muestran que el puente es viejo."], "Los datos"),
    ("an office with its field", "nl", ["Volgens hoogleraar bodemkunde Ada Venn daalt de bodem."], "Ada Venn"),
    ("an office alone", "nl", ["De hoogleraar zegt dat de bodem daalt."], "De hoogleraar"),
    (
        "to a paper in marks",
        "pl",
        ["– To zły most – powiedziała w rozmowie z „Głosem Tarnu” radna Ada Venn."],
        "Ada Venn",
    ),
    ("what is said in marks", "pl", ["Burmistrz Ivo Salk mówił o „złym moście” radnej Ady Venn."], "Ivo Salk"),
    (
        "a given name that ends as a calling",
        "pt",
        ["O ministro, Salvador Venn, admite rever a ponte."],
        "Salvador Venn",
    ),
    ("a calling", "pt", ["O pescador admite que a ponte é velha."], "O pescador"),
    ("a report of theirs", "uk", ["Згідно зі звітом Інституту моря, міст старий."], "Інституту моря"),
    ("a report of theirs", "pl", ["Zgodnie z raportem Instytutu Morza most jest stary."], "Instytutu Morza"),
    ("a report of theirs", "ru", ["Согласно отчёту Института моря, мост старый."], "Института моря"),
    ("figures of theirs", "nl", ["Uit cijfers van de politie blijkt dat de brug oud is."], "de politie"),
    ("out of the port", "nl", ["Uit de haven van Tarn vertrok maandag een boot."], None),
    ("a particle behind a body", "uk", ["Опозиція ж вважає міст незаконним."], "Опозиція"),
    ("the official", "uk", ["Міністр Іво Салк визнав помилку.", "Урядовець визнав, що міст старий."], "Іво Салк"),
    ("for a bridge", "ru", ["Сторонники моста намерены обжаловать решение."], "Сторонники моста"),
    ("criticism comes from", "de", ["Scharfe Kritik kam von Bürgermeister Enno Salk."], "Enno Salk"),
    ("a criticism of theirs comes", "de", ["Die Kritik der Opposition kam am Montag."], None),
    ("said at the ministry", "de", ["Aus dem Ministerium hieß es, man prüfe das."], "dem Ministerium"),
    ("a street was called so", "de", ["Aus der Hafenstraße wurde der Ring."], None),
    ("the latter", "de", ["Ada Venn lobte Ivo Salk.", "Dieser dementierte umgehend."], "Ivo Salk"),
    ("this plan", "de", ["Ada Venn lobte Ivo Salk.", "Dieser Plan wurde umgehend geändert."], None),
    ("her verdict", "de", ["Ada Venn sagte nein.", "Ihr Fazit: „Das wird nichts werden.“"], "Ada Venn"),
    ("her accusation", "de", ["Ada Venn sagte nein.", "Das sei falsch, so ihr Vorwurf."], "Ada Venn"),
    ("a paper in marks", "de", ["Wie der „Tarner Kurier“ berichtet, ist die Brücke alt."], "Tarner Kurier"),
    (
        "somebody's father",
        "de",
        ["Ada Venn sagte nein.", "Der Vater eines Schülers sagte ja."],
        "Der Vater eines Schülers",
    ),
    ("what a country has", "fr", ["La France compte 3 millions de quais, soit un quai sur dix."], None),
    ("on assure", "fr", ["Au ministère des Ports, on assure que le quai est sûr."], "ministère des Ports"),
    ("elle assure", "fr", ["Ada Venn, au ministère des Ports, assure que le quai est sûr."], "Ada Venn"),
    ("the latter", "fr", ["Ada Venn a critiqué Ivo Salk.", "Ce dernier a démenti."], "Ivo Salk"),
    (
        "described at length",
        "fr",
        ["Hélène Venn a dit non.", "Selon l'experte mandatée par le tribunal, le toit est vieux."],
        "l'experte mandatée par le tribunal",
    ),
    ("the expert", "fr", ["L'experte Hélène Venn a dit non.", "Selon l'experte, le toit est vieux."], "Hélène Venn"),
    ("the latter", "es", ["Ada Venn criticó a Ivo Salk.", "Este lo desmintió poco después."], "Ivo Salk"),
    ("whom a clause describes", "es", ["Una vecina que perdió su casa relató cómo huyó."], "Una vecina"),
    ("who tells of a house", "es", ["Ada Venn dijo que su casa se quemó."], "Ada Venn"),
    (
        "a second verb's object",
        "de",
        ["Minister Ivo Salk dankte den Helfern und versprach eine rasche Hilfe."],
        "Ivo Salk",
    ),
    (
        "a second verb's subject",
        "de",
        ["Die Brücke bleibt zu, und dann sagte Minister Ivo Salk, man warte noch."],
        "Ivo Salk",
    ),
    ("an office and its holder", "es", ["La alcaldesa de Tarn, Ada Venn, exige medios nuevos."], "Ada Venn"),
    ("how it is said", "es", ["«Nadie se rinde», dijo exultante su entrenador, Ivo Salk."], "Ivo Salk"),
    ("from a tribune", "uk", ["«Міст старий», — сказала з трибуни депутатка Ада Венн."], "Ада Венн"),
    ("for his part", "fr", ["« Le quai est sûr », a confié de son côté Ada Venn."], "Ada Venn"),
    ("an adjective within", "ru", ["По предварительной версии полиции, мост рухнул сам."], "полиции"),
    ("what emerges from a study", "it", ["È quanto emerge da uno studio dell'Istituto Tarn."], "Istituto Tarn"),
    (
        "what emerges from a letter",
        "de",
        ["Das geht aus einem Schreiben der Staatsanwaltschaft hervor."],
        "Staatsanwaltschaft",
    ),
    ("out of the house", "de", ["Das Kind geht aus dem Haus der Staatsanwaltschaft."], None),
    ("whose comment", "it", ["Più duro il commento del geologo Ivo Salk: «Una tragedia annunciata»."], "Ivo Salk"),
    ("passed on", "de", ["„Nein“, sagte Ada Venn.", "Der Zug sei pünktlich gewesen."], "Ada Venn"),
    ("a set phrase", "de", ["„Nein“, sagte Ada Venn.", "Der Zug kommt nicht, es sei denn am Montag."], None),
    ("not said", "pl", ["Prezes Ivo Salk nie skomentował tych zarzutów."], None),
    ("said that not", "it", ["La società ha precisato che il contratto non sarà rinnovato."], "La società"),
    (
        "an office known by its holder",
        "pl",
        ["Na miejscu jest wojewoda Ada Venn.", "– Most jest stary – mówiła wojewoda."],
        "Ada Venn",
    ),
    (
        "another office",
        "pl",
        ["Sędzia Ada Venn uznała, że most jest stary.", "Prokurator zapowiada, że będzie apelacja."],
        "Prokurator",
    ),
    ("a place where they speak", "ru", ["В клубе поблагодарили игрока «за верность клубу»."], "клубе"),
    ("inhabitants", "uk", ["Місцеві жителі обіцянкам не вірять."], "Місцеві жителі"),
    (
        "a name that ends as a calling",
        "fr",
        ["Les éleveurs de l'Ombreuse bloquent le pont.", "Ils dénoncent un abus."],
        "Les éleveurs de l'Ombreuse",
    ),
    ("a body without its act", "ar", ["أعلن نادي النجوم تعاقده مع لاعب جديد."], "نادي النجوم"),
    ("vowels written", "ar", ["وفقًا للشرطة، أغلق الجسر."], "الشرطة"),
    (
        "an article that is a pronoun",
        "nl",
        ["Uit cijfers van het Havenbedrijf Tarn blijkt dat de brug oud is."],
        "het Havenbedrijf Tarn",
    ),
    ("from the government", "es", ["Desde el Gobierno insisten en que el puerto es seguro."], "el Gobierno"),
]


@pytest.mark.parametrize(("pattern", "language", "texts", "speaker"), CASES)
def test_who_is_the_source(pattern: str, language: str, texts: list[str], speaker: str | None) -> None:
    assert spoken(texts, language=language)[-1].speaker == speaker, pattern
