using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Checks;

/// <summary>Each line of the checklist (requirements, part B) finds what it is for, says where, and keeps quiet otherwise.</summary>
public class ChecklistTests(Dossiers dossiers) : IClassFixture<Dossiers>
{
    private const string Article = "/redaction/nouvelles/1#Body";
    private const string Preview = "/redaction/numeros/5#apercu";

    [Fact]
    public async Task An_edition_without_fault_has_no_finding() => Assert.Empty(Checklist.Run(await dossiers.OfAsync(Dossiers.Clean)));

    [Fact]
    public void What_was_let_pass_is_no_warning_to_read()
    {
        var passed = Finding.Warn(19, "XX attend", new Place("Texte", "/")) with
        {
            Waiver = new Waiver(1, "hash", "XX", "C’est le nom du bar.", null, "Ada", DateTime.UnixEpoch),
        };

        Assert.Null(Checklist.FingerprintOfWarnings([passed]));
        Assert.NotNull(Checklist.FingerprintOfWarnings([passed, passed with { Waiver = null }]));
    }

    [Theory]
    [InlineData(12, false, "Lisez tout [ici](https://cite.example/actualite).")]
    [InlineData(12, false, "Lisez tout : [Cliquez ici !](https://cite.example/actualite)")]
    [InlineData(19, true, "Bonjour {{prenom}}, venez.")]
    [InlineData(19, true, "Le programme : [[programme]]")]
    [InlineData(19, true, "Lorem ipsum dolor sit amet.")]
    [InlineData(19, true, "Rendez-vous le (date).")]
    [InlineData(19, true, "La Journée approche. *(Paragraphe à compléter après le bureau : intervenants, lien d'inscription.)*")]
    [InlineData(19, true, "Le programme (**A COMPLÉTER**) paraîtra.")]
    [InlineData(19, true, "Le lieu [à confirmer] est au centre.")]
    [InlineData(19, true, "Une photo (photo de l'atelier à venir) suit.")]
    [InlineData(19, true, "À compléter.")]
    [InlineData(19, true, "Rendez-vous le XX juin à XXhXX.")]
    [InlineData(19, true, "Combien de places ? ???")]
    [InlineData(19, true, "TODO : la fin du texte.")]
    [InlineData(19, true, "Votre texte ici, en trois lignes.")]
    [InlineData(19, true, "Elle a dit : « nous avons […] compris ».")]
    [InlineData(19, true, "Elle a dit : « nous avons [...] compris ».")]
    [InlineData(20, true, "Voyez [le programme](http://localhost:5080/programme).")]
    [InlineData(20, true, "Voyez [le programme](https://192.168.1.20/programme).")]
    [InlineData(20, true, "Voyez [le programme](https://preprod.cite.example/programme).")]
    [InlineData(20, true, "Voyez [le programme](https://intranet/programme).")]
    [InlineData(26, false, "Un atelier , puis un autre.")]
    [InlineData(26, false, "Un atelier,puis un autre.")]
    [InlineData(26, false, "Venez nombreux !!!")]
    [InlineData(26, false, "Au coeur de la ville.")]
    [InlineData(26, false, "Elle dit \"venez demain.")]
    [InlineData(null, false, "## LE PROGRAMME DE LA JOURNÉE\n\nVenez.")]
    [InlineData(null, false, "La 1^{ère} fois.")]
    [InlineData(null, false, "Sans CO_{2}.")]
    [InlineData(28, false, "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |")]
    [InlineData(5, true, "![](/images/0123456789abcdef0123456789abcdef-courriel.jpg)")]
    [InlineData(5, true, "![IMG_2043.JPG](/images/0123456789abcdef0123456789abcdef-courriel.jpg)")]
    [InlineData(5, true, "![DSC 0042](/images/0123456789abcdef0123456789abcdef-courriel.jpg)")]
    [InlineData(7, true, "![Une image disparue](/images/99999999999999999999999999999999-courriel.jpg)")]
    public async Task A_fault_in_a_text_is_found_with_the_item_it_stands_in(int? line, bool blocks, string text)
    {
        var findings = Checklist.Run(await dossiers.OfAsync(Dossiers.WithText(text)));

        Assert.Equal((line, blocks, Article), findings.Select(f => (f.Line, f.Blocks, f.Place.Path)).Distinct().Single());
    }

