using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>A page as it was sent.</summary>
public sealed record SentPage(string Path, string Source, IHtmlDocument Document)
{
    public string Title => Document.Title ?? "";

    /// <summary>What it says, without its frame.</summary>
    public string Words => string.Join(' ', Document.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>
/// The demonstration with all its pages, found by following the site's own links: a new page is covered without anyone remembering it.
/// </summary>
public sealed class EveryPage : SiteFactory, IAsyncLifetime
{
    private const string Administrator = "admin@infolettre.example";

    public IReadOnlyList<SentPage> Reading { get; private set; } = [];
    public IReadOnlyList<SentPage> Desk { get; private set; } = [];

    /// <summary>Behind the links of one correspondent and of one subscriber.</summary>
    public IReadOnlyList<SentPage> Personal { get; private set; } = [];

    public IEnumerable<SentPage> All => [.. Reading, .. Desk, .. Personal];

    public async ValueTask InitializeAsync()
    {
        using var visitor = new DeskClient(CreateSiteClient());
        Reading = await VisitAsync(
            visitor,
            path => !path.StartsWith("/redaction", StringComparison.Ordinal),
            "/",
            "/connexion",
            "/desinscription",
            "/inscription/merci",
            "/inscription/bienvenue",
            "/abonnement/demande",
            "/cette-page-n-existe-pas");
        Personal = await VisitAsync(
            visitor,
            path => path.StartsWith("/contribuer/", StringComparison.Ordinal) || path.StartsWith("/abonnement/", StringComparison.Ordinal),
            await PersonalLinksAsync());
        using var desk = await SignedInAsync();
        Desk = await VisitAsync(
            desk, path => path.StartsWith("/redaction", StringComparison.Ordinal) || path.StartsWith("/compte", StringComparison.Ordinal),
            "/redaction", "/compte");
    }

    public async Task<DeskClient> SignedInAsync()
    {
        var desk = new DeskClient(CreateSiteClient());
        await desk.SubmitAsync("/connexion", new() { ["Address"] = Administrator, ["Password"] = "demonstration-2026" });
        return desk;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Development");
    }

    private async Task<string[]> PersonalLinksAsync()
    {
        var keys = await Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        return await WithDatabaseAsync(async db => new[]
        {
            "/contribuer/" + keys.ContributionToken(await db.Invitations.OrderByDescending(i => i.Id).Select(i => i.PublicId).FirstAsync()),
            "/abonnement/" + keys.ManageToken(await db.Subscribers.OrderBy(s => s.Id).Select(s => s.PublicId).FirstAsync()),
        });
    }

    /// <summary>Follows links, taking of each kind of address (numbers and names set aside) the first two.</summary>
    private static async Task<IReadOnlyList<SentPage>> VisitAsync(DeskClient visitor, Func<string, bool> wanted, params string[] start)
    {
        var found = new List<string>(start);
        var kinds = new Dictionary<string, int>();
        var pages = new List<SentPage>();
        for (var i = 0; i < found.Count; i++)
        {
            using var answer = await visitor.Http.GetAsync(found[i]);
            if (answer.Content.Headers.ContentType?.MediaType is not "text/html"
                || answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
            {
                continue;
            }

            var source = await answer.Content.ReadAsStringAsync();
            var page = new SentPage(found[i], source, await DeskClient.ParseAsync(answer));
            pages.Add(page);
            foreach (
                var link in page.Document.Links.OfType<IHtmlAnchorElement>().Where(a => a.Type is not "text/calendar" && !a.HasAttribute("download")))
            {
                var target = new Uri(new Uri(PublicUrl + found[i]), link.GetAttribute("href"));
                var path = target.PathAndQuery;
                if (target.Host != new Uri(PublicUrl).Host || !wanted(path) || found.Contains(path) || !IsPage(path))
                {
                    continue;
                }

                var kind = KindOf(path);
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                if (kinds[kind] <= 2)
                {
                    found.Add(path);
                }
            }
        }

        return pages;
    }

    /// <summary>Files and framed mails are not pages; a list in another order is the same page.</summary>
    private static bool IsPage(string path) =>
        !Path.HasExtension(path.Split('?')[0])
            && !path.EndsWith("/courriel", StringComparison.Ordinal)
            && !path.EndsWith("/texte", StringComparison.Ordinal)
        && !path.Contains("tri=", StringComparison.Ordinal);

    /// <summary>"/actualites/un-titre" and "/actualites/un-autre" are of one kind, "/redaction/cites/3" and "/redaction/cites/4" too.</summary>
    private static string KindOf(string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => int.TryParse(p, out _) ? "#" : p.Length == 43 ? "*" : p).ToArray();
        var names = path.Split('?') is [_, var query] ? "?" + string.Join('&', query.Split('&').Select(q => q.Split('=')[0])) : "";
        return (parts is ["numeros" or "actualites" or "cites", _, ..] ? parts[0] + "/*" + string.Join('/', parts[2..]) : string.Join('/', parts))
            + names;
    }
}
