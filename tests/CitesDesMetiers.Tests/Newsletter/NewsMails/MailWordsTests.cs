using System.Text;
using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Newsletter.NewsMails;
using MimeKit;

namespace CitesDesMetiers.Tests.Newsletter.NewsMails;

/// <summary>What a person wrote in a mail, and nothing else of it.</summary>
public sealed class MailWordsTests
{
    [Theory]
    [InlineData("Nuit des métiers", "Nuit des métiers", false)]
    [InlineData("Re: Nuit des métiers", "Nuit des métiers", false)]
    [InlineData("RE : TR: Nuit", "Nuit", true)]
    [InlineData("Fwd: Re[2]: Nuit", "Nuit", true)]
    [InlineData("Reprise des ateliers", "Reprise des ateliers", false)]
    [InlineData("Tr", "Tr", false)]
    public void The_title_is_the_subject_without_marks_of_answers(string subject, string title, bool isForward) =>
        Assert.Equal((title, isForward), MailWords.Subject(subject));

    [Theory]
    [InlineData("Le texte.\n\n-- \nInès\nCité", "Le texte.")]
    [InlineData("Le texte.\n\nLe lun. 3 juin 2030 à 10:12, La rédaction <r@x.example> a écrit :\n\n> Bonjour\n> Merci", "Le texte.")]
    [InlineData("Le texte.\n\nLe lun. 3 juin 2030 à 10:12, La rédaction du réseau\n<r@x.example> a écrit :\n> Bonjour", "Le texte.")]
    [InlineData("Le texte.\n\nDe : La rédaction\nEnvoyé : lundi 3 juin\nÀ : Inès\nObjet : Appel\n\nBonjour", "Le texte.")]
    [InlineData("Le texte.\n\n-----Message d'origine-----\nDe : x", "Le texte.")]
    [InlineData("Le texte.\n\nEnvoyé de mon iPhone", "Le texte.")]
    [InlineData("De : 9 h à 17 h, portes ouvertes.\nEntrée libre.", "De : 9 h à 17 h, portes ouvertes.\nEntrée libre.")]
    [InlineData("Le 3 juin, Léa a écrit :\n« Merci »\nFin.", "Le 3 juin, Léa a écrit :\n« Merci »\nFin.")]
    public void Quotes_and_signatures_are_cut(string text, string own) => Assert.Equal(own, MailWords.Own(text, isForward: false));

    [Fact]
    public void A_forwarded_mail_is_the_news()
    {
        const string Text = "Voici.\n\n---------- Forwarded message ---------\nDe : Inès <i@x.example>\nDate : lun. 3 juin\nSubject: Nuit\nTo: <r@x.example>\n\n\nLa nuit a eu lieu.\n\nBelle affluence.";

        Assert.Equal("La nuit a eu lieu.\n\nBelle affluence.", MailWords.Own(Text, isForward: true));
    }

    [Fact]
    public void Html_becomes_paragraphs_lists_links_and_marks()
    {
        const string Html = "<html><head><style>p{}</style></head><body><div>Bonjour,</div><p>La <b>nuit </b>des <i>métiers</i><br>a eu lieu.</p>"
            + "<ul><li>Un</li><li><p>Deux</p></li></ul><h2>Suite</h2><p>Voir <a href=\"https://x.example/a\">la page</a> ou "
            + "<a href=\"javascript:x()\">cela</a>, 3*4 [a]</p><script>alert(1)</script><img src=\"cid:1\"></body></html>";

        Assert.Equal(
            "Bonjour,\n\nLa **nuit** des *métiers*\na eu lieu.\n\n- Un\n- Deux\n\n### Suite\n\n"
                + "Voir [la page](https://x.example/a) ou cela, 3\\*4 \\[a\\]",
            HtmlToMarkdown.Of(Html));
    }

    [Fact]
    public void Html_that_is_nested_a_thousand_times_or_broken_is_no_problem()
    {
        var deep = string.Concat(Enumerable.Repeat("<div><b>", 1_000)) + "fin" + string.Concat(Enumerable.Repeat("</b></div>", 1_000));

        Assert.NotNull(HtmlToMarkdown.Of(deep));
        Assert.Equal("a", HtmlToMarkdown.Of("<p>a<table><tr><td>"));
    }

    [Fact]
    public void Lines_that_a_program_broke_are_joined_and_others_are_kept()
    {
        var mail = Message(new TextPart("plain")
        {
            Text = "Soixante visiteurs sont montés à bord du bateau pendant la nuit des\nmétiers de la mer.\n\nBravo,\nÀ bientôt\n- un\n- deux",
        });

        Assert.Equal(
            "Soixante visiteurs sont montés à bord du bateau pendant la nuit des métiers de la mer.\n\nBravo,\nÀ bientôt\n- un\n- deux",
            NewsMailContent.Read(mail).Body);
    }

    [Fact]
    public void Programs_are_seen_and_files_named()
    {
        var mail = Message(new TextPart("plain") { Text = "Voici." }, File("a.docx"), File("jeu.EXE"));
        var content = NewsMailContent.Read(mail);

        Assert.True(content.HasProgram);
        Assert.Equal(["a.docx", "jeu.EXE"], content.Left);
    }

    private static MimeMessage Message(params MimeEntity[] parts)
    {
        var all = new Multipart("mixed");
        foreach (var part in parts)
        {
            all.Add(part);
        }

        return new MimeMessage { Subject = "Essai", Body = all };
    }

    private static MimePart File(string name) => new("application", "octet-stream")
    {
        Content = new MimeContent(new MemoryStream(Encoding.ASCII.GetBytes("x"))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        FileName = name,
    };
}