    [Theory]
    [InlineData("Le [programme de la journée](https://cite.example/actualite), « enfin » ! Écrivez à info@cite.example, ou venez à 10:30.")]
    [InlineData("Un stage : <https://stage.cite.example/>. Un test : <https://test-metiers.example/dev/local>.")]
    [
        InlineData(
            "Le XXe siècle et le XXI^e^, les ateliers à venir (douze), une date à confirmer, un texte (le nôtre), quoi ? Et alors ?! Taille XXL.")
    ]
    [InlineData("Le XXX^e^ forum, un formulaire à compléter, 10 % de [plus](https://cite.example/a) de monde : quoi ?! Coefficient, moelle, poète.")]
    [InlineData("## Le CFA et l'AFPA\n\nLe XXI^e^ siècle, des 10^3 et des a_{.")]
    [InlineData("## Sur 20 m^2^\n\n| Atelier | Contact |\n| --- | --- |\n| CV | info@cite.example |\n\nLa 1^ère^ fois.")]
    [InlineData("![Une forêt de bouleaux, photo 12](/images/0123456789abcdef0123456789abcdef-courriel.jpg)")]
    public async Task What_is_right_is_not_reproached(string text)
    {
        var findings = Checklist.Run(await dossiers.OfAsync(Dossiers.WithText(text)));

        Assert.DoesNotContain(findings, f => f.Line != 12);
    }

    [Fact]
    public async Task A_Spanish_text_may_speak_of_everything() =>
        Assert.Empty(Checklist.Run(await dossiers.OfAsync(Dossiers.WithText("Todo el mundo viene, y lo saben todo.", "es"))));

    [Fact]
    public async Task Each_mark_is_asked_about_once_even_where_a_title_stands_in_the_contents_too()
    {
        var section = Dossiers.Clean.Sections[0];
        var article = section.Articles[0] with { Title = "Le XX juin, venez", Html = "<p>De XX à YY heures, puis […].</p>" };
        var content = Dossiers.Clean with
        {
            Sections = [section with { Articles = [article, .. section.Articles.Skip(1)] }, .. Dossiers.Clean.Sections.Skip(1)]
        };

        var found = Checklist.Run(await dossiers.OfAsync(content)).Where(f => f.Line == 19).ToList();

        Assert.Equal([("XX", Article), ("XX", Article), ("[…]", Article)], found.Select(f => (f.Passage!.Mark, f.Place.Path)));
        Assert.Equal(3, found.Select(f => f.PassageHash).Distinct().Count());
    }

    [Fact]
    public async Task Only_French_is_read_for_French_typography() =>
        Assert.Empty(Checklist.Run(await dossiers.OfAsync(Dossiers.WithText("She said \"come\" , twice!!", "en"))));

    [Theory]
    [InlineData("", 23, true)]
    [InlineData("TOUTES LES NOUVELLES", 23, true)]
    [InlineData("Un objet beaucoup trop long pour que les messageries le montrent en entier, hélas !", 23, true)]
    public async Task A_subject_is_short_and_not_all_in_capitals(string subject, int line, bool blocks) =>
        Assert.Contains(
            Checklist.Run(await dossiers.OfAsync(Dossiers.Clean with { Subject = subject })), f =>
                (f.Line, f.Blocks, f.Place.Path) == (line, blocks, "/redaction/numeros/5/textes#Subject"));

    [Theory]
    [InlineData("Trop court.")]
    [InlineData("InfoLettre : l'été des Cités des métiers")]
    public async Task A_preheader_is_long_enough_and_says_something_else(string preheader) =>
        Assert.Equal(
            (24, false, "/redaction/numeros/5/textes#Preheader"), Only(await dossiers.OfAsync(Dossiers.Clean with { Preheader = preheader })));

    [Fact]
    public async Task A_mail_that_Gmail_would_cut_blocks()
    {
        var findings = Checklist.Run(
            await dossiers.OfAsync(Dossiers.WithText(string.Concat(Enumerable.Repeat("Une phrase de plus, et encore une autre. ", 2_600)))));

        Assert.Contains(findings, f => (f.Line, f.Blocks) == (1, true));
    }

    [Theory]
    [InlineData(900_000, 800_000, true)]
    [InlineData(700_000, 800_000, false)]
    public async Task A_message_larger_than_the_relay_takes_blocks(long size, long limit, bool blocks)
    {
        var findings = Checklist.Run(await dossiers.OfAsync(Dossiers.Clean) with { MessageSize = size, RelayLimit = limit });

        Assert.Equal(blocks, findings.Any(f => f is { Line: 29, Blocks: true }));
    }

