using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Sending.Copies;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;

namespace CitesDesMetiers.Tests.Newsletter.Issues.Checks;

/// <summary>The sample edition without a fault, and the same with one.</summary>
public sealed class Dossiers : IAsyncLifetime
{
    private readonly SiteFactory site = new();

    /// <summary>Nothing to find fault with, on the day before its first date.</summary>
    public static EditionContent Clean { get; } = SampleEdition.Content with { Sections = [.. SampleEdition.Content.Sections.Take(3)] };

    public async Task<Dossier> OfAsync(EditionContent content, string publicUrl = SiteFactory.PublicUrl)
    {
        var options = new SiteOptions { PublicUrl = publicUrl };
        var renderer = (MailRenderer)site.Services.GetService(typeof(MailRenderer))!;
        return Of(
            content,
            await renderer.RenderAsync(new EditionContext(options, content, SampleEdition.Slug), TestContext.Current.CancellationToken),
            options);
    }

    public static Dossier Of(EditionContent content, RenderedMail mail, SiteOptions? options = null) => new()
    {
        IssueId = 5,
        Content = content,
        Mail = mail,
        Page = new HtmlParser().ParseDocument(mail.Html),
        Site = options ?? new SiteOptions { PublicUrl = SiteFactory.PublicUrl },
        Today = new DateOnly(2018, 5, 31),
        Places = new DeskLocations(
            5, content, new Dictionary<(string, DateOnly), int> { [("Conseil d'administration", new DateOnly(2018, 6, 1))] = 77 }),
        Pictures = content.AllArticles.SelectMany(a => a.Pictures).Select((p, i) => (p.Name, Known: new KnownPicture(i + 40, 90_000, 300_000)))
            .ToDictionary(p => p.Name, p => p.Known),
    };

    /// <summary>The mail changed by hand, as no template of ours would write it.</summary>
    public static Dossier Altered(Dossier dossier, Func<RenderedMail, RenderedMail> change)
    {
        var mail = change(dossier.Mail);
        return dossier with { Mail = mail, Page = new HtmlParser().ParseDocument(mail.Html) };
    }

    /// <summary>The first article with another text.</summary>
    public static EditionContent WithText(string markdown, string language = "fr")
    {
        var section = Clean.Sections[0];
        var article = section.Articles[0] with { Html = SampleEdition.Html(markdown, language: language), Language = language };
        return Clean with { Sections = [section with { Articles = [article, .. section.Articles.Skip(1)] }, .. Clean.Sections.Skip(1)] };
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
