using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>Who may reach what: every route against every role (OWASP ASVS 5.0, 8.2). A new route fails here until it is listed.</summary>
public class RightsTests(RightsTests.Site site) : IClassFixture<RightsTests.Site>
{
    /// <summary>The least role that may use a controller, or one of its actions; null for everyone.</summary>
    private static readonly Dictionary<string, Role?> LeastRole = new()
    {
        ["Desk.Dashboard"] = Role.Correspondent,
        ["Desk.Components"] = Role.Correspondent,
        ["Desk.Dashboard.HideSetUp"] = Role.Administrator,
        ["Desk.News"] = Role.Correspondent,
        ["Desk.NewsState"] = Role.Correspondent,
        ["Desk.NewsState.Accept"] = Role.Editor,
        ["Desk.NewsState.Return"] = Role.Editor,
        ["Desk.Calls"] = Role.Editor,
        ["Desk.Invitations"] = Role.Editor,
        ["Desk.Agenda"] = Role.Correspondent,
        ["Desk.AgendaPaste"] = Role.Correspondent,
        ["Desk.Agenda.Accept"] = Role.Editor,
        ["Desk.Moves"] = Role.Correspondent,
        ["Desk.Moves.Accept"] = Role.Editor,
        ["Desk.Contacts"] = Role.Correspondent,
        ["Desk.Embedding"] = Role.Correspondent,
        ["Desk.Deleted"] = Role.Correspondent,
        ["Desk.SeveralContacts"] = Role.Editor,
        ["Desk.SeveralDates"] = Role.Editor,
        ["Desk.SeveralMoves"] = Role.Editor,
        ["Desk.SeveralNews"] = Role.Editor,
        ["Desk.Drafts"] = Role.Correspondent,
        ["Desk.Webhooks"] = Role.Administrator,
        ["Desk.Search"] = Role.Correspondent,
        ["Desk.Cites"] = Role.Editor,
        ["Desk.Versions"] = Role.Correspondent,
        ["Desk.Versions.Texts"] = Role.Editor,
        ["Desk.Editor"] = Role.Correspondent,
        ["Desk.Media"] = Role.Editor,
        ["Desk.MediaUpload"] = Role.Editor,
        ["Desk.Themes"] = Role.Editor,
        ["Desk.NewsMails"] = Role.Editor,
        ["Desk.Batches"] = Role.Editor,
        ["Desk.Documents"] = Role.Editor,
        ["Desk.Correction"] = Role.Editor,
        ["Desk.Issues"] = Role.Editor,
        ["Desk.NextIssue"] = Role.Editor,
        ["Desk.Translation"] = Role.Editor,
        ["Desk.Composition"] = Role.Editor,
        ["Desk.Sections"] = Role.Editor,
        ["Desk.Items"] = Role.Editor,
        ["Desk.Orders"] = Role.Editor,
        ["Desk.IssueAgenda"] = Role.Editor,
        ["Desk.Preview"] = Role.Editor,
        ["Desk.Publication"] = Role.Editor,
        ["Desk.Verification"] = Role.Editor,
        ["Desk.Approval"] = Role.Editor,
        ["Desk.Mends"] = Role.Editor,
        ["Desk.Waivers"] = Role.Editor,
        ["Desk.Links"] = Role.Editor,
        ["Desk.Schedule"] = Role.Editor,
        ["Desk.Pdf"] = Role.Editor,
        ["Desk.Errata"] = Role.Editor,
        ["Desk.Dispatches"] = Role.Editor,
        ["Desk.DispatchSteps"] = Role.Editor,
        ["Desk.DispatchRetries"] = Role.Editor,
        ["Desk.Outbox"] = Role.Administrator,
        ["Desk.Audience"] = Role.Editor,
        ["Desk.Subscribers"] = Role.Administrator,
        ["Desk.Addition"] = Role.Administrator,
        ["Desk.Figures"] = Role.Editor,
        ["Desk.Members"] = Role.Administrator,
        ["Desk.Retention"] = Role.Administrator,
        ["Desk.Proofs"] = Role.Administrator,
        ["Desk.Proofs.PublicKey"] = null,
        ["Desk.Audit"] = Role.Administrator,
        ["Desk.Suppressions"] = Role.Administrator,
        ["Desk.Imports"] = Role.Administrator,
        ["Desk.ImportColumns"] = Role.Administrator,
        ["Desk.ImportSteps"] = Role.Administrator,
        ["Desk.Exports"] = Role.Administrator,
        ["Desk.Settings"] = Role.Administrator,
        ["Desk.Domain"] = Role.Administrator,
        ["Desk.System"] = Role.Administrator,
        ["Desk.Mail"] = Role.Administrator,
        ["Desk.HeldMail"] = Role.Administrator,
        ["Desk.Look"] = Role.Administrator,
        ["Desk.LookPreview"] = Role.Administrator,
        ["Desk.Users"] = Role.Administrator,
        ["Account"] = null,
        ["Password"] = null,
        ["SetUp"] = null,
        ["PolicyReports"] = null,
        ["MyAccount"] = Role.Member,
        ["NetworkSignIn"] = null,
        ["Sessions"] = Role.Member,
        ["SecondStep"] = null,
        ["PasskeySignIn"] = null,
        ["Security"] = Role.Member,
        ["App"] = Role.Member,
        ["Passkeys"] = Role.Member,
        ["Search"] = null,
        ["Directory"] = Role.Member,
        ["ApiIssues"] = null,
        ["ApiNetwork"] = null,
        ["ApiSearch"] = null,
        ["ApiPage"] = null,
        ["Sitemap"] = null,
        ["Robots"] = null,
        ["SecurityText"] = null,
        ["Errors"] = null,
        ["Home"] = null,
        ["Archive"] = null,
        ["Draft"] = Role.Editor,
        ["News"] = null,
        ["Agenda"] = null,
        ["Calendar"] = null,
        ["Cites"] = null,
        ["Feeds"] = null,
        ["Widgets"] = null,
        ["Legal"] = null,
        ["Images"] = null,
        ["Cards"] = null,
        ["Subscription"] = null,
        ["Confirmation"] = null,
        ["Renewal"] = null,
        ["Unsubscription"] = null,
        ["Less"] = null,
        ["LinkRequest"] = null,
        ["Preferences"] = null,
        ["Pause"] = null,
        ["Leaving"] = null,
        ["FullLink"] = null,
        ["Move"] = null,
        ["NewAddress"] = null,
        ["Data"] = null,
        ["Erasure"] = null,
        ["Contribution"] = null,
        ["ContributionDate"] = null,
        ["ContributionDrafts"] = null,
        ["ContributionEditor"] = null,
        ["ContributionMove"] = null,
    };