    [Fact]
    public async Task Pictures_too_heavy_together_are_a_warning()
    {
        var dossier = await dossiers.OfAsync(Dossiers.Clean);
        var heavy = dossier with { Pictures = dossier.Pictures.ToDictionary(p => p.Key, _ => new KnownPicture(1, 190_000 * 2, 0)) };

        Assert.Equal([8, 8, 8, 8], Checklist.Run(heavy).Select(f => f.Line));
    }

    [Fact]
    public async Task A_missing_postal_address_blocks_and_leads_to_the_settings() =>
        Assert.Equal((18, true, "/redaction/reglages"), Only(await dossiers.OfAsync(Dossiers.Clean with { PublisherAddress = "" })));

    [Fact]
    public async Task Dates_out_of_order_block_and_dates_past_are_a_warning()
    {
        var board = Dossiers.Clean.Agenda[1];
        var wrong = await dossiers.OfAsync(Dossiers.Clean with { Agenda = [board with { StartTime = new(12, 30), EndTime = new(9, 0) }] });
        Assert.Equal((27, true, "/redaction/agenda/77"), Only(wrong));

        var late = await dossiers.OfAsync(Dossiers.Clean) with { Today = new DateOnly(2018, 6, 2) };
        Assert.Equal((27, false, "/redaction/agenda/77"), Only(late));
    }

