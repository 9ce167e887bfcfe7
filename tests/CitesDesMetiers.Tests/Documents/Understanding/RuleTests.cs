using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Documents.Understanding;

namespace CitesDesMetiers.Tests.Documents.Understanding;

/// <summary>Each rule with samples of how issues were written over the years.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("AGENDA", "Agenda")]
    [InlineData("Dates à retenir", "Agenda")]
    [InlineData("NOUVELLES DES CDM", "CiteNews")]
    [InlineData("Nouvelles des Cités", "CiteNews")]
    [InlineData("NOUVELLES DU RESEAU", "NetworkNews")]
    [InlineData("Actualités du Réseau", "NetworkNews")]
    [InlineData("Projets européens", "NetworkNews")]
    [InlineData("ARRIVEES/ DEPARTS", "Moves")]
    [InlineData("Départs et arrivées", "Moves")]
    [InlineData("ADRESSE DE CONTACT", "ContactAddress")]
    [InlineData("L'équipe rédactionnelle", "Team")]
    [InlineData("Le réseau des bibliothèques ouvre un atelier", null)]
    [InlineData("Comité de rédaction,", null)]
    [InlineData("agenda", null)]
    public void Sections_are_known_under_the_names_they_had(string title, string? kind) => Assert.Equal(kind, SectionNames.Of(title)?.ToString());

    [Theory]
    [InlineData("N° 56 • Octobre 2015", 56, "2015-10-01")]
    [InlineData("InfoLettre n°42\nmars 2016", 42, "2016-03-01")]
    [InlineData("N°47 – mai 2017", 47, "2017-05-01")]
    [InlineData("Numéro 12, juin-juillet 2018", 12, "2018-06-01")]
    [InlineData("décembre - janvier 2019", null, "2018-12-01")]
    [InlineData("Réunion du 31 mai 2018", null, null)]
    public void The_masthead_has_a_number_and_a_month(string text, int? number, string? month)
    {
        Assert.Equal(number, Masthead.NumberIn(text));
        Assert.Equal(month, Masthead.MonthIn(text)?.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Contact :\nAnne MARTIN\nanne.martin@cite.example", "Anne Martin", "anne.martin@cite.example")]
    [InlineData("Contact : Lise LE GOFF – lise@cite.example", "Lise Le Goff", "lise@cite.example")]
    [InlineData("Contact : Équipe de Charleroi, accueil@cite.example", "Équipe de Charleroi", "accueil@cite.example")]
    [InlineData("Pour en savoir plus : Luc Petit (luc@cite.example)", "Luc Petit", "luc@cite.example")]
    [InlineData("Renseignements : Luc Petit, tél. : 01 99 00 12 34, luc@cite.example", "Luc Petit", "luc@cite.example")]
    [InlineData("Contact :\nSamir HADDAD\nSamir.haddad@universite-de-\nlest.example", "Samir Haddad", "samir.haddad@universite-de-lest.example")]
    [InlineData("Contact :\nJean-Luc PETIT\njean-luc.petit@cite.ex\nample", "Jean-Luc Petit", "jean-luc.petit@cite.example")]
    [InlineData("Luc Petit\nluc@cite.example", "Luc Petit", "luc@cite.example")]
    public void Contacts_are_found_in_all_shapes(string text, string name, string address)
    {
        var issue = Corpus.Read($"NOUVELLES DES CDM\n\nUN ATELIER POUR TOUS\n\nLe texte de la nouvelle.\n\n{text}\n\nUN AUTRE ATELIER\n\nUn autre texte.");

        Assert.Equal(["Un atelier pour tous", "Un autre atelier"], issue.Articles.Select(a => a.Title));
        Assert.Equal(new UnderstoodContact(name, address), issue.Articles[0].Contact);
        Assert.Equal("Le texte de la nouvelle.", issue.Articles[0].Text);
        Assert.True(issue.Articles[1].Sure < Judgement.Limit);
    }

    [Theory]
    [InlineData("Contact : Anne Martin, anne@cite.example\n\nContact : Luc Petit, luc@cite.example", "Contact : Luc Petit, luc@cite.example")]
    [InlineData("Contact : Anne Martin, anne@cite.example ; luc@cite.example", "Contact : Anne Martin, anne@cite.example ; luc@cite.example")]
    public void Contacts_beyond_the_first_stay_in_the_text(string contacts, string end)
    {
        var article = Assert.Single(Corpus.Read($"NOUVELLES DES CDM\n\nUN ATELIER POUR TOUS\n\nLe texte de la nouvelle.\n\n{contacts}").Articles);

        Assert.Equal(new UnderstoodContact("Anne Martin", "anne@cite.example"), article.Contact);
        Assert.Equal("Le texte de la nouvelle.\n\n" + end, article.Text);
    }

    /// <param name="line">Bold between braces, italics between angle brackets.</param>
    [Theory]
    [InlineData("Venez {le 20 juin} à Lyon.", "Venez **le 20 juin** à Lyon.")]
    [InlineData("Vous pouvez lire <Le Monde >!", "Vous pouvez lire *Le Monde* !")]
    [InlineData("{Attention :} places <« limitées »>.", "**Attention** : places « *limitées* ».")]
    [InlineData("{L}e réseau et {les 2} * tiers.", "Le réseau et **les 2** \\* tiers.")]
    [InlineData("Un {mot}<autre> collé.", "Un motautre collé.")]
    [InlineData("Deux {mots}\n{sur deux} lignes.", "Deux **mots sur deux** lignes.")]
    [InlineData("Voir {le site} ou la page.", "Voir **[le site](<https://cite.example/>)** ou la page.")]
    [InlineData("Voir le {site} ou la page.", "Voir [le site](<https://cite.example/>) ou la page.")]
    [InlineData("{Tout le texte est gras, presque} tout.", "Tout le texte est gras, presque tout.")]
    public void Bold_and_italics_become_Markdown(string line, string markdown)
    {
        var lines = line.Split('\n').Select(LineOf).ToList();
        lines[0] = lines[0] with { Links = [new Link("le site", "https://cite.example/")] };

        Assert.Equal(markdown, MarkdownText.Of([new Part(0, new Block(1, null, lines))]));
    }

    [Fact]
    public void A_bold_title_within_a_text_is_a_heading_without_asterisks() => Assert.Equal(
        "## Un intertitre\n\nUn texte assez long pour que le gras soit rare.",
        MarkdownText.Of(
            [
                new Part(0, new Block(1, null, [LineOf("{Un intertitre}") with { Style = TextStyle.Plain with { Bold = true } }])),
                new Part(1, new Block(1, null, [LineOf("Un texte assez long pour que le gras soit rare.")])),
            ]));

    [Theory]
    [InlineData("UN ALBUM A LA CITE DES METIERS DE CHARLEROI", "", "luc@ailleurs.example", "Cité des métiers de Charleroi")]
    [InlineData("UN ALBUM A LA CITE DES METIERS DE MARSEILLE ET PACA", "", "luc@ailleurs.example", "Cité des métiers de Marseille et de Provence-Alpes-Côte d'Azur")]
    [InlineData("UN ALBUM POUR TOUS", "", "accueil@charleroi.example", "Cité des métiers de Charleroi")]
    [InlineData("UN ALBUM POUR TOUS", "La Cité des métiers de la Région de Bruxelles publie un album.", "luc@ailleurs.example", "Cité des métiers de Bruxelles")]
    [InlineData("UN ALBUM POUR TOUS", "La Cité des métiers de Pondichéry publie un album.", "luc@ailleurs.example", "Cité des métiers de Pondichéry")]
    public void The_Cite_is_named_by_title_contact_or_text(string title, string text, string address, string cite)
    {
        var article = Assert.Single(Corpus.Read(
            $"NOUVELLES DES CDM\n\n{title}\n\n{(text.Length > 0 ? text : "Un album est né.")}\n\nContact :\nLuc Petit\n{address}").Articles);

        Assert.Equal(cite, article.Cite);
        Assert.Equal(!cite.EndsWith("Pondichéry", StringComparison.Ordinal), article.Judgements.Single(j => j.About == "cite").Sure >= Judgement.Limit);
    }

    [Fact]
    public void A_Cite_above_the_title_is_no_part_of_it()
    {
        var article = Assert.Single(Corpus.Read("Nouvelles des Cités\n\nCité des métiers de Cascais\n\nUn jeu de plateau\n\nIl se joue à quatre.\n\nContact : Ana Reis, ana@cite.example").Articles);

        Assert.Equal(("Un jeu de plateau", "Cité des métiers de Cascais", "Il se joue à quatre."), (article.Title, article.Cite, article.Text));
    }

    [Theory]
    [InlineData("Roland Kunz a quitté ses fonctions de directeur. Il est remplacé par Élise Wurtz.\nelise@cite.example", StaffMoveKind.Departure, "Roland Kunz", "directeur", "Élise Wurtz")]
    [InlineData("Yacine Lambert a rejoint l'équipe en tant que conseiller en orientation.", StaffMoveKind.Arrival, "Yacine Lambert", "conseiller en orientation", null)]
    [InlineData("Anne Le Goff a été nommée directrice de la Cité.", StaffMoveKind.Arrival, "Anne Le Goff", "directrice de la Cité", null)]
    public void Moves_tell_who_comes_and_goes(string text, StaffMoveKind kind, string person, string post, string? replacement)
    {
        var move = Assert.Single(Corpus.Read($"ARRIVEES/ DEPARTS\n\nCité des métiers de la région mulhousienne\n\n{text}").Moves);

        Assert.Equal(
            ("Cité des métiers de la région mulhousienne", kind, person, post, replacement),
                (move.Cite, move.Kind, move.Person, move.Post, move.ReplacedBy));
    }

    [Fact]
    public void An_agenda_has_dates_in_many_forms_with_title_and_place_apart()
    {
        var agenda = Corpus.Read(
            "InfoLettre n° 5, décembre 2017\n\nAGENDA\n\nRéunions internes\n\n30 décembre 2017 - 2 janvier\n2018\n\nVeillée des\nbénévoles, Serris\n\nRéunions externes\n\n"
                + "du 5 au\n6 février 2018\n\nVisite d'études, projet LUDO, Vienne\n\nChers amis,\n\nBonne année.\n\nCordialement,\n\nAnne Martin\n\nPrésidente").Agenda;

        Assert.Equal(
            [(new DateOnly(2017, 12, 30), new DateOnly(2018, 1, 2), "Veillée des bénévoles", "Serris"),
                (new DateOnly(2018, 2, 5), new DateOnly(2018, 2, 6), "Visite d'études, projet LUDO", "Vienne")],
            agenda.Select(d => (d.Start!.Value, d.End!.Value, d.Title, d.Place!)));
    }

    [Theory]
    [InlineData("LES METIERS DE L'ENERGIE A LA REUNION", "", "Les métiers de l'énergie à La Réunion")]
    [InlineData("ATELIER « METIERS EN FAMILLE » A MARSEILLE", "", "Atelier « Métiers en famille » à Marseille")]
    [InlineData("LE PROJET SEXTANT RECRUTE", "Le projet SEXTANT cherche deux stagiaires.", "Le projet SEXTANT recrute")]
    [InlineData("A GENOVA I MESTIERI SI RACCONTANO", "Il dialetto è una lingua che non si scrive, e per questo non si perde: i mestieri di Genova e della Liguria, con gli artigiani.", "A Genova i mestieri si raccontano")]
    [InlineData("Déjà en minuscules", "", "Déjà en minuscules")]
    public void Capitals_become_a_sentence_with_its_accents(string written, string text, string title) =>
        Assert.Equal(
            title, new TitleCase(Corpus.Cites, [new Part(0, new Block(1, null, [new Line(text, TextStyle.Plain)]))]).Of(written, text).Title);

    [Fact]
    public void A_word_that_nothing_tells_how_to_write_is_a_doubt()
    {
        var issue = Corpus.Read("NOUVELLES DES CDM\n\nUN ATELIER DE GRAVURE A CHARLEROI\n\nVenez nombreux.\n\nContact : Luc Petit, luc@cite.example");

        Assert.Contains("gravure", Assert.Single(issue.Doubts, d => d.About == "articles[0].title").Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_may_stand_behind_the_words_of_a_link()
    {
        Block Line(string text, bool bold = false, Link? link = null) =>
            new(1, null, [new Line(text, new TextStyle("Arial", 11, bold, false, null), null, link is null ? null : [link])]);

        var issue = IssueUnderstanding.Of(
            new Document(
                DocumentKind.Docx, 1,
                [
                    Line("Nouvelles des Cités", true), Line("Un atelier à Charleroi", true), Line("Il a lieu le mardi."),
                    Line("Contact : Anne Martin, écrire", link: new Link("écrire", "mailto:anne@cite.example?subject=Atelier")),
                ], [], []),
            Corpus.Cites, "lettre.docx", Corpus.Today);

        Assert.Equal(new UnderstoodContact("Anne Martin", "anne@cite.example"), Assert.Single(issue.Articles).Contact);
    }

    [Fact]
    public void A_title_that_follows_no_contact_where_all_others_do_is_a_doubt()
    {
        var items = string.Concat(Enumerable.Range(1, 4).Select(i => $"UNE NOUVELLE D'ATELIER {i}\n\nUn texte.\n\nContact : Luc Petit, luc@cite.example\n\n"));
        var issue = Corpus.Read("NOUVELLES DES CDM\n\n" + items + "LE DERNIER ATELIER\n\nUn texte.\n\nCE QU'IL EN RESTE\n\nPeu de choses.");

        Assert.Equal("articles[5].heading", Assert.Single(issue.Doubts, d => d.About.EndsWith("heading", StringComparison.Ordinal)).About);
    }

    private static Line LineOf(string marked)
    {
        var written = new LineText();
        var (bold, italic) = (false, false);
        foreach (var letter in marked)
        {
            (bold, italic) = (letter is '{' || (bold && letter is not '}'), letter is '<' || (italic && letter is not '>'));
            if (letter is not ('{' or '}' or '<' or '>'))
            {
                written.Append(letter.ToString(), bold, italic);
            }
        }

        var (text, emphases) = written.Finish();
        return new Line(text, TextStyle.Plain, Emphases: emphases);
    }
}