    /// <summary>An empty name is a visitor without an account.</summary>
    public static TheoryData<string> Everybody => ["", .. Enum.GetNames<Role>()];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Each_route_opens_to_those_it_is_for_and_to_nobody_else(string name)
    {
        Role? role = name.Length > 0 ? Enum.Parse<Role>(name) : null;
        using var client = role is { } known ? (await DeskClient.SignInAsync(site, known, site.CiteId)).Http : site.CreateSiteClient();
        var wrong = new List<string>();
        foreach (var (method, path, least) in Routes())
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var isRefused = answer.StatusCode is HttpStatusCode.Forbidden
                || answer.Headers.Location?.OriginalString.Contains("/connexion", StringComparison.Ordinal) == true;
            var mayEnter = least is null || role >= least;
            if (isRefused == mayEnter)
            {
                wrong.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
    }

    private IEnumerable<(string Method, string Path, Role? Least)> Routes()
    {
        var endpoints = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not { } action)
            {
                continue;
            }

            var feature = action.ControllerTypeInfo.Namespace!.Contains(".Web.Desk", StringComparison.Ordinal) ? "Desk." : "";
            var name = feature + action.ControllerName;
            Assert.True(LeastRole.ContainsKey(name), $"{name} is not in the table of rights.");
            var least = LeastRole.GetValueOrDefault($"{name}.{action.ActionName}", LeastRole[name]);
            var path = string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Sample))));
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                yield return (method, "/" + path, least);
            }
        }
    }

    private static string Sample(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) =>
        part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter when parameter.Name == "status" => "404",
            _ => "999999",
        };

    public sealed class Site : SiteFactory, IAsyncLifetime
    {
        public int CiteId { get; private set; }

        public async ValueTask InitializeAsync() => CiteId = await this.AddCiteAsync("Cité des métiers d’Essai", "essai");
    }
}
