using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Documents;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Demo;
using CitesDesMetiers.Web.Letters;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>How much the network has said about itself.</summary>
public enum Said
{
    Everything,
    Half,
    Nothing,
}

/// <param name="By">The role that read it, "courriel" for a mail.</param>
/// <param name="Lines">As <see cref="VisibleText"/> gives them.</param>
public sealed record Rendered(Said Said, string By, string Path, string Html, IReadOnlyList<string> Lines)
{
    public override string ToString() => $"{By} {Path} ({Said})";
}

/// <summary>Its pages are read once for all classes of this collection.</summary>
[CollectionDefinition(nameof(WholeSite))]
public sealed class ReadOnce : ICollectionFixture<WholeSite>;

/// <summary>
/// Every page of the site and the desk, as every role sees it, and every mail, with the settings full, half filled and empty: the
/// demonstration, read once for all tests of words. From each route two addresses are followed, one where the
/// settings say less.
/// </summary>
public sealed class WholeSite : SiteFactory, IAsyncLifetime
{
    private const int AddressesOfARoute = 2;
    private const string Password = "demonstration-2026";

    private readonly List<Rendered> everything = [];
    private List<(TemplateMatcher Matcher, string Name)> routes = [];

    public IReadOnlyList<Rendered> Everything => everything;

    /// <summary>GET routes that answered at least once.</summary>
    public ConcurrentDictionary<string, bool> Seen { get; } = [];

    public IEnumerable<string> Routes => routes.Select(r => r.Name);

