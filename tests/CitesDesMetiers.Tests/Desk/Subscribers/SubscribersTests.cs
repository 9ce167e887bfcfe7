using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Desk.Documents;
using CitesDesMetiers.Tests.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Subscribers;

/// <summary>The subscribers at the desk: found, shown with the proof of their consent, invited, erased.</summary>
public sealed class SubscribersTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private int reader;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        await site.AddSettingsAsync();
        reader = await site.AddReaderAsync("anne@lecteurs.example");
        await site.AddReaderAsync("annette.b@lecteurs.example", also: s => s.Prefer("pt", null, [], Frequency.Quarterly));
        await site.AddReaderAsync(
            "zoe@lecteurs.example", also: s => s.Unsubscribe(Readers.Proof(ConsentKind.Withdrawn, EmailAddress.Parse(s.Address), Samples.Noon)));
        desk = await DeskClient.SignInAsync(site, Role.Administrator);
    }

    [Theory]
    [InlineData("", "zoe@lecteurs.example annette.b@lecteurs.example anne@lecteurs.example")]
    [InlineData("?tri=adresse", "anne@lecteurs.example annette.b@lecteurs.example zoe@lecteurs.example")]
    [InlineData("?tri=-adresse", "zoe@lecteurs.example annette.b@lecteurs.example anne@lecteurs.example")]
    [InlineData("?q=ANNE", "annette.b@lecteurs.example anne@lecteurs.example")]
    [InlineData("?q=annette", "annette.b@lecteurs.example")]
    [InlineData("?q=nette", "")]
    [InlineData("?q=%25", "")]
    [InlineData("?organisation=Mission&etat=abonne", "annette.b@lecteurs.example anne@lecteurs.example")]
    [InlineData("?organisation=mISSION+l", "zoe@lecteurs.example annette.b@lecteurs.example anne@lecteurs.example")]
    [InlineData("?organisation=Autre", "")]
    [InlineData("?etat=desabonne", "zoe@lecteurs.example")]
    [InlineData("?langue=pt", "annette.b@lecteurs.example")]
    [InlineData("?import=7", "")]
    public async Task The_list_finds_by_how_the_address_begins_and_by_what_is_chosen(string query, string expected)
    {
        var page = await desk.GetAsync("/redaction/abonnes" + query);

        Assert.Equal(expected, string.Join(' ', page.QuerySelectorAll("tbody th a").Select(a => a.TextContent)));
    }

    [Theory]
    [InlineData("jeanne.durand@lyon.example", true)]
    [InlineData("PAUL.petit@ailleurs.example", true)]
    [InlineData("jeanne.dupont@lyon.example", false)]
    [InlineData("info@lyon.example", false)]
    public async Task Whoever_erases_a_person_is_told_which_documents_name_them(string address, bool isNamed)
    {
        var id = await site.AddReaderAsync(address);
        var document = await new DocumentDesk(site, desk).SendAsync(DocumentDesk.Letter);

        var links = (await desk.GetAsync($"/redaction/abonnes/{id}/effacement")).QuerySelectorAll("main li a");

        Assert.Equal(isNamed ? [document] : [], links.Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_subscriber_is_shown_with_every_proof_and_its_exact_words()
    {
        var page = await desk.GetAsync($"/redaction/abonnes/{reader}");

        Assert.Equal(["Consentement", "Demande d’abonnement"], page.QuerySelectorAll(".trail li > strong").Select(s => s.TextContent));
        Assert.Contains("Vraiment.", page.QuerySelector(".trail details")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signed_proof_is_genuine_until_a_word_of_it_changes()
    {
        using var answer = await desk.SubmitAsync($"/redaction/abonnes/{reader}", [], "/preuve");
        var text = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("anne@lecteurs.example", text, StringComparison.Ordinal);
        Assert.Contains("   | Vraiment.", text, StringComparison.Ordinal);
        Assert.Contains("\n1. Demande d’abonnement, le ", text, StringComparison.Ordinal);
        Assert.Contains("\n2. Consentement, le ", text, StringComparison.Ordinal);
        Assert.Contains("authentique : elle", await VerifiedAsync(text.ReplaceLineEndings("\r\n")), StringComparison.Ordinal);
        Assert.Contains(
            "n’est pas authentique", await VerifiedAsync(text.Replace("Vraiment", "Peut-être", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("n’est pas authentique", await VerifiedAsync("Rien de tel"), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.ProofExported, Cancel)));
        Assert.StartsWith(
            "-----BEGIN PUBLIC KEY-----", await site.CreateSiteClient().GetStringAsync(SiteAddresses.ProofKey, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_asks_once_and_the_journal_says_who_did_it()
    {
        using var answer = await desk.SubmitAsync($"/redaction/abonnes/{reader}/effacement", [], "/effacement");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("anne@", (await desk.GetAsync("/redaction/abonnes")).Body!.InnerHtml, StringComparison.Ordinal);
        var line = Assert.Single((await desk.GetAsync("/redaction/journal?sujet=abonnes")).QuerySelectorAll("tbody tr"));
        Assert.Contains($"Abonné n° {reader}", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("Essai Administrator", line.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Redirect, (await desk.Http.GetAsync(new Uri($"/redaction/abonnes/{reader}", UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_subscriber_invited_as_member_gets_an_account_with_that_role()
    {
        var cite = await site.AddCiteAsync("Cité des métiers de Charleroi", "charleroi");

        using var answer = await desk.SubmitAsync($"/redaction/abonnes/{reader}/membre", new() { ["Name"] = "Anne", ["CiteId"] = $"{cite}" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var user = await site.WithDatabaseAsync(db => db.Users.SingleAsync(u => u.Email == "anne@lecteurs.example", Cancel));
        Assert.Equal((Role.Member, cite), (user.Role, user.CiteId));
        Assert.Contains("Membre", (await desk.GetAsync($"/redaction/abonnes/{reader}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Member)]
    [InlineData(Role.Correspondent)]
    [InlineData(Role.Editor)]
    public async Task Nobody_but_an_administrator_sees_subscribers_or_the_journal(Role role)
    {
        var cite = await site.AddCiteAsync("Cité des métiers de Nantes", "nantes");
        using var other = await DeskClient.SignInAsync(site, role, cite);

        foreach (var path in (string[])
            [
                "/redaction/abonnes", $"/redaction/abonnes/{reader}", $"/redaction/abonnes/{reader}/effacement",
                $"/redaction/abonnes/{reader}/membre", "/redaction/abonnes/calendrier", "/redaction/abonnes/verification", "/redaction/journal"
            ])
        {
            using var answer = await other.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_correspondent_sees_how_many_subscribers_their_Cite_has_and_never_who()
    {
        var cite = await site.AddCiteAsync("Cité des métiers de Nantes", "nantes");
        await site.AddReaderAsync("nantaise@lecteurs.example", also: s => s.Prefer("fr", cite, [], Frequency.EachIssue));
        using var correspondent = await DeskClient.SignInAsync(site, Role.Correspondent, cite);

        var page = (await correspondent.GetAsync("/redaction")).Body!.TextContent;

        Assert.Contains("1 abonné suit votre Cité", page, StringComparison.Ordinal);
        Assert.DoesNotContain("nantaise", page, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> VerifiedAsync(string text)
    {
        using var answer = await desk.SubmitAsync("/redaction/abonnes/verification", new() { ["Text"] = text });
        return (await DeskClient.ParseAsync(answer)).QuerySelector("[role=status]")!.TextContent.Replace('\u00A0', ' ');
    }
}
