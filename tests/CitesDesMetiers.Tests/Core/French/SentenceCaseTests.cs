using CitesDesMetiers.Core.French;

namespace CitesDesMetiers.Tests.Core.French;

public class SentenceCaseTests
{
    private static readonly SentenceCase Sentences = new(
    [
        "Cité des métiers de Marseille et de Provence", "Cité des métiers du Grand Site", "Marseille", "Trois-Sources", "Seine-et-Marne",
        "Anne Petit",
    ]);

    [Theory]
    [InlineData("LE CFA DE MARSEILLE FÊTE SES 25 ANS", "Le CFA de Marseille fête ses 25 ans")]
    [InlineData("L'AFPA ET LA CITÉ DES MÉTIERS DE SEINE-ET-MARNE", "L'AFPA et la Cité des métiers de Seine-et-Marne")]
    [InlineData("LES CITES DES METIERS A BRUXELLES", "Les Cités des métiers à Bruxelles")]
    [InlineData("LA 1ÈRE JOURNÉE A RASSEMBLÉ 200 PERSONNES", "La 1ère journée a rassemblé 200 personnes")]
    [InlineData("25 ANS DÉJÀ : UN LIVRE DU XXIE SIÈCLE, TOME XIV", "25 ans déjà : un livre du XXIe siècle, tome XIV")]
    [InlineData("RENDEZ-VOUS A PARIS ! VENEZ NOMBREUX", "Rendez-vous à Paris ! Venez nombreux")]
    [InlineData("A LA RENCONTRE D'ANNE PETIT, AUTOUR D'UN PETIT DÉJEUNER", "À la rencontre d'Anne Petit, autour d'un petit déjeuner")]
    [InlineData("TROIS ATELIERS À TROIS-SOURCES", "Trois ateliers à Trois-Sources")]
    [InlineData("« RECRUTER » EN BTS ET EN VAE", "« Recruter » en BTS et en VAE")]
    [InlineData("FORUM DES MÉTIERS à Lyon", "Forum des métiers à Lyon")]
    [InlineData("ATELIER bonjour", "Atelier bonjour")]
    [InlineData("LA CITÉ DES MÉTIERS DU GRAND SITE", "La Cité des métiers du Grand Site")]
    public void A_title_in_capitals_becomes_a_sentence_with_its_acronyms_and_names(string title, string sentence)
    {
        Assert.True(Sentences.IsInCapitals(title));
        Assert.Equal(sentence, Sentences.Of(title));
    }

    [Theory]
    [InlineData("CFA, AFPA et BTS")]
    [InlineData("ONISEP")]
    [InlineData("Le BTS de l'AFPA de MARSEILLE")]
    [InlineData("CV ET IA")]
    [InlineData("Un atelier")]
    [InlineData("2018-2019")]
    [InlineData("")]
    public void Acronyms_and_sentences_are_no_title_in_capitals(string title) => Assert.False(Sentences.IsInCapitals(title));

    [Theory]
    [InlineData("PROJET ERASMUS+ NETME-IN : CONFERENCE FINALE", "Le projet NETME-IN s’achève.", "Projet Erasmus+ NETME-IN : conférence finale")]
    [InlineData("LE JEU EMPLAY AU CENTRE DE LA JOURNEE", "Avec le jeu EMPLAY, au centre. LE CENTRE OUVRE", "Le jeu EMPLAY au centre de la journée")]
    [InlineData("AFTERWORK « PAROLE DE PARENTS » A LA CITE DES METIERS", "Un afterwork.", "Afterwork « parole de parents » à la Cité des métiers")]
    public void Acronyms_are_known_from_the_text_and_accents_are_given_back(string title, string text, string sentence) =>
        Assert.Equal(sentence, Sentences.Of(title, text));

    [Fact]
    public void The_text_below_knows_how_its_words_are_written() =>
        Assert.Equal(
            "Les metiers du numérique chez Arcelor",
            Sentences.Of("LES METIERS DU NUMERIQUE CHEZ ARCELOR", "Le numérique recrute. Au numérique, la société Arcelor embauche.")
                .Replace("métiers", "metiers", StringComparison.Ordinal));
}