    public async ValueTask InitializeAsync()
    {
        routes = [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsPage)
            .OrderBy(e => e.RoutePattern.Parameters.Count).ThenBy(e => e.RoutePattern.InboundPrecedence)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct()
            .Select(name => (new TemplateMatcher(TemplateParser.Parse(name.TrimStart('/')), []), name))];
        var personal = await PersonalPathsAsync();
        var deep = await DeepPathsAsync();
        foreach (var said in Enum.GetValues<Said>())
        {
            await SayAsync(said);
            await ReadAsync(said, "visiteur", CreateSiteClient(), [.. personal, .. routes.Select(r => r.Name).Where(r => !r.Contains('{'))]);
            foreach (var role in said is Said.Everything ? Enum.GetValues<Role>() : [Role.Administrator])
            {
                var account = DemoAccounts.All.First(a => a.Role == role);
                using var person = new DeskClient(CreateSiteClient());
                await person.SubmitAsync("/connexion", new() { ["Address"] = account.Address, ["Password"] = Password });
                await ReadAsync(
                    said,
                    role.ToString(),
                    person.Http,
                    ["/", "/compte", "/redaction", .. deep, .. routes.Select(r => r.Name).Where(r => !r.Contains('{'))]);
            }

            everything.AddRange(await EveryMail.RenderAsync(this, said));
        }
    }

    /// <summary>In Development the first start fills the database with the demonstration.</summary>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // The desk then shows the step of the PDF, which fails.
        Settings["Pdf:Chromium"] = Path.Combine(Folder, "absent");
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Development");
    }

    private static bool IsPage(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
        && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is null or true;

    private Task SayAsync(Said said) => WithDatabaseAsync(async db =>
    {
        var settings = await db.Settings.SingleAsync();
        if (said is Said.Half)
        {
            settings.Name("Nouvelles", "Réseau d’essai", null);
            settings.Identify("Association d’essai", "", "", "", "contact@reseau.example", "contact@reseau.example");
            settings.SetDefaults(null, null, null, null, null);
        }
        else if (said is Said.Nothing)
        {
            db.Remove(settings);
        }

        await db.SaveChangesAsync();
    });

    /// <summary>The links that come by mail, those that still open and those that do not.</summary>
    private Task<string[]> PersonalPathsAsync() => WithDatabaseAsync(async db =>
    {
        await using var scope = Services.CreateAsyncScope();
        var keys = await Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        var now = DateTime.UtcNow;
        var readers = await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed).OrderBy(s => s.Id).Take(4).ToListAsync();
        var (access, move, request, calendar) = (Draw(), Draw(), Draw(), Draw());
        readers[0].GrantAccess(HashOf(access), now);
        readers[0].AskToMove(EmailAddress.Parse("nouvelle@lecteurs.example"), HashOf(move), now);
        readers[1].AskRenewal(now);
        readers[2].Pause(DateOnly.FromDateTime(now).AddDays(20), Proof(readers[2], ConsentKind.Paused));
        readers[3].Unsubscribe(Proof(readers[3], ConsentKind.Withdrawn));
        var address = EmailAddress.Parse("demande@lecteurs.example");
        var pending = new Subscriber(address, keys.KeyOf(address), "fr", null, now);
        pending.AskToConfirm(HashOf(request), Proof(pending, ConsentKind.Requested));
        db.Add(pending);
        (await db.Users.OrderBy(u => u.Id).FirstAsync()).OpenCalendar(HashOf(calendar), now);
        await db.SaveChangesAsync();
        var invitations = await db.Invitations.OrderBy(i => i.Id).Take(4).ToListAsync();
        var (sentDate, sentMove) = (new AgendaEntry(AgendaKind.External, "Un forum", new DateOnly(2099, 6, 1)), new StaffMove(
            StaffMoveKind.Departure, "Léa Roux", "Directrice", invitations[0].CiteId));
        db.AddRange(new SentEntry(invitations[0].Id, sentDate, now), new SentEntry(invitations[0].Id, sentMove, now));
        await db.SaveChangesAsync();
        var personal = keys.ContributionToken(invitations[0].PublicId);
        var user = await db.Users.OrderBy(u => u.Id).FirstAsync();
        var links = scope.ServiceProvider.GetRequiredService<PasswordLinks>();
        user = (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByIdAsync(user.Id.ToString(CultureInfo.InvariantCulture)))!;
        return (string[])
        [
            "/", "/erreur/404", "/erreur/403", "/erreur/429", "/erreur/500", "/inscription?cite=charleroi",
            "/desinscription/" + keys.UnsubscribeToken(readers[0].PublicId), "/desinscription/" + keys
                .UnsubscribeToken(readers[3].PublicId), "/desinscription/inconnu",
            SubscriptionAddresses.Less(keys.UnsubscribeToken(readers[0].PublicId)), SubscriptionAddresses.Less("inconnu"),
            .. readers.Select(r => "/abonnement/" + keys.ManageToken(r.PublicId)), "/abonnement/inconnu",
            "/abonnement/acces/" + access, $"/abonnement/acces/{access}/effacement", "/abonnement/acces/inconnu",
            "/abonnement/adresse/" + move, "/abonnement/adresse/inconnu",
            "/inscription/confirmer/" + request, "/inscription/confirmer/inconnu",
            $"{SubscriptionAddresses.RenewalRoot}{keys.ManageToken(readers[1].PublicId)}",
            $"{SubscriptionAddresses.RenewalRoot}{keys.ManageToken(readers[0].PublicId)}",
            $"{SubscriptionAddresses.RenewalRoot}inconnu",
            .. invitations.Select(i => keys.ContributionToken(i.PublicId)).SelectMany(t => (string[])
                [ContributionAddresses.Page(t), ContributionAddresses.Nothing(t), ContributionAddresses.Dates(t), ContributionAddresses.Moves(t)]),
            ContributionAddresses.Date(personal, sentDate.Id), ContributionAddresses.Move(personal, sentMove.Id),
            "/contribuer/inconnu", AccountAddresses.MembersCalendar(calendar),
            await links.PathForAsync(user, PasswordLinkKind.Invitation), "/compte/invitation/1/inconnu",
        ];
    });

    /// <summary>Pages of the desk that few links lead to.</summary>
    private Task<string[]> DeepPathsAsync() => WithDatabaseAsync(async db =>
    {
        var gone = await db.Subscribers.OrderByDescending(s => s.Id).FirstAsync(s => s.State == SubscriberState.Confirmed);
        db.Add(new Suppression(gone.AddressKey, SuppressionReason.Complaint, DateTime.UtcNow));
        foreach (var doubt in Enum.GetValues<MailDoubt>())
        {
            var mail = new MailedNews([(byte)doubt], await db.Cites.Select(c => c.Id).FirstAsync(), DateTime.UtcNow);
            mail.Wait(doubt, EmailAddress.Parse("voisine@lecteurs.example"), "", "Une voisine", $"Titre {doubt}", "Un texte.", "jeu.exe", []);
            db.Add(mail);
        }

        var document = new DocumentImport("juin.docx", new string('a', 64), [1], null, "Une rédactrice", DateTime.UtcNow);
        document.Understand(
            "Docx", """[{"Page":1,"Text":"Un forum","IsHeading":true,"IsPicture":false}]""",
            """{"Items":[{"Key":1,"Title":"Un forum","Text":"Un texte.","Blocks":"0","Doubt":"Aucun contact n’a été trouvé."}]}""",
            null, DateTime.UtcNow);
        var batch = db.Add(new DocumentBatch("juin.zip", "Une rédactrice", DateTime.UtcNow)).Entity;
        await db.SaveChangesAsync();
        document.PutInto(batch);
        db.Add(document);
        var open = await db.Issues.Include(i => i.Sections).OrderByDescending(i => i.Number).FirstAsync();
        var free = open.AddSection(SectionKind.Free, "Le mot de la fin");
        await db.SaveChangesAsync();
        var translation = open.TranslateInto("it");
        db.Add(translation);
        var reader = await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed).Select(s => s.Id).FirstAsync();
        var dispatch = await db.Dispatches.Select(d => d.Id).FirstAsync();
        var issue = open.Id;
        var suppression = await db.Suppressions.Select(s => s.Id).FirstAsync();
        var date = await db.Agenda.Where(e => e.IsAccepted && !e.IsMembersOnly).Select(e => e.Id).FirstAsync();
        var cite = await db.Cites.Select(c => c.Slug).FirstAsync();
        var edition = await db.Editions.OrderBy(e => e.Number).FirstAsync();
        var pdf = new EditionPdfFile(edition.Id);
        pdf.Replace("Essai.pdf", "%PDF-1.4"u8.ToArray(), 1, DateTime.UtcNow);
        db.Add(pdf);
        db.Add(new EditionOriginal(edition.Id, ".txt", [1]));
        await db.SaveChangesAsync();
        var article = await db.PublishedArticles.Select(a => a.Slug).FirstAsync();
        return (string[])
        [
            $"/redaction/abonnes/{reader}/membre", $"/redaction/opposition/{suppression}", $"/redaction/envois/{dispatch}/incertains",
            $"/redaction/envois/{dispatch}/arret",
            $"/redaction/envois/{dispatch}/progression", $"/redaction/numeros/{issue}/apercu/page", $"/redaction/numeros/{issue}/apercu/impression",
            $"/redaction/numeros/{issue}/apercu/texte", $"/redaction/numeros/{issue}/apercu/courriel", $"/redaction/numeros/{issue}/publication",
            $"/redaction/numeros/{issue}/traduction", $"/redaction/numeros/{translation.Id}/traduction",
            $"/redaction/numeros/{issue}/apercu", $"/redaction/numeros/{issue}/agenda", $"/redaction/numeros/{issue}/rubriques/{free.Id}/texte",
            $"/agenda/{date}.ics", $"/cites/{cite}.ics",
            $"/api/v1/cites/{cite}", $"/api/v1/actualites/{article}",
            SiteAddresses.IssuePdf(edition.Slug), SiteAddresses.IssueOriginal(edition.Slug, ".txt"), DeskAddresses.Document(document.Id),
            DeskAddresses.DocumentOriginal(document.Id), DeskAddresses.DocumentBatch(batch.Id),
        ];
    });

    private static string Draw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static ConsentEvent Proof(Subscriber of, ConsentKind kind) =>
        new(kind, ConsentSource.SubscriptionPage, DateTime.UtcNow, of.Address, "fr", "Essai", "1", "1");

    private async Task ReadAsync(Said said, string by, HttpClient client, IEnumerable<string> starts)
    {
        using var reading = client;
        var visits = new Dictionary<string, int>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<(string Path, bool Given)>(starts.Distinct().Select(s => (s, true)));
        while (waiting.TryDequeue(out var next))
        {
            if (!known.Add(next.Path)
                || RouteOf(next.Path) is not { } route
                    || !next.Given
                    && !Allow(visits, route, next.Path, said is Said.Everything ? AddressesOfARoute : 1))
            {
                continue;
            }

            using var answer = await reading.GetAsync(next.Path, HttpCompletionOption.ResponseHeadersRead);
            Seen[route] = true;
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var html = await answer.Content.ReadAsStringAsync();
            everything.Add(new(said, by, next.Path, html, VisibleText.Of(html)));
            foreach (var link in new HtmlParser().ParseDocument(html).QuerySelectorAll("a[href^='/'], iframe[src^='/']"))
            {
                waiting.Enqueue(((link.GetAttribute("href") ?? link.GetAttribute("src"))!.Split('#')[0], false));
            }
        }
    }

    private static bool Allow(Dictionary<string, int> visits, string route, string path, int most)
    {
        var key = path.Contains('?') ? route + "?" : route;
        return (visits[key] = visits.GetValueOrDefault(key) + 1) <= most;
    }

    private string? RouteOf(string path) =>
        routes.Where(r => r.Matcher.TryMatch(path.Split('?')[0], [])).Select(r => r.Name).FirstOrDefault();
}