    [Fact]
    public async Task A_link_found_dead_is_a_warning_at_its_item()
    {
        var dossier = await dossiers.OfAsync(Dossiers.WithText("Voyez [le programme](https://cite.example/programme#midi)."));
        var dead = dossier with { DeadLinks = new Dictionary<string, DeadLink> { ["https://cite.example/programme"] = new(LinkState.Broken, 404) } };

        Assert.Equal((21, false, Article), Only(dead));
        Assert.Contains("n’existe pas", Checklist.Run(dead).Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080", "http://localhost:5080/numeros", 0)]
    [InlineData("http://localhost:5080", "http://localhost:8025/", 1)]
    [InlineData("https://lettre.example", "http://localhost:5080/", 1)]
    public async Task A_trial_site_may_point_at_itself_but_at_no_other_private_address(string site, string link, int findings) =>
        Assert.Equal(
            findings, Checklist.Run(await dossiers.OfAsync(Dossiers.WithText($"Voyez [le programme]({link})."), site)).Count(f => f.Line == 20));

    [Theory]
    [InlineData(2, "<!DOCTYPE html>", "")]
    [InlineData(2, "<meta charset=\"utf-8\">", "")]
    [InlineData(3, "<html lang=\"fr\" dir=\"ltr\">", "<html>")]
    [InlineData(3, "<div class=\"paper\" lang=\"fr\" dir=\"ltr\"", "<div class=\"paper\"")]
    [InlineData(4, "<table role=\"presentation\" align", "<table align")]
    [InlineData(9, "<h2 style", "<h4 style")]
    [InlineData(9, "</h1>", "</h1><h1>Un second titre</h1>")]
    [InlineData(10, "color:#A84E0D", "color:#EEC0A0")]
    [InlineData(14, "</h1>", "</h1><script>alert(1)</script>")]
    [InlineData(14, "</h1>", "</h1><form action=\"https://a.example\"><input></form>")]
    [InlineData(14, "</h1>", "</h1><iframe src=\"https://a.example\"></iframe>")]
    [InlineData(17, "/desinscription/", "/desinscription-/")]
    [InlineData(22, "</h1>", "</h1><img alt=\"Une image\" width=\"1\" height=\"1\" src=\"https://lettre.example/images/0123456789abcdef0123456789abcdef-courriel.jpg\">")]
    [InlineData(22, "-courriel.jpg\"", "-courriel.jpg?x-jeton-de-l-abonne-x\"")]
    [InlineData(7, "-courriel.jpg\"", "-courriel.webp\"")]
    [InlineData(7, "src=\"https://", "src=\"http://")]
    public async Task A_template_that_breaks_a_rule_blocks(int line, string good, string bad)
    {
        var sound = await dossiers.OfAsync(Dossiers.Clean);
        Assert.Contains(good, sound.Mail.Html, StringComparison.Ordinal);

        var findings = Checklist.Run(Dossiers.Altered(sound, mail => mail with { Html = mail.Html.Replace(good, bad, StringComparison.Ordinal) }));

        Assert.Contains(findings, f => f.Line == line && f.Blocks);
    }

    [Theory]
    [InlineData(6, "width=\"600\"", "")]
    [InlineData(11, "font-size:14px", "font-size:11px")]
    [InlineData(12, ">Se désabonner<", "><")]
    [InlineData(28, "width:100%;max-width:640px", "width:640px")]
    [InlineData(28, "word-wrap:break-word;word-break:break-word", "")]
    public async Task A_template_that_reads_badly_is_a_warning(int line, string good, string bad)
    {
        var sound = await dossiers.OfAsync(Dossiers.WithText("Voyez <https://cite.example/une-adresse-tres-longue-qui-ne-se-coupe-pas>."));
        Assert.Contains(good, sound.Mail.Html, StringComparison.Ordinal);

        var findings = Checklist.Run(Dossiers.Altered(sound, mail => mail with { Html = mail.Html.Replace(good, bad, StringComparison.Ordinal) }));

        Assert.Contains(findings, f => f.Line == line && !f.Blocks);
    }

    [Theory]
    [InlineData("Promouvoir les métiers", "Promouvoir", "/redaction/nouvelles/1#Body")]
    [InlineData("https://formation.example/juin", "", "/redaction/numeros/5/agenda")]
    [InlineData("25-27 juin 2018", "", "/redaction/numeros/5/agenda")]
    [InlineData("https://www.reseau.example/calendrier", "", "/redaction/numeros/5/textes#Editorial")]
    public async Task What_the_text_part_has_lost_blocks_and_leads_to_its_place(string good, string bad, string path)
    {
        var findings = Checklist.Run(
            Dossiers.Altered(
                await dossiers.OfAsync(Dossiers.Clean), mail => mail with { Text = mail.Text.Replace(good, bad, StringComparison.Ordinal) }));

        Assert.Equal((25, true, path), findings.Select(f => (f.Line, f.Blocks, f.Place.Path)).Distinct().Single(f => f.Path == path));
        Assert.All(findings, f => Assert.Equal(25, f.Line));
    }

    [Fact]
    public async Task Hidden_agenda_and_free_sections_raise_no_false_alarm()
    {
        var free = new EditionSection(SectionKind.Free, "Le mot du réseau", "le-mot", [], [])
        {
            Html = SampleEdition.Html("Merci à toutes et à tous.", 3)
        };
        var agenda = new EditionSection(SectionKind.Agenda, "Les dates", "les-dates", [], []);

        Assert.Empty(Checklist.Run(await dossiers.OfAsync(Dossiers.Clean with { Sections = [free, agenda] })));
        Assert.Empty(Checklist.Run(await dossiers.OfAsync(Dossiers.Clean with { Agenda = [] }) with { HidesAgenda = true }));
    }

    [Fact]
    public async Task An_issue_needs_readers_news_and_something_in_its_sections()
    {
        var empty = await dossiers.OfAsync(Dossiers.Clean with
        {
            Sections = [new(SectionKind.CiteNews, "Nouvelles", "nouvelles", [], [])],
            Agenda = [],
            Editorial = new EditionEditorial(null, "", null, null, null),
        });

        var findings = Checklist.Run(empty with { HasSubscribers = false, Unaccepted = [new(9, "Une nouvelle")] });

        Assert.Equal([true, true, true, false, false, false], findings.Select(f => f.Blocks));
        Assert.Contains(findings, f => f.Place.Path == "/redaction/nouvelles/9#Body");
    }

    [Fact]
    public async Task Warnings_are_the_same_in_any_order_and_another_set_is_not()
    {
        var findings = Checklist.Run(await dossiers.OfAsync(Dossiers.WithText("Au coeur [ici](https://cite.example/)."))).ToList();
        var fingerprint = Checklist.FingerprintOfWarnings(findings);

        findings.Reverse();
        Assert.Equal(fingerprint, Checklist.FingerprintOfWarnings(findings));
        Assert.NotEqual(fingerprint, Checklist.FingerprintOfWarnings(findings.Skip(1)));
        Assert.Null(Checklist.FingerprintOfWarnings([]));
    }

    private static (int?, bool, string) Only(Dossier dossier)
    {
        var finding = Assert.Single(Checklist.Run(dossier));
        Assert.NotEqual(Preview, finding.Place.Path);
        return (finding.Line, finding.Blocks, finding.Place.Path);
    }
}
