using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Desk.Issues;

/// <summary>The second look at an issue: who may give it, for what, and when it does not hold any more.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private readonly SiteFactory site = new();
    private DeskClient desk = null!;
    private int id;

    public async ValueTask InitializeAsync()
    {
        await site.AddSettingsAsync();
        await site.AddSubscribersAsync(2);
        desk = await DeskClient.SignInAsync(site, Role.Administrator);
        id = await site.AddIssueAsync();
    }

    [Fact]
    public async Task An_issue_goes_from_its_editor_to_who_approves_to_who_sends_each_told_by_mail()
    {
        using var approver = await DeskClient.SignInAsync(site, Role.Editor, maySend: false);
        using var sender = await DeskClient.SignInAsync(site, Role.Editor, mayApprove: false);

        await sender.SubmitAsync(Page, [], "/approbation/demande");
        Assert.Equal(IssueState.Ready, (await site.IssueAsync(id)).State);
        Assert.Equal(2, await LinesAsync("demande d’approuver le numéro 7"));

        await approver.SubmitAsync(Page, [], "/approbation");
        Assert.Equal((IssueState.Approved, "Essai Editor"), ((await site.IssueAsync(id)).State, (await site.IssueAsync(id)).ApprovedBy));
        Assert.Equal(2, await LinesAsync("a approuvé le numéro 7"));
        Assert.Contains("Approuvé par Essai Editor le ", await TextAsync(sender), StringComparison.Ordinal);

        var sent = await sender.SubmitAsync(Page, [], "/publication");
        Assert.Contains("/redaction/envois/", sent.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_approve_cannot_send_and_who_may_send_cannot_approve()
    {
        using var approver = await DeskClient.SignInAsync(site, Role.Editor, maySend: false);
        using var sender = await DeskClient.SignInAsync(site, Role.Editor, mayApprove: false);
        Assert.DoesNotContain("Approuver le numéro", await TextAsync(sender), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await ForceAsync(sender, "/approbation")).StatusCode);
        Assert.Equal(IssueState.InProgress, (await site.IssueAsync(id)).State);

        await site.ApproveAsync(id);
        Assert.Contains("ne permet pas d’envoyer", await TextAsync(approver), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await ForceAsync(approver, "/publication")).StatusCode);
        Assert.Equal(IssueState.Approved, (await site.IssueAsync(id)).State);
    }

    [Fact]
    public async Task An_issue_without_approval_is_not_sent_whatever_form_asks_for_it()
    {
        await ForceAsync(desk, "/publication");

        Assert.Contains("n’est pas approuvé", await TextAsync(desk), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Editions.CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_approval_of_a_page_opened_before_a_change_is_refused()
    {
        var page = await desk.GetAsync(Page);
        await desk.SubmitAsync($"/redaction/numeros/{id}/textes", new() { ["Subject"] = "Un autre objet" });

        await desk.SendAsync(page, Page, [], "/approbation");

        Assert.Equal(IssueState.InProgress, (await site.IssueAsync(id)).State);
        Assert.Contains("a changé depuis que vous avez ouvert cette page", await TextAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_is_neither_offered_nor_given_nor_asked_for_before_nothing_blocks()
    {
        var whole = await desk.GetAsync(Page);
        await site.WithDatabaseAsync(async db =>
        {
            var settings = await db.Settings.SingleAsync(Cancel);
            settings.Identify("Réseau d’essai", "", "", "", "contact@reseau.example", "donnees@reseau.example");
            await db.SaveChangesAsync(Cancel);
        });

        var page = await desk.GetAsync(Page);
        Assert.Contains(
            "L’approbation attend que plus rien n’empêche l’envoi",
            page.QuerySelector("[aria-labelledby=approbation]")!.TextContent.Replace('\u00A0', ' '),
            StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form[action*='/approbation']"));

        var fingerprint = await site.WithDatabaseAsync(async _ =>
        {
            await using var scope = site.Services.CreateAsyncScope();
            return IssueApproval.FingerprintOf((await scope.ServiceProvider.GetRequiredService<EditionBuilder>().BuildAsync(id, Cancel))!);
        });
        await desk.SendAsync(whole, Page, new() { ["content"] = fingerprint }, "/approbation");
        Assert.Contains("n’est pas approuvé : des points empêchent encore l’envoi", Plain(await TextAsync(desk)), StringComparison.Ordinal);
        await desk.SendAsync(whole, Page, [], "/approbation/demande");
        Assert.Contains("La demande n’est pas faite", await TextAsync(desk), StringComparison.Ordinal);

        Assert.Equal((IssueState.InProgress, null), ((await site.IssueAsync(id)).State, (await site.IssueAsync(id)).ApprovedContent));
        Assert.Equal(0, await LinesAsync("le numéro 7"));
    }

    [Fact]
    public async Task Saving_without_a_change_leaves_the_approval_as_it_is()
    {
        await desk.SubmitAsync(Page, [], "/approbation");

        await desk.SubmitAsync($"/redaction/numeros/{id}/textes", []);
        await site.AddNewsAsync(null, "Une autre nouvelle, hors du numéro", accepted: true);
        await desk.SubmitAsync($"/redaction/nouvelles/{await NewsAsync("%hors du numéro")}", new() { ["Body"] = "Un autre texte." });

        Assert.Equal(IssueState.Approved, (await site.IssueAsync(id)).State);
    }

    /// <summary>Presses an arrow of the composer: a button that gives the page's one form its address.</summary>
    private async Task<HttpResponseMessage> MoveDownAsync(int item)
    {
        var page = await desk.GetAsync($"/redaction/numeros/{id}");
        var form = page.QuerySelector("#gestes")!;
        form.SetAttribute("action", page.QuerySelector($"#descendre-{item}")!.GetAttribute("formaction"));
        form.InnerHtml += "<input name=by value=1>";
        return await desk.SendAsync(page, "", new() { ["by"] = "1" }, "/deplacement");
    }

    [Theory]
    [InlineData("an item's text")]
    [InlineData("an item's picture")]
    [InlineData("the order")]
    [InlineData("the agenda")]
    [InlineData("the settings")]
    public async Task An_approval_falls_with_each_kind_of_change_and_those_concerned_are_told(string change)
    {
        using var sender = await DeskClient.SignInAsync(site, Role.Editor, mayApprove: false);
        var picture = await AddPictureAsync();
        var date = await site.AddDateAsync(null, "Une réunion", new DateOnly(2026, 6, 20));
        await desk.SubmitAsync(Page, [], "/approbation");
        Assert.Equal(IssueState.Approved, (await site.IssueAsync(id)).State);

        var news = await NewsAsync("La première%");
        var item = await site.WithDatabaseAsync(db => db.Set<IssueItem>().Where(i => i.NewsItemId == news).Select(i => i.Id).SingleAsync(Cancel));
        var answer = change switch
        {
            "an item's text" => await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Réécrit." }),
            "an item's picture" =>
                await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { [$"Pictures[{picture}].AlternativeText"] = "Une autre description" }),
            "the order" => await MoveDownAsync(item),
            "the agenda" => await desk.SubmitAsync($"/redaction/agenda/{date}", new() { ["Place"] = "Ailleurs" }),
            _ => await desk.SubmitAsync("/redaction/reglages", new() { ["PublisherAddress"] = "2 rue d’à côté" }),
        };

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, (await DeskClient.ParseAsync(answer)).QuerySelector("main")?.TextContent);
        Assert.Equal(IssueState.Ready, (await site.IssueAsync(id)).State);
        Assert.Contains("L’approbation est tombée.", await TextAsync(desk), StringComparison.Ordinal);

        // Who made the change has it before their eyes: the other one is told.
        Assert.Equal(1, await LinesAsync("L’approbation du numéro 7 est tombée"));
        Assert.Equal(
            "Essai Editor",
            await site.WithDatabaseAsync(
                db => db.Notifications.Where(n => n.Line.Contains("est tombée")).Select(n => n.User.DisplayName).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task An_approver_who_may_not_send_is_told_of_somebody_elses_change_and_not_of_their_own()
    {
        using var approver = await DeskClient.SignInAsync(site, Role.Editor, maySend: false);
        var news = await NewsAsync("La première%");
        await approver.SubmitAsync(Page, [], "/approbation");
        await approver.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Réécrit par qui approuve." });
        Assert.Equal(["Essai Administrator"], await ToldAsync());

        await approver.SubmitAsync(Page, [], "/approbation");
        await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["Body"] = "Réécrit par une autre." });
        Assert.Equal(["Essai Administrator", "Essai Editor"], await ToldAsync());

        Task<List<string>> ToldAsync() =>
            site.WithDatabaseAsync(
                db =>
                    db.Notifications.Where(n => n.Line.Contains("est tombée")).OrderBy(n => n.Id).Select(n => n.User.DisplayName)
                        .ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_change_from_outside_the_desk_voids_it_when_the_next_review_comes_and_only_once()
    {
        await desk.SubmitAsync(Page, [], "/approbation");
        await site.WithDatabaseAsync(async db =>
        {
            var news = await db.News.FirstAsync(Cancel);
            news.Write("Un titre changé", news.Body, "fr", null, null, Samples.Noon);
            await db.SaveChangesAsync(Cancel);
        });

        Assert.Equal([7], await ReviewAsync());
        Assert.Empty(await ReviewAsync());
        Assert.Equal(1, await LinesAsync("est tombée"));
    }

    [Fact]
    public async Task An_approval_can_be_taken_back()
    {
        await desk.SubmitAsync(Page, [], "/approbation");
        await desk.SubmitAsync(Page, [], "/approbation/retrait");

        var issue = await site.IssueAsync(id);
        Assert.Equal((IssueState.InProgress, null), (issue.State, issue.ApprovedContent));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private string Page => $"/redaction/numeros/{id}/envoi";

    private async Task<string> TextAsync(DeskClient who) => (await who.GetAsync(Page)).QuerySelector("main")!.TextContent;

    private Task<int> LinesAsync(string start) => site.WithDatabaseAsync(db => db.Notifications.CountAsync(n => n.Line.Contains(start), Cancel));

    private Task<int> NewsAsync(string title) =>
        site.WithDatabaseAsync(db => db.News.Where(n => EF.Functions.Like(n.Title, title)).Select(n => n.Id).SingleAsync(Cancel));

    private async Task<IReadOnlyList<int>> ReviewAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IssueApproval>().ReviewAsync(null, Cancel);
    }

    /// <summary>Sends a form to an address that the page does not offer.</summary>
    private async Task<HttpResponseMessage> ForceAsync(DeskClient who, string action)
    {
        var page = await who.GetAsync(Page);
        var target = $"/redaction/numeros/{id}{action}";
        page.QuerySelector("main form")!.SetAttribute("action", target);
        return await who.SendAsync(page, target, [], action);
    }

    private Task<int> AddPictureAsync() =>
        site.WithDatabaseAsync(async db =>
        {
            var picture = new MediaFile(new string('a', 64), "Une description", null, Samples.Noon);
            picture.Recognise(1);
            picture.AddVariant(MediaSize.Large, "image/jpeg", 160, 100, Samples.Picture(160, 100));
            picture.AddVariant(MediaSize.Mail, "image/jpeg", 80, 50, Samples.Picture(80, 50));
            var news = await db.News.Include(n => n.Pictures).SingleAsync(n => EF.Functions.Like(n.Title, "La première%"), Cancel);
            news.AddPicture(picture, null);
            await db.SaveChangesAsync(Cancel);
            return picture.Id;
        });
}
