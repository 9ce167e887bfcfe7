using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using CitesDesMetiers.Web.Newsletter.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Contribution;

/// <summary>What is typed behind a personal link waits there, for the one whose link it is.</summary>
public sealed class PersonalDraftTests : IAsyncLifetime
{
    private readonly CallSite site = new();
    private DeskClient phone = null!;
    private string path = "";

    public async ValueTask InitializeAsync()
    {
        await site.PrepareAsync();
        await site.OpenCallAsync(days: 10);
        path = await site.PathAsync(site.Mulhouse);
        phone = site.Visitor();
    }

    [Fact]
    public async Task What_was_typed_is_there_when_the_link_opens_again_until_it_is_sent()
    {
        var page = await phone.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, await KeepAsync(page, path, "Soixante visiteurs"));

        using var another = site.Visitor();
        var again = await another.GetAsync(path);
        Assert.Equal("Soixante visiteurs", again.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Contains("texte non enregistré", again.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await another.SendAsync(again, path, new() { ["Title"] = "Une nuit", ["Step"] = "Submit" });

        Assert.Equal("", (await another.GetAsync(path)).QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task The_draft_of_an_item_is_offered_and_one_that_is_not_wanted_goes()
    {
        await phone.SubmitAsync(path, new() { ["Title"] = "Une nuit", ["Body"] = "Le début.", ["Step"] = "Save" });
        var item = $"{path}/nouvelles/{await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel))}";
        await KeepAsync(await phone.GetAsync(item), path, "La suite.");

        var offer = (await phone.GetAsync(item)).QuerySelector("[data-server-draft] a")!.GetAttribute("href")!;
        Assert.Equal("La suite.", (await phone.GetAsync(offer)).QuerySelector("#Body")!.TextContent.Trim());
        await phone.SubmitAsync(item, [], "/abandon");

        Assert.Null((await phone.GetAsync(item)).QuerySelector("[data-server-draft]"));
    }

    [Fact]
    public async Task Nothing_is_kept_for_what_the_link_does_not_reach()
    {
        var theirs = await site.PathAsync(site.Genes);
        using var giulia = site.Visitor();
        await giulia.SubmitAsync(theirs, new() { ["Title"] = "À Gênes", ["Body"] = "Secret.", ["Step"] = "Save" });
        var other = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));
        var invitation = await site.InvitationAsync(site.Genes);
        var page = await phone.GetAsync(path);

        foreach (var subject in (string[])[$"News/{other}", $"contribution/{invitation.Id}", "Issue/1", "News/" + Guid.NewGuid(), ""])
        {
            Assert.Equal(HttpStatusCode.NotFound, await KeepAsync(page, path, "Volé", subject));
        }

        Assert.Equal(HttpStatusCode.NotFound, await KeepAsync(page, "/contribuer/" + new string('A', 43), "Volé"));
        Assert.Equal(0, await CountAsync());
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await site.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<int> CountAsync() => site.WithDatabaseAsync(db => db.EditingSessions.CountAsync(s => s.Draft != null, Cancel));

    /// <summary>Sends what is typed as autosave.js does.</summary>
    private async Task<HttpStatusCode> KeepAsync(IHtmlDocument page, string link, string body, string? subject = null)
    {
        var form = page.QuerySelector("form[data-autosave]")!;
        string Value(string name) => form.QuerySelector($"[name={name}]")!.GetAttribute("value") ?? "";
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__jeton"] = Value("__jeton"),
            [OpenedForm.SubjectField] = subject ?? Value(OpenedForm.SubjectField),
            [OpenedForm.SeenField] = Value(OpenedForm.SeenField),
            ["Version"] = Value("Version"),
            ["Title"] = "",
            ["Body"] = body,
        });
        using var answer = await phone.Http.PostAsync(link + "/brouillon", content, Cancel);
        return answer.StatusCode;
    }
}
