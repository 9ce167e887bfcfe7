using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Writes the plain-text part with the words and the order of the HTML.</summary>
internal sealed class EditionText(EditionContext mail)
{
    private readonly TextPage page = new();

    private EditionContent Content => mail.Content;

    public string Write()
    {
        Masthead();
        Contents();
        Editorial();
        Agenda();
        SubscriptionCall();
        foreach (var section in Content.FilledSections)
        {
            Section(section);
        }

        Closing();
        Footer();
        return page.ToString();
    }

    private void Masthead()
    {
        page.Paragraph(string.Join(
            '\n',
            [
                mail.Type(Content.NetworkName), mail.Type(Content.NewsletterName),
                .. mail.Look?.Masthead is { } masthead ? new[] { mail.Type(masthead) } : [],
            ]));
        page.Paragraph($"{EditionWords.Number(Content.Number)}\n{EditionWords.Dateline(Content)}");
        page.Paragraph(Labelled(EditionWords.ReadOnline, mail.ReadOnline));
    }

    private void Contents()
    {
        if (!Content.FilledSections.Any())
        {
            return;
        }

        page.Part(EditionWords.Contents);
        foreach (var section in Content.FilledSections)
        {
            page.Paragraph(mail.Type(section.Title));
            page.List(section.Articles.Select(article => mail.Type(article.Title, article.Language)));
        }
    }

    private void Editorial()
    {
        if (!mail.HasEditorial)
        {
            return;
        }

        page.Part(EditionWords.Editorial);
        var editorial = Content.Editorial;
        page.Paragraph(mail.Type(editorial.Salutation));
        page.Block(PlainText.ToText(editorial.Html, Content.Language));
        page.Paragraph(mail.Type(editorial.ClosingFormula));
        page.Paragraph(Lines(editorial.Signatory, editorial.SignatoryRole));
    }

    private void Agenda()
    {
        if (Content.HasAgendaColumn)
        {
            page.Part(mail.Type(EditionWords.AgendaTitle(Content)));
            Dates();
        }
    }

    private void Dates()
    {
        foreach (var kind in Content.Agenda.GroupBy(entry => entry.Kind).OrderBy(kind => kind.Key))
        {
            page.Heading(EditionWords.Of(kind.Key));
            foreach (var entry in kind)
            {
                page.Paragraph(Lines(EditionWords.When(entry), entry.Title, EditionWords.Where(entry), entry.Link));
            }
        }
    }

    private void SubscriptionCall()
    {
        if (Content.SubscriptionCall is { } call)
        {
            page.Rule();
            Paragraphs(call);
            page.Paragraph(Labelled(mail.Type(EditionWords.Subscribe(Content)), mail.Subscribe));
        }
    }

    private void Section(EditionSection section)
    {
        page.Part(mail.Type(section.Title));
        page.Block(PlainText.ToText(section.Html ?? "", Content.Language));
        if (section.Kind is SectionKind.Agenda)
        {
            Dates();
        }

        foreach (var article in section.Articles)
        {
            Article(article);
        }

        foreach (var cite in EditionWords.ByCite(section, Content))
        {
            page.Heading(mail.Type(cite.Key));
            foreach (var move in cite)
            {
                Move(move);
            }
        }
    }

    private void Article(EditionArticle article)
    {
        page.Heading(mail.Type(article.Title, article.Language));
        page.Paragraph(mail.Type(article.Cite?.Name));
        foreach (var picture in article.Pictures.Take(1))
        {
            Picture(picture, article.Language);
        }

        page.Block(PlainText.ToText(article.Html, article.Language));
        foreach (var picture in article.Pictures.Skip(1))
        {
            Picture(picture, article.Language);
        }

        if (article.Contact is { } contact)
        {
            var role = contact.Role is null ? "" : ", " + contact.Role;
            page.Paragraph(Lines(Labelled("Contact", mail.Type(contact.Name + role)), contact.Address));
        }

        page.Paragraph(Labelled(EditionWords.ReadOnline, mail.ArticlePage(article)));
    }

    private void Picture(EditionPicture picture, string language)
    {
        page.Paragraph($"[Image\u00A0: {mail.Type(picture.AlternativeText, language)}]");
        page.Paragraph(mail.Type(EditionWords.Caption(picture), language));
    }

    private void Move(EditionMove move) => page.Paragraph(Lines(
        move.Wording is { } wording
            ? Labelled(EditionWords.Of(move.Kind), mail.Type($"{move.Person} {wording}"))
            : $"{Labelled(EditionWords.Of(move.Kind), mail.Type($"{move.Person}, {move.Post}"))}{EditionWords.Since(move)}.",
        move is { Wording: null, ReplacedBy: { } successor } ? Labelled(EditionWords.Successor, successor) : null,
        move.Address));

    private void Closing()
    {
        if (Content.ContactNotice is not null || Content.ContactAddress is not null)
        {
            page.Part(EditionWords.ContactAddress);
            Paragraphs(Content.ContactNotice);
            page.Paragraph(Content.ContactAddress ?? "");
        }

        if (Content.Closing is not null)
        {
            page.Rule();
            Paragraphs(Content.Closing);
        }

        if (Content.Team.Count > 0)
        {
            page.Part(EditionWords.Team);
            page.List(Content.Team.Select(member => mail.Type(member.Role is { } role ? $"{member.Name}, {role}" : member.Name)));
        }
    }

    private void Footer()
    {
        page.Rule();
        page.Paragraph(mail.Type(EditionWords.Reason(Content), "fr"));
        page.Paragraph(string.Join('\n',
            Labelled(EditionWords.Unsubscribe, mail.Unsubscribe),
            Labelled(EditionWords.Manage, mail.Manage),
            Labelled(EditionWords.ReadOnlineLong, mail.ReadOnline),
            Labelled(EditionWords.Archive, mail.Archive),
            Labelled(EditionWords.Privacy, mail.Privacy)));
        page.Paragraph(Lines([Content.PublisherName, .. PlainLines.All(Content.PublisherAddress), Content.NetworkWebSite]));
    }

    private void Paragraphs(string? text)
    {
        foreach (var paragraph in PlainLines.Paragraphs(text ?? ""))
        {
            page.Paragraph(Lines([.. paragraph]));
        }
    }

    /// <summary>Joins the lines that are not empty. Typography does not change addresses.</summary>
    private string Lines(params string?[] lines) =>
        string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => mail.Type(line)));

    private static string Labelled(string label, string value) => $"{label}\u00A0: {value}";
}
